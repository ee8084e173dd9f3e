import type { CodeNode } from '../../syntax/codeTree.ts';
import { indentationAt, lineEndAfter, lineStartOf } from '../../syntax/codeEdits.ts';
import type { PythonImports } from '../../syntax/pythonImports.ts';
import { boundName, importedName, removeName, removeStatement } from '../../syntax/pythonImportStatements.ts';
import { insert, replace, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';

/** A name that comes from another module, perhaps under another name. */
export interface ImportMove {
  readonly from: string;
  readonly to: string;
  /** What the new module calls it. */
  readonly name: string;
  /** What the file calls it afterwards. */
  readonly local: string;
}

/**
 * The edits that take one name of `from … import …` out of another module. Alone in its statement, it changes there; among others it leaves
 * the statement, for one of its own or one that is there. `undefined` where that is not clear.
 */
export function moveImport(text: string, imports: PythonImports, { from, to, name, local }: ImportMove, statement: CodeNode, node: CodeNode): readonly Edit[] | undefined {
  const module = statement.field('module_name');
  if (!module || module.text !== from || statement.isBroken) return undefined;
  const item = local === name ? name : `${name} as ${local}`;
  const alone = statement.fields('name').length === 1;
  const target = statement.parent?.type === 'module' ? imports.statementOf(to) : undefined;
  if (target && target.start !== statement.start) {
    const gone = alone ? removeStatement(text, statement) : removeName(text, statement, node);
    if (gone) return [...gone, ...(target.fields('name').some((one) => boundName(one) === local) ? [] : imports.join(target, name, local))];
  }
  if (alone) return [replace(module.range, to), ...(importedName(node) === name && boundName(node) === local ? [] : [replace(node.range, item)])];
  const end = lineEndAfter(text, statement.end);
  const rest = text.slice(statement.end, end).trim();
  if (rest !== '' && !rest.startsWith('#')) return undefined;
  const indentation = indentationAt(text, statement.start);
  if (lineStartOf(text, statement.start) + indentation.length !== statement.start) return undefined;
  return [...removeName(text, statement, node), insert(end, `${lineEndOf(text)}${indentation}from ${to} import ${item}`)];
}
