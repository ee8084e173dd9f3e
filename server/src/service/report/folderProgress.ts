import { groupBy } from './groupBy.ts';
import { addProgress, total } from './progress.ts';
import type { ReportFolder, ReportProgress } from './reportTypes.ts';

/** What is done and left in one file. */
export interface FileProgress {
  readonly path: string;
  readonly progress: ReportProgress;
}

/** More bars than this are no picture any more. */
const enough = 12;

/**
 * Sums up files by folder, the largest first. It begins with the folders at the top; one that holds more than half of all places is
 * shown by the folders in it, as long as that does not give too many.
 */
export function folderProgress(files: readonly FileProgress[]): readonly ReportFolder[] {
  const all = total(addProgress(files.map(({ progress }) => progress)));
  let groups = grouped(files, '');
  const whole = new Set<string>();
  for (;;) {
    const large = [...groups].find(([path, members]) => !whole.has(path) && sum(members) * 2 > all);
    if (!large) break;
    const [path, members] = large;
    const inside = path === '.' ? new Map([large]) : grouped(members, `${path}/`);
    if (groups.size - 1 + inside.size > enough) whole.add(path);
    else if (inside.size === 1 && inside.has(path)) whole.add(path);
    else groups = new Map([...groups].flatMap((entry) => (entry[0] === path ? [...inside] : [entry])));
    if (inside.has(path)) whole.add(path);
  }
  return [...groups]
    .map(([path, members]) => ({
      path, progress: addProgress(members.map(({ progress }) => progress)), files: members.filter(({ progress }) => total(progress) > progress.done).length,
    }))
    .sort((a, b) => total(b.progress) - total(a.progress) || (a.path < b.path ? -1 : 1));
}

function sum(files: readonly FileProgress[]): number {
  return total(addProgress(files.map(({ progress }) => progress)));
}

/** By the folder below `prefix`; files that stand in `prefix` itself are a group of its own name. */
function grouped(files: readonly FileProgress[], prefix: string): Map<string, FileProgress[]> {
  return groupBy(files, ({ path }) => {
    const slash = path.indexOf('/', prefix.length);
    if (slash !== -1) return path.slice(0, slash);
    return prefix === '' ? '.' : prefix.slice(0, -1);
  });
}
