import type { RandomSource } from '../../analysis/random.ts';
import type { Disk } from './disk.ts';

/** Where the parts of one run's journal are. */
export interface RunPlace {
  readonly root: string;
  readonly id: string;
  readonly folder: string;
  /** What the run does to which file, without any content. */
  readonly journal: string;
  /** Copies of the files of before the run, by slot. */
  readonly originals: string;
  /** New bytes on their way into place; empty or gone once a run is done. */
  readonly staged: string;
  /** What a forced rollback has overwritten. */
  readonly overwritten: string;
}

/** The folder of all runs. */
export function runsFolderOf(root: string, disk: Disk): string {
  return disk.join(root, '.upguide', 'runs');
}

/** Where a run is, whether it is there or not. The id must be one (`isRunId`). */
export function placeOf(root: string, id: string, disk: Disk): RunPlace {
  const folder = disk.join(runsFolderOf(root, disk), id);
  return {
    root, id, folder,
    journal: disk.join(folder, 'run.json'),
    originals: disk.join(folder, 'originals'),
    staged: disk.join(folder, 'staged'),
    overwritten: disk.join(folder, 'overwritten'),
  };
}

/** Where the original of a file is. */
export function originalPath(place: RunPlace, slot: number, disk: Disk): string {
  return disk.join(place.originals, String(slot));
}

/** Where the new bytes of a file wait. */
export function stagedPath(place: RunPlace, slot: number, disk: Disk): string {
  return disk.join(place.staged, String(slot));
}

const idForm = /^\d{8}-\d{6}-[0-9a-f]{4}$/;

/** Whether a text is the id of a run; nothing else may become a part of a path. */
export function isRunId(text: string): boolean {
  return idForm.test(text);
}

/** A new id: the time in UTC and a few random digits, so that names sort by time. Takes an ISO moment. */
export function createRunId(now: string, random: RandomSource): string {
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(now) ?? [];
  return `${date.replaceAll('-', '')}-${time.replaceAll(':', '')}-${random.hex(2)}`;
}

/** When a run was started, told by its id alone: ISO 8601, to the second. */
export function startOfId(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-.*$/, '$1-$2-$3T$4:$5:$6.000Z');
}
