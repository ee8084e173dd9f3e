import * as vscode from 'vscode';
import { type ProtocolRun, type RecoverParams, recoverRequest, type RunReference } from '../../../server/src/protocol.ts';
import type { Originals } from '../rollback/originals.ts';
import { requestRun } from '../rollback/requestRun.ts';
import type { Rollback } from '../rollback/rollBackUpgrade.ts';
import { rollbackMessage } from '../rollback/runTexts.ts';
import type { Server } from '../server.ts';
import { pathOf } from '../upgrade/paths.ts';
import { interruptedFileNote, interruptedMessage } from './interruptedTexts.ts';

/** Offers, whenever the server tells of an interrupted run, to finish or to restore it; once a window and run. The command asks again. */
export class Recovery implements vscode.Disposable {
  readonly #server: Server;
  readonly #originals: Originals;
  readonly #log: vscode.LogOutputChannel;
  readonly #asked = new Set<string>();
  readonly #listener: vscode.Disposable;
  #interrupted: readonly ProtocolRun[] = [];

  constructor(server: Server, originals: Originals, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#originals = originals;
    this.#log = log;
    this.#listener = server.onStatus(({ interrupted }) => this.#learn(interrupted));
  }

  /** The runs that wait for a decision. */
  get interrupted(): readonly ProtocolRun[] {
    return this.#interrupted;
  }

  /** "Resume Interrupted Upgrade…". Takes a run with what to do about it to do that without asking. */
  async resume(argument: unknown): Promise<Rollback | undefined> {
    const given = readParams(argument);
    if (given) return await this.#recover(given);
    this.#learn((await this.#server.status()).interrupted);
    const [run] = this.#interrupted;
    if (!run) {
      void vscode.window.showInformationMessage('No upgrade was interrupted in this workspace.');
      return undefined;
    }
    return await this.#ask(run);
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #learn(interrupted: readonly ProtocolRun[]): void {
    this.#interrupted = interrupted;
    void vscode.commands.executeCommand('setContext', 'upguide.interrupted', interrupted.length > 0);
    for (const run of interrupted) {
      const key = JSON.stringify([run.root, run.id]);
      if (this.#asked.has(key)) continue;
      this.#asked.add(key);
      this.#ask(run).catch((error: unknown) => {
        this.#log.error(error instanceof Error ? error : String(error));
        void vscode.window.showErrorMessage(`Upguide: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  }

  async #ask(run: ProtocolRun): Promise<Rollback | undefined> {
    // What its rollback has begun cannot be finished any more.
    const buttons = [...(run.restoring === true ? [] : ['Finish']), 'Restore', 'Show Files'];
    for (;;) {
      const choice = await vscode.window.showWarningMessage(interruptedMessage(run), ...buttons);
      if (choice === 'Finish') return await this.#recover({ root: run.root, id: run.id, action: 'finish' });
      if (choice === 'Restore') return await this.#recover({ root: run.root, id: run.id, action: 'restore' });
      if (choice !== 'Show Files') return undefined;
      await this.#showFiles(run);
    }
  }

  async #showFiles(run: ProtocolRun): Promise<void> {
    const rows = run.files.map((file) => ({ label: pathOf(file.uri), description: interruptedFileNote(file.now), uri: file.uri }));
    const picked = await vscode.window.showQuickPick(rows, { title: `Interrupted: ${run.title}`, placeHolder: 'Pick a file to see its diff', matchOnDescription: true });
    if (picked) await this.#originals.show(run, picked.uri);
  }

  async #recover(params: RecoverParams): Promise<Rollback> {
    const finishing = params.action === 'finish';
    const result = await requestRun(this.#server, recoverRequest, params, finishing ? 'Upguide: finishing the upgrade' : 'Upguide: restoring the files');
    const message = rollbackMessage(result, finishing ? 'Finished the upgrade of' : 'Restored');
    this.#log.info(message);
    const alone = result.files.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed');
    for (const { uri, reason } of alone) this.#log.warn(`${pathOf(uri)} was left alone: ${reason ?? 'no reason given'}`);
    const troubled = alone.length > 0 || result.problem !== undefined;
    const show = troubled ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    void show(message, ...(troubled ? ['Show Log'] : [])).then((button) => { if (button !== undefined) this.#log.show(); });
    return { ...result, run: { root: params.root, id: params.id }, message };
  }
}

function readParams(argument: unknown): RecoverParams | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { root, id, action } = argument as Readonly<Record<keyof RunReference | 'action', unknown>>;
  if (typeof root !== 'string' || typeof id !== 'string' || (action !== 'finish' && action !== 'restore')) return undefined;
  return { root, id, action };
}
