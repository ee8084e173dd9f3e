import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PythonAnalysis } from '../../../server/src/facts/python/analysis.ts';
import { summarise } from '../../../server/src/facts/python/summarise.ts';
import { analyse, judged, parsePython } from './support.ts';

/** Asks everything about every node. */
function askAll(analysis: PythonAnalysis): number {
  let known = 0;
  for (const node of analysis.root.descendants()) {
    if (analysis.valueOf(node)) known++;
    analysis.nameOf(node);
    analysis.instanceOf(node);
    analysis.constantOf(node);
    analysis.inImportBridge(node);
    analysis.isStore(node);
  }
  for (const { qualifiedName } of analysis.classes) analysis.reaches(qualifiedName, 'greenlang.agents.base.BaseAgent');
  return known + analysis.imports.length;
}

const pieces = [
  'from greenlang.agents import BaseAgent', 'import a.b as c', 'from . import x', 'from x import *', 'class A(BaseAgent):', 'class A(A):', 'def f(x: "A", *a, **k) -> A:', 'async def run(self):', '@fixture', '@',
  'x = A()', 'x: A = y', 'x, *y = z', 'x.y = x', 'x[0] = x', 'del x, x.y', 'for x in x:', 'while True:', 'try:', 'except ImportError as e:', 'finally:', 'else:', 'elif x:', 'with x as y:', 'match x:', 'case [a, *b]:',
  'return x', 'yield x', 'break', 'global x', 'nonlocal x', 'lambda x: x', '[x for x in x if (x := 1)]', '{x: y for x, y in z.items()}', 'isinstance(x, A)', 'super().run(x)', 'await x', 'f"{x!r:>{y}}"', '(', ')', '[', '"', '"""', '\\', '\t',
  'self.x = A()', 'self.x.append(1)', 'setattr(self, x, 1)', 'exec("x")', 'x = x.run(1)', 'x += [A()]', 'A.run = x', 'type T = list[A]', 'assert isinstance(x, A)', 'raise', 'x if y else z', 'x or y and z', '# note', '🌍', 'pass',
];

describe('whatever the text', () => {
  it('gives an analysis and a summary', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 0, max: 3 })), { maxLength: 24 }), (lines) => {
        const text = lines.map(([piece, depth]) => '    '.repeat(depth) + piece).join('\n');
        const analysis = analyse(text);
        expect(askAll(analysis)).toBeGreaterThanOrEqual(0);
        const summary = summarise(parsePython(text));
        expect(JSON.parse(JSON.stringify(summary))).toEqual(JSON.parse(JSON.stringify(summarise(parsePython(text)))));
      }),
      { numRuns: 150, seed: 20_261_121 },
    );
  });

  it('gives the same answers in whatever order one asks', () => {
    const code = 'from greenlang.agents import BaseAgent\nclass A(BaseAgent):\n    def m(self):\n        r = self.run(1)\n        return r\na = A()\ndef f():\n    return a.m().success\n';
    const forward = analyse(code);
    const backward = analyse(code);
    const nodes = [...forward.root.descendants()];
    const others = [...backward.root.descendants()];
    const first = nodes.map((node) => forward.valueOf(node));
    const second = [...others].reverse().map((node) => backward.valueOf(node)).reverse();
    expect(first.filter((one) => one).length).toBeGreaterThan(5);
    expect(second).toEqual(first);
  });

  it.each([
    ['brackets', `x = ${'('.repeat(1000)}A()${')'.repeat(1000)}`],
    ['attributes', `x${'.a()'.repeat(3000)}`],
    ['sums', `x = ${'"a" + '.repeat(3000)}"b"`],
    ['blocks', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n') + `\n${' '.repeat(1000)}x = 1`],
    ['functions', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}def f():`).join('\n') + `\n${' '.repeat(400)}x = 1`],
    ['classes', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}class A(B):`).join('\n') + `\n${' '.repeat(400)}x = 1`],
    ['branches', `if x:\n    y = 1\n${'elif x:\n    y = 2\n'.repeat(1000)}`],
    ['bases', 'class A0: pass\n' + Array.from({ length: 500 }, (_, i) => `class A${String(i + 1)}(A${String(i)}): pass`).join('\n') + '\nA500().run()'],
    ['types', `def f(x: ${'list['.repeat(300)}A${']'.repeat(300)}): x`],
    ['targets', `${'('.repeat(300)}a, b${')'.repeat(300)} = c`],
  ])('deep %s', (_, text) => {
    expect(askAll(analyse(text))).toBeGreaterThanOrEqual(0);
    expect(summarise(parsePython(text)).uri).toBe('file:///w/app.py');
  });

  it('keeps what is outside of broken code', () => {
    const all = judged(analyse(`from greenlang.agents import BaseAgent
def f():
    a = BaseAgent()
    a.run(1)  # is: AgentResult
def g(:
    x = = 1
def h():
    b = BaseAgent()
    b.run(1)  # is: AgentResult
`));
    expect(all.filter(({ found }) => found === 'AgentResult').length).toBeGreaterThan(0);
  });

  it('takes a file without a tree', () => {
    const file = parsePython('x = 1');
    expect(summarise({ ...file, tree: undefined })).toEqual({ uri: 'file:///w/app.py', imports: {}, stars: [], classes: [], functions: [], variables: {}, aliases: {}, unknown: [] });
  });
});
