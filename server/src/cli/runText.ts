import type { FileState, RunState, RunSummary } from '../service/transaction/index.ts';
import type { FolderRun } from './runs.ts';
import { counted, type Palette, printable, showPath } from './terminal.ts';

/** What the user reads about a run that waits: what happened, and what can be done. */
export function interruptedText({ root, run }: FolderRun, cwd: string): string {
  const { id, title, state, files } = run;
  const where = root === cwd ? '' : ` in ${printable(showPath(cwd, root))}`;
  const path = root === cwd ? '' : ` ${printable(showPath(cwd, root))}`;
  if (state === 'restoring') {
    const old = files.filter((file) => file.state === 'old').length;
    return `A rollback${where} was interrupted: run ${id} (${printable(title)}), ${old} of ${counted(files.length, 'file')} put back. Complete it with \`upguide rollback ${id}${path}\`.`;
  }
  const changed = files.filter((file) => file.state === 'new').length;
  return `A run${where} was interrupted: ${id} (${printable(title)}), ${changed} of ${counted(files.length, 'file')} changed. `
    + `Finish it with \`upguide fix --resume${path}\`, or put its files back with \`upguide rollback ${id}${path}\`.`;
}

/** One run in the list of runs. `waits`: its process ended midway. */
export function runLines({ run }: FolderRun, waits: boolean, palette: Palette): string[] {
  const { id, started, origin, title, state, files, problem } = run;
  const time = `${started.slice(0, 10)} ${started.slice(11, 16)} UTC`;
  if (state === 'damaged') return [`${palette.bold(id)}  ${time}  ${palette.red('damaged')}`, `    ${printable(problem ?? '')}`];
  return [
    `${palette.bold(id)}  ${time}  ${printable(title)}  ${palette.dim(`(${origin ?? 'unknown'})`)}`,
    `    ${stateText(state, waits)}; ${counted(files.length, 'file')}${state === 'restored' ? '' : `: ${statesText(files.map((file) => file.state))}`}`,
    `    ${changesText(run)}`,
  ];
}

/** Which changes of the guide a run is about; the JSON has every title. */
function changesText({ files }: RunSummary): string {
  const places = new Map<string, number>();
  for (const { change, rule, count } of files.flatMap((file) => file.changes)) places.set(change ?? rule, (places.get(change ?? rule) ?? 0) + count);
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => `${printable(id)} ×${count}`).join(', ');
}

function stateText(state: Exclude<RunState, 'damaged'>, waits: boolean): string {
  switch (state) {
    case 'done': return 'done';
    case 'restored': return 'rolled back';
    case 'prepared': return waits ? 'interrupted' : 'under way';
    case 'restoring': return waits ? 'interrupted while it was rolled back' : 'being rolled back';
  }
}

const states: readonly (readonly [FileState, string])[] = [
  ['new', 'as the run left them'], ['old', 'as before the run'], ['changed', 'changed since'], ['missing', 'gone'],
];

function statesText(now: readonly FileState[]): string {
  return states.flatMap(([state, text]) => {
    const count = now.filter((one) => one === state).length;
    return count === 0 ? [] : [`${count} ${text}`];
  }).join(', ');
}
