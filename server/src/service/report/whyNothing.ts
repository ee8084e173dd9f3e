import { counted } from './words.ts';
import type { ReportInput } from './reportInput.ts';
import type { ReportProgress } from './reportTypes.ts';

/** Why there is nothing left, one sentence each: what was looked at, what was on, what is hidden. `totals` has nothing left. */
export function whyNothing({ scan, detected, migrations, baseline, refused }: ReportInput, totals: ReportProgress): readonly string[] {
  const looked = scan.scanned === 0
    ? 'No file here could be checked, or none that a guide has anything to say about.'
    : `${counted(scan.scanned, 'file')} ${scan.scanned === 1 ? 'was' : 'were'} looked at.`;
  return [
    looked,
    ...(totals.done > 0 ? [`Everything that was found is done: ${counted(totals.done, 'place')}.`] : []),
    ...migrations.map(({ id, title, from, to }) => {
      const states = detected.filter(({ migration }) => migration === id).map(({ state }) => state);
      const name = `${title} ${from} → ${to}`;
      if (states.includes('active')) return totals.done > 0 ? `${name} is active, and nothing old of it is left.` : `${name} is active, and nothing old of it was found.`;
      if (states.includes('off')) return `${name} is switched off in the settings.`;
      return `${name} is not active, because nothing here proves that it is used. It can be switched on in the settings.`;
    }),
    ...(baseline.accepted > 0 ? [`${counted(baseline.accepted, 'finding')} ${baseline.accepted === 1 ? 'is' : 'are'} accepted in the baseline, and not counted.`] : []),
    ...(scan.skipped.length > 0 ? [`${counted(scan.skipped.length, 'file')} could not be checked; see "Files left out".`] : []),
    ...(refused.length > 0 ? [`${counted(refused.length, 'file')} ${refused.length === 1 ? 'was' : 'were'} left alone by the upgrade; see "Files left out".`] : []),
  ];
}
