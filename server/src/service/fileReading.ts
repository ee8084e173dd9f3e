import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { FileReports } from './fileReports.ts';
import type { Grammars } from './grammars.ts';
import type { HelperCrew } from './helpers/helperCrew.ts';
import type { FileAnswer, FileTask, Helper, HelperFault, HelperTask } from './helpers/helperTypes.ts';
import { workTogether } from './helpers/sharedWork.ts';
import type { ScanOptions } from './languageService.ts';
import type { PackedSummary } from './packedSummary.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import type { PythonModules } from './pythonModules.ts';
import type { Settings } from './settings.ts';
import type { Logger, Workspace, WorkspaceFolder } from './workspace.ts';
import type { WorkspaceReader } from './workspaceReader.ts';

/** What reading files takes. */
export interface FileReadingParts {
  readonly workspace: Workspace;
  readonly grammars: Grammars;
  readonly reader: WorkspaceReader;
  readonly modules: PythonModules;
  readonly reports: FileReports;
  readonly index: ProjectIndex;
  readonly folder: WorkspaceFolder;
  readonly settings: Settings;
  readonly today: string;
  readonly crew: HelperCrew;
  readonly stopped: () => boolean;
  readonly onProgress: ScanOptions['onProgress'] | undefined;
  readonly keep: (record: FileRecord) => void;
  readonly onRuleFailure: AnalysisOptions['onRuleFailure'];
  readonly logger: Logger;
}

/** So few that nobody waits long at the end, so many that sending them does not count. */
const filesInTask = 4;

type News = Pick<HelperTask, 'records' | 'summaries'>;

/** Reads files, each once: into the index, with what others see of Python modules, and with their findings. The headers of modules are known. */
export class FileReading {
  readonly #parts: FileReadingParts;
  /** What became known of modules, and by whom. */
  readonly #learnt: { readonly summary: PackedSummary; readonly by: Helper | undefined }[] = [];
  readonly #told = new Map<Helper, number>();
  #done = 0;
  #total: number | undefined;

  constructor(parts: FileReadingParts) {
    this.#parts = parts;
  }

  /** Takes in what others see of Python modules, in whatever order. */
  async learn(uris: readonly string[]): Promise<void> {
    await this.#together(uris.map((uri) => ({ uri, languages: [], rules: [], mayProve: false })), { finish: () => undefined });
  }

  /** Takes Python modules in import order. `first`: what this thread does before it takes part. */
  async read(tasks: readonly FileTask[], first?: () => Promise<void>): Promise<void> {
    await this.#together(tasks, { ...(first ? { first } : {}), finish: () => {
      this.#done++;
      if (this.#total !== undefined) this.#parts.onProgress?.({ step: 'reading', done: this.#done, total: this.#total });
    } });
  }

  /** Says how many files are read in the end. Progress is told from then on. */
  expect(total: number): void {
    this.#total = total;
  }

  async #together(tasks: readonly FileTask[], { first, finish }: { readonly first?: () => Promise<void>; readonly finish: () => void }): Promise<void> {
    const { crew, folder, stopped } = this.#parts;
    const helpers = crew.forWork({ kind: 'read', files: tasks.length });
    const known = helpers.every((helper) => this.#told.has(helper)) ? undefined : this.#known();
    await workTogether<FileTask, FileAnswer>({
      helpers, itemsInTask: filesInTask, stopped, ...(first ? { first } : {}),
      pause: () => crew.pause(),
      doHere: async (task) => {
        await this.#readHere(task);
        finish();
      },
      ask: async (helper, files) => {
        const news = this.#news(helper, known);
        const answer = await helper.read({ folder: folder.uri, files, ...news });
        for (const fault of answer.faults) this.#report(fault);
        return answer.files;
      },
      accept: async (task, answer, helper) => {
        const isTaken = await this.#accept(task, answer, helper);
        if (isTaken) finish();
        return isTaken;
      },
      broken: (helper, error) => { crew.leaveOut(helper, error); },
    }, tasks);
  }

  /** What a helper is told of first. */
  #known(): News & { readonly learnt: number } {
    const { index, modules } = this.#parts;
    return {
      records: [...index.all()].map((record) => (typeof record.text === 'string' ? { ...record, text: undefined } : record)),
      summaries: [...modules.known].flatMap((uri) => modules.packed(uri) ?? []),
      learnt: this.#learnt.length,
    };
  }

  async #readHere(task: FileTask): Promise<void> {
    const { uri, languages, rules } = task;
    const { reader, reports, index, folder, keep } = this.#parts;
    if (languages.length === 0) await reader.learn(uri);
    else {
      const whole = await reader.readWhole(task, folder.uri);
      if (whole) keep(whole.record);
      // An open document has another record.
      if (whole && index.get(uri) === whole.record) reports.prepare(whole, rules);
    }
    this.#note(uri, undefined);
  }

  async #accept({ uri, languages }: FileTask, { summary, record, prepared }: FileAnswer, helper: Helper): Promise<boolean> {
    const { grammars, modules, reports, index, keep } = this.#parts;
    if ((languages.length === 0 ? summary?.uri : record?.uri) !== uri) return false;
    if (summary) modules.setPacked(summary);
    this.#note(uri, helper);
    if (!record) return true;
    // Whoever takes a fix parses the file here, and so does who finds that what the helper knew holds no more.
    if (record.language) await grammars.ensure(uri, record.language);
    keep(record);
    if (prepared && index.get(uri) === record) reports.adopt(record, prepared);
    return true;
  }

  #note(uri: string, by: Helper | undefined): void {
    const summary = this.#parts.modules.packed(uri);
    if (summary) this.#learnt.push({ summary, by });
  }

  /** What a helper has to be told: first all that was known when it joined in, then modules that became known since it was asked last. */
  #news(helper: Helper, known: (News & { readonly learnt: number }) | undefined): News {
    const from = this.#told.get(helper);
    this.#told.set(helper, this.#learnt.length);
    const learnt = this.#learnt.slice(from ?? known?.learnt ?? 0).flatMap(({ summary, by }) => (by === helper ? [] : [summary]));
    return from === undefined && known ? { records: known.records, summaries: [...known.summaries, ...learnt] } : { records: [], summaries: learnt };
  }

  #report(fault: HelperFault): void {
    if (fault.kind === 'rule') this.#parts.onRuleFailure(fault.rule, fault.error);
    else this.#parts.logger[fault.level](fault.message);
  }
}
