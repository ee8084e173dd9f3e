import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, test } from 'vitest';
import { readGitPatterns } from '../../server/src/node/gitPatterns.ts';

/** What the package says by itself. */
function plain(text: string, relative: string, ignorecase: boolean): boolean | undefined {
  if (!ignore.isPathValid(relative)) return undefined;
  const { ignored, unignored } = ignore({ ignorecase }).add(text).test(relative);
  return ignored ? true : unignored ? false : undefined;
}

const word = fc.constantFrom('a', 'b', 'ab', 'A.b', '.env', 'x.py', 'ſ', 'σ', 'Σ', 'ß');
const piece = fc.oneof(word, fc.constantFrom('*', '**', '?', '[ab]', '[!a]', '[a-', '\\*', '\\', '\\#', '\\!', ' ', '  # a', '.', '+', '(', '$', '#', '!', '{a,b}'));
const segment = fc.array(fc.oneof(word, piece), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(''));
const line = fc.tuple(fc.constantFrom('', '!', '/', '!/', '#', '**/'), fc.array(segment, { minLength: 1, maxLength: 2 }), fc.constantFrom('', '/', '/**', '/*', ' ')).map(([before, parts, behind]) => before + parts.join('/') + behind);
const name = fc.array(fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom('c', '.', '+', '(', '$', '#', '!', ' ', '[ab]', '*') }), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(''));

describe('patterns', () => {
  test('say what the package says of every path whose folders they do not ignore', () => {
    let verdicts = 0;
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(name, { minLength: 1, maxLength: 2 }), fc.constantFrom('', '/'), fc.boolean(), (lines, names, end, ignoreCase) => {
      const text = lines.join('\n');
      for (let depth = 1; depth < names.length; depth++) fc.pre(plain(text, `${names.slice(0, depth).join('/')}/`, ignoreCase) !== true);
      const relative = names.join('/') + end;
      const expected = plain(text, relative, ignoreCase);
      if (expected !== undefined) verdicts++;
      expect(readGitPatterns(text, ignoreCase).test(relative)).toBe(expected);
    }), { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 4000), seed: 20261121 });
    expect(verdicts).toBeGreaterThan(100);
  });

  test('are those of real files', () => {
    const text = '# comment\n*.py[cod]\n*$py.class\n!keep.pyc\nbuild/\n/docs/_build\n.env.*\nC:*\npacks/*/tests/\nlib\n!frontend/lib/**\nname with space\n\\#odd\ntmp_*/\n';
    const { test: say } = readGitPatterns(text, false);
    const said = Object.fromEntries([
      'a/x.pyc', 'a/x.py', 'a/keep.pyc', 'x$py.class', 'a/build/', 'build', 'docs/_build', 'a/docs/_build', 'deploy/.env.local', '.env', 'C:x', 'packs/a/tests/', 'packs/a/b/tests/', 'lib', 'frontend/lib/', 'name with space', '#odd', 'tmp_1/', 'tmp_1',
    ].map((relative) => [relative, say(relative)]));
    expect(said).toEqual({
      'a/x.pyc': true, 'a/x.py': undefined, 'a/keep.pyc': false, 'x$py.class': true, 'a/build/': true, build: undefined, 'docs/_build': true, 'a/docs/_build': undefined, 'deploy/.env.local': true, '.env': undefined, 'C:x': true,
      'packs/a/tests/': true, 'packs/a/b/tests/': undefined, lib: true, 'frontend/lib/': true, 'name with space': true, '#odd': true, 'tmp_1/': true, tmp_1: undefined,
    });
  });
});
