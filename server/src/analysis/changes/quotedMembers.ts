import type { PythonAnalysis, PythonImport } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';

/** A member of a module in a quoted annotation: `"core.ExecutionContext"`, `Optional["core.ExecutionContext"]`. */
export interface QuotedMember {
  /** The string. */
  readonly node: CodeNode;
  /** The member with its module, in the string. */
  readonly range: Range;
  readonly name: string;
  /** The full name of the module, as the file's imports have it. */
  readonly module: string;
}

/** Members with one of these names in annotations that are strings. */
export function* quotedMembers(python: PythonAnalysis, names: readonly string[]): Iterable<QuotedMember> {
  if (!names.some((name) => python.file.text.includes(`.${name}`))) return;
  const member = new RegExp(`(?<![\\w.])((?:\\w+\\.)+)(${names.join('|')})(?!\\w)`, 'g');
  for (const node of python.nodes('string')) {
    const { text, start } = node;
    if (!names.some((name) => text.includes(`.${name}`)) || !/^["']/.test(text) || text.includes('\\') || !isAnnotation(node)) continue;
    for (const { 0: whole, 1: path = '', 2: name = '', index } of text.matchAll(member)) {
      const module = fullName(python.imports, path.slice(0, -1));
      if (module !== undefined) yield { node, range: { start: start + index, end: start + index + whole.length }, name, module };
    }
  }
}

/** In an annotation, but not as one of the values of a `Literal`. */
function isAnnotation(node: CodeNode): boolean {
  return node.enclosing('type', 'call', 'lambda')?.type === 'type' && !/^(?:\w+\.)?Literal\b/.test(node.enclosing('generic_type', 'subscript')?.text ?? '');
}

/** What a dotted path stands for by the imports that bind its first name; `undefined` when none does, or they do not agree. */
function fullName(imports: readonly PythonImport[], path: string): string | undefined {
  const [first = '', ...rest] = path.split('.');
  const bases = new Set(imports.filter(({ local }) => local === first).map(({ module, name, node }) => {
    if (name !== undefined) return `${module}.${name}`;
    return node.type === 'aliased_import' ? module : first;
  }));
  const [base] = bases;
  return base !== undefined && bases.size === 1 ? [base, ...rest].join('.') : undefined;
}
