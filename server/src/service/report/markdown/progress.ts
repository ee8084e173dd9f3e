import { addProgress, left, percentDone, total } from '../progress.ts';
import type { ReportChange, ReportModel, ReportProgress } from '../reportTypes.ts';
import { changeName, number } from '../words.ts';
import { code, escapeMarkdown, table } from './escape.ts';

/** Length of a bar in characters. */
const barLength = 10;
/** More folders than this are summed up. */
const mostFolders = 40;

/** The numbers of the whole upgrade, by change and by folder. */
export function progressParts({ migrations, others, byFolder }: ReportModel): readonly string[] {
  return [
    '## Progress',
    ...migrations.flatMap(({ title, from, to, changes }) => changeParts(`${title} ${from} → ${to}`, changes)),
    ...others.length > 0 ? changeParts('Beyond the guides', others) : [],
    ...byFolder.length === 0 ? [] : [
      '### By folder',
      progressTable('Folder', byFolder.slice(0, mostFolders).map(({ path, progress }) => [code(path === '.' ? './' : path, true), progress])),
      ...byFolder.length > mostFolders ? [`… and ${number(byFolder.length - mostFolders)} more.`] : [],
    ],
  ];
}

function changeParts(name: string, changes: readonly ReportChange[]): readonly string[] {
  const some = changes.filter(({ progress }) => total(progress) > 0);
  const none = changes.filter(({ progress }) => total(progress) === 0).map(({ id }) => id);
  return [
    `### ${escapeMarkdown(name)}`,
    ...some.length === 0 ? [] : [progressTable('Change', some.map((change) => [escapeMarkdown(changeName(change)), change.progress]))],
    ...none.length === 0 ? [] : [`Nothing found for ${none.map(escapeMarkdown).join(', ')}.`],
  ];
}

function progressTable(first: string, rows: readonly (readonly [string, ReportProgress])[]): string {
  const line = (name: string, progress: ReportProgress): readonly string[] => [
    name, textBar(progress), ...[progress.done, progress.safe, progress.unsafe, progress.manual, left(progress)].map(number),
  ];
  const sum = addProgress(rows.map(([, progress]) => progress));
  return table([first, 'Progress', 'Done', 'Safe', 'Unsafe', 'Manual', 'Left'], [...rows.map(([name, progress]) => line(name, progress)), line('**All**', sum)], [2, 3, 4, 5, 6]);
}

/** `████░░░░░░ 40%`. */
function textBar(progress: ReportProgress): string {
  const percent = percentDone(progress);
  const full = Math.floor((percent * barLength) / 100);
  return `${'█'.repeat(full)}${'░'.repeat(barLength - full)} ${percent}%`;
}
