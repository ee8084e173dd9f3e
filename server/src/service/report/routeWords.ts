import { left } from './progress.ts';
import type { ReportHop, ReportRoute } from './reportTypes.ts';
import { counted, number } from './words.ts';

/** `1.0.0 → 1.1.0 → 2.0.0`: the versions that are ahead, or the one that the project is on. */
export function routeVersions({ current, hops }: Pick<ReportRoute, 'current' | 'hops'>): string {
  const ahead = hops.filter(({ passed }) => !passed);
  return ahead.length === 0 ? current ?? '' : [...ahead.slice(0, 1).map(({ from }) => from), ...ahead.map(({ to }) => to)].join(' → ');
}

/** Where the route begins, and why; a sentence. */
export function routeStart({ current, stated, target, hops }: Pick<ReportRoute, 'current' | 'stated' | 'target' | 'hops'>): string {
  if (current === undefined) return 'No version is stated here, so these are the hops of the guides alone.';
  const [first, ...others] = stated;
  const begin = `${first?.evidence ?? current} states ${current}${others.length === 0 ? '' : `, the oldest of ${counted(stated.length, 'statement')} (${others.map(({ evidence }) => evidence).join('; ')})`}.`;
  const goal = target === undefined ? '' : ` The settings ask for ${target}.`;
  return `${begin}${goal}${hops.some(({ passed }) => !passed) ? '' : ' No hop is ahead.'}`;
}

/** What a hop comes to: `12 places left: 10 safe, …`, or plainly that no guide has rules for it. */
export function hopText({ kind, from, to, by, passed, guides, progress }: ReportHop): string {
  const says = by === undefined ? '' : `; the guide says: ${by}`;
  switch (kind) {
    case 'gap': return `by hand: no guide here leads from ${from} to ${to}`;
    case 'manual': return `by hand: no guide here has rules for it${says}`;
    case 'rules': return `${rulesText(guides, progress)}${passed ? '; the stated version has it behind it' : ''}${says}`;
  }
}

function rulesText(guides: ReportHop['guides'], progress: ReportHop['progress']): string {
  const off = guides.filter(({ active }) => !active).map(({ title }) => `“${title}” has rules for it, but is not active here`);
  if (off.length === guides.length) return off.join('; ');
  return [placesText(progress), ...off].join('; ');
}

function placesText(progress: ReportHop['progress']): string {
  const { done, safe, unsafe, manual } = progress;
  if (left(progress) === 0) return done > 0 ? 'all done' : 'nothing left';
  return `${counted(left(progress), 'place')} left (${number(safe)} safe, ${number(unsafe)} unsafe, ${number(manual)} manual)${done > 0 ? `, ${number(done)} done` : ''}`;
}

/** `BC-001: 3, BC-007: 12`; empty when nothing is left. */
export function hopChanges({ changes }: Pick<ReportHop, 'changes'>): string {
  return changes.map(({ id, left: count }) => `${id}: ${count}`).join(', ');
}

/** A cycle among the versions, as a sentence; `undefined` without one. */
export function cycleText({ cycle }: Pick<ReportRoute, 'cycle'>): string | undefined {
  return cycle && `The versions ${cycle.join(' → ')} lead in a circle: one of these migrations goes from or to a wrong version.`;
}
