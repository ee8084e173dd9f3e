import type { ScanProgress } from '../service/languageService.ts';
import type { CliEnvironment, CommandEnvironment, Progress } from './environment.ts';

/** Where nothing can be drawn anew, shorter work than this is not worth a line. */
const worthLines = 500;
/** Of a step whose end is not known: a line each so many. */
const linesEach = 5000;
const barWidth = 24;

/** One line that is drawn anew on a terminal, a few plain lines elsewhere, nothing when quiet. */
export function withProgress(environment: CliEnvironment, quiet: boolean): CommandEnvironment {
  const { terminal, out, err } = environment;
  const progress = quiet ? silent : terminal.redraws ? drawnLine(err, terminal.columns) : plainLines(err);
  const first = (print: (text: string) => void) => (text: string) => {
    if (text === '') return;
    progress.clear();
    print(text);
  };
  return { ...environment, progress, out: first(out), err: first(err) };
}

/** Shows how far a scan is. */
export function showScan(progress: Progress, at: ScanProgress): void {
  if (at.step === 'looking') progress.update('Reading', at.scanned);
  else progress.update('Checking', at.done, at.total);
}

const silent: Progress = { update: () => undefined, clear: () => undefined };

function drawnLine(err: (text: string) => void, columns: () => number): Progress {
  let shown = '';
  return {
    update(label, done, total) {
      const line = lineOf(label, done, total).slice(0, Math.max(20, columns() - 1));
      // Most steps look like the one before: terminals are slower than we are.
      if (line === shown) return;
      shown = line;
      err(`\r${line}\u001B[K`);
    },
    clear() {
      if (shown !== '') err('\r\u001B[K');
      shown = '';
    },
  };
}

function lineOf(label: string, done: number, total: number | undefined): string {
  if (total === undefined) return `${label}… ${Math.floor(done / 25) * 25 || done}`;
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.floor(part * barWidth);
  return `${label} [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${String(Math.floor(part * 100)).padStart(3)} %`;
}

function plainLines(err: (text: string) => void): Progress {
  let last = '';
  return {
    update(label, done, total) {
      if (total !== undefined && total < worthLines) return;
      const step = total === undefined ? Math.floor(done / linesEach) : Math.floor((done * 4) / total);
      const key = `${label} ${step}`;
      if (step === 0 || key === last) return;
      last = key;
      err(`upguide: ${label.toLowerCase()}: ${total === undefined ? done : `${done} of ${total}`}\n`);
    },
    clear: () => undefined,
  };
}
