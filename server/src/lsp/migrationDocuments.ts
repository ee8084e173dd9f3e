import type { Connection } from 'vscode-languageserver';
import type { Diagnostic } from '../analysis/diagnostic.ts';
import type { ExampleResult, ExampleRunner } from '../migrations/own/exampleRunner.ts';
import { migrationFormat, migrationFormatId } from '../migrations/own/migrationFormat.ts';
import { isMigrationFile, isMigrationFileName } from '../service/fileKinds.ts';
import { readMigrationFile } from '../migrations/own/readMigrationFile.ts';
import { createLanguageService } from '../service/createLanguageService.ts';
import type { FileReport, LanguageService, LanguageServiceOptions } from '../service/languageService.ts';
import type { Logger } from '../service/workspace.ts';
import { movedRange } from '../text/movedRange.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { DocumentStore } from './documentStore.ts';
import { describe } from './guard.ts';
import { DiagnosticsPublisher } from './publisher.ts';
import type { WorkspaceMigrations } from './workspaceMigrations.ts';

/** How long the examples wait for the next key. */
const pauseMs = 300;

interface Ran {
  readonly text: string;
  readonly results: readonly ExampleResult[];
}

/**
 * Migration files as documents: a small service of their own knows their format, and their examples run whenever the text rests. What is found in them counts
 * nowhere as a finding.
 */
export class MigrationDocuments {
  readonly service: LanguageService;
  readonly documents: DocumentStore;
  readonly publisher: DiagnosticsPublisher;
  readonly #own: WorkspaceMigrations;
  readonly #examples: ExampleRunner;
  readonly #logger: Logger;
  readonly #ran = new Map<string, Ran>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #running = new Map<string, AbortController>();
  /** Closed files whose texts the service was given. */
  readonly #given = new Set<string>();

  constructor(options: Omit<LanguageServiceOptions, 'migrations' | 'onUpdate'> & {
    readonly connection: Pick<Connection, 'sendDiagnostics'>;
    readonly client: ClientFeatures;
    readonly own: WorkspaceMigrations;
    readonly examples: ExampleRunner;
    /** Whether an edit waits for its answer. */
    readonly busy: () => boolean;
  }) {
    this.#own = options.own;
    this.#examples = options.examples;
    this.#logger = options.logger;
    this.service = createLanguageService({ ...options, migrations: [migrationFormat((uri) => this.#own.optionsOf(uri))] });
    this.documents = new DocumentStore(this.service);
    this.publisher = new DiagnosticsPublisher({
      connection: options.connection, service: { ...this.service, diagnose: (uri) => this.#report(uri) },
      context: { client: options.client, documents: this.documents }, busy: options.busy, changed: () => undefined, looked: () => undefined,
    });
  }

  /** Whether a file of this name is one for this service. */
  concerns(uri: string): boolean {
    return isMigrationFileName(uri);
  }

  /** Answers an edit: what is wrong with the file at once, its examples when the user pauses. */
  edited(uri: string): void {
    this.publisher.publishEdited(uri);
    clearTimeout(this.#waiting.get(uri));
    this.#running.get(uri)?.abort();
    this.#waiting.set(uri, setTimeout(() => {
      this.#waiting.delete(uri);
      this.#run(uri).catch((error: unknown) => this.#logger.error(`examples of ${uri}: ${describe(error)}`));
    }, pauseMs));
  }

  /** The editor has closed the file: what it has on disk counts, if it counts at all. */
  closed(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    this.#running.get(uri)?.abort();
    this.#ran.delete(uri);
    this.refresh();
  }

  /** Looks at the files on disk: also nobody who has none of them open must miss that one is broken. */
  refresh(): void {
    const files = this.#own.files();
    for (const { uri, text } of files) {
      if (text === undefined || this.documents.get(uri)) continue;
      this.#given.add(uri);
      this.service.open({ uri, version: 0, text });
    }
    for (const uri of this.#given) {
      if (files.some((file) => file.uri === uri && file.text !== undefined)) continue;
      this.#given.delete(uri);
      if (!this.documents.get(uri)) void this.service.close(uri).then(() => this.publisher.publish(uri)).catch((error: unknown) => this.#logger.error(describe(error)));
    }
    for (const uri of [...files.map((file) => file.uri), ...[...this.documents.all()].map((file) => file.uri)]) this.publisher.publish(uri);
  }

  async #run(uri: string): Promise<void> {
    const text = this.documents.current(uri) && this.service.text(uri);
    if (text === undefined || !this.#isOurs(uri, text)) return;
    const abort = new AbortController();
    this.#running.set(uri, abort);
    const results = await this.#examples.run(readMigrationFile(text, this.#own.optionsOf(uri)), abort.signal);
    if (abort.signal.aborted) return;
    this.#running.delete(uri);
    this.#ran.set(uri, { text, results });
    this.publisher.publish(uri);
  }

  #report(uri: string): FileReport | undefined {
    const report = this.service.diagnose(uri);
    if (!report) return undefined;
    const { text } = report;
    return { ...report, diagnostics: this.#isOurs(uri, text) ? [...this.#refusal(uri), ...report.diagnostics, ...this.#failures(uri, text)] : [] };
  }

  /** Others have files of such names, too. */
  #isOurs(uri: string, text: string): boolean {
    if (this.#own.file(uri)) return true;
    return this.documents.get(uri) !== undefined && isMigrationFile(uri, text);
  }

  #refusal(uri: string): readonly Diagnostic[] {
    const refused = this.#own.file(uri)?.refused;
    return refused ? [{ ...problem, rule: `${migrationFormatId}/refused`, range: { start: 0, end: 0 }, message: refused }] : [];
  }

  /** Of the text that was run last; what an edit since has touched is left out until they have run again. */
  #failures(uri: string, text: string): readonly Diagnostic[] {
    const ran = this.#ran.get(uri);
    return (ran?.results ?? []).flatMap(({ failures }) => failures).flatMap(({ range, message, diff }): Diagnostic[] => {
      const now = ran && movedRange(ran.text, text, range);
      return now ? [{ ...problem, rule: `${migrationFormatId}/failing-example`, range: now, message: diff === undefined ? message : { ...message, todo: `${message.todo}\n${diff}` } }] : [];
    });
  }
}

const problem = { migration: migrationFormatId, change: undefined, severity: 'error', lifecycle: undefined, applicability: 'manual', fixes: [], related: [] } as const;
