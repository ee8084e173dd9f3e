import type { CodeNode } from '../../syntax/codeTree.ts';
import { literalOf } from '../code/typescript/syntax.ts';

/** An `import … from` or `export { … } from` of the file's top level. */
export interface ModuleStatement {
  readonly node: CodeNode;
  readonly form: 'import' | 'reexport';
  readonly module: string;
  /** With its quotes. */
  readonly source: CodeNode;
  /** `import type`, `export type`. */
  readonly isType: boolean;
  /** The name that gets the default export. */
  readonly defaultName: CodeNode | undefined;
  readonly hasNamespace: boolean;
  /** The part in braces. */
  readonly named: CodeNode | undefined;
  readonly items: readonly ImportItem[];
}

/** One export of a module that a statement takes. */
export interface ImportItem {
  readonly statement: ModuleStatement;
  /** The specifier, or the name that gets the default export. */
  readonly node: CodeNode;
  /** What the module calls it; `default` for the default export. */
  readonly imported: string;
  /** What the file calls it, or what a re-export hands it on as. */
  readonly local: CodeNode;
  /** `type` in front of this one alone. */
  readonly isType: boolean;
}

/** The statements of a file that take something from a module by name, in order. Those that do not parse are left out. */
export function moduleStatements(root: CodeNode): readonly ModuleStatement[] {
  return root.children.flatMap((node) => {
    const statement = node.isBroken ? undefined : node.type === 'import_statement' ? imported(node) : node.type === 'export_statement' ? handedOn(node) : undefined;
    return statement ?? [];
  });
}

function imported(node: CodeNode): ModuleStatement | undefined {
  const source = node.field('source');
  const module = literalOf(source)?.text;
  const clause = node.children.find(({ type }) => type === 'import_clause');
  if (!source || module === undefined || !clause) return undefined;
  const defaultName = clause.children.find(({ type }) => type === 'identifier');
  const named = clause.children.find(({ type }) => type === 'named_imports');
  const hasNamespace = clause.children.some(({ type }) => type === 'namespace_import');
  return withItems({ node, form: 'import', module, source, isType: hasTypeWord(node), defaultName, hasNamespace, named });
}

function handedOn(node: CodeNode): ModuleStatement | undefined {
  const source = node.field('source');
  const module = literalOf(source)?.text;
  const named = node.children.find(({ type }) => type === 'export_clause');
  return source && module !== undefined && named
    ? withItems({ node, form: 'reexport', module, source, isType: hasTypeWord(node), defaultName: undefined, hasNamespace: false, named })
    : undefined;
}

function withItems(parts: Omit<ModuleStatement, 'items'>): ModuleStatement {
  const items: ImportItem[] = [];
  const statement: ModuleStatement = { ...parts, items };
  const { defaultName, named } = parts;
  if (defaultName) items.push({ statement, node: defaultName, imported: 'default', local: defaultName, isType: false });
  for (const node of named?.namedChildren ?? []) {
    const name = node.field('name');
    if (node.type === 'comment' || !name) continue;
    items.push({ statement, node, imported: literalOf(name)?.text ?? name.text, local: node.field('alias') ?? name, isType: hasTypeWord(node) });
  }
  return statement;
}

/** Whether a statement says how its module is to be loaded (`with { type: 'json' }`). */
export function hasAttributes({ node }: ModuleStatement): boolean {
  return node.children.some(({ type }) => type === 'import_attribute');
}

function hasTypeWord(node: CodeNode): boolean {
  return node.children.some(({ type }) => type === 'type');
}
