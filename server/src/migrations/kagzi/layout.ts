import type { CodeNode } from '../../syntax/codeTree.ts';
import { isComment } from '../../facts/rust/useTrees.ts';
import { lineEndOf } from '../../text/lineEnd.ts';

/** How a chain of methods is broken into lines at a place: what stands before each of its dots. */
export function chainBreak(text: string, offset: number): string {
  const indentation = indentationAt(text, offset);
  return `${lineEndOf(text)}${indentation}${indentation.startsWith('\t') ? '\t' : '    '}`;
}

/** Whether a comment stands in a part of the node. */
export function hasCommentIn(node: CodeNode, start: number, end: number): boolean {
  for (const one of node.descendants()) if (isComment(one.type) && one.start < end && one.end > start) return true;
  return false;
}

/** Whether `?` can stand at a place: what is around it gives a `Result`, as far as can be seen. */
export function takesQuestionMark(place: CodeNode): boolean {
  const around = place.enclosing('function_item', 'closure_expression', 'async_block');
  if (!around) return false;
  if (around.type === 'async_block') return [...around.descendants()].some((node) => node.type === 'try_expression' && node.enclosing('function_item', 'closure_expression', 'async_block') === around);
  // `Option<Result<…>>` and `Pin<Box<dyn Future<Output = Result<…>>>>` give no `Result` themselves.
  return /^(?:\w+::)*Result\b(?!\s*::)/.test(around.field('return_type')?.text ?? '');
}

/** The blanks and tabs that the line of an offset begins with. */
export function indentationAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
