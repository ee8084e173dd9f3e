import { insert, type Edit } from '../text/edit.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { CodeNode } from './codeTree.ts';

/** The blanks and tabs a line begins with. Takes any offset in the line. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStartOf(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Offset of the line's end, before its line end. */
export function lineEndAfter(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** Whether a comment stands in the node. */
export function hasComment(node: CodeNode): boolean {
  for (const one of node.descendants()) if (one.type === 'comment') return true;
  return false;
}

/** The members of a bracketed list (arguments, a dictionary, imported names), without brackets, commas and comments. */
export function itemsOf(list: CodeNode): readonly CodeNode[] {
  return list.namedChildren.filter(({ type }) => type !== 'comment');
}

/**
 * Puts a member last in a list with brackets, the way the list is laid out: on the same line or on one of its own, with a trailing comma where
 * there is one, and without parting a comment from what it is about. `render` gets the indentation of the line that the member begins on.
 */
export function appendItem(text: string, list: CodeNode, render: (indentation: string) => string): readonly Edit[] {
  const last = itemsOf(list).at(-1);
  const open = list.children[0];
  if (!last || !open) return [insert(open?.end ?? list.end, render(indentationAt(text, list.start)))];
  const indentation = indentationAt(text, last.start);
  const ownLine = lineStartOf(text, last.start) + indentation.length === last.start;
  const behind = list.children.slice(list.children.indexOf(last) + 1);
  const comma = behind.find(({ type }) => type === ',');
  if (!ownLine) return [insert(comma?.end ?? last.end, comma ? ` ${render(indentation)},` : `, ${render(indentation)}`)];
  const eol = lineEndOf(text);
  const lineEnd = lineEndAfter(text, comma?.end ?? last.end);
  const note = behind.find(({ type, start }) => type === 'comment' && start < lineEnd);
  const added = `${eol}${indentation}${render(indentation)}`;
  if (comma) return [insert(note?.end ?? comma.end, `${added},`)];
  return note ? [insert(last.end, ','), insert(note.end, added)] : [insert(last.end, `,${added}`)];
}
