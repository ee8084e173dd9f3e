import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  CancellationTokenSource, createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities, CodeAction, Diagnostic, InitializeResult, PublishDiagnosticsParams, Range, Registration, TextEdit,
  WorkspaceEdit, WorkspaceFolder,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ItemsChangedParams, ProtocolFileItems, Status } from '../../../server/src/protocol.ts';
import { distFile } from '../../support/buildOnce.ts';

/** The built server: the sessions here run what is shipped. */
export const serverFile = distFile('server.js');

/** What a full-grown editor says it can do. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true, tagSupport: { valueSet: [1, 2] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { documentationFormat: ['markdown'] } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'source.fixAll'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  window: { workDoneProgress: true },
};

/** How a session is started. */
export interface ClientOptions {
  readonly folders?: readonly string[];
  /** What very old editors send. */
  readonly rootPath?: string;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Section `upguide` by absolute folder path. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Wait until the first scan is over. Default: yes. */
  readonly scanned?: boolean;
  /** What becomes of edits that the server asks for: noted only (default), made in the documents, made and saved, or refused. */
  readonly editing?: 'noted' | 'applied' | 'saved' | 'refused';
}

/** An editor as far as the tests need one: it speaks LSP over the pipes of a real server process. */
export class Client {
  readonly published = new Map<string, PublishDiagnosticsParams>();
  /** All publishes of all files, in order. */
  readonly history: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  readonly progress: { readonly kind: string; readonly cancellable?: boolean; readonly message?: string }[] = [];
  readonly registrations: Registration[] = [];
  readonly statuses: Status[] = [];
  readonly appliedEdits: WorkspaceEdit[] = [];
  readonly itemsChanged: ItemsChangedParams[] = [];
  /** Texts of `window/showMessage`. */
  readonly messages: string[] = [];
  /** Partial results by their token. */
  readonly parts = new Map<string | number, ProtocolFileItems[]>();
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly #connection: MessageConnection;
  readonly #texts = new Map<string, TextDocument>();
  /** The texts that open documents were opened or saved with. */
  readonly #onDisk = new Map<string, string>();
  readonly #watchers = new Set<() => void>();
  settings: Readonly<Record<string, unknown>>;
  /** Called before an edit of the server is made: a test changes a text here. */
  beforeEdit: () => Promise<void> = () => Promise.resolve();
  /** What the editor makes of a text while it saves what the server has edited. */
  formatter: (text: string) => string = (text) => text;
  readonly #editing: ClientOptions['editing'];
  initializeResult: InitializeResult = { capabilities: {} };

  private constructor({ settings = {}, editing }: ClientOptions) {
    this.settings = settings;
    this.#editing = editing;
    this.child = spawn(process.execPath, [serverFile, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
    const { stdin, stdout } = this.child;
    if (!stdin || !stdout) throw new Error('no pipes');
    stdin.on('error', () => undefined);
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onError(() => undefined);
    this.#listen();
  }

  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client(options);
    const folders = (options.folders ?? []).map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) }));
    client.initializeResult = await client.request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: folders[0]?.uri ?? null,
      ...(options.rootPath === undefined ? {} : { rootPath: options.rootPath }),
      workspaceFolders: folders.length > 0 ? folders : null,
      capabilities: options.capabilities ?? fullCapabilities,
      ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
    });
    await client.notify('initialized', {});
    if (options.scanned !== false) await client.until(() => client.log.some((line) => line.startsWith('Scanned ')), 'the scan');
    return client;
  }

  request<Result>(method: string, params?: unknown): Promise<Result> {
    return params === undefined ? this.#connection.sendRequest(method) : this.#connection.sendRequest(method, params);
  }

  /** Sends a request and takes it back at once. */
  cancelled<Result>(method: string, params: unknown): Promise<Result> {
    const source = new CancellationTokenSource();
    const answer = this.#connection.sendRequest<Result>(method, params, source.token);
    source.cancel();
    return answer;
  }

  /** Sends a request that can be taken back. */
  cancellable<Result>(method: string, params: unknown): { readonly answer: Promise<Result>; readonly cancel: () => void } {
    const source = new CancellationTokenSource();
    return { answer: this.#connection.sendRequest<Result>(method, params, source.token), cancel: () => { source.cancel(); } };
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  open(uri: string, text: string, languageId = 'plaintext'): Promise<void> {
    this.#texts.set(uri, TextDocument.create(uri, languageId, 1, text));
    this.#onDisk.set(uri, text);
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Edits an open document. Returns the new version. */
  async change(uri: string, changes: readonly (TextEditChange | { readonly text: string })[]): Promise<number> {
    const document = TextDocument.update(this.#document(uri), [...changes], this.#document(uri).version + 1);
    this.#texts.set(uri, document);
    await this.notify('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges: changes });
    return document.version;
  }

  close(uri: string): Promise<void> {
    this.#texts.delete(uri);
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.#document(uri).getText();
  }

  /** The position of a piece of the text, or of a place inside it. */
  positionOf(uri: string, piece: string, offset = 0) {
    const at = this.text(uri).indexOf(piece);
    if (at < 0) throw new Error(`no ${JSON.stringify(piece)} in ${uri}`);
    return this.#document(uri).positionAt(at + offset);
  }

  positionAt(uri: string, offset: number) {
    return this.#document(uri).positionAt(offset);
  }

  rangeOf(uri: string, piece: string): Range {
    return { start: this.positionOf(uri, piece), end: this.positionOf(uri, piece, piece.length) };
  }

  /** The text that an edit makes of an open document, after checking that it is for its present version. */
  applied(uri: string, edit: WorkspaceEdit | undefined): string {
    let edits: TextEdit[] = edit?.changes?.[uri] ?? [];
    for (const change of edit?.documentChanges ?? []) {
      if (!('textDocument' in change) || change.textDocument.uri !== uri) continue;
      if (change.textDocument.version !== this.#document(uri).version) throw new Error(`edit for version ${String(change.textDocument.version)}`);
      edits = change.edits.flatMap((each) => ('newText' in each ? [each] : []));
    }
    return TextDocument.applyEdits(this.#document(uri), edits);
  }

  /** Waits for diagnostics of a file that fit. */
  async diagnostics(uri: string, fits: (published: PublishDiagnosticsParams) => boolean = () => true): Promise<Diagnostic[]> {
    const found = await this.until(() => {
      const published = this.published.get(uri);
      return published && fits(published) ? published : undefined;
    }, `diagnostics of ${uri}`);
    return found.diagnostics;
  }

  /** The diagnostics of the document's present version. */
  current(uri: string): Promise<Diagnostic[]> {
    const { version } = this.#document(uri);
    return this.diagnostics(uri, (published) => published.version === version);
  }

  codeActions(uri: string, range: Range, context: Record<string, unknown> = {}): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], ...context } });
  }

  /** Waits until `check` gives something; looks again at every message. */
  async until<T>(check: () => T | undefined | false, what: string, timeoutMs = 40_000): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let watcher: (() => void) | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        watcher = () => {
          const found = check();
          if (found !== undefined && found !== false) resolve(found);
        };
        timer = setTimeout(() => reject(new Error(`waited for ${what}; log: ${this.log.slice(-5).join(' | ')}`)), timeoutMs);
        this.#watchers.add(watcher);
        watcher();
      });
    } finally {
      clearTimeout(timer);
      if (watcher) this.#watchers.delete(watcher);
    }
  }

  /** Ends the session as editors do. */
  async stop(): Promise<number | null> {
    await this.request('shutdown');
    await this.notify('exit', undefined);
    const code = await this.exited;
    this.#connection.dispose();
    return code;
  }

  /** Makes an edit as editors do: in all documents, or in none when one of them has another version. */
  async #make(edit: WorkspaceEdit): Promise<boolean> {
    if (this.#editing === 'refused') return false;
    const changes = (edit.documentChanges ?? []).flatMap((change) => ('textDocument' in change ? [change] : []));
    const files = edit.changes ? Object.keys(edit.changes) : changes.map(({ textDocument }) => textDocument.uri);
    if (changes.some(({ textDocument }) => textDocument.version !== this.#document(textDocument.uri).version)) return false;
    for (const uri of files) {
      const clean = this.#onDisk.get(uri) === this.text(uri);
      await this.change(uri, [{ text: this.applied(uri, edit) }]);
      if (this.#editing !== 'saved' || !clean) continue;
      if (this.formatter(this.text(uri)) !== this.text(uri)) await this.change(uri, [{ text: this.formatter(this.text(uri)) }]);
      this.save(uri);
    }
    return true;
  }

  /** Writes an open document to its file. */
  save(uri: string): void {
    this.#onDisk.set(uri, this.text(uri));
    writeFileSync(fileURLToPath(uri), this.text(uri));
  }

  #document(uri: string): TextDocument {
    const document = this.#texts.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  #listen(): void {
    const on = <P>(method: string, handle: (params: P) => void) => this.#connection.onNotification(method, (params: P) => {
      handle(params);
      for (const watcher of [...this.#watchers]) watcher();
    });
    on('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.history.push(params);
    });
    on('window/logMessage', ({ message }: { message: string }) => this.log.push(message));
    on('upguide/status', (status: Status) => this.statuses.push(status));
    on('upguide/itemsChanged', (params: ItemsChangedParams) => this.itemsChanged.push(params));
    on('window/showMessage', ({ message }: { message: string }) => this.messages.push(message));
    on('$/progress', ({ token, value }: { token: string | number; value: { kind: string; message?: string } | ProtocolFileItems[] }) => {
      if (Array.isArray(value)) this.parts.set(token, [...this.parts.get(token) ?? [], ...value]);
      else this.progress.push(value);
    });
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => (scopeUri === undefined ? null : this.settings[fileURLToPath(scopeUri)] ?? null)));
    this.#connection.onRequest('client/registerCapability', ({ registrations }: { registrations: Registration[] }) => {
      this.registrations.push(...registrations);
      return null;
    });
    this.#connection.onRequest('client/unregisterCapability', () => null);
    this.#connection.onRequest('window/workDoneProgress/create', () => null);
    this.#connection.onRequest('workspace/applyEdit', async ({ edit }: { edit: WorkspaceEdit }) => {
      this.appliedEdits.push(edit);
      await this.beforeEdit();
      return { applied: this.#editing === undefined || this.#editing === 'noted' || await this.#make(edit) };
    });
    this.#connection.listen();
  }
}

/** An incremental change. */
export interface TextEditChange {
  readonly range: Range;
  readonly text: string;
}

/** The URI of a path, as VS Code spells it. */
export function uriOf(file: string): string {
  return `file://${file.split('/').map((segment) => encodeURIComponent(segment)).join('/')}`;
}

/** A folder as the protocol names it. */
export function folderOf(folder: string): WorkspaceFolder {
  return { uri: uriOf(folder), name: path.basename(folder) };
}
