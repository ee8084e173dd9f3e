import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { PythonSummary } from '../facts/python/summary.ts';
import type { FileReports } from './fileReports.ts';
import type { Grammars } from './grammars.ts';
import type { ScanOptions } from './languageService.ts';
import type { FileTask, Helper, HelperAnswer, HelperFault, Helpers, LateContext } from './helpers/helperTypes.ts';
import { readTogether } from './helpers/sharedReading.ts';
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
  readonly helpers: Helpers | undefined;
  readonly stopped: () => boolean;
  readonly onProgress: ScanOptions['onProgress'] | undefined;
  readonly keep: (record: FileRecord) => void;
  readonly onRuleFailure: AnalysisOptions['onRuleFailure'];
  readonly logger: Logger;
}

/** Reads files, each once: into the index, with what others see of Python modules, and with their findings. The headers of modules are known. */
export class FileReading {
  readonly #parts: FileReadingParts;
  /** What became known of modules, and by whom. */
  readonly #learnt: { readonly summary: PythonSummary; readonly by: Helper | undefined }[] = [];
  readonly #told = new Map<Helper, number>();

  constructor(parts: FileReadingParts) {
    this.#parts = parts;
  }

  /** Takes Python modules in import order. */
  async read(tasks: readonly FileTask[]): Promise<void> {
    const { helpers, folder, stopped, onProgress } = this.#parts;
    let done = 0;
    const finish = (): void => { onProgress?.({ step: 'reading', done: ++done, total: tasks.length }); };
    const started = helpers?.start(this.#context(), tasks.length) ?? [];
    try {
      await readTogether({
        started, stopped, folder: folder.uri,
        pause: () => helpers?.pause() ?? Promise.resolve(),
        readHere: async (task) => {
          await this.#readHere(task);
          finish();
        },
        accept: async (task, answer, helper) => {
          const isTaken = await this.#accept(task, answer, helper);
          if (isTaken) finish();
          return isTaken;
        },
        broken: (error) => { this.#parts.logger.info(`A thread that reads files is left out from now on; nothing is lost by it. ${error instanceof Error ? error.stack ?? error.message : String(error)}`); },
        fault: (fault) => { this.#report(fault); },
        news: (helper) => this.#news(helper),
      }, tasks);
    } finally {
      for (const helper of started) helper.stop();
    }
  }

  #context(): LateContext {
    const { workspace, folder, settings, today, index, modules } = this.#parts;
    return {
      folders: workspace.folders, settings: new Map([[folder.uri, settings]]), today,
      records: () => [...index.all()].map((record) => (record.text === undefined ? record : { ...record, text: undefined })),
      summaries: () => [...modules.known].flatMap((uri) => modules.summary(uri) ?? []),
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

  async #accept({ uri, languages }: FileTask, { summary, record, prepared }: HelperAnswer['files'][number], helper: Helper): Promise<boolean> {
    const { grammars, modules, reports, index, keep } = this.#parts;
    if ((languages.length === 0 ? summary?.uri : record?.uri) !== uri) return false;
    if (summary) modules.setSummary(summary);
    this.#note(uri, helper);
    if (!record) return true;
    // Whoever takes a fix parses the file here, and so does who finds that what the helper knew holds no more.
    if (record.language) await grammars.ensure(uri, record.language);
    keep(record);
    if (prepared && index.get(uri) === record) reports.adopt(record, prepared);
    return true;
  }

  #note(uri: string, by: Helper | undefined): void {
    const summary = this.#parts.modules.summary(uri);
    if (summary) this.#learnt.push({ summary, by });
  }

  #news(helper: Helper): readonly PythonSummary[] {
    const from = this.#told.get(helper) ?? 0;
    this.#told.set(helper, this.#learnt.length);
    return this.#learnt.slice(from).flatMap(({ summary, by }) => (by === helper ? [] : [summary]));
  }

  #report(fault: HelperFault): void {
    if (fault.kind === 'rule') this.#parts.onRuleFailure(fault.rule, fault.error);
    else this.#parts.logger[fault.level](fault.message);
  }
}
