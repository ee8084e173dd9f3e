import type { CodeNode } from '../../syntax/codeTree.ts';
import { importedNames } from './imports.ts';

/** Handlers that catch a failed import. */
const catching = /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b/;

/** Pairs of imports of which one stands in for the other: `try: from new import X` … `except ImportError: from old import X`. */
export class Bridges {
  readonly #statements: readonly CodeNode[];
  readonly #names: ReadonlySet<string>;

  constructor(tries: readonly CodeNode[]) {
    const statements: CodeNode[] = [];
    const names = new Set<string>();
    for (const node of tries) {
      const bridged = bridgedNames(node);
      if (bridged.length === 0) continue;
      statements.push(node);
      for (const name of bridged) names.add(name);
    }
    this.#statements = statements;
    this.#names = names;
  }

  /** The names that are bound so, as a text to compare. */
  get names(): string {
    return [...this.#names].sort().join(' ');
  }

  /** Whether a node is in such a pair, or what it uses is a name bound there. */
  has(node: CodeNode): boolean {
    if (this.#statements.some(({ start, end }) => start <= node.start && node.end <= end)) return true;
    return this.#names.size > 0 && this.#names.has(headOf(node));
  }
}

/** Names that the body imports, and a handler imports from elsewhere. */
function bridgedNames(node: CodeNode): readonly string[] {
  const body = importsIn(node.field('body'));
  if (body.size === 0) return [];
  return node.children.flatMap((clause) => {
    if (clause.type !== 'except_clause') return [];
    const block = clause.children.find(({ type }) => type === 'block');
    const caught = clause.children.filter((child) => child.isNamed && child !== block && child.type !== 'comment');
    if (caught.length > 0 && !caught.some(({ text }) => catching.test(text))) return [];
    const other = importsIn(block);
    return [...body].filter(([local, target]) => other.has(local) && other.get(local) !== target).map(([local]) => local);
  });
}

/** Imports in a block, those in a `try` inside it too (chains of fallbacks). */
function importsIn(block: CodeNode | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const stack = block ? [block] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'import_statement' || node.type === 'import_from_statement') for (const { local, target } of importedNames(node)) found.set(local, target);
    else if (node === block || node.type === 'try_statement' || node.type === 'block' || node.type.endsWith('_clause')) stack.push(...node.namedChildren);
  }
  return found;
}

/** The name that a chain of attributes, calls and subscripts begins with. */
function headOf(node: CodeNode): string {
  let at: CodeNode | undefined = node;
  for (let i = 0; at && i < 200; i++) {
    if (at.type === 'identifier') return at.text;
    at = at.field('object') ?? at.field('function') ?? at.field('value');
  }
  return '';
}
