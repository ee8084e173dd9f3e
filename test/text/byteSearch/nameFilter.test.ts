import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonHeader } from '../../../server/src/service/pythonHeader.ts';
import { nameFilterOf, nameQuery, pythonHeaderNames } from '../../../server/src/text/byteSearch/nameFilter.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const roots = new Set(['greenlang', 'a', 'x']);

function headerNames(text: string): string[] {
  const { imports, derived, imported, rootNames, defines } = pythonHeader(text, roots);
  return [...imports.keys(), ...derived.flatMap(({ from, to }) => [from, to]), ...imported, ...rootNames, ...defines];
}

function missedIn(text: string): string[] {
  const filter = pythonHeaderNames(new TextEncoder().encode(text));
  return headerNames(text).filter((name) => !filter.mayHave(name));
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py') && !name.includes('node_modules')).map((name) => path.join(folder, name));
}

describe('names in the header of a Python module', () => {
  it.each<[string, string, string[], string[]]>([
    ['imports', 'import os.path, sys as system\n', ['os', 'sys'], ['Other']],
    ['an indented import that is nobody\'s', '  import os\n', [], ['os']],
    ['imported names', 'from greenlang.agents import (\n  Agent as A, # Comment\n  Pack,\n)\n', ['greenlang.agents.Agent', 'A', 'Pack'], ['Comment']],
    ['an import in a function', 'def f():\n\tfrom a import Base; x = Other()\n', ['Base'], ['Other']],
    ['parentheses that are never closed', 'from a import (B, C\nimport d', ['B', 'C', 'd'], []],
    ['bases', 'class Mine(Generic[T],\n   base.Theirs, metaclass=Meta):\n  pass\n', ['Mine', 'Generic', 'Theirs', 'Meta'], ['pass']],
    ['a class without bases', '    class Inner:\n', ['Inner'], []],
    ['functions of the top level', 'async def f(\n  a=g()) -> Dict[str, Result]:\n  return 1\n', ['f'], ['a']],
    ['what they give', 'def f(a) -> Dict[str, Result]:\n  return made.Of(1)\n', ['f', 'Dict', 'Result', 'Of'], ['made']],
    ['what methods do not', 'class A:\n  def f(self) -> Result:\n    return Of(1)\n', ['A'], ['f', 'Result', 'Of']],
    ['a method in a text among the parameters', 'def f(a="\n  def g():\n"):\n  return Of(1)\n', ['f', 'Of'], []],
    ['variables', 'NAME: T = a.b.C(\n', ['NAME', 'C'], ['a', 'b', 'T']],
    ['no variables', 'NAME = a.b.C\n  other = D()\nE == F()\n', [], ['NAME', 'C', 'other', 'D', 'E', 'F']],
    ['odd ends of lines', '#\rimport a\r#\u2028import b\u2029import c', ['a', 'b', 'c'], []],
    ['a byte order mark', '\uFEFFimport a', ['a'], []],
    ['nothing', '', [], ['a']],
  ])('has %s', (_, text, present, absent) => {
    expect(missedIn(text)).toEqual([]);
    const filter = pythonHeaderNames(new TextEncoder().encode(text));
    expect(present.filter((name) => !filter.mayHave(name))).toEqual([]);
    expect(absent.filter((name) => filter.mayHave(name))).toEqual([]);
  });

  it('misses nothing in texts made of pieces of statements', () => {
    const piece = fc.constantFrom(
      'from', 'import', 'class', 'async', 'def', 'return', ' as ', ' ', '\t', '  ', '\n', '\n', '\n  ', '\r\n', '\r', '\u2028', '(', ')', '[', ']', ',', '.', ':', '=', '->', '#', ';', '\\', '\\\n',
      'a', 'B', 'x.y', 'Ünder', 'éa', 'C1', '_d', '"""', '\u00A0', '🙂', '\0', 'class A(', 'def f(', 'def g():\n', 'from a import (', 'return x.', 'import b', 'NAME: T = ',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      expect(missedIn(text), JSON.stringify(text)).toEqual([]);
    }), { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3000) });
  });

  it('misses nothing in the Python files of this repository', () => {
    const files = [...pythonFiles(path.join(root, 'examples')), ...pythonFiles(path.join(root, 'test'))];
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) expect(missedIn(readFileSync(file, 'utf8')), file).toEqual([]);
  });

  it('says "no" to names that are not there, in four bytes a name', () => {
    for (const count of [1, 30, 300, 3000]) {
      const filter = pythonHeaderNames(new TextEncoder().encode(Array.from({ length: count }, (_, index) => `class Name${index}(Name${index}):\n`).join('')));
      expect(Array.from({ length: 3000 }, (_, index) => `Other${index}`).filter((name) => filter.mayHave(name)), `${count} names`).toEqual([]);
      expect(filter.words.byteLength, `${count} names`).toBe(count * 4);
    }
  });

  it('says "yes" to everything when there are too many names to keep', () => {
    const filter = pythonHeaderNames(new TextEncoder().encode(Array.from({ length: 20_000 }, (_, index) => `class Name${index}:\n`).join('')));
    expect([filter.mayHave('Name1'), filter.mayHave('Other'), filter.mayHaveAny(nameQuery(['Other'])), filter.mayHaveAny(nameQuery(['a.b'])), filter.mayHaveAny(nameQuery([]))]).toEqual([true, true, true, true, false]);
  });

  it('is asked for many names at once', () => {
    const filter = pythonHeaderNames(new TextEncoder().encode('from greenlang.core import Agent\nclass Mine(Agent): ...\n'));
    const asked = (...names: string[]) => filter.mayHaveAny(nameQuery(names));
    expect([asked('Pack', 'Mine'), asked('Pack', 'greenlang.Agent'), asked('.core')]).toEqual([true, true, true]);
    expect([asked(), asked('Pack', 'agent'), asked('greenlang.Pack', 'core.pack')]).toEqual([false, false, false]);
  });

  it('comes back from its plain form', () => {
    const { words } = pythonHeaderNames(new TextEncoder().encode('from greenlang import Agent\n'));
    const filter = nameFilterOf(structuredClone(words));
    expect([filter.mayHave('greenlang.Agent'), filter.mayHave('greenlang.Pack')]).toEqual([true, false]);
  });

  it('has no names of the files whose words stand beside its own', () => {
    const filters = ['One', 'Two', 'Three'].map((name) => pythonHeaderNames(new TextEncoder().encode(`from lib import ${name}\n`)));
    const all = Uint32Array.from(filters.flatMap(({ words }) => [...words]));
    const middle = nameFilterOf(all, filters[0]?.words.length, all.length - (filters[2]?.words.length ?? 0));
    for (const two of [filters[1], middle]) {
      expect(['lib', 'One', 'Two', 'Three', 'lib.Two', 'lib.Three'].map((name) => two?.mayHave(name))).toEqual([true, false, true, false, true, false]);
      expect([['One', 'Three'], ['One', 'Two'], ['lib.One'], ['lib.Two']].map((names) => two?.mayHaveAny(nameQuery(names)))).toEqual([false, true, false, true]);
    }
  });
});
