import { createHash } from 'node:crypto';
import path from 'node:path';
import type { ResultStore } from '../../node/resultCache/resultStore.ts';
import { skippedFolders } from '../../node/skippedFolders.ts';
import { isInside } from '../../node/uris.ts';
import type { Arguments } from '../args.ts';
import type { CliEnvironment } from '../environment.ts';
import type { Target } from '../targets.ts';
import type { Format, Threshold } from '../usage.ts';

/** Where the results of earlier runs are, and what made them. */
export interface Results {
  readonly store: ResultStore;
  /** The folder of the store, absolute; it need not be there. */
  readonly folder: string;
  /** Gives the files that this program consists of, absolute. */
  readonly program: () => readonly string[];
  /** When this process began, in milliseconds since 1970. */
  readonly started: number;
}

/** What a kept result holds beside the outputs. */
export const messagesName = 'messages';
export const outcomesName = 'outcomes';

/** The name of an output among the texts of a kept result. */
export function outputName(format: Format | undefined, colour: boolean): string {
  const known = format ?? 'text';
  return known === 'text' && colour ? 'text in colour' : known;
}

/** How a run ended that is worth keeping, for each `--fail-on`. */
export type KeptOutcomes = Readonly<Record<Threshold, 'done' | 'findings'>>;

/**
 * What a result depends on beside the disk, as 64 hexadecimal digits: the same command line (but for how it is printed) in the same place, by the same user,
 * version and Node, on the same day (the day decides severities).
 */
export function resultKey(args: Arguments, targets: readonly Target[], { cwd, version, clock }: Pick<CliEnvironment, 'cwd' | 'version' | 'clock'>): string {
  const { command, operands, migrations, only, exclude, config, quiet } = args;
  const user = [process.geteuid?.(), process.getegid?.(), process.getgroups?.()];
  const machine = [process.version, process.platform, process.arch];
  return createHash('sha256').update(JSON.stringify([version, machine, user, clock.today(), cwd, targets, command, operands, migrations, only, exclude, config ?? null, quiet])).digest('hex');
}

/** Whether keeping something would change a folder that is being read, as when the home folder itself is checked. */
export function isInTheWay({ folder }: Results, targets: readonly Target[]): boolean {
  return targets.some((target) => isInside(target.folder, folder) && !path.relative(target.folder, folder).split(path.sep).some((name) => skippedFolders.has(name)));
}
