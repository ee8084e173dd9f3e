import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { Migration } from '../analysis/migration.ts';
import { lendsProof, mayProve } from './detection.ts';
import { FileReading } from './fileReading.ts';
import type { FileReports } from './fileReports.ts';
import type { FileSurvey, Surveyor } from './fileSurvey.ts';
import type { Grammars } from './grammars.ts';
import { HelperCrew } from './helpers/helperCrew.ts';
import type { FileTask, Helpers } from './helpers/helperTypes.ts';
import type { ScanOptions, ScanSummary } from './languageService.ts';
import { lookTogether, type UnseenFile } from './lookTogether.ts';
import { migrationsAt } from './migrationsAt.ts';
import { NameLookup } from './nameLookup.ts';
import { ProjectCandidates } from './projectCandidates.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import type { PythonModules } from './pythonModules.ts';
import { chooseModules, type LookedModule, readModuleHeaders } from './scanModules.ts';
import { ScanSamples } from './scanSamples.ts';
import type { Settings } from './settings.ts';
import type { Logger, Workspace, WorkspaceFolder } from './workspace.ts';
import { manifestRecord, skippedRecord } from './fileRecords.ts';
import type { ReadFile, WholeFile, WorkspaceReader } from './workspaceReader.ts';

/** What a scan of one folder is given. */
export interface ScanJob {
  readonly workspace: Workspace;
  readonly grammars: Grammars;
  readonly reader: WorkspaceReader;
  readonly surveyor: Surveyor;
  readonly index: ProjectIndex;
  readonly modules: PythonModules;
  readonly reports: FileReports;
  readonly migrations: readonly Migration[];
  readonly folder: WorkspaceFolder;
  readonly settings: Settings;
  /** Told which migrations may have anything to do with the folder, before files are read for them alone. */
  readonly limit: (candidates: ProjectCandidates) => void;
  /** Counts of the folders before this one, for the progress. */
  readonly before: { readonly files: number; readonly scanned: number };
  readonly signal: ScanOptions['signal'] | undefined;
  readonly onProgress: ScanOptions['onProgress'] | undefined;
  readonly helpers: Helpers | undefined;
  /** ISO date. */
  readonly today: string;
  readonly onRuleFailure: AnalysisOptions['onRuleFailure'];
  readonly logger: Logger;
}

/** A file of which the bytes are looked at. */
interface ListedFile extends UnseenFile {
  readonly isManifest: boolean;
}

/** With more files that speak of a system than this, nobody asks what they say. */
const maxReadForProof = 100;

/** After how many listed files it is asked whether helpers are worth it. */
const listedBetween = 1000;

/**
 * Reads one folder into the index. First what counts whatever is in it (manifests, documents of the systems), while the bytes of all other
 * files are looked at; then it is known which migrations may have anything to do with the folder, and the files that matter to them are chosen, Python
 * modules that matter because of others among them, read and judged; helpers begin with files of other languages while modules are chosen. Last come the samples that some document
 * asks for.
 */
export async function scanFolder(job: ScanJob): Promise<ScanSummary> {
  return new FolderScan(job).run();
}

class FolderScan {
  readonly #job: ScanJob;
  readonly #crew: HelperCrew;
  readonly #skipped: { uri: string; reason: string }[] = [];
  /** Files that the index keeps. */
  readonly #seen = new Set<string>();
  readonly #samples: ScanSamples;
  readonly #looked: { readonly uri: string; readonly survey: FileSurvey }[] = [];
  /** Files that are read whatever is in them, with their trees: judged when it is known what the systems are. */
  readonly #owned: WholeFile[] = [];
  /** Called like documents, and somebody else's. */
  readonly #foreign = new Set<string>();
  readonly #candidates = new Set<string>();
  /** By migration: files of which the bytes may prove its system. */
  readonly #speaking = new Map<string, string[]>();
  #files = 0;
  #scanned = 0;
  /** How many of the files were looked at that are not counted yet. */
  #ahead = 0;

  constructor(job: ScanJob) {
    const { workspace, helpers, reader, index, folder, settings, today, logger } = job;
    this.#job = job;
    this.#samples = new ScanSamples({ reader, index, folder, stopped: () => this.#stopped, onRead: (uri) => { this.#seen.add(uri); } });
    this.#crew = new HelperCrew(helpers, { folders: workspace.folders, settings: new Map([[folder.uri, settings]]), today }, logger);
  }

  async run(): Promise<ScanSummary> {
    const { index, folder, limit } = this.#job;
    const steps = [
      () => this.#look(),
      () => this.#choose(),
      async () => {
        const candidates = this.#byProject();
        this.#speaking.clear();
        limit(candidates);
        if (!this.#stopped) await this.#read(candidates);
      },
      () => this.#samples.read(this.#foreign),
      () => { index.retain(folder.uri, this.#seen); },
    ];
    try {
      for (const step of steps) {
        await step();
        if (this.#stopped) return this.#summary(true);
      }
    } finally {
      this.#crew.stop();
    }
    return this.#summary(false);
  }

  get #stopped(): boolean {
    return this.#job.signal?.aborted === true;
  }

  #summary(cancelled: boolean): ScanSummary {
    return { files: this.#files, scanned: this.#scanned, skipped: this.#skipped, cancelled };
  }

  /** Lists the files, reads those that count by their names, and looks at the bytes of the others. */
  async #look(): Promise<void> {
    const { reader } = this.#job;
    const { own, unseen, samples } = await this.#list();
    if (this.#stopped) return;
    const surveys = await lookTogether({
      reader, crew: this.#crew, stopped: () => this.#stopped,
      first: async () => {
        for (const uri of own) {
          if (this.#stopped) return;
          await this.#own(uri);
          this.#showProgress();
          await this.#crew.pause();
        }
      },
      onProgress: (looked) => {
        this.#ahead = looked;
        this.#showProgress();
      },
    }, unseen);
    this.#ahead = 0;
    for (const file of unseen) {
      if (this.#stopped) return;
      await this.#take(file, surveys.get(file));
    }
    this.#samples.choose(samples);
  }

  /** Lists the files by what is done with them: those that count by their names, and those that may count. */
  async #list(): Promise<{ readonly own: readonly string[]; readonly unseen: readonly ListedFile[]; readonly samples: readonly string[] }> {
    const { workspace, folder, settings: { exclude }, signal } = this.#job;
    const own: string[] = [];
    const unseen: ListedFile[] = [];
    const samples: string[] = [];
    // Where no migration has a folder of its own, a name says the same everywhere.
    const hold = this.#job.migrations.every((migration) => migration.folder === undefined);
    const names = new NameLookup(migrationsAt(this.#job.migrations, folder.uri));
    const accepts = (path: string): boolean => {
      const { kind, proves, isSample } = names.of(path);
      return kind !== undefined || proves || isSample;
    };
    for await (const listed of workspace.list(folder, { exclude, accepts, ...(signal ? { signal } : {}) })) {
      if (this.#stopped) break;
      const { uri } = listed;
      const { kind, proves, isSample } = names.of(uri);
      if (listed.kind === 'file' && isSample) samples.push(uri);
      const role = proves ? 'proof' : kind?.role;
      if (role === undefined || (listed.kind === 'skipped' && (role === 'file' || (proves && kind === undefined)))) continue;
      this.#files++;
      if (listed.kind === 'skipped') this.#skip(skippedRecord(uri, folder.uri, listed.reason));
      else if (role === 'file' || (role === 'manifest' && kind?.language === 'python')) {
        unseen.push({ uri, language: hold ? kind?.language : undefined, isManifest: role === 'manifest' });
        // A thread takes as long to start as listing some ten thousand files.
        if (unseen.length % listedBetween === 0) this.#crew.forWork({ kind: 'look', files: unseen.length });
      } else own.push(uri);
      this.#showProgress();
    }
    return { own, unseen, samples };
  }

  #showProgress(): void {
    const { onProgress, before } = this.#job;
    onProgress?.({ step: 'looking', scanned: before.scanned + this.#scanned + this.#ahead, found: before.files + this.#files });
  }

  async #take({ uri, isManifest }: ListedFile, survey: FileSurvey | undefined): Promise<void> {
    const { surveyor, folder } = this.#job;
    if (isManifest) {
      if (!survey || surveyor.mayStatePackages(survey)) return this.#own(uri);
      // A module that is only called `setup.py`. Its folder is a project all the same.
      this.#add(manifestRecord(uri, folder.uri));
    }
    if (survey) this.#takeSurvey(uri, survey);
    this.#scanned++;
  }

  #takeSurvey(uri: string, survey: FileSurvey): void {
    this.#looked.push({ uri, survey });
    for (const id of this.#job.surveyor.evidence(survey)) this.#spokenFor(id).push(uri);
  }

  /** Reads a file that counts whatever is in it. */
  async #own(uri: string): Promise<void> {
    const { reader, folder } = this.#job;
    const read = await reader.read(uri, folder.uri);
    if (read.kind === 'foreign') {
      this.#foreign.add(uri);
      this.#takeSurvey(uri, read.survey);
      this.#scanned++;
      return;
    }
    this.#keep(read);
    if (read.kind === 'record' && read.whole) this.#owned.push(read.whole);
  }

  #spokenFor(migration: string): string[] {
    const files = this.#speaking.get(migration) ?? [];
    this.#speaking.set(migration, files);
    return files;
  }

  /**
   * Finds out which migrations may have anything to do with the folder: those that the user or a file read so far speaks for, and those that a file may
   * prove whose bytes were looked at. A few such files are read to know for certain (`workflow-engine` is in many a text).
   */
  async #choose(): Promise<void> {
    const { reader, index, migrations, folder, settings } = this.#job;
    const records = [...index.all()].filter((record) => record.folder === folder.uri);
    for (const migration of migrations) {
      const speaking = this.#speaking.get(migration.id) ?? [];
      if (settings.migrations[migration.id] === 'on' || speaking.length > maxReadForProof || records.some((record) => mayProve(migration, record))) this.#candidates.add(migration.id);
      for (const uri of speaking) {
        if (this.#stopped || this.#candidates.has(migration.id)) break;
        const record = await reader.readForProof(uri, folder.uri);
        if (record && mayProve(migration, record)) this.#candidates.add(migration.id);
      }
    }
  }

  /** What is read by name is known, and so are the roots of the projects. What an earlier scan left behind does not count. */
  #byProject(): ProjectCandidates {
    const { index, migrations, folder, settings } = this.#job;
    const records = [...index.all()].filter(({ uri, version }) => version !== undefined || this.#seen.has(uri));
    return new ProjectCandidates({ uri: folder.uri, settings, migrations, candidates: this.#candidates, records, speaking: this.#speaking });
  }

  /** Chooses the files that are read, and reads them. Findings rest on what is known of the projects by then: so first comes what proves the systems. */
  async #read(candidates: ProjectCandidates): Promise<void> {
    const { surveyor, reports, index, migrations } = this.#job;
    const python: LookedModule[] = [];
    const others: FileTask[] = [];
    for (const { uri, survey } of this.#looked) {
      // Asked of all files, and most have no rule's literals.
      const verdict = surveyor.verdict(survey, candidates.all);
      if (survey.language === 'python') python.push({ uri, survey, verdict: verdict === 'no' ? verdict : surveyor.verdict(survey, candidates.of(uri)) });
      else if (verdict !== 'no') {
        const languages = surveyor.languages(survey, candidates.of(uri));
        if (languages.length > 0) others.push({ uri, languages, ...surveyor.passes(survey, candidates.of(uri)) });
      }
    }
    this.#looked.length = 0;
    const parts = { ...this.#job, crew: this.#crew, stopped: () => this.#stopped, keep: (record: FileRecord) => { this.#add(record); } };
    const roots = migrations.filter(({ id }) => candidates.all.has(id)).flatMap((migration) => migration.detection.imports
      .filter(({ ecosystem }) => ecosystem === 'pypi').map(({ module }) => ({ module, isLent: lendsProof(migration) })));
    const reading = new FileReading(parts);
    const moduleScan = { ...parts, learn: (uris: readonly string[]) => reading.learn(uris), roots, candidates };
    const read = await readModuleHeaders(moduleScan, python);
    if (this.#stopped) return;
    reports.startPreparing();
    let modules: readonly FileTask[] = [];
    await reading.read(others, async () => {
      modules = await chooseModules(moduleScan, read, python);
      reading.expect(others.length + modules.length);
      for (const whole of this.#owned.splice(0)) if (index.get(whole.record.uri) === whole.record) reports.prepare(whole);
    });
    await reading.read(modules);
    reports.endPreparing();
  }

  #keep(read: ReadFile): void {
    if (read.kind !== 'record') this.#scanned++;
    else if (read.record.skipped !== undefined) this.#skip(read.record);
    else {
      this.#scanned++;
      this.#add(read.record);
    }
  }

  #skip(record: FileRecord): void {
    this.#skipped.push({ uri: record.uri, reason: record.skipped ?? '' });
    this.#add(record);
  }

  /** Takes a record into the index. Of an open file the editor's text counts; but it does not know what git ignores. */
  #add(record: FileRecord): void {
    const { index } = this.#job;
    this.#seen.add(record.uri);
    const current = index.get(record.uri);
    if (current?.version === undefined) index.set(current?.isManifest === true && !record.isManifest ? { ...record, isManifest: true } : record);
    else if (current.ignoredByGit !== record.ignoredByGit) index.set({ ...current, ignoredByGit: record.ignoredByGit });
  }
}
