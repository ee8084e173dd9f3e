import { staysCoroutine } from '../../../../analysis/pythonAwaiting.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';

/** Whether the code is asynchronous already at a call: it is awaited, entered or looped over so, or its coroutine is given to something that awaits it, also in a list. */
export function isAwaitedElsewhere(python: PythonAnalysis, call: CodeNode): boolean {
  if (staysCoroutine(python, call) || isAsynchronous(call) || isTaken(python, call)) return true;
  let list = call.parent;
  while (list && holders.has(list.type)) {
    if (staysCoroutine(python, list) || isAsynchronous(list) || isAwaitedInLoop(list)) return true;
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

const holders: ReadonlySet<string> = new Set([
  'list', 'list_comprehension', 'generator_expression', 'tuple', 'parenthesized_expression', 'set', 'set_comprehension', 'dictionary', 'dictionary_comprehension', 'pair',
]);

/** Handed to what keeps a coroutine going, or put into what is awaited as a whole later: `pending.append(…)`, then `gather(*pending)`. */
function isTaken(python: PythonAnalysis, call: CodeNode): boolean {
  const callee = call.parent?.type === 'argument_list' ? call.parent.parent?.field('function') : undefined;
  if (callee === undefined) return false;
  const method = (callee.type === 'attribute' ? callee.field('attribute') : callee)?.text ?? '';
  if (/^(?:shield|spawn)$/.test(method)) return true;
  const list = callee.type === 'attribute' ? callee.field('object') : undefined;
  return /^(?:append|appendleft|add|insert|put|put_nowait)$/.test(method) && list?.type === 'identifier' && isUnpackedForTasks(python, list, call.end);
}

/** `[await one for one in (first(), second())]`, and the same as a statement. */
function isAwaitedInLoop(list: CodeNode): boolean {
  const loop = list.fieldName === 'right' && (list.parent?.type === 'for_in_clause' || list.parent?.type === 'for_statement') ? list.parent : undefined;
  const name = loop?.field('left');
  const body = loop?.type === 'for_in_clause' ? loop.parent : loop;
  if (name?.type !== 'identifier' || !body) return false;
  for (const node of body.descendants()) if (node.type === 'await' && node.namedChildren[0]?.text === name.text) return true;
  return false;
}

/** Whether a call is an argument of a call that is awaited: that may await it itself, or take what it gives. */
export function isHandedToAwaited(call: CodeNode): boolean {
  let at = call;
  while (at.parent && (holders.has(at.parent.type) || at.parent.type === 'keyword_argument' || at.parent.type === 'list_splat')) at = at.parent;
  return at.parent?.type === 'argument_list' && at.parent.parent?.parent?.type === 'await';
}
