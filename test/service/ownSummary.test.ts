import { describe, expect, it } from 'vitest';
import { summarise } from '../../server/src/facts/python/summarise.ts';
import type { PythonSummary } from '../../server/src/facts/python/summary.ts';
import { OwnStrings } from '../../server/src/service/ownStrings.ts';
import { ownSummary, sameSummary } from '../../server/src/service/ownSummary.ts';
import { parsePython } from '../facts/python/support.ts';

const text = `from a.b import C as constructor, D
from x import *
Agents = dict[str, D]
one = D()
class E(D, metaclass=M):
    """Does something."""
    __proto__: int = 3
    def __init__(self):
        self.value = D()
    async def run(self) -> str: ...
    def give(self):
        return {"success": True}
def make():
    return E()
`;

const read = (source: string): PythonSummary => summarise(parsePython(source, 'file:///w/m.py'));
const own = (summary: PythonSummary): PythonSummary => ownSummary(summary, new OwnStrings());

describe('a summary of its own', () => {
  it('says the same, to another thread, too', () => {
    const summary = read(text);
    expect(JSON.stringify(own(summary))).toBe(JSON.stringify(summary));
    expect(JSON.stringify(structuredClone(own(summary)))).toBe(JSON.stringify(summary));
    expect(Object.keys(own(summary).imports)).toEqual(['constructor', 'D']);
    expect(own(summary).classes[0]?.attributes['__proto__']).toBe('int');
    expect(sameSummary(own(summary), summary)).toBe(true);
  });

  it('has no names that the module does not have', () => {
    expect(own(read('x = f()\n')).imports['constructor']).toBeUndefined();
    expect(own(read('class A: ...\n')).classes[0]?.attributes['toString']).toBeUndefined();
  });

  it('differs by whatever others may see', () => {
    const edits: readonly (readonly [string, string])[] = [
      ['a.b', 'a.c'], ['import C as constructor, D', 'import D, C as constructor'], ['from x', 'from .x'], ['dict[str, D]', 'list[D]'], ['one = D()', 'one = C()'], ['(D, m', '(m'],
      ['=M', '=N'], ['Does', 'Did'], ['__proto__: int', '__proto__: str'], ['self.value = D()', 'self.value = E()'], ['async def', 'def'], ['-> str', '-> int'], ['"success"', '"failed"'], ['return E()', 'return D()'],
      ['def make', '@lazy\ndef make'],
    ];
    const summary = own(read(text));
    for (const [from, to] of edits) expect(sameSummary(summary, read(text.replace(from, to))), from).toBe(false);
    expect(sameSummary(summary, read(text.replace('= 3', '= 4')))).toBe(true);
  });

  it('is the same where a field is missing and where it is undefined', () => {
    const summary = own(read('def f(): ...\n'));
    const [made] = summary.functions;
    expect(made).toBeDefined();
    const { annotation, ...plain } = { annotation: undefined, ...made };
    expect(annotation).toBeUndefined();
    expect(sameSummary(summary, { ...summary, functions: [{ ...plain, annotation: undefined } as PythonSummary['functions'][number]] })).toBe(true);
  });
});
