import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../server/src/syntax/json.ts';
import { jsonCursorAt } from '../../server/src/syntax/jsonCursor.ts';
import { insertMembers } from '../../server/src/syntax/jsonEdits.ts';
import { entryOf, nodeAt, toValue } from '../../server/src/syntax/yamlPath.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { runs } from './arbitraries.ts';

const value = (text: string): unknown => toValue(parseJson(text).documents[0]?.root);

describe('parseJson', () => {
  it('reads any JSON as JSON.parse does, however it is printed', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom('', '  ', '\t'), (data, indentation) => {
      const text = JSON.stringify(data, undefined, indentation);
      const { problems } = parseJson(text);
      expect(problems).toEqual([]);
      expect(value(text)).toEqual(JSON.parse(text));
    }), runs(300));
  });

  it('never throws, and finds something wrong with whatever JSON.parse refuses', () => {
    const broken = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', 'true', 'nul', '\\', '\n', ' ', '//x\n', '/*', '\ufeff'), { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(fc.property(broken, (text) => {
      const { problems, comments, documents } = parseJson(text);
      let parses = true;
      try {
        JSON.parse(text);
      } catch {
        parses = false;
      }
      // Comments, trailing commas, a mark at the beginning and an empty file pass.
      const tolerated = comments.length > 0 || /,\s*[}\]]/.test(text) || text.includes('\ufeff') || text.trim() === '';
      if (parses) expect(problems).toEqual([]);
      else if (!tolerated) expect(problems).not.toEqual([]);
      expect(documents.length).toBe(1);
      for (const { range } of problems) expect(range.start <= range.end && range.end <= text.length).toBe(true);
    }), runs(1000));
  });

  it('knows where everything stands', () => {
    const text = '{"a" : [1.50, "b\\n"], // c\n "d": null}';
    const { documents: [document], comments } = parseJson(text);
    const part = (range: { start: number; end: number } | undefined): string | undefined => range && text.slice(range.start, range.end);
    expect(part(nodeAt(document?.root, ['a', 0])?.range)).toBe('1.50');
    expect(part(nodeAt(document?.root, ['a', 1])?.range)).toBe('"b\\n"');
    const entry = entryOf(document?.root, 'a');
    expect([part(entry?.key.range), part(entry?.range), text[entry?.colon ?? -1]]).toEqual(['"a"', '"a" : [1.50, "b\\n"]', ':']);
    expect(part(document?.root?.range)).toBe(text);
    expect(comments.map(({ text: said, range }) => [said, part(range)])).toEqual([['c', '// c']]);
  });

  it.each([
    ['{"a": 1,}', []],
    ['[1, 2,]', []],
    ['{"a": 1 "b": 2}', ['A comma is missing before this.']],
    ['{"a" 1}', ['A colon is missing before this.']],
    ['{"a": }', ['A value is missing before this.']],
    ['{a: 1}', ['A key in double quotes belongs here.', 'A colon belongs behind a key.', 'A key in double quotes belongs here.']],
    ['[1, , 2]', ['Something is missing before this comma.']],
    ['["a', ['A quote is missing at the end of this text.', 'A closing bracket is missing.']],
    ['["\\x"]', ['This text has an escape that JSON does not know.']],
    ['[01]', ['This is no value of JSON; a text needs double quotes.']],
    ['{} {}', ['Nothing may stand behind the value of the file.', 'Nothing may stand behind the value of the file.']],
    ['[1}', ['This closes something else than what is open.', 'A closing bracket is missing.']],
  ])('%s', (text, messages) => {
    expect(parseJson(text).problems.map(({ message }) => message)).toEqual(messages);
  });

  it('keeps what it can read of a broken text', () => {
    expect(value('{"a": {"b": 1, "c"')).toEqual({ a: { b: 1, c: null } });
    expect(value('{"a": 1 "b": [2')).toEqual({ a: 1, b: [2] });
  });

  it('reads JSON Lines line by line: a broken line is one broken line', () => {
    const { documents, problems } = parseJson('{"a": 1}\r\n\n[2\n{"a": 3}', { lines: true });
    expect(documents.map(({ root }) => toValue(root))).toEqual([{ a: 1 }, [2], { a: 3 }]);
    expect(problems.map(({ message }) => message)).toEqual(['A closing bracket is missing.']);
  });

  it('refuses what is too deep or too large, and reads a long text', () => {
    expect(parseJson('['.repeat(100_000)).refused).toBe('too-deep');
    expect(parseJson(' '.repeat(10 * 1024 * 1024 + 1)).refused).toBe('too-large');
    expect((value(`[${'1,'.repeat(200_000)}1]`) as unknown[]).length).toBe(200_001);
    expect(value(`["${'x'.repeat(1_000_000)}"]`)).toEqual(['x'.repeat(1_000_000)]);
  });
});

describe('insertMembers', () => {
  it('keeps any layout valid, and what stands there', () => {
    const layout = fc.record({ indentation: fc.constantFrom('', ' ', '\t', '    '), crlf: fc.boolean(), data: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { minKeys: 1 }) });
    fc.assert(fc.property(layout, ({ indentation, crlf, data }) => {
      const text = JSON.stringify({ inner: data }, undefined, indentation).replaceAll('\n', crlf ? '\r\n' : '\n');
      const inner = nodeAt(parseJson(text).documents[0]?.root, ['inner']);
      const edits = inner?.kind === 'map' ? insertMembers(text, inner, [['added by test', '"x"'], ['and another', '1.0']], []) : undefined;
      const after = applyEdits(text, edits ?? []);
      expect(JSON.parse(after)).toEqual({ inner: { ...(JSON.parse(text) as { inner: object }).inner, 'added by test': 'x', 'and another': 1 } });
    }), runs(300));
  });

  it('gives nothing for an object without members', () => {
    const root = parseJson('{}').documents[0]?.root;
    expect(root?.kind === 'map' && insertMembers('{}', root, [['a', '1']], [])).toBeUndefined();
  });
});

describe('jsonCursorAt', () => {
  it.each([
    ['{"a": {|', ['a'], 'key', ''],
    ['{"a": {"b|"}}', ['a'], 'key', '"b"'],
    ['{"a": {"b": 1, "c|', ['a'], 'key', '"c'],
    ['{"a": {"b": |}}', ['a', 'b'], 'value', ''],
    ['{"a": [1, {"b": "x|"}]}', ['a', 1, 'b'], 'value', '"x"'],
    ['{"a": [1, 2|', ['a', 1], 'value', '2'],
  ])('%s', (marked, path, part, word) => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const cursor = jsonCursorAt(text, 0, offset);
    expect(cursor && [cursor.path, cursor.part, text.slice(cursor.word.start, cursor.word.end)]).toEqual([path, part, word]);
  });

  it.each(['{"a" |', '{"a": 1 |}', '// {|', '|', '{"a": 1}|'])('nothing belongs at %s', (marked) => {
    expect(jsonCursorAt(marked.replace('|', ''), 0, marked.indexOf('|'))).toBeUndefined();
  });
});
