import * as vscode from 'vscode';
import { type ApplyParams, applyRequest, type ApplyResult, type ProtocolItem } from '../../../server/src/protocol.ts';
import { whenQuiet } from '../quiet.ts';
import type { LastUpgrade } from '../rollback/lastUpgrade.ts';
import type { Server } from '../server.ts';
import { pathOf } from './paths.ts';
import { runMessage } from './runMessage.ts';
import type { SavedEdits } from './savedEdits.ts';
import type { Counts } from './treeNodes.ts';
import type { UpgradeView } from './upgradeView.ts';
import { settleUnsaved, type UnsavedChoice } from './unsavedDocuments.ts';

/** What is to be applied: these items, or all of a tier (`unsafe` includes the safe ones). */
export type ApplyChoice = { readonly items: readonly ProtocolItem[] } | { readonly applicability: 'safe' | 'unsafe' };

/** What a run did. The commands return it. */
export interface UpgradeRun extends ApplyResult {
  /** What is there afterwards. */
  readonly left: Counts;
  /** What the user was told. */
  readonly message: string;
}

/** Applies what is chosen, one run at a time. */
export class UpgradeApplier {
  readonly #server: Server;
  readonly #view: UpgradeView;
  readonly #edits: SavedEdits;
  readonly #lastUpgrade: LastUpgrade;
  readonly #log: vscode.LogOutputChannel;
  #running = false;

  constructor(parts: { readonly server: Server; readonly view: UpgradeView; readonly edits: SavedEdits; readonly lastUpgrade: LastUpgrade; readonly log: vscode.LogOutputChannel }) {
    this.#server = parts.server;
    this.#view = parts.view;
    this.#edits = parts.edits;
    this.#lastUpgrade = parts.lastUpgrade;
    this.#log = parts.log;
  }

  /** Asks about unsaved documents, applies, tells. `undefined` when nothing was chosen, the user gave up, or another run is under way. */
  async apply(choice: ApplyChoice, unsaved?: UnsavedChoice): Promise<UpgradeRun | undefined> {
    if (this.#running) {
      void vscode.window.showInformationMessage('An upgrade is being applied already.');
      return undefined;
    }
    if ('items' in choice && choice.items.length === 0) {
      void vscode.window.showInformationMessage('Nothing is selected here. Tick what is to be applied first.');
      return undefined;
    }
    this.#running = true;
    try {
      const leave = await settleUnsaved(this.#urisOf(choice), unsaved);
      if (!leave) return undefined;
      const result = await this.#edits.during(async () => {
        const sent = await this.#send(choice, leave);
        if (sent && sent.problem === undefined) await whenQuiet(this.#view.onDraw);
        return sent;
      });
      if (!result) {
        this.#log.info('The upgrade was cancelled before anything was written.');
        return undefined;
      }
      this.#lastUpgrade.remember(result.runs);
      const run = { ...result, left: this.#view.counts, message: runMessage(result, this.#view.counts) };
      this.#tell(run);
      return run;
    } finally {
      this.#running = false;
    }
  }

  #urisOf(choice: ApplyChoice): ReadonlySet<string> {
    if ('items' in choice) return new Set(choice.items.map(({ uri }) => uri));
    const tiers = choice.applicability === 'safe' ? ['safe'] : ['safe', 'unsafe'];
    return new Set([...this.#view.store.items()].filter(({ applicability }) => tiers.includes(applicability)).map(({ uri }) => uri));
  }

  /** `undefined`: cancelled before anything was written. */
  async #send(choice: ApplyChoice, leave: readonly string[]): Promise<ApplyResult | undefined> {
    const params: ApplyParams = { ...('items' in choice ? { items: choice.items.map(({ id }) => id) } : choice), leave };
    const { requestWithProgress } = await import('./streamedRequest.ts');
    const options = { location: vscode.ProgressLocation.Notification, title: 'Upguide: applying the upgrade', cancellable: true };
    return await vscode.window.withProgress(options, async (progress, token) => {
      // Not raced with the token: only the server knows what was written until it stopped. It fails when that is nothing.
      const sent = requestWithProgress<ApplyResult>(this.#server, applyRequest, params, (message) => progress.report({ message }), token);
      return await sent.catch((error: unknown) => {
        if (token.isCancellationRequested) return undefined;
        throw error;
      });
    });
  }

  #tell(run: UpgradeRun): void {
    this.#log.info(run.message);
    const alone = run.files.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed');
    for (const { uri, reason } of alone) this.#log.warn(`${pathOf(uri)} was left alone: ${reason ?? 'no reason given'}`);
    const show = run.problem !== undefined ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;
    const buttons = [...(run.runs.length > 0 ? ['Roll Back'] : []), ...(run.problem === undefined ? ['Report'] : []), ...(alone.length > 0 || run.problem !== undefined ? ['Show Log'] : [])];
    void show(run.message, ...buttons).then((button) => this.#follow(button, run));
  }

  async #follow(button: string | undefined, { runs }: UpgradeRun): Promise<void> {
    if (button === 'Roll Back') await vscode.commands.executeCommand('upguide.rollBack', runs);
    else if (button === 'Report') await vscode.commands.executeCommand('upguide.showReport');
    else if (button === 'Show Log') this.#log.show();
  }
}
