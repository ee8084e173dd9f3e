/**
 * As much of VS Code as client code needs that decides something without drawing it. A test takes it in place of the editor:
 * `vi.mock('vscode', async () => (await import('../support/vscode.ts')).vscode)`.
 */

type Listener<T> = (event: T) => unknown;

class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>) => {
    this.#listeners.add(listener);
    return { dispose: () => { this.#listeners.delete(listener); } };
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

class CancellationTokenSource {
  readonly #cancelled = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };

  cancel(): void {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire();
  }

  dispose(): void {
    this.#cancelled.dispose();
  }
}

/** What the user was told, oldest first. Nobody presses a button. */
export const told: string[] = [];

const tell = (message: string): Promise<undefined> => {
  told.push(message);
  return Promise.resolve(undefined);
};

/** The titles (or views) of what shows its progress right now. */
export const inProgress = new Set<unknown>();

async function withProgress<T>(options: object, work: (progress: { report(): void }, token: unknown) => Promise<T>): Promise<T> {
  inProgress.add(options);
  try {
    return await work({ report: () => undefined }, new CancellationTokenSource().token);
  } finally {
    inProgress.delete(options);
  }
}

export { EventEmitter };

/** The module. */
export const vscode = {
  EventEmitter,
  CancellationTokenSource,
  Disposable: { from: (...parts: readonly { dispose(): unknown }[]) => ({ dispose: () => { for (const part of parts) part.dispose(); } }) },
  ProgressLocation: { Window: 10, Notification: 15 },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  TreeItemCheckboxState: { Unchecked: 0, Checked: 1 },
  Uri: { parse: (text: string) => ({ toString: () => text }) },
  commands: { executeCommand: () => Promise.resolve(undefined) },
  window: {
    showInformationMessage: tell,
    showWarningMessage: tell,
    showErrorMessage: tell,
    withProgress,
    createTreeView: () => ({ onDidChangeCheckboxState: new EventEmitter().event, dispose: () => undefined }),
  },
  workspace: {
    textDocuments: [],
    asRelativePath: (uri: object | string) => String(uri).replace('file:///w/', ''),
    getWorkspaceFolder: () => undefined,
  },
};
