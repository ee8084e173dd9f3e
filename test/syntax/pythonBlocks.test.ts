import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeNode } from '../../server/src/syntax/codeTree.ts';
import { pythonBlocks, type PythonBlock } from '../../server/src/syntax/pythonBlocks.ts';
import type { CodeParser } from '../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../support/codeParsers.ts';
import { codeTexts, filesBelow, readText } from './support/codeTexts.ts';
import { placedShape } from './support/shapes.ts';

const seed = 20_261_121;

/** Statements of every kind that may stand at the margin, and what may stand between them. */
const pieces: readonly string[] = [
  'import a\n', 'from a import (\n  b,\n    c)\n', 'x = 1\n', 'def f():\n    pass\n', 'class C:\n    # c\n    def m(self):\n\treturn 1\n',
  '@a.b(\n1)\n# d\n@c\nasync def g(x,\n  y): return 1\n', '# comment\n', '    # indented comment\n', '\n', '   \n', '\f\n', '"""doc\nstring"""\n',
  's = f\'{x["a"]:>{w}} {{}}\'\n', 't = f"{a["b"]!r}"\n', 'u = rb"\\"" + r\'\\\'\'\n', 'if a:\n    b\nelif c:\n  d\n# z\nelse:\n        e\n',
  'try:\n  a\nexcept* E as e:\n  b\nfinally:\n  c\n', 'a = b \\\n  + c\n', 'for x in y:\n  z\nelse: w\n', 'x = [\n1,\n# c\n2]\n', 'print("a" \'b\'\n"c")\n',
  'match a:\n    case 1:\n        pass\n', 'with a as b, \\\n c as d:\n  pass\n', 'x = """\ndef no(): pass\n"""\n', 'f"""{\nx}\n"""\n', 'x: int = 1; y = 2\n',
  'y = \'\\N{DASH}\' f\'\\N{DASH}{x}\'\n', 'def h(a=(1,\n2)) -> "T":\n    """doc"""\n    # tail\n# margin\n', 'async def i():\n    async with a: pass\n',
  'async for a in b:\n  c\n', 'if x: y\n', 'class D: pass\n', 'é = 1\n', 'def ü(): pass\n', 'f"{x:{y}}" f"{{{z}}}"\n', 'x = """a\\"""b"""\n',
  '  # two\n', 'def j():\n\tif a:\n\t\tb\n\t# one tab\nc = 1\n', '\fdef k(): pass\n', 'if a:\n    b\n    # x\n  # y\n# z\n', 'x = "a\\\nb" # it\'s\n',
];

const module = fc.record({
  parts: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isOpen: fc.boolean(),
}).map(({ parts, lineEnd, isOpen }) => {
  const text = parts.join('').replaceAll('\n', lineEnd);
  return isOpen ? text.trimEnd() : text;
});

async function pythonParser(): Promise<CodeParser> {
  const parser = (await testParsers())('python');
  if (!parser) throw new Error('no grammar');
  return parser;
}

/** Checks all that blocks promise about a text; gives whether it had any that could be checked. */
function checkBlocks(parser: CodeParser, text: string, choices: readonly ((index: number) => boolean)[]): boolean {
  const blocks = pythonBlocks(text);
  const whole = parser.parse(text)?.root;
  if (blocks) expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  if (!whole || whole.isBroken || !blocks) return false;
  expect(blocks.map(({ name }) => name)).toEqual(blocks.map((block) => definedName(inBlock(whole, block))));
  for (const isChosen of choices) {
    const ranges = blocks.filter((_, index) => isChosen(index));
    const expected = ranges.flatMap((block) => inBlock(whole, block));
    expect(JSON.stringify(parser.parse(text, { ranges })?.root.children.map(placedShape))).toBe(JSON.stringify(expected.map(placedShape)));
  }
  return true;
}

function inBlock(module: CodeNode, { start, end }: PythonBlock): readonly CodeNode[] {
  return module.children.filter((child) => child.start >= start && child.start < end);
}

function definedName(statements: readonly CodeNode[]): string | undefined {
  const definitions = statements.map((node) => (node.type === 'decorated_definition' ? node.field('definition') : node)).filter((node) => node?.type === 'function_definition' || node?.type === 'class_definition');
  expect(definitions.length).toBeLessThan(2);
  return definitions[0]?.field('name')?.text;
}

const everyOther = [(index: number) => index % 2 === 0, (index: number) => index % 2 === 1, (index: number) => index % 3 === 1, () => true, () => false];

describe('blocks of a Python text', () => {
  it('are its statements with what comes before them', () => {
    const text = '# head\nimport a\n\n\n# of f\n@b\n# still\nasync def f():\n    pass\n    # in f\n# of C\nclass C(D):\n    x = 1\nif x:\n    y\nelse:\n    z\n# tail\n';
    expect(pythonBlocks(text)?.map(({ start, end, name }) => [name, text.slice(start, end)])).toEqual([
      [undefined, '# head\nimport a\n\n\n'],
      ['f', '# of f\n@b\n# still\nasync def f():\n    pass\n    # in f\n'],
      ['C', '# of C\nclass C(D):\n    x = 1\n'],
      [undefined, 'if x:\n    y\nelse:\n    z\n# tail\n'],
    ]);
  });

  it.each([
    ['a string that is not closed', 'x = "a\ny = 1\n'], ['a long string that is not closed', 'x = """a\ny = 1\n'], ['a bracket that is not closed', 'x = (1,\ny = 1\n'],
    ['a bracket that closes another', 'x = (1]\n'], ['a bracket that closes nothing', 'x = 1)\n'], ['a backslash that joins nothing', 'x = 1 \\ + 2\n'],
    ['a decorator of nothing', '@a\nx = 1\n'], ['a decorator at the end', 'x = 1\n@a\n'], ['a clause of nothing', 'else:\n    x\n'], ['a definition without a name', 'def \\\n  f(): pass\n'],
    ['line ends of another time', 'x = 1\ry = 2\r'], ['a character that ends the text', 'x = 1\n\0y = 2\n'], ['a quote of Python 2', 'x = `y`\n'],
    ['a brace in an f-string that is not closed', 'x = f"{a"\n'], ['a space that only the grammar skips', '\u{a0}def f(): pass\n'],
  ])('are unknown where there is %s', (_what, text) => {
    expect(pythonBlocks(text)).toBeUndefined();
  });

  it('a text without statements is one block, and one without anything has none', () => {
    expect(pythonBlocks('# a\n\n  # b')).toEqual([{ start: 0, end: 10, name: undefined }]);
    expect(pythonBlocks('')).toEqual([]);
  });

  it('cover any text or are unknown', () => {
    const signs = fc.array(fc.constantFrom('"', '\'', '"""', 'f"', 'rf\'', '{', '}', '(', ')', '[', ']', '\\', '\n', '\r\n', '\r', '\t', '    ', '#', '@', ':', 'def f', 'class C', 'else', 'async', '\f', 'é', '\u{1f600}', '\0'), { maxLength: 40 });
    fc.assert(fc.property(signs.map((parts) => parts.join('')), (text) => {
      const blocks = pythonBlocks(text);
      fc.pre(blocks !== undefined);
      expect(blocks?.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      expect(blocks?.every(({ start, end }) => start < end)).toBe(true);
    }), { numRuns: 300, maxSkipsPerRun: 1000, seed });
  });
});

describe('parsing blocks of a Python text', () => {
  it('gives what parsing the whole gives for them, whatever stands between and around them', async () => {
    const parser = await pythonParser();
    let checked = 0;
    fc.assert(fc.property(module, fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), (text, chosen) => {
      if (checkBlocks(parser, text, [(index) => chosen[index] ?? false])) checked++;
    }), { numRuns: Number(process.env['UPGUIDE_FUZZ_RUNS'] ?? 500), seed });
    expect(checked).toBeGreaterThan(100);
  });

  // UPGUIDE_PYTHON_CORPUS=FOLDER checks every Python file in a folder, too.
  it('does so for the examples, the stubs and the rule pages', async () => {
    const parser = await pythonParser();
    const corpus = process.env['UPGUIDE_PYTHON_CORPUS'];
    const texts = [...codeTexts(['.py'], 'python'), ...(corpus === undefined ? [] : filesBelow(corpus, '.py').map((file) => [file, readText(file)] as const))];
    const checked = texts.filter(([, text]) => checkBlocks(parser, text, everyOther));
    expect(checked.length).toBeGreaterThan(200);
    // Where the parser sees no error, there are blocks; in other people's files it overlooks some strings that do not close.
    if (corpus === undefined) expect(texts.filter(([, text]) => parser.parse(text)?.root.isBroken === false && !pythonBlocks(text)).map(([name]) => name)).toEqual([]);
  });

  it('gives a module without statements for no blocks at all', async () => {
    const tree = (await pythonParser()).parse('import a\n', { ranges: [] });
    expect([tree?.root.type, tree?.root.children.length, tree?.root.isBroken]).toEqual(['module', 0, false]);
  });
});
