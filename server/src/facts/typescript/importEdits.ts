import type { CodeNode } from '../../syntax/codeTree.ts';
import { hasComment, indentationAt, itemsOf, lineEndAfter, lineStartOf } from '../../syntax/codeEdits.ts';
import { insert, remove, replace, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import { appendMember } from './listEdits.ts';
import { hasAttributes, type ImportItem, type ModuleStatement } from './importStatements.ts';

/** What an import takes in place of what it took. */
export interface NewItem {
  readonly module: string;
  /** `default` for the default export. */
  readonly name: string;
  /** What the file calls it, or what a re-export hands it on as. */
  readonly local: string;
}

/**
 * The edits after which an item comes from another module, or under another name. Alone in its statement, it changes there; among others it leaves
 * the statement, for one that is there or one of its own behind it. `undefined` where the layout leaves a doubt, or a comment would be lost. Takes the file's statements.
 */
export function moveItem(text: string, statements: readonly ModuleStatement[], item: ImportItem, wanted: NewItem): readonly Edit[] | undefined {
  const { statement } = item;
  const { node } = statement;
  if (hasAttributes(statement) || hasComment(item.node)) return undefined;
  const alone = statement.items.length === 1 && !statement.hasNamespace;
  const isSameForm = (item.imported === 'default') === (wanted.name === 'default') || statement.form === 'reexport';
  if (statement.module === wanted.module) {
    if (isSameForm) return changedItem(item, wanted);
    if (alone) return inPlace(item, wanted);
    const added = addition(text, statement, item, wanted);
    const left = removeItem(text, item);
    return added && left && [...left, ...added];
  }
  const target = targetFor(statements, item, wanted);
  const gone = target && alone ? removeStatement(text, node) : undefined;
  if (alone && !gone) {
    const changed = inPlace(item, wanted);
    return changed && [...changed, replace(stringContent(statement.source), wanted.module)];
  }
  const left = gone ?? removeItem(text, item);
  const into = target && addition(text, target, item, wanted);
  if (into) return left && [...left, ...into];
  const behind = newStatement(text, item, wanted);
  return behind && left && [...left, behind];
}

/** Takes an item out of its statement: all of the statement when nothing else is in it. `undefined` where a comment would be left alone, or lost. */
export function dropItem(text: string, item: ImportItem): readonly Edit[] | undefined {
  if (hasComment(item.node)) return undefined;
  return item.statement.items.length === 1 && !item.statement.hasNamespace ? removeStatement(text, item.statement.node) : removeItem(text, item);
}

/** A specifier with the same `type` in front as the item has. */
function rendered({ isType, statement }: ImportItem, { name, local }: NewItem, into: ModuleStatement = statement): string {
  return `${isType && !into.isType ? 'type ' : ''}${name === local ? name : `${name} as ${local}`}`;
}

function changedItem(item: ImportItem, wanted: NewItem): readonly Edit[] {
  if (item.node === item.statement.defaultName) return item.local.text === wanted.local ? [] : [replace(item.node.range, wanted.local)];
  return item.imported === wanted.name && item.local.text === wanted.local ? [] : [replace(item.node.range, rendered(item, wanted))];
}

/** The only item of a statement: braces come or go when the default export is involved. `undefined` where a comment would go with them. */
function inPlace(item: ImportItem, wanted: NewItem): readonly Edit[] | undefined {
  const { statement } = item;
  const wasDefault = item.node === statement.defaultName;
  const isDefault = wanted.name === 'default' && statement.form === 'import';
  if (wasDefault === isDefault) return changedItem(item, wanted);
  // Beside empty braces there is no place for others.
  if (wasDefault) return statement.named ? undefined : [replace(item.node.range, `{ ${rendered(item, wanted)} }`)];
  return statement.named && !hasComment(statement.named) ? [replace(statement.named.range, wanted.local)] : undefined;
}

/** A statement of the new module that the item fits into. */
function targetFor(statements: readonly ModuleStatement[], item: ImportItem, { module, name }: NewItem): ModuleStatement | undefined {
  return statements.find((one) => {
    if (one.module !== module || one.form !== item.statement.form || one.isType !== item.statement.isType || one.hasNamespace || hasAttributes(one)) return false;
    if (name === 'default' && one.form === 'import') return !one.defaultName && !one.isType && !item.isType;
    return one.named !== undefined || (one.defaultName !== undefined && !one.isType);
  });
}

function addition(text: string, into: ModuleStatement, item: ImportItem, wanted: NewItem): readonly Edit[] | undefined {
  const { named, defaultName } = into;
  if (wanted.name === 'default' && into.form === 'import') return named && !defaultName && !into.isType ? [insert(named.start, `${wanted.local}, `)] : undefined;
  const name = rendered(item, wanted, into);
  if (named) return appendMember(text, named, name);
  return defaultName && !into.isType ? [insert(defaultName.end, `, { ${name} }`)] : undefined;
}

function newStatement(text: string, item: ImportItem, wanted: NewItem): Edit | undefined {
  const { statement } = item;
  const { node, source } = statement;
  const end = lineEndAfter(text, node.end);
  const rest = text.slice(node.end, end).trim();
  const indentation = indentationAt(text, node.start);
  if ((rest !== '' && !rest.startsWith('//')) || lineStartOf(text, node.start) + indentation.length !== node.start) return undefined;
  const semicolon = node.children.at(-1)?.type === ';' ? ';' : '';
  const quote = source.text.slice(0, 1);
  const isDefault = wanted.name === 'default' && statement.form === 'import';
  const words = `${statement.form === 'import' ? 'import' : 'export'} ${statement.isType ? 'type ' : ''}`;
  const binding = isDefault ? wanted.local : `{ ${rendered(item, wanted)} }`;
  return insert(end, `${lineEndOf(text)}${indentation}${words}${binding} from ${quote}${wanted.module}${quote}${semicolon}`);
}

/** Takes one of several items out, with its comma, and with its line when it has one for itself. Comments stay; `undefined` where one would go. */
function removeItem(text: string, item: ImportItem): readonly Edit[] | undefined {
  const { node, statement } = item;
  const { named } = statement;
  if (node === statement.defaultName) {
    const next = named ?? node.parent?.children.find(({ type }) => type === 'namespace_import');
    if (!next) return [remove(node.range)];
    const between = text.slice(node.end, next.start);
    if (!/^\s*,/.test(between)) return undefined;
    return [remove({ start: node.start, end: /^[\s,]*$/.test(between) ? next.start : node.end + between.indexOf(',') + 1 })];
  }
  if (!named) return [];
  // Without anything left in the braces they go, too: `import Acme, {} from` says nothing.
  if (itemsOf(named).length === 1 && statement.defaultName) {
    const goes = { start: statement.defaultName.end, end: named.end };
    return /\/[*/]/.test(text.slice(goes.start, goes.end)) ? undefined : [remove(goes)];
  }
  return removeFromList(text, named, node);
}

/** Takes a member out of a bracketed list with the comma that parts it from the others. Comments stay where they are. */
export function removeFromList(text: string, list: CodeNode, node: CodeNode): readonly Edit[] {
  const { children } = list;
  const at = children.indexOf(node);
  const comma = children[at + 1]?.type === ',' ? children[at + 1] : undefined;
  const lineStart = lineStartOf(text, node.start);
  const end = comma?.end ?? node.end;
  const lineEnd = lineEndAfter(text, end);
  if (comma) {
    const isOwnLine = /^\s*$/.test(text.slice(lineStart, node.start)) && /^\s*$/.test(text.slice(end, lineEnd)) && lineStart > list.start;
    if (isOwnLine) return [remove({ start: lineStart, end: behindLineEnd(text, lineEnd) })];
    const blanks = /^[ \t]*/.exec(text.slice(end, lineEnd))?.[0].length ?? 0;
    return [remove({ start: node.start, end: end + blanks })];
  }
  const before = children[at - 1];
  if (before?.type !== ',') {
    // Behind a comment: it would be the first thing in the brackets.
    const next = children.slice(at + 1).find(({ type }) => type !== 'comment');
    return [remove(node.range), ...(next?.type === ',' ? [remove(next.range)] : [])];
  }
  const previous = children[at - 2];
  return [remove({ start: previous && previous.type !== 'comment' ? previous.end : before.start, end: node.end })];
}

/** Comments that say something to a tool about what stands below them. */
const directive = /@ts-(?:expect-error|ignore)|-next-line\b|\bignore\b/;

/** All of a statement with its lines; `undefined` when something else stands there, a comment in it, or above it one for tools, which would then be about another one. */
function removeStatement(text: string, node: CodeNode): readonly Edit[] | undefined {
  const start = lineStartOf(text, node.start);
  const end = lineEndAfter(text, node.end);
  const siblings = node.parent?.children ?? [];
  const above = siblings[siblings.indexOf(node) - 1];
  if (above?.type === 'comment' && directive.test(above.text)) return undefined;
  if (hasComment(node) || text.slice(start, node.start).trim() !== '' || text.slice(node.end, end).trim() !== '') return undefined;
  return [remove({ start, end: behindLineEnd(text, end) })];
}

function behindLineEnd(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : at < text.length ? at + 1 : at;
}

/** Between the quotes. */
function stringContent(string: CodeNode): { readonly start: number; readonly end: number } {
  return { start: string.start + 1, end: string.end - 1 };
}
