import { messageText } from '../../analysis/diagnostic.ts';
import type { ReportChange, ReportEffort, ReportFileReason, ReportItem, ReportMigration, ReportModel, ReportProgress, ReportRemoval, ReportStep } from '../../service/report/reportTypes.ts';
import { durationText } from '../../service/report/words.ts';
import { counted, type Palette, printable } from '../terminal.ts';
import { routeSections } from './planRoutes.ts';

/** The plan for people at a terminal: the way through the versions, what to do first, each change with its places, what is left to hands, what to do afterwards, dates. */
export function planText(model: ReportModel, palette: Palette): string {
  const sections = [
    ...model.whyNothing.length > 0 ? [model.whyNothing.map(printable)] : [],
    ...routeSections(model, palette),
    ...model.migrations.map((migration) => migrationLines(migration, palette)),
    ...(model.others.length > 0 ? [[palette.bold('Beside the guides'), ...changesLines(model.others, palette)]] : []),
    leftAlone(model),
    closing(model, palette),
  ];
  return sections.filter((lines) => lines.length > 0).map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

function migrationLines({ title, from, to, guideTitle, projects, progress, changes, effort, steps, timeline }: ReportMigration, palette: Palette): string[] {
  const rest = left(progress);
  // What stands before an upgrade is for those who have one before them; what follows it also for those who have just done it.
  const stepsOf = (phase: ReportStep['phase']) => steps.filter((step) => step.phase === phase && (rest > 0 || (phase !== 'before' && progress.done > 0)));
  const open = changes.filter((change) => left(change.progress) > 0);
  return [
    palette.bold(`${title} ${from} → ${to}`) + palette.dim(`  ${printable(guideTitle)}`),
    ...projects.filter(({ state }) => state === 'active').map(({ path, evidence }) => `  active in ${printable(path)}: ${printable(evidence.join('; '))}`),
    `  ${progressText(progress)}`,
    ...section('Before', stepsOf('before').flatMap(stepLines), palette),
    ...section('Upgrade', stepsOf('upgrade').flatMap(stepLines), palette),
    ...section('Changes', changesLines(open, palette), palette),
    ...section('By hand', open.flatMap((change) => manualLines(change, palette)), palette),
    ...section("Effort, by the guide's table", effort.filter((row) => row.left > 0).map(effortLine), palette),
    ...section('After', stepsOf('after').flatMap(stepLines), palette),
    ...section('Dates', timeline.filter((removal) => removal.left > 0).map((removal) => removalLine(removal, palette)), palette),
  ];
}

function section(title: string, lines: readonly string[], palette: Palette): string[] {
  return lines.length === 0 ? [] : ['', `  ${palette.bold(title)}`, ...lines];
}

function stepLines({ title, command, script, change, unfounded }: ReportStep): string[] {
  const about = change === undefined ? '' : ` (${change}${unfounded ? ', of which nothing was found in the files' : ''})`;
  const commands = [...(command?.split('\n') ?? []), ...(script === undefined ? [] : [`upguide script ${script}`])];
  return [`    [ ] ${printable(title)}${about}`, ...commands.map((line) => `        $ ${printable(line)}`)];
}

function changesLines(changes: readonly ReportChange[], palette: Palette): string[] {
  return changes.flatMap(({ id, title, impact, progress, files, items }) => {
    const names = [...new Set(items.filter(({ done }) => !done).map(({ place }) => place.path))];
    const shown = names.slice(0, maxFiles).map(printable).join(', ');
    return [
      `    ${palette.bold(id)} ${printable(title)}${impact === undefined ? '' : palette.dim(` (${impact} impact)`)}`,
      `        ${progressText(progress, files)}`,
      `        ${palette.dim(names.length > maxFiles ? `${shown} and ${names.length - maxFiles} more` : shown)}`,
    ];
  });
}

/** More names of files than this hide the changes; JSON and Markdown have all of them. */
const maxFiles = 5;

function manualLines({ id, items }: ReportChange, palette: Palette): string[] {
  const manual = items.filter(({ applicability, done }) => applicability === 'manual' && !done);
  // Two places of one line may ask for the same.
  return [...new Set(manual.map(({ place, message }: ReportItem) => `    ${printable(place.path)}:${place.line} ${palette.dim(`[${id}]`)} ${printable(messageText(message))}`))];
}

function effortLine({ component, risk, minutes, left: places }: ReportEffort): string {
  return `    ${printable(component)}: ${durationText(minutes)}, ${risk} risk; ${counted(places, 'place')} left`;
}

function removalLine({ date, version, past, changes, left: places }: ReportRemoval, palette: Palette): string {
  const verb = past ? 'removed' : 'removes';
  const line = `    ${date}  ${version} ${verb} the old forms of ${changes.join(', ')}: ${counted(places, 'place')} left`;
  return past && places > 0 ? palette.red(line) : line;
}

function leftAlone({ files: { refused, skipped } }: ReportModel): string[] {
  const line = (verb: string) => ({ path, reason }: ReportFileReason) => `${verb} ${printable(path)}: ${printable(reason)}`;
  const more = skipped.length - maxSkipped;
  return [...refused.map(line('Left alone')), ...skipped.slice(0, maxSkipped).map(line('Skipped')), ...(more > 0 ? [`… and ${more} more skipped; \`upguide plan --format json\` lists all.`] : [])];
}

const maxSkipped = 20;

function closing({ totals, files, baseline, runs }: ReportModel, palette: Palette): string[] {
  const { safe, unsafe } = totals;
  const interrupted = runs.filter(({ state }) => state === 'interrupted').length;
  return [
    ...(baseline.accepted > 0 ? [`${counted(baseline.accepted, 'finding')} accepted by .upguide/baseline.json ${baseline.accepted === 1 ? 'is' : 'are'} not in the plan.`] : []),
    ...(baseline.stale > 0 ? [`${counted(baseline.stale, 'entry', 'entries')} of the baseline ${baseline.stale === 1 ? 'matches' : 'match'} nothing any more; \`upguide baseline --prune\` takes ${baseline.stale === 1 ? 'it' : 'them'} out.`] : []),
    palette.bold(`${counted(files.looked, 'file')} looked at; ${progressText(totals)}.`),
    ...(interrupted > 0 ? [] : nextStep(safe, unsafe)),
  ];
}

function nextStep(safe: number, unsafe: number): string[] {
  if (safe > 0) return ['Next: `upguide fix` applies what is safe (--dry-run shows it, --interactive asks for each change), `upguide rollback` takes it back.'];
  return unsafe > 0 ? ['Next: `upguide fix --unsafe --interactive` asks for each change that needs a look.'] : [];
}

function left({ safe, unsafe, manual }: ReportProgress): number {
  return safe + unsafe + manual;
}

function progressText(progress: ReportProgress, files?: number): string {
  const { done, safe, unsafe, manual } = progress;
  const rest = left(progress);
  const where = files === undefined ? '' : ` in ${counted(files, 'file')}`;
  const parts = rest === 0 ? 'nothing left' : `${counted(rest, 'place')} left${where}: ${safe} safe, ${unsafe} unsafe, ${manual} manual`;
  return done === 0 ? parts : `${parts}; ${done} done`;
}
