import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule, RuleContext } from '../../../../analysis/migration.ts';
import { awaitEdits, isInGenerator, staysCoroutine } from '../../../../analysis/pythonAwaiting.ts';
import { bulkFix, functionAround, isAsync } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { resources } from '../../pythonNames.ts';
import { bodyAround, clientCalls, resourceOwner, type ClientCall } from './clientCalls.ts';
import { syncClientFor, type SyncChoice } from './syncClients.ts';

const why = 'The SDK 2.x is asynchronous: the call gives a coroutine, and nothing is sent until it is awaited.';

/** Calls of a client whose coroutine nobody awaits (1. Async by default). */
export const clientNotAwaited: Rule = {
  id: 'resonantgenesis/client-not-awaited',
  change: 'RG-ASYNC',
  description: 'A call of a `ResonantClient` is not awaited.',
  guideSection: 'Python SDK, Migration 1.x to 2.x: 1. Async by default',
  languages: ['python'],
  literals: [resources.map((name) => `.${name}`)],
  aboutClasses: true,
  *check({ python, project }) {
    if (!python) return;
    for (const one of clientCalls(python)) {
      if (!isLeftAlone(python, one.call)) yield finding(python, project, one);
    }
    for (const method of handedOn(python)) {
      yield {
        range: method.range,
        old: true,
        message: { what: 'A method of the client is handed on uncalled.', why, todo: 'Whoever calls it gets a coroutine now: have it awaited there, or hand on the method of a SyncClient.' },
        fixes: [],
      };
    }
  },
};

/** Whether a call is awaited, or its coroutine is given to something that awaits it, also in a list. */
function isLeftAlone(python: PythonAnalysis, call: CodeNode): boolean {
  if (staysCoroutine(python, call)) return true;
  let list = call.parent;
  while (list && ['list', 'list_comprehension', 'generator_expression', 'tuple', 'parenthesized_expression'].includes(list.type)) {
    if (list.type !== 'parenthesized_expression' && staysCoroutine(python, list)) return true;
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

function finding(python: PythonAnalysis, project: RuleContext['project'], one: ClientCall): Finding {
  const { call } = one;
  const around = bodyAround(call);
  const base = { range: (call.field('function') ?? call).range, old: true } as const;
  const what = 'This call of the client is not awaited.';
  if (around && isAsync(around)) {
    const fixes = call.isBroken || isInGenerator(call) ? [] : [bulkFix('safe', 'Await it', () => awaitEdits(call))];
    return { ...base, message: { what, why, todo: fixes.length > 0 ? 'Await it.' : 'Await it: write the generator as a loop, or as a list.' }, fixes };
  }
  const choice: SyncChoice = functionAround(call) && !around ? { todo: 'It is run where the function is defined: make the call in the function.' } : syncClientFor(python, project, one, around);
  const { edits, applicability } = choice;
  return {
    ...base,
    message: { what, why, todo: choice.todo },
    fixes: edits && applicability ? [bulkFix(applicability, 'Use a SyncClient', edits)] : [],
  };
}

/** Methods of a resource that are no callee: `run_in_executor(None, client.agents.list)`. */
function* handedOn(python: PythonAnalysis): Iterable<CodeNode> {
  for (const node of python.nodes('attribute')) {
    const resource = node.field('object');
    if (node.fieldName === 'function' || node.parent?.type !== 'argument_list' || !resource || resource.type !== 'attribute') continue;
    if (resourceOwner(python, resource) !== undefined) yield node;
  }
}
