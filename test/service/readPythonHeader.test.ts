import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../server/src/node/readTextFile.ts';
import { pythonHeader } from '../../server/src/service/pythonHeader.ts';
import { readPythonHeader } from '../../server/src/service/readPythonHeader.ts';
import { visitPythonHeader } from '../../server/src/text/byteSearch/headerRecords.ts';

const root = path.resolve(import.meta.dirname, '../..');
const roots = new Set(['greenlang', 'a', 'x']);

/** What the text says, and what the bytes do; both the same if all is well. */
function both(bytes: Uint8Array): [unknown, unknown] {
  const decoded = decodeText(bytes);
  return [decoded.kind === 'text' ? pythonHeader(decoded.text, roots) : undefined, readPythonHeader(bytes, roots)];
}

/** Whether the bytes alone gave the header. */
function isPlain(text: string): boolean {
  const nothing = (): void => undefined;
  return visitPythonHeader(new TextEncoder().encode(text), { from: nothing, taken: nothing, imported: nothing, defined: nothing, derived: nothing, returned: nothing }) === 'visited';
}

const statements: readonly string[] = [
  'import os.path, sys as system\n', 'import  = Made()\n', 'import = Made()\n', 'import\t .a, b as\n', 'importa, b\n', 'import a.b as c, d e, f\n', '  import a\n',
  'from a import (B as C, # no ) D\n E)\n', 'from a import (\n  Agent as A, # Comment, X\n  Pack,\n)\n', 'from a import (B, C\nimport d', 'from a importB\n', 'from a import b; import c\n', 'from .. import x\n',
  'from .a.b import * \n', 'from a import b as c as d, e as, as as as, * as f, g.h as i, j as k.l, m*\n', 'from a import b\\\n  , c\n', 'from a import b # c\n', 'from a import ((b))\n', 'from a import',
  'class A: pass\n', 'class A(B):\n', 'class A( Generic[T],\n  base.Theirs, metaclass=Meta):\n', 'class A(B # C\n, D., E.F [int], G]):\n', 'class A():\n', 'class A(Dict[str, int])\n', 'class A\n', 'class = F(\n', 'class A(B\nclass C(D):\n',
  'def f(\n  a=g()) -> Dict[str, Result.]:\n  return made.Of(1)\n', 'async  def f(): return\n  return X(1)\n', 'class A:\n  def f(self):\n    return Of(1)\n  return No()\nreturn Top(1)\n', 'def f(a="\n  def g():\n"):\n  return Of(1)\n',
  'def f() ->  ...a.b..: x\n', 'def f() -> \nreturn a.b..c(\nreturn .d(\nreturn e.(\n', 'def = F(\n', 'return = F(\n', 'async = F(\n',
  'NAME: T = a.b.C(\n', 'NAME = a.b.C\n  other = D()\nE == F()\n', 'A : x == F(\nB: "=" = C()\n1a = F(\n_ = f(\n', 'A = .F(\nA = F.(\nA = F (\n',
  '"""\nimport x\n"""\nimport x\n', "'''\nfrom a import b\n", '""""\nimport a\n"""""\nimport a\n',
];

describe('the header of a Python module by its bytes', () => {
  it.each(statements)('is what the text has: %j', (text) => {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`, `# é🙂\n${text}`, `  ${text}`, `def h():\n${text}`, `${text}import x\n`]) {
      const [expected, got] = both(new TextEncoder().encode(variant));
      expect(got, JSON.stringify(variant)).toEqual(expected);
      expect(isPlain(variant)).toBe(true);
    }
  });

  it.each<[string, string]>([
    ['lines that end with a carriage return', '#\rimport a\r#'],
    ['an indented statement behind a carriage return', '#\r  from a import b\n'],
    ['line separators', '#\u2028import b\u2029import c'],
    ['white space beyond ASCII', 'from a import (b,\u00A0c\u00A0as d)\nclass A(B\u00A0):\n'],
    ['thousands of names', `from a import (${Array.from({ length: 9000 }, (_, index) => `name${index}`).join(', ')})\n`],
  ])('is read from the text where it must be: %s', (_, text) => {
    const [expected, got] = both(new TextEncoder().encode(text));
    expect(got).toEqual(expected);
    expect(isPlain(text)).toBe(false);
  });

  it.each<[string, number[]]>([
    ['UTF-16', [0xff, 0xfe, 0x69, 0]], ['Latin-1', [0x23, 0xe9, 10]], ['a character cut off', [0x23, 0xf0, 0x9f]], ['an overlong form', [0xc0, 0x80]], ['NUL', [0x23, 0, 10]], ['NUL far behind', [...Array.from({ length: 40 }, () => 0x23), 0]],
  ])('is nothing for bytes that are no text: %s', (_, bytes) => {
    expect(both(Uint8Array.from(bytes))).toEqual([undefined, undefined]);
  });

  it('is what the text has, for texts made of pieces of statements', () => {
    const piece = fc.constantFrom(
      ...statements, 'from', 'import', 'class', 'async', 'def', 'return', ' as ', ' ', '\t', '  ', '\n', '\n', '\n  ', '\r\n', '\v', '(', ')', '[', ']', ',', '.', ':', '=', '->', '#', ';', '\\', '\\\n', '*',
      'a', 'B', 'x.y', 'Ünder', 'éa', 'C1', '_d', '"""', "'''", '🙂', 'class A(', 'def f(', 'def g():\n', 'from a import (', '\nreturn x.', '\nimport b', '\nNAME: T = ', '\nfrom x import ',
    );
    const odd = fc.constantFrom('\r', '\u2028', '\u2029', '\u00A0', '\0', '\uFEFF', '\uD800');
    let plain = 0;
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 60, arbitrary: piece }, { weight: 1, arbitrary: odd }), { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const [expected, got] = both(new TextEncoder().encode(text));
      expect(got, JSON.stringify(text)).toEqual(expected);
      if (isPlain(text)) plain++;
    }), { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3000), seed: 20261122 });
    expect(plain).toBeGreaterThan(Number(process.env['PROPERTY_RUNS'] ?? 3000) / 3);
  });

  it('is what the text has, across the places where the text is looked through in pieces', () => {
    for (let length = 980; length < 1060; length++) {
      for (const statement of ['from a import b\n', '  class A(B):\n', 'def f() -> C:\n', 'N = M(\n', 'import x\n']) {
        const [expected, got] = both(new TextEncoder().encode(`#${'x'.repeat(length)}\n${statement}${statement}`));
        expect(got, `${length} ${statement}`).toEqual(expected);
      }
    }
  });

  it('is what the text has, for the Python files of this repository', () => {
    const files = ['examples', 'test'].flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py')).map((name) => path.join(root, folder, name)));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      const [expected, got] = both(readFileSync(file));
      expect(got, file).toEqual(expected);
    }
  });
});
