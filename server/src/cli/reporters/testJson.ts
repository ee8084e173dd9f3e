import { messageText } from '../../analysis/diagnostic.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { TestedFile } from '../commands/test.ts';
import { isBroken, placeOf, showUri } from '../ownMigrations.ts';

/** What came of the examples, for programs. The shape is part of the contract: keys are only ever added. */
export function testJson(tested: readonly TestedFile[], cwd: string): string {
  const all = tested.flatMap(({ results }) => results);
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  return `${JSON.stringify({
    version: 1,
    files: tested.map((one) => fileJson(one, cwd)),
    summary: {
      files: tested.length, broken: tested.filter(({ file }) => isBroken(file)).length, examples: all.length, passed: all.length - failed, failed,
      withoutExamples: tested.reduce((sum, { untested }) => sum + untested.length, 0),
    },
  }, undefined, 2)}\n`;
}

function fileJson({ file: { uri, read, refused }, results, untested }: TestedFile, cwd: string) {
  const lines = new LineIndex(read?.text ?? '');
  return {
    path: showUri(uri, cwd),
    id: read?.id ?? null,
    problems: [
      ...(refused ? [{ line: 1, column: 1, severity: 'error', message: messageText(refused) }] : []),
      ...(read?.problems ?? []).map(({ range, severity, message }) => ({ ...placeOf(lines, range), severity, message: messageText(message) })),
    ],
    withoutExamples: untested,
    examples: results.map(({ entry, name, range, failures }) => ({
      entry, name, ...placeOf(lines, range), passed: failures.length === 0,
      failures: failures.map(({ range: place, message, diff }) => ({ ...placeOf(lines, place), message: messageText(message), ...(diff === undefined ? {} : { diff }) })),
    })),
  };
}
