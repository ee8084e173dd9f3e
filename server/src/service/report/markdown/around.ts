import { groupBy } from '../groupBy.ts';
import type { ReportFileReason, ReportModel, ReportStep } from '../reportTypes.ts';
import { counted, durationText, fileStates, number, origins, phases, removalText, runStates, timeText } from '../words.ts';
import { code, escapeMarkdown, table } from './escape.ts';
import { placeLink } from './places.ts';

/** As many files of one run, and of one reason to leave them out, are listed. */
const mostFiles = 200;

/** Effort and risk by the guides' own tables. */
export function effortParts({ migrations }: ReportModel): readonly string[] {
  const having = migrations.filter(({ effort }) => effort.length > 0);
  return having.length === 0 ? [] : ['## Effort and risk', ...having.map(({ effort }) => table(
    ['Part', 'Risk', 'The guide says', 'Changes', 'Left here'],
    effort.map(({ component, risk, minutes, changes, left }) => [escapeMarkdown(component), risk, durationText(minutes), changes.map(escapeMarkdown).join(', '), number(left)]),
    [4],
  ))];
}

/** When old forms stop working. */
export function timelineParts({ migrations, today }: ReportModel): readonly string[] {
  const lines = migrations.flatMap(({ title, timeline }) => timeline.map((removal) => `- **${removal.date}**${removal.past ? ' (past)' : ''}: ${escapeMarkdown(`${title} ${removal.version}`)} ${removalText(removal, today)}; `
    + `${removal.left === 0 ? 'nothing of it is left here' : `${counted(removal.left, 'place')} left`} (${removal.changes.map(escapeMarkdown).join(', ')})`));
  return lines.length === 0 ? [] : ['## When old forms stop working', lines.join('\n')];
}

/** What the guides ask for around the upgrade. */
export function stepParts({ migrations }: ReportModel): readonly string[] {
  const having = migrations.filter(({ steps }) => steps.length > 0);
  return having.length === 0 ? [] : ['## Checklist of the guide', ...having.flatMap(({ title, from, to, steps }) => [...groupBy(steps, ({ phase }) => phase)].flatMap(([phase, inPhase]) => [
    `### ${phases[phase]}${having.length > 1 ? `: ${escapeMarkdown(`${title} ${from} → ${to}`)}` : ''}`,
    inPhase.map(step).join('\n'),
  ]))];
}

function step({ title, command, script, change, unfounded }: ReportStep): string {
  const about = change === undefined ? '' : ` (${escapeMarkdown(change)}${unfounded ? ', of which nothing was found in the files' : ''})`;
  return `- [ ] ${escapeMarkdown(title)}${about}${[command, script && `upguide script ${script}`].map((each) => (each ? `: ${code(each, false)}` : '')).join('')}`;
}

/** What was done. */
export function runParts({ runs }: ReportModel, folder: string): readonly string[] {
  return ['## What was done', ...runs.length === 0 ? ['No upgrade has run here yet.'] : runs.flatMap(({ started, title, state, origin, changes, files }) => [
    `### ${timeText(started)}: ${escapeMarkdown(title)}`,
    `${runStates[state]}, by ${origins[origin]}: ${counted(changes.reduce((sum, { places }) => sum + places, 0), 'place')} in ${counted(files.length, 'file')}.`,
    ...changes.length === 0 ? [] : [table(
      ['Change', 'What was done', 'Tier', 'Places'],
      changes.map(({ change, title: what, applicability, places }) => [escapeMarkdown(change ?? '–'), escapeMarkdown(what), applicability, number(places)]),
      [3],
    )],
    ...files.length === 0 ? [] : [files.slice(0, mostFiles).map(({ uri, path, now, places }) => `- ${now === 'missing' ? code(path, false) : placeLink(folder, { uri, path }, false)}: ${counted(places, 'place')}, ${fileStates[now]}`).join('\n')],
    ...files.length > mostFiles ? [`… and ${counted(files.length - mostFiles, 'more file')}, not listed here.`] : [],
  ])];
}

/** Why each migration is active. */
export function evidenceParts({ migrations }: ReportModel): readonly string[] {
  return ['## Why these guides apply', ...migrations.length === 0 ? ['No guide applies: nothing here proves that a system of one is used.'] : migrations.map(({ title, from, to, projects }) => [
    `- ${escapeMarkdown(`${title} ${from} → ${to}`)}`,
    ...projects.flatMap(({ path, state, evidence }) => [
      `  - ${code(path === '.' ? './' : path, false)} (${state === 'active' ? 'active' : 'switched off'})`,
      ...evidence.map((each) => `    - ${escapeMarkdown(each)}`),
    ]),
  ].join('\n'))];
}

/** What is in none of the numbers. */
export function fileParts({ files: { looked, skipped, refused }, baseline: { accepted, stale } }: ReportModel, folder: string): readonly string[] {
  return [
    '## Files left out',
    `${counted(looked, 'file')} ${looked === 1 ? 'was' : 'were'} looked at.${skipped.length + refused.length === 0 ? ' None was left out.' : ''}`,
    ...reasonTable('Could not be checked', skipped, folder),
    ...reasonTable('Left alone by the upgrade', refused, folder),
    ...accepted === 0 ? [] : [`${counted(accepted, 'finding')} accepted in the baseline (\`.upguide/baseline.json\`), in none of the numbers above.`],
    ...stale === 0 ? [] : [`${counted(stale, 'baseline entry', 'baseline entries')} without anything to match: can go.`],
  ];
}

function reasonTable(label: string, files: readonly ReportFileReason[], folder: string): readonly string[] {
  if (files.length === 0) return [];
  return [
    table([label, 'Why'], files.slice(0, mostFiles).map(({ uri, path, reason }) => [placeLink(folder, { uri, path }, true), escapeMarkdown(reason)]), []),
    ...files.length > mostFiles ? [`… and ${counted(files.length - mostFiles, 'more file')}, not listed here.`] : [],
  ];
}
