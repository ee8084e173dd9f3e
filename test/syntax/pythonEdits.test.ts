import { describe, expect, it } from 'vitest';
import { appendItem } from '../../server/src/syntax/codeEdits.ts';
import { indentationStep, stringLiteral, usualQuote } from '../../server/src/syntax/pythonEdits.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import type { CodeNode } from '../../server/src/syntax/codeTree.ts';
import { parsedCode } from '../support/codeParsers.ts';

async function rootOf(text: string): Promise<CodeNode> {
  const { tree } = await parsedCode(text);
  if (!tree) throw new Error('no tree');
  return tree.root;
}

async function appended(text: string): Promise<string> {
  const list = [...(await rootOf(text)).descendants()].find(({ type }) => type === 'argument_list' || type === 'dictionary');
  if (!list) throw new Error('no list');
  return applyEdits(text, appendItem(text, list, (indentation) => `k=[${indentation.length}]`));
}

describe('putting something last in a list', () => {
  it.each([
    ['f()\n', 'f(k=[0])\n'],
    ['f(a, b)\n', 'f(a, b, k=[0])\n'],
    ['f(a, b,)\n', 'f(a, b, k=[0],)\n'],
    ['f(a,\n  b)\n', 'f(a,\n  b,\n  k=[2])\n'],
    ['f(\n    a,\n    b,\n)\n', 'f(\n    a,\n    b,\n    k=[4],\n)\n'],
    ['f(\n    a,\n    b\n)\n', 'f(\n    a,\n    b,\n    k=[4]\n)\n'],
    ['f(\n    a,\n    b,  # two\n    # more\n)\n', 'f(\n    a,\n    b,  # two\n    k=[4],\n    # more\n)\n'],
    ['f(\n    a,\n    b  # two\n)\n', 'f(\n    a,\n    b,  # two\n    k=[4]\n)\n'],
    ['f(  # nothing\n)\n', 'f(k=[0]  # nothing\n)\n'],
    ['f(\r\n\ta,\r\n)\r\n', 'f(\r\n\ta,\r\n\tk=[1],\r\n)\r\n'],
    ['f(g(\n    a,\n))\n', 'f(g(\n    a,\n), k=[0])\n'],
  ])('%j', async (before, after) => {
    expect(await appended(before)).toBe(after);
  });
});

describe('how a file is written', () => {
  it('its step of indentation', async () => {
    expect(indentationStep(await rootOf('x = 1\ndef f():\n\treturn 1\n'), 'x = 1\ndef f():\n\treturn 1\n')).toBe('\t');
    expect(indentationStep(await rootOf('@a\nclass A:\n  x = 1\n'), '@a\nclass A:\n  x = 1\n')).toBe('  ');
    expect(indentationStep(await rootOf('x = 1\n'), 'x = 1\n')).toBe('    ');
  });

  it('its quotes', async () => {
    const strings = async (text: string): Promise<readonly CodeNode[]> => [...(await rootOf(text)).descendants()].filter(({ type }) => type === 'string');
    expect(usualQuote(await strings('a = "x"\nb = \'y\'\n'))).toBe('"');
    expect(usualQuote(await strings('"""Doc."""\nb = \'y\'\n'))).toBe('\'');
    expect(stringLiteral('it\'s "x"\\\n', '"')).toBe('"it\'s \\"x\\"\\\\\\n"');
    expect(stringLiteral('it\'s "x"', '\'')).toBe('\'it\\\'s "x"\'');
  });
});
