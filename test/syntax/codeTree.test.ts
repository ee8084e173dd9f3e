import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeNode, CodeShape } from '../../server/src/syntax/codeTree.ts';
import { releaseTree } from '../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../support/codeParsers.ts';

const python = `import os
from greenlang.agents.base import BaseAgent


class FuelAgent(BaseAgent):
    """Says what fuel emits. \u{1f600}"""

    def run(self, input_data):
        total = sum(item["kg"] for item in input_data["items"])
        if total > 10:
            return {"success": True, "data": {"total": total}}
        return {"success": False, "data": {}, "errors": [f"only {total!r}"]}


def main() -> None:
    agent = FuelAgent()
    print(agent.run({"items": []}))
`;

describe('code tree', () => {
  it('gives types, fields, ranges and text', async () => {
    const tree = (await testParsers())('python')?.parse('x = call(1, "\u{1f600}", y=2)\n');
    const call = tree?.root.namedChildren[0]?.namedChildren[0]?.field('right');
    expect(call?.type).toBe('call');
    expect(call?.field('function')?.text).toBe('call');
    expect(call?.field('arguments')?.namedChildren.map(({ text }) => text)).toEqual(['1', '"\u{1f600}"', 'y=2']);
    expect(call?.range).toEqual({ start: 4, end: 22 });
    expect(call?.at(9, 10)?.text).toBe('1');
  });

  it('an edit leaves the nodes of other statements and methods as they are, at their new places', async () => {
    const parser = (await testParsers())('python');
    const before = parser?.parse(python, { keep: true });
    const find = (root: CodeNode | undefined, name: string): CodeNode | undefined => [...(root?.descendants() ?? [])].find((node) => node.type === 'function_definition' && node.field('name')?.text === name);
    const [run, main] = [find(before?.root, 'run'), find(before?.root, 'main')];
    const text = python.replace('Says what fuel', 'Says what any fuel');
    const after = parser?.parse(text, { previous: before, keep: true });
    expect(find(after?.root, 'main')).toBe(main);
    expect(find(after?.root, 'run')).toBe(run);
    expect(main?.text).toBe(text.slice(text.indexOf('def main')).trimEnd());
    expect(run?.start).toBe(text.indexOf('def run'));
    if (after) releaseTree(after);
  });

  it('marks what is broken', async () => {
    const tree = (await testParsers())('python')?.parse('def f(:\n    pass\nx = 1\n');
    expect(tree?.root.isBroken).toBe(true);
  });

  it('parsing after an edit gives the same tree as parsing from nothing', async () => {
    const parser = (await testParsers())('python');
    if (!parser) throw new Error('no grammar');
    fc.assert(fc.property(fc.array(fc.record({ at: fc.nat(1000), remove: fc.nat(40), insert: fc.constantFrom('', 'x', ' ', '\n', '    ', '(', ')', '"', '"""', ':', 'def f():\n    pass\n', 'self.', '\u{1f600}', '#') }), { minLength: 1, maxLength: 8 }), (edits) => {
      let text = python;
      let tree = parser.parse(text, { keep: true });
      for (const { at, remove, insert } of edits) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + insert + text.slice(start + remove);
        tree = parser.parse(text, { previous: tree, keep: true });
        const fresh = parser.parse(text);
        expect(tree && plain(tree.shape)).toEqual(fresh && plain(fresh.shape));
        expect(tree && places(tree.root)).toEqual(fresh && places(fresh.root));
      }
      if (tree) releaseTree(tree);
    }), { numRuns: Number(process.env['UPGUIDE_FUZZ_RUNS'] ?? 150), seed: 20_261_121 });
  });
});

/** Every node as users see it; looking at all of them also makes them, so that the next edit has something to take over. */
function places(root: CodeNode): unknown {
  return [...root.descendants()].map((node) => [node.type, node.start, node.text, node.fieldName, node.parent?.start, node.parent?.type, node.nextSibling?.start]);
}

/** A shape as plain data. */
function plain(shape: CodeShape): unknown {
  const { type, length, broken, missing, children, offsets, fields } = shape;
  return [type, length, broken, missing, offsets, fields, children.map(plain)];
}
