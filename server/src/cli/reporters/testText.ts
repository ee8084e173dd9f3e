import { messageText } from '../../analysis/diagnostic.ts';
import type { ExampleResult } from '../../migrations/own/exampleRunner.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { TestedFile } from '../commands/test.ts';
import { isBroken, placeOf, problemLines, showUri } from '../ownMigrations.ts';
import { counted, type Palette, printable } from '../terminal.ts';

/** How the result of `upguide test` is shown. */
interface TestTextOptions {
  readonly cwd: string;
  /** Only what is wrong. */
  readonly quiet: boolean;
  readonly palette: Palette;
}

/** What came of the examples, for people. */
export function testText(tested: readonly TestedFile[], options: TestTextOptions): string {
  const lines = tested.flatMap((one) => fileLines(one, options));
  if (!options.quiet) lines.push('', options.palette.bold(summary(tested)));
  return lines.map((line) => `${line}\n`).join('');
}

function fileLines({ file, results, untested }: TestedFile, { cwd, quiet, palette }: TestTextOptions): string[] {
  const shown = showUri(file.uri, cwd);
  const lines = new LineIndex(file.read?.text ?? '');
  const stated = file.read?.file;
  const head = `${palette.bold(shown)}${stated ? ` ${printable(`${stated.title} ${stated.from} → ${stated.to}`)}` : ` ${palette.red('cannot be used')}`}`;
  const problems = problemLines(file, cwd, ['error', 'warning', 'information']).map((line) => `  ${line}`);
  const warnings = untested.map((id) => `  ${palette.yellow('warning')} [${printable(id)}] has no example: nothing shows that its changes find what they should, and leave alone what they should.`);
  const body = [...problems, ...warnings, ...results.flatMap((result) => (quiet && result.failures.length === 0 ? [] : resultLines(result, shown, lines, palette)))];
  return quiet && body.length === 0 ? [] : [head, ...body];
}

function resultLines({ entry, name, failures }: ExampleResult, shown: string, lines: LineIndex, palette: Palette): string[] {
  const head = `  ${failures.length === 0 ? palette.green('passed') : palette.red('failed')} [${printable(entry)}] ${printable(name)}`;
  return [head, ...failures.flatMap(({ range, message, diff }) => {
    const { line, column } = placeOf(lines, range);
    return [`    ${shown}:${line}:${column}: ${printable(messageText(message))}`, ...(diff ?? '').split('\n').filter((one) => one !== '').map((one) => `      ${printable(one)}`)];
  })];
}

function summary(tested: readonly TestedFile[]): string {
  const all = tested.flatMap(({ results }) => results);
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  const broken = tested.filter(({ file }) => isBroken(file)).length;
  const untested = tested.reduce((sum, one) => sum + one.untested.length, 0);
  return [
    `${counted(all.length, 'example')}: ${all.length - failed} passed, ${failed} failed.`,
    ...(untested > 0 ? [`${counted(untested, 'entry has', 'entries have')} none.`] : []),
    ...(broken > 0 ? [`${counted(broken, 'file')} cannot be used.`] : []),
  ].join(' ');
}
