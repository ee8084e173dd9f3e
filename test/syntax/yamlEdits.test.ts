import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { indentUnit, insertEntry, plainOrQuoted, removeEntry, renameKey, replaceScalar, type InsertPosition } from '../../server/src/syntax/yamlEdits.ts';
import { entryAt, nodeAt, toValue } from '../../server/src/syntax/yamlPath.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../server/src/syntax/yamlTree.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import { mutated, runs } from './arbitraries.ts';
import { yamlSamples } from './samples.ts';

const rootOf = (text: string): YamlNode | undefined => parseYaml(text).documents[0]?.root;
const data = (text: string): unknown => {
  const { documents, problems } = parseYaml(text);
  expect(problems, text).toEqual([]);
  return documents.map(({ root }) => toValue(root));
};

function entry(text: string, ...path: (string | number)[]): YamlEntry {
  const found = entryAt(rootOf(text), path);
  if (!found) throw new Error('no entry');
  return found;
}

function insertAt(text: string, path: (string | number)[], lines: string[], position?: (map: YamlMap) => InsertPosition): string | undefined {
  const node = nodeAt(rootOf(text), path);
  const map = node?.kind === 'map' ? node : undefined;
  const edit = insertEntry(text, new LineIndex(text), map ?? entry(text, ...path), lines, map && position?.(map));
  return edit && applyEdits(text, [edit]);
}

function removeAt(text: string, ...path: (string | number)[]): string | undefined {
  const map = nodeAt(rootOf(text), path.slice(0, -1));
  if (map?.kind !== 'map') throw new Error('no map');
  const chosen = map.entries.find(({ name }) => name === path.at(-1));
  const edit = chosen && removeEntry(text, new LineIndex(text), map, chosen);
  return edit && applyEdits(text, [edit]);
}

describe('plainOrQuoted', () => {
  test.each([
    ['name', 'name'], ['two words', 'two words'], ['http://x/y?z=1', 'http://x/y?z=1'], ['1.2.3', '1.2.3'], ['>=1.0', '">=1.0"'], ['yes', '"yes"'], ['1.0', '"1.0"'], ['12:30', '"12:30"'],
    ['', '""'], [' x', '" x"'], ['a: b', '"a: b"'], ['a #b', '"a #b"'], ['a,b', '"a,b"'], ['-', '"-"'], ['-x', '-x'], ['2026-11-21', '"2026-11-21"'], ['say "hi"', 'say "hi"'], ['"', '\'"\''],
    ['a\nb', '"a\\nb"'], ['C:\\x', 'C:\\x'], ['\\: ', '\'\\: \''], ['null', '"null"'], ['~', '"~"'], ['<<', '"<<"'], ['---', '"---"'],
  ])('%j: %s', (value, spelled) => { expect(plainOrQuoted(value)).toBe(spelled); });

  test('is read back as the same string, in blocks and in brackets', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('on', '0o7', '0x1', '1e3', '.5', '+1', '.inf', '1_0', ':', '?', '? a', '- a', '!a', '%a', 'a:', '_')), (value) => {
      const spelled = plainOrQuoted(value);
      expect(data(`${spelled}: ${spelled}\nlist: [${spelled}, {k: ${spelled}}]\n`)).toEqual([{ ...Object.fromEntries([[value, value]]), list: [value, { k: value }] }]);
    }), runs(3_000));
  });
});

describe('renameKey and replaceScalar', () => {
  test.each([
    ['old: 1 # c\n', 'new', 'new: 1 # c\n'], ['"old": 1\n', 'new', '"new": 1\n'], ['\'old\': 1\n', 'it\'s', '\'it\'\'s\': 1\n'], ['{old: 1}', 'on', '{"on": 1}'], ['? old\n: 1\n', 'new', '? new\n: 1\n'],
  ])('%j to %s', (text, name, expected) => {
    expect(applyEdits(text, [renameKey(text, entry(text, 'old'), name)])).toBe(expected);
  });

  test.each([
    ['a: x # c\n', 'v', 'a: v # c\n'], ['a: "x"\n', 'v', 'a: "v"\n'], ['a: \'x\'\n', 'v\'', 'a: \'v\'\'\'\n'], ['a: x\n', '1.0', 'a: "1.0"\n'], ['a: 0.9\n', '1.0', 'a: 1.0\n'],
    ['a: true\n', 'required', 'a: required\n'], ['a: true\n', 'false', 'a: false\n'], ['a: |\n  x\nb: 1\n', 'v', 'a: v\nb: 1\n'], ['a: !t &x\nb: 1\n', 'v', 'a: !t &x v\nb: 1\n'], ['a: \'x\'\n', 'l\nl', 'a: "l\\nl"\n'],
  ])('%j to %s', (text, value, expected) => {
    const node = entry(text, 'a').value;
    if (node?.kind !== 'scalar') throw new Error('no scalar');
    expect(applyEdits(text, [replaceScalar(text, node, value)])).toBe(expected);
  });
});

describe('insertEntry', () => {
  test.each([
    ['behind the last value, before what follows', 'a:\n  b: 1 # c\n\n# next\nz: 2\n', ['a'], 'a:\n  b: 1 # c\n  n: 1\n\n# next\nz: 2\n'],
    ['comments that are deeper stay with their entry', 'a:\n  b:\n    # todo\n\n    # more\n# z\nz: 2\n', ['a'], 'a:\n  b:\n    # todo\n\n    # more\n  n: 1\n# z\nz: 2\n'],
    ['at the root, without a final line end', 'a: 1', [], 'a: 1\nn: 1'],
    ['with the line ends of the file', 'a:\r\n  b: 1\r\n', ['a'], 'a:\r\n  b: 1\r\n  n: 1\r\n'],
    ['in a list item', '- a: 1\n  b: 2\n- c: 3\n', [0], '- a: 1\n  b: 2\n  n: 1\n- c: 3\n'],
    ['behind a block scalar', 'a:\n  b: |\n    x\n\nz: 1\n', ['a'], 'a:\n  b: |\n    x\n  n: 1\n\nz: 1\n'],
    ['behind a block scalar that keeps blank lines', 'a:\n  b: |+\n    x\n\nz: 1\n', ['a'], 'a:\n  b: |+\n    x\n\n  n: 1\nz: 1\n'],
    ['behind a block scalar that ends in blanks', 'a:\n  b: |\n    x\n     \n\nz: 1\n', ['a'], 'a:\n  b: |\n    x\n     \n  n: 1\n\nz: 1\n'],
    ['between brackets', 'a: {b: 1}\n', ['a'], 'a: {b: 1, n: 1}\n'],
    ['into empty brackets', 'a: {} # c\nz: 1\n', ['a'], 'a: # c\n  n: 1\nz: 1\n'],
    ['into empty brackets between brackets', '[{\n  a: {}\n}]', [0, 'a'], '[{\n  a: { n: 1 }\n}]'],
    ['into nothing', 'x:\n    y: 1\na:\nz: 1\n', ['a'], 'x:\n    y: 1\na:\n    n: 1\nz: 1\n'],
    ['into nothing, in a list', '- a:\n', [0, 'a'], '- a:\n    n: 1\n'],
    ['into an empty document', '{}', [], 'n: 1'],
  ])('%s', (_, text, path, expected) => { expect(insertAt(text, path, ['n: 1'])).toBe(expected); });

  test('before and after an entry', () => {
    const text = '# head\n\na: 1\n# about b\nb: 2\nc: 3\n';
    const at = (name: string) => (map: YamlMap): YamlEntry => map.entries.find((candidate) => candidate.name === name) ?? entry(text, 'a');
    expect(insertAt(text, [], ['n: 1'], (map) => ({ before: at('b')(map) }))).toBe('# head\n\na: 1\nn: 1\n# about b\nb: 2\nc: 3\n');
    expect(insertAt(text, [], ['n: 1'], (map) => ({ after: at('a')(map) }))).toBe('# head\n\na: 1\nn: 1\n# about b\nb: 2\nc: 3\n');
    expect(insertAt(text, [], ['n: 1'], (map) => ({ before: at('a')(map) }))).toBe('# head\n\nn: 1\na: 1\n# about b\nb: 2\nc: 3\n');
    expect(insertAt('- a: 1\n  b: 2\n', [0], ['n:', '  - 1'], (map) => ({ before: at('a')(map) }))).toBe('- n:\n    - 1\n  a: 1\n  b: 2\n');
    expect(insertAt('{a: 1}', [], ['n: 1'], (map) => ({ before: at('a')(map) }))).toBe('{n: 1, a: 1}');
  });

  test('further lines take the file\'s own step', () => {
    expect(insertAt('a:\n    b: 1\n', ['a'], ['n:', '  m:', '    - 1'])).toBe('a:\n    b: 1\n    n:\n        m:\n            - 1\n');
    expect(insertAt('a: {}\n', ['a'], ['n:', '  m: 1'])).toBe('a:\n  n:\n    m: 1\n');
  });

  test('refuses what would need more than an insertion', () => {
    expect(insertAt('a: {b: 1}\n', ['a'], ['n:', '  m: 1'])).toBeUndefined();
    expect(insertAt('a: 1\n', ['a'], ['n: 1'])).toBeUndefined();
  });
});

describe('removeEntry', () => {
  test.each([
    ['whole lines', 'a: 1\nb:\n  c: 2\n\nd: 3\n', ['b'], 'a: 1\n\nd: 3\n'],
    ['the last one, without a final line end', 'a: 1\nb: 2', ['b'], 'a: 1'],
    ['the last one', 'a: 1\r\nb: 2\r\n', ['b'], 'a: 1\r\n'],
    ['the first one behind a dash', '- a: 1\n  b: 2\n', [0, 'a'], '- b: 2\n'],
    ['the only one', 'a:\n  b: 1\nc: 2\n', ['a', 'b'], 'a: {}\nc: 2\n'],
    ['the only one of all', 'a: 1\n', ['a'], '{}\n'],
    ['between brackets, the first', '{a: 1, b: 2}', ['a'], '{b: 2}'],
    ['between brackets, the last', '{a: 1, b: 2,}', ['b'], '{a: 1,}'],
    ['between brackets, the only', '{a: 1,}', ['a'], '{}'],
    ['a value with a hash', 'a: "#"\nb: 1\n', ['a'], 'b: 1\n'],
    ['an anchor that nobody uses', 'a: &x 1\nb: 1\n', ['a'], 'b: 1\n'],
  ])('%s', (_, text, path, expected) => { expect(removeAt(text, ...path)).toBe(expected); });

  test.each([
    ['a comment behind it', 'a: 1 # why\nb: 1\n', 'a'], ['a comment in it', 'a:\n  # why\n  c: 1\nb: 1\n', 'a'], ['an anchor in use', 'a: &x 1\nb: *x\n', 'a'], ['a comment before the next', '{a: 1, # why\nb: 2}', 'a'],
  ])('refuses %s', (_, text, name) => { expect(removeAt(text, name)).toBeUndefined(); });
});

test('indentUnit', () => {
  expect(indentUnit('a:\n    b:\n        c: 1\n')).toBe(4);
  expect(indentUnit('a: 1\n')).toBe(2);
  expect(indentUnit('a:\r\n   b: 1\r\n')).toBe(3);
  expect(indentUnit('a:\n- b:\n    c: 1\nd:\n  e: 1\nf:\n  g: 1\n')).toBe(2);
});

describe('properties: the data changes as asked, every other byte stays', () => {
  const sound = mutated(yamlSamples).filter((text) => parseYaml(text).problems.length === 0 && rootOf(text) !== undefined && text.lastIndexOf('\ufeff') < 1 && !/^ *\t|^\ufeff /m.test(text));
  const maps = (node: YamlNode | undefined, path: (string | number)[] = []): { map: YamlMap; path: (string | number)[] }[] => {
    if (node?.kind === 'seq') return node.items.flatMap(({ value }, index) => maps(value, [...path, index]));
    if (node?.kind !== 'map') return [];
    return [{ map: node, path }, ...node.entries.flatMap(({ name, value }) => (name === undefined ? [] : maps(value, [...path, name])))];
  };
  const at = (value: unknown, path: (string | number)[]): Record<string, unknown> =>
    path.reduce((inner, step) => (inner as Record<string, unknown>)[step], value) as Record<string, unknown>;
  const plainData = (text: string): unknown => JSON.parse(JSON.stringify(toValue(rootOf(text))));
  const aliased = (text: string): boolean => /[&*]/.test(text);

  test('insert', () => {
    fc.assert(fc.property(sound, fc.nat(), (text, pick) => {
      const all = maps(rootOf(text));
      const target = all[pick % all.length];
      if (!target || aliased(text)) return;
      const edit = insertEntry(text, new LineIndex(text), target.map, ['zzz:', '  - 1']) ?? insertEntry(text, new LineIndex(text), target.map, ['zzz: [1]']);
      if (!edit) return;
      const expected = plainData(text);
      at(expected, target.path)['zzz'] = [1];
      const after = applyEdits(text, [edit]);
      expect(parseYaml(after).problems, after).toEqual([]);
      expect(plainData(after), after).toEqual(expected);
    }), runs(3_000));
  });

  test('rename and remove', () => {
    fc.assert(fc.property(sound, fc.nat(), fc.nat(), (text, pick, pickEntry) => {
      const all = maps(rootOf(text));
      const target = all[pick % all.length];
      const chosen = target?.map.entries[pickEntry % target.map.entries.length];
      if (!target || chosen?.name === undefined || aliased(text) || chosen.range.start === chosen.key.range.end) return;
      const renamed = applyEdits(text, [renameKey(text, chosen, 'zzz')]);
      const expectedRename = plainData(text);
      const holder = at(expectedRename, target.path);
      holder['zzz'] = holder[chosen.name];
      Reflect.deleteProperty(holder, chosen.name);
      expect(plainData(renamed), renamed).toEqual(expectedRename);
      expect(renamed).toBe(text.slice(0, chosen.key.range.start) + renamed.slice(chosen.key.range.start, renamed.length - (text.length - chosen.key.range.end)) + text.slice(chosen.key.range.end));

      const edit = removeEntry(text, new LineIndex(text), target.map, chosen);
      if (!edit) return;
      const removed = applyEdits(text, [edit]);
      const expectedRemoval = plainData(text);
      Reflect.deleteProperty(at(expectedRemoval, target.path), chosen.name);
      expect(parseYaml(removed).problems, removed).toEqual([]);
      expect(plainData(removed), `${text}\n=>\n${removed}`).toEqual(expectedRemoval);
      expect(parseYaml(removed).comments.length).toBe(parseYaml(text).comments.length);
    }), runs(3_000));
  });

  test('replace', () => {
    fc.assert(fc.property(sound, fc.nat(), fc.string({ unit: 'binary', maxLength: 8 }), (text, pick, value) => {
      const scalars = maps(rootOf(text)).flatMap(({ map, path }) => map.entries.map((candidate) => ({ candidate, path })))
        .filter(({ candidate }) => candidate.value?.kind === 'scalar' && typeof candidate.value.value === 'string' && candidate.name !== undefined && !candidate.value.tag);
      const chosen = scalars[pick % scalars.length];
      if (chosen?.candidate.value?.kind !== 'scalar' || aliased(text)) return;
      const after = applyEdits(text, [replaceScalar(text, chosen.candidate.value, value)]);
      const expected = plainData(text);
      at(expected, chosen.path)[chosen.candidate.name ?? ''] = value;
      expect(plainData(after), after).toEqual(JSON.parse(JSON.stringify(expected)));
    }), runs(2_000));
  });
});
