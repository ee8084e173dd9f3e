import type { Language, Tree } from 'web-tree-sitter';
import type { CodeEngine } from './codeEngine.ts';
import { ShapeMaker } from './codeShapes.ts';
import type { CodeShape } from './codeTree.ts';
import { CursorReader, typesOf, type TreeReader } from './cursorReader.ts';
import { SubtreeReader } from './subtreeReader.ts';
import type { Reuse } from './treeReuse.ts';

/** Parses a text. */
export type RunParser = (text: string, old?: Tree) => Tree | undefined;

/**
 * The fastest reader that reads the engine's trees as they are. That of the engine's memory must first give the same for a few texts as
 * the engine's interface; it does not when the package comes with an engine that keeps its trees in another way.
 */
export function readerOf(engine: CodeEngine | undefined, language: Language, run: RunParser): TreeReader {
  const maker = new ShapeMaker(typesOf(language), language.fields);
  const plain = new CursorReader(maker);
  const address: unknown = Reflect.get(language, 0);
  if (!engine || typeof address !== 'number') return plain;
  const fast = new SubtreeReader(engine.memory, maker, address);
  const own = probes.find(({ mark }) => language.types.includes(mark));
  return own && [own.text, brokenText].every((text) => isReadAlike(run(text), fast, plain)) ? new CarefulReader(fast, plain) : plain;
}

/** Takes the second reader for a tree that the first one throws at. */
class CarefulReader implements TreeReader {
  readonly #first: TreeReader;
  readonly #second: TreeReader;

  constructor(first: TreeReader, second: TreeReader) {
    this.#first = first;
    this.#second = second;
  }

  read(tree: Tree, reuse: Reuse | undefined): CodeShape {
    try {
      return this.#first.read(tree, reuse);
    } catch {
      return this.#second.read(tree, reuse);
    }
  }
}

function isReadAlike(tree: Tree | undefined, one: TreeReader, other: TreeReader): boolean {
  if (!tree) return false;
  try {
    return isAlike(one.read(tree, undefined), other.read(tree, undefined));
  } catch {
    return false;
  } finally {
    tree.delete();
  }
}

function isAlike(one: CodeShape, other: CodeShape): boolean {
  return one.type === other.type && one.isNamed === other.isNamed && one.length === other.length && one.broken === other.broken && one.missing === other.missing
    && isSameList(one.offsets, other.offsets) && isSameList(one.fields, other.fields)
    && one.children.length === other.children.length
    && one.children.every((child, i) => isAlike(child, other.children[i] as CodeShape));
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}

/**
 * What trees are made of, for each language, which is known by a type of its own: hidden nodes, aliases, fields of hidden nodes,
 * comments between children, long and short leaves, wide gaps. Short, since the start of a program waits for them.
 */
const probes: readonly { readonly mark: string; readonly text: string }[] = [
  {
    mark: 'list_comprehension',
    text: `\n\n# one\n@a.b(c)\nasync def f(x: int = 1, *y, **z) -> "T":\n    """${'long '.repeat(60)}"""\n    # two\n    if x:\n        return [i for i in y if i], {"k": f"{x!r:>{1}} t"}\n`
      + `    elif not x: pass\n    else:\n        print(a, *b, c=1)\n${' '.repeat(300)}\n\n\nclass C(D, metaclass=M):\n    match: int\n    x.y[0]: E = lambda: (yield)\n`
      + 'match a:\n    case [1, *_] | {"k": v}: import a.b as c, d\ntry:\n    from . import (e, f as g)\nexcept* E as e:\n    print >> a, b\n',
  },
  {
    mark: 'export_statement',
    text: '/** d */\nimport a, { b as c } from "./d";\nexport default class E<T extends F> extends G<T> implements H {\n  @i() private readonly j?: K = 1; // l\n'
      + '  async *m({ n, ...o }: P, q = `r${s}t`) { for await (const u of v) yield* w?.x!.y[0](...z); return a < b ? c : d }\n}\n'
      + 'const e = async (f) => { switch (f) { case 1: g(); break; default: } }; let h: { i?: string } | null = j as any\nif (',
  },
  {
    mark: 'impl_item',
    text: '//! a\nuse b::{c as d, e::*};\n#[f(g)]\npub struct H<\'i, J: K> where J: L { pub m: &\'i mut [J; 3], }\nimpl<T> N for O<T> { fn p(&self, q: u8) -> Option<R> '
      + '{ let s = match q { 0..=9 if t => Some(1), _ => return None }?; u!("{}", v); s.w::<X>(|y| y + 1) as _ } }\nfn z( {',
  },
];

/** Errors and tokens that are missing, in any language. */
const brokenText = 'x = (1 +\n$ ? "';
