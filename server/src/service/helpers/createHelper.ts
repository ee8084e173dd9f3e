import type { AnalysisOptions } from '../../analysis/analyze.ts';
import type { Migration } from '../../analysis/migration.ts';
import type { RandomSource } from '../../analysis/random.ts';
import { releaseSearchMemory } from '../../text/byteSearch/byteSearch.ts';
import { createGrammars } from '../grammars.ts';
import { createState } from '../serviceState.ts';
import { defaultSettings } from '../settings.ts';
import type { GrammarLoader, Logger, Workspace, WorkspaceFolder } from '../workspace.ts';
import type { FileSurvey } from '../fileSurvey.ts';
import { NameLookup } from '../nameLookup.ts';
import type { FileAnswer, FileTask, Helper, HelperContext, HelperFault } from './helperTypes.ts';
import { toPlain } from './plainReport.ts';
import { packSurveys } from './surveyPack.ts';

/** What a helper needs from its host; the migrations are those of the service that it helps. */
export interface HelperParts {
  readonly migrations: readonly Migration[];
  readonly grammars: GrammarLoader;
  readonly random: RandomSource;
  readonly workspace: (folders: readonly WorkspaceFolder[]) => Workspace;
}

/** Makes the other end of a `Helper`: it knows the projects as they were with its first task to read, and the modules that it is told of or reads itself. */
export function createHelper({ migrations, grammars, random, workspace }: HelperParts, { folders, settings, today }: HelperContext): Pick<Helper, 'look' | 'read'> {
  let faults: HelperFault[] = [];
  const log = (level: 'warn' | 'error') => (message: string): void => { faults.push({ kind: 'log', level, message }); };
  const logger: Logger = { info: () => undefined, warn: log('warn'), error: log('error') };
  const onRuleFailure: AnalysisOptions['onRuleFailure'] = (rule, error) => { faults.push({ kind: 'rule', rule, error: error instanceof Error ? error.stack ?? error.message : String(error) }); };
  const state = createState({
    workspace: workspace(folders), migrations, grammars: createGrammars(grammars, logger), random, logger, clock: { today: () => today },
    settingsOf: (folder) => settings.get(folder) ?? defaultSettings, isScanned: () => true, onRuleFailure,
  }, () => undefined);
  const { index, modules, reader, reports } = state;
  let names = new NameLookup(migrations);
  let hasRead = false;

  const read = async (folder: string, file: FileTask): Promise<FileAnswer> => {
    const { uri, languages, rules } = file;
    if (languages.length === 0) {
      await reader.learn(uri);
      return { summary: modules.packed(uri), record: undefined, prepared: undefined };
    }
    const whole = await reader.readWhole(file, folder);
    const prepared = whole && reports.prepared(whole, rules);
    return { summary: modules.packed(uri), record: whole?.record, prepared: prepared && toPlain(prepared) };
  };

  return {
    look: async ({ uris }) => {
      const surveys: (FileSurvey | undefined)[] = [];
      for (const uri of uris) surveys.push(await reader.look(uri, names.of(uri).kind?.language));
      return packSurveys(surveys);
    },
    read: async (task) => {
      faults = [];
      for (const record of task.records) index.set(record);
      for (const summary of task.summaries) modules.setPacked(summary);
      if (!hasRead) {
        reports.startPreparing();
        // Nothing is looked at any more: memory for the largest file can go, and what is remembered of tens of thousands of names.
        releaseSearchMemory();
        names = new NameLookup(migrations);
      }
      hasRead = true;
      const answers: FileAnswer[] = [];
      for (const file of task.files) answers.push(await read(task.folder, file));
      return { files: answers, faults };
    },
  };
}
