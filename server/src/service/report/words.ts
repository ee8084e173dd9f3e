import { left, percentDone } from './progress.ts';
import type { ReportChange, ReportItem, ReportModel, ReportProgress, ReportRemoval, ReportRun, ReportRunFile, ReportStep } from './reportTypes.ts';

/** What a person has to know and to do about a place; the guide's page tells why. */
export function itemText({ fix, message: { what, why, todo } }: Pick<ReportItem, 'fix' | 'message'>): string {
  return fix ?? [what, todo === '' ? why : todo].filter((part) => part !== '').join(' ');
}

/** `1 file`, `5,000 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

/** With a comma between thousands, the same in every locale. */
export function number(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `4 done, 12 safe, 1 unsafe, 0 manual`, for people who do not see the picture. */
export function progressText(progress: ReportProgress): string {
  return `${number(progress.done)} done, ${number(progress.safe)} safe, ${number(progress.unsafe)} unsafe, ${number(progress.manual)} manual`;
}

/** `37% done, 12 left`, or `all done`. */
export function shareText(progress: ReportProgress): string {
  return left(progress) === 0 ? 'all done' : `${percentDone(progress)}% done, ${number(left(progress))} left`;
}

/** `30 minutes`, `1–2 hours`. Takes minutes. */
export function durationText({ least, most }: { readonly least: number; readonly most: number }): string {
  const hours = least >= 60 || most >= 120;
  // A range of many hours is no matter of minutes.
  const amount = (minutes: number): string => (hours ? String(most >= 300 ? Math.round(minutes / 60) : Math.round(minutes / 6) / 10) : String(minutes));
  const unit = hours ? 'hour' : 'minute';
  if (least === most) return `${amount(least)} ${unit}${amount(least) === '1' ? '' : 's'}`;
  return `${amount(least)}–${amount(most)} ${unit}s`;
}

/** `2026-11-21 15:20 UTC` of an ISO time. What is none is given back. */
export function timeText(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(iso);
  return match ? `${match[1]} ${match[2]} UTC` : iso;
}

/** Days from one ISO date to another; negative when the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** `BC-007 · Environment variables are renamed`, or the title alone for what is no entry of a guide. */
export function changeName({ id, title, impact }: Pick<ReportChange, 'id' | 'title' | 'impact'>): string {
  return impact === undefined ? title : `${id} · ${title}`;
}

/** `GreenLang 0.2 → 0.3`, for several the number of them. */
export function reportName({ migrations }: Pick<ReportModel, 'migrations'>): string {
  const names = migrations.map(({ title, from, to }) => `${title} ${from} → ${to}`);
  if (names.length === 0) return 'Nothing to upgrade';
  return names.length <= 3 ? names.join(', ') : `${names.length} upgrades`;
}

/** `stopped taking old forms 144 days ago`. */
export function removalText({ date, past }: Pick<ReportRemoval, 'date' | 'past'>, today: string): string {
  const days = Math.abs(daysBetween(today, date));
  if (past) return days === 0 ? 'takes no old forms from today on' : `stopped taking old forms ${counted(days, 'day')} ago`;
  return `will take no old forms, in ${counted(days, 'day')}`;
}

/** When a step is done. */
export const phases: Readonly<Record<ReportStep['phase'], string>> = { before: 'Before the upgrade', upgrade: 'With the upgrade', after: 'After the upgrade' };

/** What became of a run. */
export const runStates: Readonly<Record<ReportRun['state'], string>> = {
  done: 'done', rolledBack: 'rolled back', interrupted: 'interrupted: finish or restore it', damaged: 'its journal cannot be read',
};

/** Where a run was started. */
export const origins: Readonly<Record<ReportRun['origin'], string>> = { cli: 'command line', editor: 'editor', server: 'language server' };

/** What a file of a run is now. */
export const fileStates: Readonly<Record<ReportRunFile['now'], string>> = {
  new: 'as upgraded', old: 'as before the upgrade', changed: 'changed since', missing: 'deleted since',
};

/** What the tiers mean to somebody who reads them for the first time. */
export const tiers = {
  safe: 'follows from the guide and the code; applied for you',
  unsafe: 'automatic, but look at it: a value was inferred, or behaviour may change',
  manual: 'to do by hand: each place says what',
} as const;
