import type { CodeNode } from '../../syntax/codeTree.ts';
import { indentationAt, lineEndAfter } from '../../syntax/codeEdits.ts';
import { insert, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import { appendMember } from './listEdits.ts';
import { inner, outer } from '../code/typescript/syntax.ts';
import { hasAttributes } from './importStatements.ts';
import type { MemberPlace } from './symbolPlaces.ts';
import { loadedModule } from './symbols.ts';
import type { TypescriptCode } from './typescriptCode.ts';

/** How a file can name an export: `local`, after the edits. */
export interface ImportPlan {
  readonly local: string;
  readonly edits: readonly Edit[];
}

/**
 * Makes an export available under its own name, or finds the name that it has in the file. `undefined` when the name means something else
 * somewhere in the file, or when there is no import to stand beside. `forTypes`: it is used as a type alone.
 */
export function planImport(code: TypescriptCode, module: string, name: string, forTypes = false): ImportPlan | undefined {
  for (const { form, module: from, isType, items } of code.statements) {
    if (form !== 'import' || from !== module) continue;
    const item = items.find((one) => one.imported === name && (forTypes || !(isType || one.isType)));
    if (item && code.scopes.variables(item.local.text).length === 1) return { local: item.local.text, edits: [] };
  }
  if (!isFree(code, name) || name === 'default') return undefined;
  const edits = addition(code, module, name);
  return edits && { local: name, edits };
}

/**
 * Whether an imported name means the same as the member of a module that stands at a place: it is read there, and the module is there from the start (an
 * import of values, or a `require` that the file begins with), not loaded while the program runs.
 */
export function canBeImported({ scopes }: TypescriptCode, { node }: MemberPlace): boolean {
  if (isWritten(outer(node))) return false;
  const module = inner(node.field('object') ?? node.field('module'));
  const [declaration, ...more] = (module && scopes.variableOf(module)?.declarations) ?? [];
  if (!declaration || more.length > 0) return false;
  const { kind, owner } = declaration;
  if (kind === 'import') return owner.enclosing('import_statement')?.children.some(({ type }) => type === 'type') === false;
  const value = kind === 'variable' && owner.parent?.parent?.type === 'program' ? inner(owner.field('value')) : undefined;
  return value?.type === 'call_expression' && value.field('function')?.type !== 'import' && loadedModule(scopes, value) !== undefined;
}

/** Whether an access is changed, deleted or given a value by a pattern or a loop. */
function isWritten({ parent, fieldName }: CodeNode): boolean {
  switch (parent?.type) {
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'assignment_pattern':
    case 'for_in_statement':
      return fieldName === 'left';
    case 'update_expression':
    case 'array_pattern':
    case 'rest_pattern':
      return true;
    case 'pair_pattern':
      return fieldName === 'value';
    case 'unary_expression':
      return parent.field('operator')?.type === 'delete';
    default:
      return false;
  }
}

/** Whether a name stands for nothing in the file, so that an import can bring it. */
export function isFree(code: TypescriptCode, name: string): boolean {
  return code.scopes.variables(name).length === 0 && !code.scopes.isGlobal(name);
}

function addition(code: TypescriptCode, module: string, name: string): readonly Edit[] | undefined {
  const { text, statements, root } = code;
  const target = statements.find((one) => one.form === 'import' && one.module === module && !one.isType && one.named && !hasAttributes(one));
  if (target?.named) return appendMember(text, target.named, name);
  const last = root.children.filter(({ type, isBroken }) => type === 'import_statement' && !isBroken).at(-1);
  if (last) return behind(text, last, last.descendants(), (quote) => `import { ${name} } from ${quote}${module}${quote}`);
  // Behind the first one: code between two of them may use the name already.
  const loaded = root.children.find((statement) => loads(code, statement));
  return loaded && behind(text, loaded, loaded.descendants(), (quote) => `const { ${name} } = require(${quote}${module}${quote})`);
}

/** Whether a statement of the top level declares what `require` gives. */
function loads(code: TypescriptCode, statement: CodeNode): boolean {
  if (statement.type !== 'lexical_declaration' && statement.type !== 'variable_declaration') return false;
  return statement.namedChildren.some((declarator) => {
    let value = inner(declarator.field('value'));
    while (value?.type === 'member_expression') value = inner(value.field('object'));
    return value?.type === 'call_expression' && value.field('function')?.text === 'require' && loadedModule(code.scopes, value) !== undefined;
  });
}

function behind(text: string, statement: CodeNode, nodes: Iterable<CodeNode>, render: (quote: string) => string): readonly Edit[] | undefined {
  const end = lineEndAfter(text, statement.end);
  const rest = text.slice(statement.end, end).trim();
  if (rest !== '' && !rest.startsWith('//')) return undefined;
  let quote = '\'';
  for (const node of nodes) if (node.type === 'string') quote = node.text.slice(0, 1);
  const semicolon = statement.children.at(-1)?.type === ';' ? ';' : '';
  return [insert(end, `${lineEndOf(text)}${indentationAt(text, statement.start)}${render(quote)}${semicolon}`)];
}
