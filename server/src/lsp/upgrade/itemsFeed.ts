import { createHash } from 'node:crypto';
import type { Connection } from 'vscode-languageserver';
import { type ItemsChangedParams, itemsNotification, type ProtocolFileItems } from '../../protocol.ts';
import type { Logger } from '../../service/workspace.ts';
import { describe } from '../guard.ts';
import { eachFile } from './eachFile.ts';
import { type ItemSource, toFileItems } from './toItems.ts';

/** Changes are collected this long; a branch switch or a run changes hundreds of files at once. */
const batchMs = 100;
/** A notification takes this long to make at most; the rest comes in the next one. */
const sliceMs = 20;
/** Pause while an edit waits for its answer. */
const stepBackMs = 10;

/** How far a stream is, in files. */
export interface StreamProgress {
  readonly done: number;
  readonly total: number;
}

type OnPart = (part: readonly ProtocolFileItems[], progress: StreamProgress) => void;

interface Told {
  /** As the editor spelled it then. */
  readonly clientUri: string;
  /** A hash of the items; empty when they are to be told anew, whatever they are. */
  readonly signature: string;
}

/** Tells our client the items of all files once, and from then on those of each file that changes. */
export class ItemsFeed {
  readonly #connection: Pick<Connection, 'sendNotification'>;
  readonly #source: ItemSource;
  readonly #busy: () => boolean;
  readonly #logger: Logger;
  /** What the client has, by file. Files without items are not in it. */
  readonly #told = new Map<string, Told>();
  readonly #waiting = new Set<string>();
  #following = false;
  /** The number of the latest stream; one that runs ends when the next begins. */
  #stream = 0;
  #streaming = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    readonly connection: Pick<Connection, 'sendNotification'>;
    readonly source: ItemSource;
    /** Whether an edit waits for its answer. */
    readonly busy: () => boolean;
    readonly logger: Logger;
  }) {
    this.#connection = options.connection;
    this.#source = options.source;
    this.#busy = options.busy;
    this.#logger = options.logger;
  }

  /** The diagnostics of a file were looked at: its items may be others now. */
  changed(uri: string): void {
    if (!this.#following) return;
    this.#waiting.add(uri);
    this.#arm(batchMs);
  }

  /**
   * Gives the items of all files in parts and follows the files from then on. Files without items are in no part, unless the client has some of them. `false` when the signal
   * or another stream came before the end. Changes meanwhile are told at the end, so that no part is older than a notification.
   */
  async stream(signal: AbortSignal, onPart: OnPart): Promise<boolean> {
    const stream = ++this.#stream;
    this.#following = true;
    // Everything is told anew. What the client has stays there until then, and where this ends early, longer: so it is not forgotten here.
    for (const [uri, { clientUri }] of this.#told) this.#told.set(uri, { clientUri, signature: '' });
    this.#streaming++;
    try {
      return await this.#giveAll(() => !signal.aborted && stream === this.#stream, onPart);
    } finally {
      this.#streaming--;
      if (this.#waiting.size > 0) this.#arm(batchMs);
    }
  }

  #giveAll(goesOn: () => boolean, onPart: OnPart): Promise<boolean> {
    const uris = this.#source.service.files();
    let part: ProtocolFileItems[] = [];
    return eachFile(uris, {
      busy: this.#busy,
      goesOn,
      onSlice: (done) => {
        onPart(part, { done, total: uris.length });
        part = [];
      },
    }, (uri) => part.push(...this.#news(uri)));
  }

  #arm(delay: number): void {
    if (this.#streaming > 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, delay);
  }

  #send(): void {
    if (this.#streaming > 0) return;
    const files: ProtocolFileItems[] = [];
    const end = performance.now() + sliceMs;
    for (const uri of this.#waiting) {
      // Not for a text that the next key has already changed.
      if (this.#busy() || performance.now() > end) break;
      this.#waiting.delete(uri);
      files.push(...this.#news(uri));
    }
    if (files.length > 0) void this.#connection.sendNotification(itemsNotification, { files } satisfies ItemsChangedParams);
    if (this.#waiting.size > 0) this.#arm(this.#busy() ? stepBackMs : 0);
  }

  /** The file's items when the client does not have them yet. */
  #news(uri: string): readonly ProtocolFileItems[] {
    let items: ProtocolFileItems;
    try {
      items = toFileItems(this.#source, uri);
    } catch (error) {
      // One file that cannot be looked at must not end the list of all others.
      this.#logger.error(`items of ${uri}: ${describe(error)}`);
      return [];
    }
    const before = this.#told.get(uri);
    if (items.items.length === 0) {
      this.#told.delete(uri);
      return before ? [{ uri: before.clientUri, items: [] }] : [];
    }
    const signature = createHash('sha1').update(JSON.stringify(items)).digest('base64');
    if (before?.signature === signature) return [];
    this.#told.set(uri, { clientUri: items.uri, signature });
    // Under another spelling the client takes it for another file.
    return before && before.clientUri !== items.uri ? [{ uri: before.clientUri, items: [] }, items] : [items];
  }
}
