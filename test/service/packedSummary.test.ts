import { describe, expect, it } from 'vitest';
import { summarise } from '../../server/src/facts/python/summarise.ts';
import type { PythonSummary } from '../../server/src/facts/python/summary.ts';
import { PackedModule, packSummary } from '../../server/src/service/packedSummary.ts';
import { parsePython } from '../facts/python/support.ts';

const text = `from a.b import C as constructor, D
from x import *
Agents = dict[str, D]
one = D()
class E(D, metaclass=M):
    """Does something – 日本 😀."""
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
const packed = (source: string): PackedModule => new PackedModule(packSummary(read(source)));

describe('a summary that is kept as text', () => {
  it('says the same, in another thread, too', () => {
    const summary = read(text);
    const there = new PackedModule(structuredClone(packSummary(summary)));
    for (const module of [packed(text), there]) {
      expect(module.uri).toBe(summary.uri);
      expect(JSON.stringify(module.summary)).toBe(JSON.stringify(summary));
      expect(module.summary).toBe(module.summary);
      expect(Object.keys(module.summary.imports)).toEqual(['constructor', 'D']);
      expect(module.summary.classes[0]?.attributes['__proto__']).toBe('int');
      expect(module.summary.classes[0]?.doc).toBe('Does something – 日本 😀.');
    }
  });

  it('has no names that the module does not have', () => {
    expect(packed('x = f()\n').summary.imports['constructor']).toBeUndefined();
    expect(packed('class A: ...\n').summary.classes[0]?.attributes['toString']).toBeUndefined();
  });

  it('has no character that takes more than a byte', () => {
    expect(packSummary(read(text)).text).not.toMatch(/[^\x00-\xff]/);
  });

  it('tells which texts it may have', () => {
    const module = packed('import café\nclass Größe(日本, Agent):\n    """Says "no"."""\n');
    for (const part of ['café', 'Größe', '日本', 'gent', 'Says "no"']) expect(module.mayHave(part), part).toBe(true);
    for (const part of ['Nobody', '日本語', 'says']) expect(module.mayHave(part), part).toBe(false);
  });

  it('is another one by whatever others may see', () => {
    const edits: readonly (readonly [string, string])[] = [
      ['a.b', 'a.c'], ['import C as constructor, D', 'import D, C as constructor'], ['from x', 'from .x'], ['dict[str, D]', 'list[D]'], ['one = D()', 'one = C()'], ['(D, m', '(m'],
      ['=M', '=N'], ['Does', 'Did'], ['__proto__: int', '__proto__: str'], ['self.value = D()', 'self.value = E()'], ['async def', 'def'], ['-> str', '-> int'], ['"success"', '"failed"'], ['return E()', 'return D()'],
      ['def make', '@lazy\ndef make'],
    ];
    const { text: before } = packSummary(read(text));
    for (const [from, to] of edits) expect(packSummary(read(text.replace(from, to))).text, from).not.toBe(before);
    expect(packSummary(read(text.replace('= 3', '= 4'))).text).toBe(before);
  });

  it('is what is known where that is the same', () => {
    const known = packSummary(read(text));
    expect(packSummary(read(`${text}# a comment\n`), known)).toBe(known);
    expect(packSummary(read('x = 1\n'), known)).toEqual(packSummary(read('x = 1\n')));
  });

  it('is the same where a field is missing and where it is undefined', () => {
    const summary = read('def f(): ...\n');
    const [made] = summary.functions;
    expect(made).toBeDefined();
    const { annotation, ...plain } = { annotation: undefined, ...made };
    expect(annotation).toBeUndefined();
    expect(packSummary({ ...summary, functions: [{ ...plain, annotation: undefined } as PythonSummary['functions'][number]] }).text).toBe(packSummary(summary).text);
  });
});
