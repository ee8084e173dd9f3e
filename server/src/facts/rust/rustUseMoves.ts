import { indentationAt, lineStartOf } from '../../syntax/codeEdits.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { insert, remove, replace, type Edit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import type { RustImport } from './useTrees.ts';
import { isComment, pathText } from './useTrees.ts';

/**
 * The edits that make a `use` declaration bring in `path` in place of one of its entries. `local` is what the file calls it afterwards. The entry changes
 * where it stands, or goes to the list around it that its new path fits, or gets a declaration of its own. `undefined` where that is not clear.
 */
export function movedImport(declaration: CodeNode, { node, local: former, wildcard }: RustImport, path: string, local: string | undefined): readonly Edit[] | undefined {
  if (wildcard || node.type === 'self' || isSelfAlias(node) || declaration.isBroken || hasComment(node)) return undefined;
  const alias = former === undefined ? ' as _' : local === undefined || local === path.split('::').at(-1) ? '' : ` as ${local}`;
  /** The largest entry that brings in nothing else. */
  let whole = node;
  let isAlone = true;
  for (let entry = node; entry.parent; entry = entry.parent) {
    const list = entry.parent;
    if (list.type === 'use_declaration') return isAlone ? [...hasComment(entry) ? [] : [replace(entry.range, leading(entry) + path + alias)]] : apart(declaration, whole, `${path}${alias}`);
    if (list.type !== 'use_list') continue;
    const prefix = prefixOf(list);
    if (prefix !== '' && path.startsWith(`${prefix}::`)) {
      const item = `${path.slice(prefix.length + 2)}${alias}`;
      if (isAlone) return hasComment(entry) ? undefined : [replace(entry.range, item)];
      return [...without(whole), insert(entry.end, `, ${item}`)];
    }
    isAlone &&= entriesOf(list).length === 1;
    if (isAlone) whole = list.parent?.type === 'scoped_use_list' ? list.parent : list;
  }
  return undefined;
}

/** The edits that take an entry out of a `use` declaration, and the declaration's lines when it brings in nothing else. `undefined` where that is not clear. */
export function removedImport(declaration: CodeNode, { node, wildcard }: RustImport): readonly Edit[] | undefined {
  if (wildcard || node.type === 'self' || declaration.isBroken || hasComment(node) || attributesOf(declaration).length > 0) return undefined;
  let whole = node;
  for (let entry = node; entry.parent; entry = entry.parent) {
    const list = entry.parent;
    if (list.type === 'use_declaration') return hasComment(declaration) ? undefined : [remove(withLine(declaration.source, declaration) ?? declaration.range)];
    if (list.type !== 'use_list') continue;
    if (entriesOf(list).length > 1) return without(whole);
    whole = list.parent?.type === 'scoped_use_list' ? list.parent : list;
  }
  return undefined;
}

/** A range with its whole lines; `undefined` when something else stands in them. */
function withLine(text: string, { start, end }: Range): Range | undefined {
  const first = lineStartOf(text, start);
  const behind = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(end))?.[0];
  return text.slice(first, start).trim() !== '' || behind === undefined ? undefined : { start: first, end: end + behind.length };
}

/** `{self as name}` */
function isSelfAlias(node: CodeNode): boolean {
  return node.type === 'use_as_clause' && node.field('path')?.type === 'self';
}

/** `::` at the head of a path says that it begins with a crate. */
function leading(argument: CodeNode): string {
  return argument.text.startsWith('::') ? '::' : '';
}

/** The path before a list and before those around it. */
export function prefixOf(list: CodeNode): string {
  const parts: string[] = [];
  for (let node: CodeNode | undefined = list; node && node.type !== 'use_declaration'; node = node.parent) {
    const path = node.type === 'scoped_use_list' ? node.field('path') : undefined;
    if (path) parts.unshift(pathText(path));
  }
  return parts.join('::');
}

function entriesOf(list: CodeNode): readonly CodeNode[] {
  return list.namedChildren.filter(({ type }) => !isComment(type));
}

function hasComment(node: CodeNode): boolean {
  for (const one of node.descendants()) if (isComment(one.type)) return true;
  return false;
}

/** A declaration of its own behind the one that it is taken out of, as visible and under the same conditions. */
function apart(declaration: CodeNode, entry: CodeNode, item: string): readonly Edit[] {
  const text = declaration.source;
  const eol = lineEndOf(text);
  const indentation = indentationAt(text, declaration.start);
  const rest = /^[^\r\n]*/.exec(text.slice(declaration.end))?.[0] ?? '';
  const isLine = lineStartOf(text, declaration.start) + indentation.length === declaration.start;
  const at = declaration.end + (isLine && /^[ \t]*(?:\/\/|$)/.test(rest) ? rest.length : 0);
  const visibility = declaration.children.find(({ type }) => type === 'visibility_modifier');
  const lines = [...attributesOf(declaration).map((attribute) => attribute.text), `${visibility ? `${visibility.text} ` : ''}use ${leading(declaration.field('argument') ?? entry)}${item};`];
  return [...without(entry), insert(at, lines.map((line) => `${isLine ? `${eol}${indentation}` : ' '}${line}`).join(''))];
}

/** The attributes before an item, from the first on. */
export function attributesOf(item: CodeNode): readonly CodeNode[] {
  const found: CodeNode[] = [];
  for (let before = item.previousSibling; before && (before.type === 'attribute_item' || isComment(before.type)); before = before.previousSibling) {
    if (before.type === 'attribute_item') found.unshift(before);
  }
  return found;
}

/** Takes an entry out of its list, with its comma, and with its line when nothing else is there; comments stay. */
function without(entry: CodeNode): readonly Edit[] {
  const list = entry.parent;
  const siblings = list?.children ?? [];
  const at = siblings.indexOf(entry);
  const text = entry.source;
  const others = list ? entriesOf(list).filter((one) => one !== entry) : [];
  const [only] = others;
  // One name needs no brackets.
  if (list && only && others.length === 1 && list.parent?.type === 'scoped_use_list' && only.type !== 'self' && !isSelfAlias(only) && !hasComment(list)) return [replace(list.range, only.text)];
  const next = siblings.slice(at + 1).find(({ type }) => !isComment(type));
  if (next?.type === ',' && !siblings.slice(at + 1, siblings.indexOf(next)).some(({ type }) => isComment(type))) {
    const line = withLine(text, { start: entry.start, end: next.end });
    const behind = /^[ \t]*/.exec(text.slice(next.end))?.[0].length ?? 0;
    return [remove(line ?? { start: entry.start, end: next.end + behind })];
  }
  const comma = siblings[at - 1];
  return [remove({ start: comma?.type === ',' ? comma.start : entry.start, end: entry.end })];
}
