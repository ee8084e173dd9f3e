import { describe, expect, it } from 'vitest';
import { parseToml } from '../../server/src/syntax/toml.ts';
import { addTomlLines, removeTomlEntry, renameTomlKey, replaceTomlScalar, tomlKey } from '../../server/src/syntax/tomlEdits.ts';
import { entryAt, nodeAt, toValue } from '../../server/src/syntax/yamlPath.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import type { Edit } from '../../server/src/text/edit.ts';

const sample = `# top
title = "x"
[server]  # where
host = '0.0.0.0'
port.http = 8080
on = true
since = 1979-05-27

[[list]]
n = "q"
[[list]]
n = "r"
[list.more]
k = 1
[a."b c"]
z = [1, { k = true }]
`;

describe('parseToml', () => {
  it('gives the data of a text', () => {
    const { root, problems } = parseToml(sample);
    expect(problems).toEqual([]);
    expect(root && toValue(root)).toEqual({
      title: 'x',
      server: { host: '0.0.0.0', port: { http: 8080 }, on: true, since: '1979-05-27' },
      list: [{ n: 'q' }, { n: 'r', more: { k: 1 } }],
      a: { 'b c': { z: [1, { k: true }] } },
    });
  });

  it('gives the range of keys, values, headers and comments', () => {
    const { root, tables, comments } = parseToml(sample);
    const text = ({ start, end }: { readonly start: number; readonly end: number }): string => sample.slice(start, end);
    const at = (...path: string[]): string => { const entry = entryAt(root, path); return entry ? text(entry.range) : ''; };
    expect(at('server', 'host')).toBe("host = '0.0.0.0'");
    expect(text(entryAt(root, ['server'])?.key.range ?? { start: 0, end: 0 })).toBe('server');
    expect(text(nodeAt(root, ['server', 'host'])?.range ?? { start: 0, end: 0 })).toBe("'0.0.0.0'");
    expect(tables.map(({ header }) => text(header))).toEqual(['', '[server]', '[[list]]', '[[list]]', '[list.more]', '[a."b c"]']);
    expect(tables.map(({ path }) => path)).toEqual([[], ['server'], ['list', 0], ['list', 1], ['list', 1, 'more'], ['a', 'b c']]);
    expect(comments.map((comment) => [comment.text, text(comment.range)])).toEqual([['top', '# top'], ['where', '# where']]);
  });

  it.each(['a = ', '[a', 'a = 1\na = 2\n', '[a]\n[a]\n', '"', 'a = "x\n', `a = ${'['.repeat(5000)}`, `${'[a]\n'.repeat(3)}`, '\u0000', 'a = {b = 1,}'])('never throws: %#', (text) => {
    const { root, problems } = parseToml(text);
    expect(root === undefined).toBe(problems.length > 0);
  });

  it('reads an empty text', () => {
    expect(parseToml('').root?.entries).toEqual([]);
  });
});

describe('edits of TOML', () => {
  const add = (text: string, path: readonly string[], lines: readonly string[]): string | undefined => {
    const edit = addTomlLines(text, new LineIndex(text), parseToml(text), path, lines);
    return edit && applyEdits(text, [edit]);
  };

  it.each([
    ['behind the last key and its comment', '[a]\nx = 1 # one\n\n[b]\n', ['a'], '[a]\nx = 1 # one\ny = 2\n\n[b]\n'],
    ['below an empty header', '[a] # none\n[b]\nz = 1\n', ['a'], '[a] # none\ny = 2\n[b]\nz = 1\n'],
    ['with the table\'s indentation and line ends', '[a]\r\n\tx = 1\r\n', ['a'], '[a]\r\n\tx = 1\r\n\ty = 2\r\n'],
    ['behind a value of several lines', '[a]\nx = [\n  1,\n]\n', ['a'], '[a]\nx = [\n  1,\n]\ny = 2\n'],
    ['in a new table', '[a]\nx = 1\n', ['b'], '[a]\nx = 1\n\n[b]\ny = 2\n'],
    ['in a new table of a text without a final line end', '[a]\nx = 1', ['b', 'c d'], '[a]\nx = 1\n\n[b."c d"]\ny = 2'],
    ['above all headers', 'x = 1\n[a]\n', [], 'x = 1\ny = 2\n[a]\n'],
  ])('adds lines %s', (_title, text, path, expected) => {
    expect(add(text, path, ['y = 2'])).toBe(expected);
  });

  it.each([
    ['an inline table', 'a = { x = 1 }\n', ['a']],
    ['dotted keys', 'a.x = 1\n', ['a']],
    ['a list of tables', '[[a]]\nx = 1\n', ['a']],
    ['a value', 'a = 1\n', ['a', 'b']],
    ['a text that starts with a header', '[a]\n', []],
    ['a broken text', '[a\n', ['a']],
  ])('adds nothing to %s', (_title, text, path) => {
    expect(add(text, path, ['y = 2'])).toBeUndefined();
  });

  it('renames keys, and puts values in the place of others', () => {
    const text = "[s]\na = 'x'\n\"b c\" = \"y\"\nn = 5\nf = true\n";
    const { root } = parseToml(text);
    const changed = (name: string, make: (entry: NonNullable<ReturnType<typeof entryAt>>) => Edit): string => {
      const entry = entryAt(root, ['s', name]);
      return entry ? applyEdits(text, [make(entry)]).split('\n').find((line, index) => line !== text.split('\n')[index]) ?? '' : '';
    };
    const value = (to: string) => (entry: NonNullable<ReturnType<typeof entryAt>>): Edit => {
      if (entry.value?.kind !== 'scalar') throw new Error('no scalar');
      return replaceTomlScalar(entry.value, to);
    };
    expect(changed('a', (entry) => renameTomlKey(entry, 'z'))).toBe("z = 'x'");
    expect(changed('a', (entry) => renameTomlKey(entry, 'z z'))).toBe('"z z" = \'x\'');
    expect(changed('a', value('w'))).toBe("a = 'w'");
    expect(changed('a', value("it's"))).toBe('a = "it\'s"');
    expect(changed('b c', value('a "q"'))).toBe('"b c" = "a \\"q\\""');
    expect(changed('n', value('6'))).toBe('n = 6');
    expect(changed('f', value('maybe'))).toBe('f = "maybe"');
    expect([tomlKey('a-b_1'), tomlKey('é'), tomlKey('')]).toEqual(['a-b_1', '"é"', '""']);
  });

  it('takes out an entry with its line, and none that shares it', () => {
    const removed = (text: string, path: readonly string[]): string | undefined => {
      const entry = entryAt(parseToml(text).root, path);
      const edit = entry && removeTomlEntry(text, new LineIndex(text), entry);
      return edit && applyEdits(text, [edit]);
    };
    expect(removed('[a]\nx = 1\r\ny = 2\n', ['a', 'x'])).toBe('[a]\ny = 2\n');
    expect(removed('[a]\nx = 1', ['a', 'x'])).toBe('[a]\n');
    expect(removed('[a]\nx = 1 # why\n', ['a', 'x'])).toBeUndefined();
    expect(removed('a = { x = 1, y = 2 }\n', ['a', 'x'])).toBeUndefined();
  });
});
