import { insert, type Edit } from '../text/edit.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { CodeNode } from './codeTree.ts';
import { indentationAt, lineEndAfter, lineStartOf } from './codeEdits.ts';
import { addNames, boundName, importedName, moduleOf, takesNames, type ImportStatement } from './pythonImportStatements.ts';

/** The `try` whose body an import is in; `undefined` for one that stands elsewhere. */
export function attemptOf({ parent: block }: ImportStatement): CodeNode | undefined {
  return block?.parent?.type === 'try_statement' && block.fieldName === 'body' ? block.parent : undefined;
}

/** Whether an import may fail and the program goes on: in a `try`, or under `with suppress(…)`. */
export function isOptional(statement: ImportStatement): boolean {
  return statement.enclosing('try_statement', 'with_statement', 'function_definition', 'class_definition')?.type.endsWith('_statement') === true;
}

/**
 * Whether what an import outside the module's own statements binds is there for `user`: it was imported before, in a block around it, or in a
 * `try` of the module or of such a block.
 */
export function isImportedFor(statement: ImportStatement, user: CodeNode): boolean {
  const block = (attemptOf(statement) ?? statement).parent;
  if (!block) return false;
  if (block.type === 'module') return true;
  if (block.type !== 'block' || block.enclosing('class_definition', 'function_definition')?.type === 'class_definition') return false;
  return statement.end <= user.start && block.start <= user.start && user.end <= block.end;
}

/** A line below a statement, with its indentation; `undefined` where something else is on the statement's lines. */
export function lineBelow(text: string, statement: CodeNode, line: string, blank = false): readonly Edit[] | undefined {
  const end = lineEndAfter(text, statement.end);
  const rest = text.slice(statement.end, end).trim();
  const indentation = indentationAt(text, statement.start);
  const isFirst = lineStartOf(text, statement.start) + indentation.length === statement.start;
  if ((rest !== '' && !rest.startsWith('#')) || (!isFirst && statement.parent?.type !== 'module')) return undefined;
  const eol = lineEndOf(text);
  return [insert(end, `${eol}${blank ? eol : ''}${indentation}${line}`)];
}

/**
 * Imports names from a module right behind an import of the same package, or with it when it is of the same module. Where that is in a `try`,
 * its handlers follow suit: they import the names too, or bind them to None, as they do with the others. `undefined` where a handler puts
 * something else in the place of what could not be imported: nobody knows what it would put for the new names.
 */
export function importBeside(text: string, statement: ImportStatement, module: string, names: readonly string[]): readonly Edit[] | undefined {
  const added = withNames(text, [statement], module, names);
  const attempt = attemptOf(statement);
  if (!added || !attempt) return added;
  const bound = new Set(importsIn(statement.parent).flatMap((one) => one.fields('name').map(boundName)));
  const edits = [...added];
  for (const clause of attempt.children) {
    const body = clause.type === 'except_clause' || clause.type === 'except_group_clause' ? clause.children.find(({ type }) => type === 'block') : undefined;
    const followed = body ? inHandler(text, body, bound, statement, module, names) : [];
    if (!followed) return undefined;
    edits.push(...followed);
  }
  return edits;
}

function inHandler(text: string, body: CodeNode, bound: ReadonlySet<string>, statement: ImportStatement, module: string, names: readonly string[]): readonly Edit[] | undefined {
  const ofPackage = importsIn(body).filter((one) => topOf(moduleOf(one) ?? '') === topOf(moduleOf(statement) ?? ''));
  if (ofPackage.length > 0) return withNames(text, ofPackage, module, names);
  const rebound = [...body.descendants()].filter((node) => node.type === 'identifier' && bound.has(node.text) && isBound(node));
  if (rebound.length === 0) return [];
  const given = rebound.map((node) => statementGivingNone(body, node));
  const last = given.at(-1);
  return last && given.every((one) => one) ? lineBelow(text, last, names.map((name) => `${name} = None`).join(`${lineEndOf(text)}${indentationAt(text, last.start)}`)) : undefined;
}

/** Adds to the statement of the module among several, else puts a line of its own behind the last. */
function withNames(text: string, statements: readonly ImportStatement[], module: string, names: readonly string[]): readonly Edit[] | undefined {
  const same = statements.find((one) => moduleOf(one) === module && takesNames(one));
  if (same) {
    const missing = names.filter((name) => !same.fields('name').some((item) => importedName(item) === name));
    return missing.length === 0 ? [] : addNames(text, same, missing);
  }
  const last = statements.at(-1);
  return last && lineBelow(text, last, `from ${module} import ${names.join(', ')}`);
}

function importsIn(block: CodeNode | undefined): readonly ImportStatement[] {
  return block?.children.filter(({ type }) => type === 'import_from_statement') ?? [];
}

/** Whether an identifier is the name of an assignment, a definition or an import. */
function isBound({ parent, fieldName }: CodeNode): boolean {
  switch (parent?.type) {
    case 'assignment':
      return fieldName === 'left';
    case 'class_definition':
    case 'function_definition':
      return fieldName === 'name';
    case 'aliased_import':
      return fieldName === 'alias';
    case 'dotted_name':
      return parent.fieldName === 'name';
    default:
      return parent?.type.endsWith('pattern_list') === true || parent?.type.endsWith('pattern') === true;
  }
}

/** The statement of the block itself that gives a name `None` (`A = None`, `A = B = None`). */
function statementGivingNone(block: CodeNode, name: CodeNode): CodeNode | undefined {
  let assignment = name.parent;
  let value = assignment?.type === 'assignment' ? assignment.field('right') : undefined;
  while (value?.type === 'assignment') value = value.field('right');
  while (assignment?.parent?.type === 'assignment') assignment = assignment.parent;
  const statement = assignment?.parent;
  return value?.type === 'none' && statement?.type === 'expression_statement' && statement.parent?.start === block.start ? statement : undefined;
}

/** Whether a statement of the module may decide what imports behind it find. */
export function changesImports(statement: CodeNode): boolean {
  if (withoutEffect.has(statement.type)) return false;
  // What only a start as a program runs.
  if (statement.type === 'if_statement' && /\b__name__\b/.test(statement.field('condition')?.text ?? '')) return false;
  return /\bsys\.(?:path|modules|meta_path)\b|\baddsitedir\b|\bimportorskip\b|\bimportlib\b|\bpath\.(?:insert|append|extend)\(|(?:bootstrap|_paths?)\w*\(/i.test(statement.text);
}

const withoutEffect: ReadonlySet<string> = new Set(['comment', 'import_statement', 'import_from_statement', 'future_import_statement', 'class_definition', 'function_definition', 'decorated_definition']);

/** The top-level package of a dotted name. */
export function topOf(module: string): string {
  return module.split('.', 1)[0] ?? module;
}
