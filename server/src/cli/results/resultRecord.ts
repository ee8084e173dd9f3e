import path from 'node:path';
import { EvidenceRecorder } from '../../node/resultCache/evidenceRecorder.ts';
import { pathState } from '../../node/resultCache/fileState.ts';
import { migrationsFolder } from '../../node/migrationFiles.ts';
import type { Witness } from '../../node/witness.ts';
import { isMigrationFileName } from '../../service/fileKinds.ts';
import { baselineFile } from '../../service/upgrade/baseline.ts';
import type { Arguments } from '../args.ts';
import type { CommandEnvironment } from '../environment.ts';
import { readFolderSettings, settingsFile } from '../projectSettings.ts';
import { locateTargets } from '../targets.ts';
import { isInTheWay, type KeptOutcomes, messagesName, outcomesName, resultKey } from './results.ts';

/** Sees what a command reads, and keeps what it found for the next time. */
export interface ResultRecord {
  readonly witness: Witness;
  /** Prints on the error output, and notes it. */
  readonly err: (text: string) => void;
  /** Keeps a result that was complete. `outputs` by their names (`outputName`). */
  readonly keep: (outcomes: KeptOutcomes, outputs: Readonly<Record<string, string>>) => void;
}

/** A program file that was written when the process had begun may not be the one that runs. Times have steps. */
const stepMs = 50;

/** Begins to record a `check`, before anything is read. `undefined` where nothing is to be kept. */
export function createRecord(args: Arguments, environment: CommandEnvironment): ResultRecord | undefined {
  const { results } = environment;
  if (args.command !== 'check' || !args.cache || results === undefined) return undefined;
  const program = results.program();
  if (program.length === 0 || program.some((file) => pathState(file).touched > results.started - stepMs)) return undefined;
  const recorder = new EvidenceRecorder(Date.now());
  let key: string;
  try {
    const targets = locateTargets(args.operands, environment.cwd);
    if (isInTheWay(results, targets)) return undefined;
    key = resultKey(args, targets, environment);
    for (const file of program) recorder.path(file);
    for (const folder of new Set(targets.map((target) => target.folder))) seeOwnFiles(folder, args, environment, recorder);
  } catch {
    // Whatever is wrong with the command line or the settings, the command itself says it.
    return undefined;
  }
  let messages = '';
  return {
    witness: recorder,
    err(text) {
      messages += text;
      environment.err(text);
    },
    keep(outcomes, outputs) {
      const evidence = recorder.evidence();
      if (evidence !== undefined) results.store.write(key, { evidence, texts: { [messagesName]: messages, [outcomesName]: JSON.stringify(outcomes), ...outputs } });
    },
  };
}

/** What a folder says about itself: settings, baseline, own migrations, runs. */
function seeOwnFiles(folder: string, args: Arguments, environment: CommandEnvironment, recorder: EvidenceRecorder): void {
  const own = path.join(folder, migrationsFolder);
  for (const file of [own, settingsFile(folder, args, environment), path.join(folder, baselineFile)]) recorder.path(file);
  for (const name of recorder.list(own)) if (isMigrationFileName(name)) recorder.path(path.join(own, name));
  const { migrations = {} } = readFolderSettings(folder, args, environment) ?? {};
  for (const name of Object.keys(migrations)) if (isMigrationFileName(name)) recorder.path(path.resolve(folder, name));
  seeRuns(path.join(own, 'runs'), recorder);
}

/** Journals tell whether a run was interrupted. Of one that is being written nobody knows how it ends. */
function seeRuns(folder: string, recorder: EvidenceRecorder): void {
  recorder.path(folder);
  const names = recorder.list(folder);
  if (names.includes('lock')) recorder.giveUp();
  for (const name of names) recorder.path(path.join(folder, name, 'run.json'));
}
