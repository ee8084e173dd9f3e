import type { Connection } from 'vscode-languageserver';
import type { LanguageService, ScanSummary } from '../service/languageService.ts';
import type { Logger } from '../service/workspace.ts';
import { describe } from './guard.ts';
import type { DiagnosticsPublisher } from './publisher.ts';
import type { StatusReporter } from './status.ts';

const reportEveryMs = 200;

/** Scans the workspace in the background, one scan at a time, with progress that the user can cancel. */
export class Scanner {
  readonly #connection: Connection;
  readonly #service: LanguageService;
  readonly #publisher: DiagnosticsPublisher;
  readonly #status: StatusReporter;
  readonly #logger: Logger;
  #running: Promise<void> | undefined;
  #abort: AbortController | undefined;
  #again = false;
  #firstDone: () => void = () => undefined;
  readonly #first = new Promise<void>((resolve) => {
    this.#firstDone = resolve;
  });

  constructor(options: {
    readonly connection: Connection;
    readonly service: LanguageService;
    readonly publisher: DiagnosticsPublisher;
    readonly status: StatusReporter;
    readonly logger: Logger;
  }) {
    this.#connection = options.connection;
    this.#service = options.service;
    this.#publisher = options.publisher;
    this.#status = options.status;
    this.#logger = options.logger;
  }

  /** Resolves when the index holds the whole workspace: after the first scan, and after one that runs now. */
  async settled(): Promise<void> {
    await this.#first;
    await this.#running;
  }

  /** Scans all folders; a scan that runs is stopped and begun anew, since what it has seen is out of date. */
  scan(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      this.#abort?.abort();
      return this.#running;
    }
    this.#running = this.#scanUntilSettled().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #scanUntilSettled(): Promise<void> {
    this.#publisher.hold();
    this.#status.scanStarted();
    let summary: ScanSummary | undefined;
    try {
      do {
        this.#again = false;
        summary = await this.#once();
      } while (this.#again);
    } catch (error) {
      this.#logger.error(`scan: ${describe(error)}`);
    } finally {
      this.#publisher.release();
      this.#publisher.later(this.#service.takeChanged());
      this.#status.scanEnded(summary);
      this.#firstDone();
    }
  }

  async #once(): Promise<ScanSummary> {
    const abort = new AbortController();
    this.#abort = abort;
    // Not waited for: an editor that never answers must not keep the scan from starting.
    const progress = this.#connection.window.createWorkDoneProgress().catch(() => undefined);
    void progress.then((reporter) => {
      reporter?.begin('Upguide', undefined, 'Reading the workspace', true);
      reporter?.token.onCancellationRequested(() => abort.abort());
    });
    const started = performance.now();
    let reported = started;
    try {
      const summary = await this.#service.scan({
        signal: abort.signal,
        onProgress: (at) => {
          if (performance.now() - reported < reportEveryMs) return;
          reported = performance.now();
          void progress.then((reporter) => reporter?.report(at.step === 'looking' ? `${at.scanned} of ${at.found} files` : `checking ${at.done} of ${at.total} files`));
        },
      });
      this.#logger.info(`Scanned ${summary.scanned} of ${summary.files} files in ${Math.round(performance.now() - started)} ms`
        + `${summary.skipped.length > 0 ? `, skipped ${summary.skipped.length}` : ''}${summary.cancelled ? ' (cancelled)' : ''}.`);
      return summary;
    } finally {
      void progress.then((reporter) => reporter?.done());
    }
  }
}
