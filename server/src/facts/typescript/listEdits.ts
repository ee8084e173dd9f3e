import type { CodeNode } from '../../syntax/codeTree.ts';
import { appendItem, itemsOf, lineEndAfter } from '../../syntax/codeEdits.ts';
import { insert, type Edit } from '../../text/edit.ts';

/** Puts a member last in brackets, the way the list is laid out, behind a comment that is about the last one. Takes arguments, an object, imported names. */
export function appendMember(text: string, list: CodeNode, member: string): readonly Edit[] {
  const { children } = list;
  const last = itemsOf(list).at(-1);
  const next = last ? children[children.indexOf(last) + 1] : children.filter(({ type }) => type === 'comment').at(-1);
  const isBeside = next?.type === 'comment' && next.text.startsWith('/*') && next.end <= lineEndAfter(text, last?.end ?? list.start);
  const behind = isBeside ? children[children.indexOf(next) + 1] : undefined;
  // A comma behind the comment would stay between both.
  if (isBeside && behind?.type !== ',') return [insert(next.end, last ? `, ${member}` : ` ${member}`)];
  if (last || list.type !== 'object') return appendItem(text, list, () => member);
  const open = list.start + 1;
  return [insert(open, ` ${member}${/^\s/.test(text.slice(open)) ? '' : ' '}`)];
}
