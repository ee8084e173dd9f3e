import type { Diagnostic } from '../analysis/diagnostic.ts';
import type { Migration } from '../analysis/migration.ts';
import type { RandomSource } from '../analysis/random.ts';
import { hasLiterals } from '../analysis/requiredLiterals.ts';
import { StatementFindings } from '../analysis/statementFindings.ts';
import { parse } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { Grammars } from './grammars.ts';
import { factsOf } from '../facts/factsOf.ts';
import { analyzeFile, type MigrationState } from './fileAnalysis.ts';
import type { FileReport } from './languageService.ts';
import { fromPlain, type PlainReport } from './helpers/plainReport.ts';
import { isKnown, isSameText, type KnownText, textOf } from './knownText.ts';
import { type KeptReport, light } from './lightReport.ts';
import type { OwnStrings } from './ownStrings.ts';
import { type PreparedReport, PreparedReports } from './preparedReports.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import type { ProjectReads } from './projectReads.ts';
import type { ProjectStates } from './projectStates.ts';
import type { PythonAnalyses } from './pythonAnalyses.ts';
import type { PythonModules } from './pythonModules.ts';
import type { Settings } from './settings.ts';
import { acceptedIn } from './upgrade/accepted.ts';
import type { Clock, Workspace } from './workspace.ts';
import { WorldNotes } from './worldReads.ts';
import { classify } from './fileRecords.ts';
import type { WholeFile } from './workspaceReader.ts';

/** What findings are made from. */
export interface FileReportsOptions {
  /** Where the texts of closed files are. */
  readonly workspace: Pick<Workspace, 'readNow'>;
  readonly migrations: readonly Migration[];
  readonly index: ProjectIndex;
  readonly modules: PythonModules;
  readonly analyses: PythonAnalyses;
  readonly states: ProjectStates;
  readonly grammars: Grammars;
  readonly random: RandomSource;
  readonly clock: Clock;
  /** By URI of a workspace folder. */
  readonly settingsOf: (folder: string) => Settings;
  /** Whether all files of the workspace folder are in the index. */
  readonly isScanned: (folder: string) => boolean;
  /** Parsed texts of open documents. */
  readonly openTree: (uri: string) => ParsedFile | undefined;
}

/** A file and everything that the rules say about it, those findings included that the baseline accepts. */
export interface AnalysedFile {
  readonly file: ParsedFile;
  readonly diagnostics: readonly Diagnostic[];
  readonly reads: ProjectReads;
}

/** A file that was read. */
export type ReadRecord = FileRecord & { readonly text: KnownText; readonly language: ParsedFile['language'] };

interface CachedReport {
  readonly record: FileRecord;
  readonly revision: string;
  readonly settings: Settings;
  readonly today: string;
  /** With the findings that the baseline accepts. */
  readonly all: KeptReport;
  readonly report: KeptReport;
  readonly reads: ProjectReads;
}

/** What is found in a file now. */
interface MadeReport {
  readonly full: KeptReport;
  readonly analysed: AnalysedFile | undefined;
}

/** The findings of files, made when somebody asks and kept while nothing changes that they rest on. */
export class FileReports {
  readonly #options: FileReportsOptions;
  readonly #cached = new Map<string, CachedReport>();
  #prepared: PreparedReports | undefined;
  readonly #kept = new Map<string, Map<string, StatementFindings>>();
  /** The last report with everything that its fixes are made from. Others are made anew when somebody takes one of their fixes. */
  #latest: MadeReport & { readonly record: FileRecord } | undefined;

  constructor(options: FileReportsOptions) {
    this.#options = options;
  }

  /** The file as hosts are told of it; `undefined` for a file that the index does not hold. */
  report(uri: string): FileReport | undefined {
    const current = this.#current(uri);
    return current && this.#withText(current.record, current.report);
  }

  /** The file with the findings that the baseline accepts. */
  all(uri: string): FileReport | undefined {
    const current = this.#current(uri);
    return current && this.#withText(current.record, current.all);
  }

  /** What the findings in `report` rest on beside the file; `undefined` for a file that was not analysed. */
  reads(uri: string): ProjectReads | undefined {
    return this.#current(uri)?.reads;
  }

  /** The text of a file as it was read; `undefined` for one that has another text by now, or none. */
  textOf(record: FileRecord): string | undefined {
    return textOf(record, this.#options.workspace);
  }

  /** The file as `report` found it, with fixes that hold their trees; `undefined` for one that cannot be analysed. */
  analysed(record: FileRecord): AnalysedFile | undefined {
    this.#current(record.uri);
    if (this.#latest?.record === record) return this.#latest.analysed;
    const file = this.tree(record);
    return file && this.analyse(record, file);
  }

  /** The tree of a file; `undefined` for one that was not read, or has another text by now. */
  tree(record: FileRecord): ParsedFile | undefined {
    if (!isRead(record)) return undefined;
    const open = this.#options.openTree(record.uri);
    if (open) return open;
    const text = this.textOf(record);
    return text === undefined ? undefined : this.parse(record, text);
  }

  /** Parses a text that the file might have. */
  parse({ uri, language }: ReadRecord, text: string): ParsedFile {
    return parse(uri, text, language, { parsers: this.#options.grammars.parsers });
  }

  /** Runs the rules on a file, or on a text that it might have; the project stays the one in the index. */
  analyse(record: FileRecord, file: ParsedFile): AnalysedFile {
    const { analyses, states, random, migrations } = this.#options;
    const reads: ProjectReads = new Set();
    const python = analyses.of(file);
    const isChanged = !isKnown(record.text, file.text);
    const now = isChanged ? { ...record, documents: stillOurs(record, classify(file, migrations)) } : record;
    return { file, diagnostics: analyzeFile(file, { facts: () => analyses.factsOf(file), python, states: states.for(now, reads), random, kept: this.#keptOf(file) }), reads };
  }

  /** Begins to make findings while files are still being read. `prepare` may be called from now on. */
  startPreparing(): void {
    this.#prepared = new PreparedReports(this.#options.states.snapshot());
  }

  /** All files have been read. */
  endPreparing(): void {
    this.#prepared?.end();
  }

  /** Makes the findings of a closed file that was just read; `rules` are the ids of those with literals that it has, if that is known. They are reported later, if nothing has changed by then that they rest on. */
  prepare(whole: WholeFile, rules?: readonly string[]): void {
    const report = this.prepared(whole, rules, this.#prepared?.strings);
    if (report) this.#prepared?.add(report);
  }

  /** What `prepare` keeps; for another thread, whose service may `adopt` it. */
  prepared({ record, file, facts }: WholeFile, rules?: readonly string[], strings?: OwnStrings): PreparedReport | undefined {
    const { analyses, random, clock, settingsOf } = this.#options;
    if (!this.#prepared || !file) return undefined;
    const reads: ProjectReads = new Set();
    const notes = new WorldNotes();
    const states = this.#prepared.states.for(record, reads);
    let full = keptReport(record, undefined);
    if (record.skipped === undefined && states.some(({ active }) => active)) {
      const python = analyses.noting(file, notes);
      full = keptReport(record, { file, diagnostics: analyzeFile(file, { facts: () => (python ? factsOf(file, python) : facts), python, states, random, letThrough: rules && new Set(rules) }), reads });
    }
    return {
      record, report: light(full, this.#later(record.uri), strings), reads, worldReads: notes.reads(), settings: settingsOf(record.folder), today: clock.today(), active: this.#prepared.states.activeIn(record),
    };
  }

  /** Keeps what another thread has prepared, as if it had been prepared here. */
  adopt(record: FileRecord, plain: PlainReport): void {
    const { modules, clock, settingsOf } = this.#options;
    this.#prepared?.add(fromPlain(plain, {
      record, settings: settingsOf(record.folder), today: clock.today(), summary: (uri) => modules.summary(uri), full: this.#later(record.uri), strings: this.#prepared.strings,
    }));
  }

  /** By migration, what was found in the statements of an open document that is being edited; `undefined` for other texts. */
  #keptOf(file: ParsedFile): ((migration: string) => StatementFindings) | undefined {
    const open = this.#options.openTree(file.uri);
    if (!open) this.#kept.delete(file.uri);
    if (open !== file || file.language !== 'python') return undefined;
    const own = this.#kept.get(file.uri) ?? new Map<string, StatementFindings>();
    this.#kept.set(file.uri, own);
    return (migration) => {
      const kept = own.get(migration) ?? new StatementFindings();
      own.set(migration, kept);
      return kept;
    };
  }

  #current(uri: string): CachedReport | undefined {
    const { index, modules, states, settingsOf, clock, isScanned } = this.#options;
    const record = index.get(uri);
    if (record?.kind !== 'file') return undefined;
    const revision = `${states.revisionOf(index.projectOf(record))} ${record.language === 'python' ? modules.revision : ''}`;
    const settings = settingsOf(record.folder);
    const today = clock.today();
    const cached = this.#cached.get(uri);
    if (cached?.record === record && cached.revision === revision && cached.settings === settings && cached.today === today) return cached;
    // While files are missing, findings about what is nowhere must not be reported.
    const prepared = record.version === undefined && isScanned(record.folder) ? this.#takePrepared(record, { index, states, modules, settings, today }) : undefined;
    const made = prepared ? undefined : this.#make(record);
    const all = prepared?.report ?? (made?.analysed && record.version === undefined ? light(made.full, this.#later(uri)) : made?.full);
    const report = all && this.#withoutAccepted(record, all, settings);
    const basis = { record, revision, settings, today };
    // It counts only until somebody reads the file anew.
    if (!all || !report) return { ...basis, all: outdated(record), report: outdated(record), reads: new Set() };
    const current: CachedReport = { ...basis, all, report, reads: prepared?.reads ?? made?.analysed?.reads ?? new Set() };
    this.#cached.set(uri, current);
    if (made) this.#latest = { record, ...made };
    return current;
  }

  /** `undefined` for a file that has another text by now than when it was read. */
  #make(record: FileRecord): MadeReport | undefined {
    const nothing = { full: keptReport(record, undefined), analysed: undefined };
    if (record.skipped !== undefined || !isRead(record)) return nothing;
    const { uri, version, language } = record;
    const states = this.#options.states.for(record);
    if (version === undefined && !states.some(({ active }) => active)) return nothing;
    const text = this.textOf(record);
    if (text === undefined) return undefined;
    if (version === undefined && !matters(text, language, states)) return nothing;
    const analysed = this.analyse(record, this.#options.openTree(uri) ?? this.parse(record, text));
    return { full: keptReport(record, analysed), analysed };
  }

  /** A report as hosts get it. Ranges of one text are never given with another. */
  #withText(record: FileRecord, kept: KeptReport): FileReport {
    const isClosed = typeof record.text !== 'string';
    const text = isClosed && kept.diagnostics.length === 0 ? '' : this.textOf(record);
    return text === undefined ? { ...outdated(record), text: '' } : { ...kept, text };
  }

  /** Without what the baseline accepts; `undefined` for a file that has another text by now than when it was read. */
  #withoutAccepted(record: FileRecord, all: KeptReport, { baseline }: Settings): KeptReport | undefined {
    if (!baseline || baseline.size === 0 || all.diagnostics.length === 0) return all;
    const text = this.textOf(record);
    if (text === undefined) return undefined;
    const accepted = acceptedIn(baseline, record, text, all.diagnostics);
    return accepted.size === 0 ? all : { ...all, diagnostics: all.diagnostics.filter((diagnostic) => !accepted.has(diagnostic)), accepted: accepted.size };
  }

  #takePrepared(record: FileRecord, now: Parameters<PreparedReports['take']>[1]): PreparedReport | undefined {
    const prepared = this.#prepared?.take(record, now);
    if (this.#prepared?.isDone === true) this.#prepared = undefined;
    return prepared;
  }

  /** A function of its own, so that it holds nothing else of where it is made: trees of thousands of files would stay alive. */
  #later(uri: string): () => KeptReport | undefined {
    return () => this.#full(uri);
  }

  #full(uri: string): KeptReport | undefined {
    const record = this.#options.index.get(uri);
    if (this.#latest?.record.uri === uri && isSameText(this.#latest.record.text, record?.text)) return this.#latest.full;
    const made = record?.kind === 'file' ? this.#make(record) : undefined;
    if (record && made) this.#latest = { record, ...made };
    return made?.full;
  }
}

/** Whether something may be found in a closed file: else it need not be parsed for its findings. */
function matters(text: string, language: ParsedFile['language'], states: readonly MigrationState[]): boolean {
  return states.some(({ active, document, migration }) => active
    && (document !== undefined || migration.rules.some((rule) => rule.languages.includes(language) && (rule.literals === undefined || hasLiterals(rule, text, language)))));
}

function keptReport({ uri, version, skipped }: FileRecord, analysed: AnalysedFile | undefined): KeptReport {
  if (analysed) return { uri, version, diagnostics: analysed.diagnostics, accepted: 0 };
  return { uri, version, diagnostics: [], accepted: 0, ...(skipped === undefined ? {} : { skipped }) };
}

/** Of a file that is not what it was when it was read, nothing is said. */
function outdated({ uri, version }: FileRecord): KeptReport {
  return { uri, version, diagnostics: [], accepted: 0, skipped: 'It has changed, or is gone, since it was read. Check again.', outdated: true };
}

/** Whether the file was read: samples and files that could not be read have no text. */
export function isRead(record: FileRecord): record is ReadRecord {
  return record.text !== undefined && record.language !== undefined;
}

/** A fix may take out what a file was known by (the old name of a variable): for the rest of its plan it stays whose it was. */
function stillOurs({ documents }: FileRecord, now: FileRecord['documents']): FileRecord['documents'] {
  return new Map([...now].map(([id, document]) => {
    const before = documents.get(id);
    return [id, document.classification.kind === 'unknown' && before?.classification.kind === 'ours' ? before : document];
  }));
}
