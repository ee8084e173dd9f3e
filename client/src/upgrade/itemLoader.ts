import * as vscode from 'vscode';
import type { ItemsResult } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';
import type { ItemStore } from './itemStore.ts';
import { MigrationNews } from './migrationNews.ts';

/** How far the view knows the workspace. */
export type LoadState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly detail: string }
  | { readonly kind: 'loaded' }
  /** Given up midway: what is known is not all. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Fills the store from the server, one reading at a time, and keeps it current. */
export class ItemLoader implements vscode.Disposable {
  readonly #server: Server;
  readonly #store: ItemStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable[];
  readonly #news = new MigrationNews();
  #state: LoadState = { kind: 'none' };
  #reading: { readonly cancel: vscode.CancellationTokenSource; readonly done: Promise<void> } | undefined;

  /** Fires when the state or the items are other ones; often while it reads. */
  readonly onChange = this.#changed.event;

  constructor(server: Server, store: ItemStore) {
    this.#server = server;
    this.#store = store;
    this.#listeners = [
      server.onItems(({ files }) => {
        store.replace(files);
        this.#changed.fire();
      }),
      // A new server tells nothing of changes until it was asked for the items.
      server.onRunning(() => { if (this.#state.kind === 'loaded') void this.load(); }),
      // Items come by themselves, guides only with a reading.
      server.onStatus((status) => { if (this.#news.hasNews(status, store.migrations) && this.#state.kind === 'loaded') void this.load(); }),
    ];
  }

  get state(): LoadState {
    return this.#state;
  }

  /** Reads all items; who asks meanwhile waits for the same reading. Errors are in the state, and thrown by nobody. */
  load(): Promise<void> {
    this.#reading ??= this.#start();
    return this.#reading.done;
  }

  /** Gives the reading up, at once: what the server still sends is not waited for. */
  cancel(): void {
    this.#reading?.cancel.cancel();
  }

  dispose(): void {
    this.cancel();
    vscode.Disposable.from(this.#changed, ...this.#listeners).dispose();
  }

  #start(): { readonly cancel: vscode.CancellationTokenSource; readonly done: Promise<void> } {
    const cancel = new vscode.CancellationTokenSource();
    return { cancel, done: this.#read(cancel.token).finally(() => cancel.dispose()) };
  }

  async #read(token: vscode.CancellationToken): Promise<void> {
    this.#store.begin();
    this.#become({ kind: 'loading', detail: '' });
    try {
      const answer = this.#request(token);
      const result = await Promise.race([answer, cancellation(token)]);
      if (result) {
        this.#store.end(result);
      } else {
        this.#store.abandon();
        this.#learnFrom(answer);
      }
      this.#reading = undefined;
      this.#become(result?.complete === true ? { kind: 'loaded' } : { kind: 'cancelled' });
    } catch (error) {
      this.#store.abandon();
      this.#reading = undefined;
      this.#become(token.isCancellationRequested ? { kind: 'cancelled' } : { kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  async #request(token: vscode.CancellationToken): Promise<ItemsResult> {
    const { requestItems } = await import('./streamedRequest.ts');
    return await requestItems(this.#server, {
      onItems: (files) => {
        if (token.isCancellationRequested) return;
        this.#store.replace(files);
        this.#changed.fire();
      },
      onProgress: ({ message, percentage }) => {
        if (token.isCancellationRequested) return;
        this.#become({ kind: 'loading', detail: message ?? (percentage === undefined || percentage === 0 ? '' : `${percentage} %`) });
      },
    }, token);
  }

  /** A server that is asked to stop still says which guides count; by then another reading may know better. */
  #learnFrom(answer: Promise<ItemsResult>): void {
    answer.then((result) => {
      if (this.#state.kind === 'loaded') return;
      this.#store.learn(result);
      this.#changed.fire();
    }, () => undefined);
  }

  #become(state: LoadState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

/** Is through when somebody cancels. */
function cancellation(token: vscode.CancellationToken): Promise<undefined> {
  return new Promise((resolve) => { token.onCancellationRequested(() => resolve(undefined)); });
}
