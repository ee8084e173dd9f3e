import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { UpgradeView } from '../upgrade/upgradeView.ts';
import type { Server } from '../server.ts';
import { isPlainFile, readReportMessage } from './reportMessage.ts';
import { requestReport, saveReport } from './saveReport.ts';

/** How long everything must be at rest before the report is made anew. */
const restMs = 1000;
/** A report of a large workspace takes the server a while: it gets this many times that while for other work. */
const share = 4;

/** Until the server has made the report. */
const waiting = '<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>Upgrade report</title></head><body><p role="status">Making the report…</p></body></html>';

/** The report in a panel of its own: made by the server, kept current while it is in view. */
export class ReportPanel implements vscode.Disposable {
  readonly #server: Server;
  readonly #view: UpgradeView;
  readonly #log: vscode.LogOutputChannel;
  readonly #listeners: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #timer: NodeJS.Timeout | undefined;
  #making: Promise<void> | undefined;
  /** Something has changed since the report was made. */
  #stale = false;
  #lastMs = 0;
  /** The page without its nonce, to see whether another one says anything else. */
  #shown = '';

  constructor(server: Server, view: UpgradeView, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#view = view;
    this.#log = log;
    this.#listeners = [view.onDraw(() => this.#refreshSoon()), server.onStatus(({ scanning }) => { if (!scanning) this.#refreshSoon(); })];
  }

  /** The page that is shown; `undefined` while there is none. */
  get html(): string | undefined {
    return this.#panel?.webview.html;
  }

  /** "Show Upgrade Report": opens the panel, or brings it to the front. Through when the page is there. */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.reveal();
    else this.#open();
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Upguide: making the report' }, () => this.#refresh());
    } catch (error) {
      // A page that goes on saying that it is being made helps nobody.
      if (this.#shown === '') this.#panel?.dispose();
      throw error;
    }
  }

  /** Does what the page has asked for. False for everything that the report has no business asking. */
  async handle(posted: unknown): Promise<boolean> {
    const message = readReportMessage(posted);
    if (!message) return this.#ignore('a message that the report does not send');
    if (message.type === 'save') {
      await saveReport({ server: this.#server, choices: this.#view.choices }, message.format, undefined);
      return true;
    }
    const uri = vscode.Uri.parse(message.uri);
    if (!isPlainFile(uri) || !vscode.workspace.getWorkspaceFolder(uri)) return this.#ignore('a place that is not in the workspace');
    const place = new vscode.Range(message.line, 0, message.line, 0);
    await vscode.window.showTextDocument(uri, { preview: true, selection: place });
    return true;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
    vscode.Disposable.from(...this.#listeners).dispose();
  }

  #open(): void {
    const panel = vscode.window.createWebviewPanel('upguide.report', 'Upgrade Report', vscode.ViewColumn.Active, {
      enableScripts: true, enableFindWidget: true, enableCommandUris: false, enableForms: false, localResourceRoots: [],
    });
    panel.webview.html = waiting;
    panel.webview.onDidReceiveMessage((posted: unknown) => {
      this.handle(posted).catch((error: unknown) => {
        this.#log.error(error instanceof Error ? error : String(error));
        void vscode.window.showErrorMessage(`Upguide: ${error instanceof Error ? error.message : String(error)}`);
      });
    });
    panel.onDidChangeViewState(() => { if (panel.visible && this.#stale) this.#refreshSoon(); });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#shown = '';
    });
    this.#panel = panel;
  }

  #refreshSoon(): void {
    this.#stale = true;
    if (this.#panel?.visible !== true) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A server that is going down has no answer; the page stays, and its start tells a new status.
      this.#refresh().catch((error: unknown) => this.#log.warn(`The report was not made anew: ${error instanceof Error ? error.message : String(error)}`));
    }, restMs + share * this.#lastMs);
  }

  async #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#making) await this.#making;
    this.#making = this.#make().finally(() => { this.#making = undefined; });
    await this.#making;
  }

  async #make(): Promise<void> {
    const panel = this.#panel;
    if (!panel) return;
    this.#stale = false;
    const nonce = randomBytes(18).toString('base64url');
    const started = Date.now();
    const page = await requestReport({ server: this.#server, choices: this.#view.choices }, { format: 'html', webview: { nonce, cspSource: panel.webview.cspSource } });
    this.#lastMs = Date.now() - started;
    const shown = page.replaceAll(nonce, '');
    if (panel !== this.#panel || shown === this.#shown) return;
    this.#shown = shown;
    panel.webview.html = page;
  }

  #ignore(what: string): false {
    this.#log.warn(`The report's page has posted ${what}. It was ignored.`);
    return false;
  }
}
