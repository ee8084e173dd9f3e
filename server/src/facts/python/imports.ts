import type { CodeNode } from '../../syntax/codeTree.ts';
import type { PythonImport } from './analysis.ts';
import { dottedText } from './syntaxTools.ts';

/** One name bound by an import statement. */
export interface ImportedName {
  readonly node: CodeNode;
  readonly local: string;
  /** What `local` stands for; a relative name keeps its dots. */
  readonly target: string;
  /** The module; a relative name keeps its dots. */
  readonly module: string;
  /** For `from module import name`. */
  readonly name: string | undefined;
}

/** The names that an import statement binds, in order; `*` binds none. */
export function importedNames(statement: CodeNode): readonly ImportedName[] {
  const module = statement.type === 'import_from_statement' ? moduleText(statement.field('module_name')) : undefined;
  if (statement.type === 'import_from_statement' && module === undefined) return [];
  return statement.fields('name').flatMap((node): readonly ImportedName[] => {
    const isAliased = node.type === 'aliased_import';
    const name = moduleText(isAliased ? node.field('name') : node);
    const alias = isAliased ? node.field('alias')?.text : undefined;
    if (name === undefined || name === '' || (isAliased && alias === undefined)) return [];
    if (module !== undefined) {
      const local = alias ?? name;
      return [{ node, local, target: module.endsWith('.') ? module + name : `${module}.${name}`, module, name }];
    }
    const first = name.split('.')[0] ?? name;
    return [{ node, local: alias ?? first, target: alias === undefined ? first : name, module: name, name: undefined }];
  });
}

/** The modules that a statement imports everything from. */
export function starModules(statement: CodeNode): readonly string[] {
  if (statement.type !== 'import_from_statement' || !statement.children.some(({ type }) => type === 'wildcard_import')) return [];
  const module = moduleText(statement.field('module_name'));
  return module === undefined ? [] : [module];
}

/** The imports as rules see them: relative modules made absolute by the module's own dotted name. */
export function pythonImports(statements: readonly CodeNode[], absolute: (name: string) => string): readonly PythonImport[] {
  return statements.flatMap((statement) =>
    importedNames(statement).map(({ node, local, module, name }) => ({ statement, node, local, name, module: absolute(module) })));
}

/** A module's name without blanks (`. .core` is allowed). */
function moduleText(node: CodeNode | undefined): string | undefined {
  if (!node) return undefined;
  return node.type === 'identifier' ? dottedText(node) : node.text.replace(/\s+/g, '');
}
