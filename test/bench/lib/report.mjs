// The rows as a table for people, and that table's place in the README.
import { readFile, writeFile } from 'node:fs/promises';
import { wantedRuns } from './bars.mjs';

const head = ['what', 'ours', 'theirs', 'ratio', 'bar', 'moonshot', 'met', 'runs'];

const figure = (value, digits, unit) => (value === undefined ? '–' : `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`);

/** A share with two digits that say something. */
const share = (ratio) => (ratio === undefined ? '–' : ratio.toFixed(ratio < 0.1 ? 3 : 2));

function cells({ what, unit, digits, ours, peer, theirs, ratio, of, bar, moonshot, met, runs }) {
  const limit = (value) => (value === undefined ? '–' : of === 'value' ? `≤ ${value}${unit === '' ? '' : ` ${unit}`}` : `≤ ${value}`);
  return [what, figure(ours, digits, unit), theirs === undefined ? '–' : `${figure(theirs, digits, unit)} (${peer})`, share(ratio), limit(bar), limit(moonshot), met ?? '–', runs === undefined ? '–' : runs < wantedRuns ? `${runs}, too few` : String(runs)];
}

const line = (row) => `| ${row.join(' | ')} |`;

/** The table as Markdown. */
export function table(rows) {
  return [head, head.map(() => '---'), ...rows.map(cells)].map(line).join('\n');
}

const begin = '<!-- figures: `npm run bench -- --write` replaces what stands between these two lines -->';
const end = '<!-- end of figures -->';

/** Puts the rows into the README. Rows that this run did not measure stay as they are, with the date that they have. */
export async function writeFigures(file, rows, date) {
  const text = await readFile(file, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} has no place for the figures: it needs the lines ${begin} and ${end}`);
  const old = text.slice(from + begin.length, to).split('\n').filter((one) => one.startsWith('| ')).slice(2);
  const now = new Map(rows.map((row) => [row.what, line([...cells(row), date])]));
  const whatOf = (one) => one.slice(2).split(' | ')[0];
  const kept = old.map((one) => { const what = whatOf(one); const written = now.get(what); now.delete(what); return written ?? one; });
  const written = [line([...head, 'date']), line([...head, 'date'].map(() => '---')), ...kept, ...now.values()].join('\n');
  await writeFile(file, `${text.slice(0, from)}${begin}\n\n${written}\n\n${text.slice(to)}`);
}
