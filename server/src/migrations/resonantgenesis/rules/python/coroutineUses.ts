import { staysCoroutine } from '../../../../analysis/pythonAwaiting.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';

/** Whether the code is asynchronous already at a call: it is awaited, entered or looped over so, or its coroutine is given to something that awaits it, also in a list. */
export function isAwaitedElsewhere(python: PythonAnalysis, call: CodeNode): boolean {
  if (staysCoroutine(python, call) || isAsynchronous(call)) return true;
  let list = call.parent;
  while (list && ['list', 'list_comprehension', 'generator_expression', 'tuple', 'parenthesized_expression'].includes(list.type)) {
    if (staysCoroutine(python, list) || isAsynchronous(list)) return true;
    const name = list.parent?.type === 'assignment' && list.fieldName === 'right' ? list.parent.field('left') : undefined;
    if (name?.type === 'identifier' && isUnpackedForTasks(python, name, list.end)) return true;
    list = list.parent;
  }
  return false;
}

/** `gather(*calls)`: a list of coroutines that somebody made before there was anything else. */
function isUnpackedForTasks(python: PythonAnalysis, { text }: CodeNode, after: number): boolean {
  return python.whole.identifiers(text).some((use) => use.start > after && /\b(?:gather|wait|as_completed|TaskGroup|create_task)$/.test(
    use.enclosing('argument_list', 'function_definition')?.parent?.field('function')?.text ?? ''));
}

/** `async with call() as x`, `async for x in call()`, in comprehensions too. */
function isAsynchronous(node: CodeNode): boolean {
  const holder = node.parent?.type === 'as_pattern' ? node.parent : node;
  const around = holder.parent?.type === 'with_item' ? holder.enclosing('with_statement') : holder.fieldName === 'right' ? holder.parent : undefined;
  return around !== undefined && ['with_statement', 'for_statement', 'for_in_clause'].includes(around.type) && around.children.some(({ type }) => type === 'async');
}
