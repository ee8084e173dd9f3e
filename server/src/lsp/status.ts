import type { Connection } from 'vscode-languageserver';
import { type ProtocolRun, type Status, statusNotification } from '../protocol.ts';
import type { LanguageService, ScanSummary } from '../service/languageService.ts';
import type { FindingCounts } from './publisher.ts';
import { type ProtoContext, toFindingCounts, toProtocolRoute, toStatusMigration } from './toProto.ts';
import type { WorkspaceMigrations } from './workspaceMigrations.ts';

const throttleMs = 200;

/** Tells our client about scans, detection and counts; not more often than a user can read. */
export class StatusReporter {
  readonly #connection: Pick<Connection, 'sendNotification'>;
  readonly #service: LanguageService;
  readonly #context: ProtoContext;
  readonly #own: Pick<WorkspaceMigrations, 'source' | 'broken'>;
  readonly #totals: () => Readonly<FindingCounts>;
  readonly #interrupted: () => readonly ProtocolRun[];
  #scanning = false;
  #summary: ScanSummary | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sent = '';

  constructor(options: {
    readonly connection: Pick<Connection, 'sendNotification'>;
    readonly service: LanguageService;
    readonly context: ProtoContext;
    readonly own: Pick<WorkspaceMigrations, 'source' | 'broken'>;
    readonly totals: () => Readonly<FindingCounts>;
    readonly interrupted: () => readonly ProtocolRun[];
  }) {
    this.#connection = options.connection;
    this.#service = options.service;
    this.#context = options.context;
    this.#own = options.own;
    this.#totals = options.totals;
    this.#interrupted = options.interrupted;
  }

  current(): Status {
    return {
      scanning: this.#scanning,
      migrations: this.#service.detected().map((one) => toStatusMigration(one, this.#own.source(one.migration, one.root))),
      routes: this.#service.routes().map(toProtocolRoute),
      findings: toFindingCounts(this.#totals()),
      files: {
        scanned: this.#summary?.scanned ?? 0,
        skipped: [
          ...this.#own.broken().map(({ file: { uri }, why }) => ({ uri, reason: `Its migration is off. ${why}` })),
          ...(this.#summary?.skipped ?? []).map(({ uri, reason }) => ({ uri: this.#context.documents.clientUri(uri), reason })),
        ],
      },
      interrupted: this.#interrupted(),
    };
  }

  scanStarted(): void {
    this.#scanning = true;
    this.changed();
  }

  scanEnded(summary: ScanSummary | undefined): void {
    this.#scanning = false;
    if (summary) this.#summary = summary;
    this.changed();
  }

  /** Something that the status shows may have changed. */
  changed(): void {
    if (!this.#context.client.ownProtocol) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, throttleMs);
  }

  #send(): void {
    const status = this.current();
    const text = JSON.stringify(status);
    if (text === this.#sent) return;
    this.#sent = text;
    void this.#connection.sendNotification(statusNotification, status);
  }
}
