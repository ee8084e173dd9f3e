import { describe, expect, it } from 'vitest';
import { textArguments } from '../../server/src/text/pythonArguments.ts';

const split = (code: string): readonly string[] | undefined => textArguments(code, code.indexOf('(') + 1)?.items;

describe('arguments in a text', () => {
  it.each([
    ['f()', []],
    ['f(a, b=1,)', ['a', 'b=1']],
    ['f( # x, y\n  a\n  , # )\n  *b)', ['a\n  ', '*b']],
    ['f(g(1, 2), [3, 4], {5: (6, 7)})', ['g(1, 2)', '[3, 4]', '{5: (6, 7)}']],
    ['f(")", \'it"s,\', r"\\"", """a",\n)""", b"x")', ['")"', '\'it"s,\'', 'r"\\""', '"""a",\n)"""', 'b"x"']],
    ['f(a if b else c, x for x in y)', ['a if b else c', 'x for x in y']],
  ])('%s', (code, items) => {
    expect(split(code)).toEqual(items);
  });

  it.each(['f(a', 'f(a]', 'f("a)', 'f("a\n")', 'f("""a)', 'f(f"{a}")', 'f(lambda x, y: x)'])('are not clear in %s', (code) => {
    expect(split(code)).toBeUndefined();
  });

  it('end behind the bracket', () => {
    expect(textArguments('f(a) + g(b)', 2)?.end).toBe(4);
  });
});
