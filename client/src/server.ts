import * as vscode from 'vscode';
import type { LanguageClient, State } from 'vscode-languageclient/node';
import { type ItemsChangedParams, itemsNotification, type Status, statusNotification, statusRequest } from '../../server/src/protocol.ts';

/** Starts the language server when it is first asked for, and only once. */
export class Server implements vscode.Disposable {
  readonly #create: () => Promise<LanguageClient>;
  readonly #statusEmitter = new vscode.EventEmitter<Status>();
  readonly #itemsEmitter = new vscode.EventEmitter<ItemsChangedParams>();
  readonly #runningEmitter = new vscode.EventEmitter<void>();
  #running: Promise<LanguageClient> | undefined;

  /** Fires with every status that the server sends. */
  readonly onStatus = this.#statusEmitter.event;
  /** Fires with every file whose items are other ones now; only after `itemsRequest`. */
  readonly onItems = this.#itemsEmitter.event;
  /** Fires when a server has begun to run: the first one, one after a restart, one after a crash. It remembers nothing of those before. */
  readonly onRunning = this.#runningEmitter.event;

  constructor(create: () => Promise<LanguageClient>) {
    this.#create = create;
  }

  /** Whether somebody has asked for the server yet. */
  get started(): boolean {
    return this.#running !== undefined;
  }

  /** The running client. A start that failed is tried again by the next caller. */
  client(): Promise<LanguageClient> {
    this.#running ??= this.#start().catch((error: unknown) => {
      this.#running = undefined;
      throw error;
    });
    return this.#running;
  }

  /** Sends a request; the types are those that protocol.ts gives for the method. */
  async request<Result>(method: string, params: object, token?: vscode.CancellationToken): Promise<Result> {
    const client = await this.client();
    // A token that is there but undefined would be sent as a second parameter.
    return token ? await client.sendRequest<Result>(method, params, token) : await client.sendRequest<Result>(method, params);
  }

  /** The status now, for those who cannot wait for the next one. */
  async status(): Promise<Status> {
    return await this.request<Status>(statusRequest, {});
  }

  /** Ends the server's process and starts another. */
  async restart(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    const client = await running?.catch(() => undefined);
    // A server that hangs does not answer `shutdown`; the client then ends it by force, and says so.
    await client?.stop().catch(() => undefined);
    await client?.dispose().catch(() => undefined);
    await this.client();
  }

  /** Ends the server for good. */
  async stop(): Promise<void> {
    const client = await this.#running?.catch(() => undefined);
    await client?.stop().catch(() => undefined);
  }

  dispose(): void {
    for (const emitter of [this.#statusEmitter, this.#itemsEmitter, this.#runningEmitter]) emitter.dispose();
  }

  async #start(): Promise<LanguageClient> {
    const client = await this.#create();
    client.onNotification(statusNotification, (status: Status) => this.#statusEmitter.fire(status));
    client.onNotification(itemsNotification, (changed: ItemsChangedParams) => this.#itemsEmitter.fire(changed));
    const running = 2 satisfies State.Running;
    client.onDidChangeState(({ newState }) => { if (newState === running) this.#runningEmitter.fire(); });
    await client.start();
    return client;
  }
}
