import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule, RuleContext } from '../../../../analysis/migration.ts';
import { awaitEdits, isInGenerator } from '../../../../analysis/pythonAwaiting.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { functionAround, isAsync } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { words } from '../../../../text/literal.ts';
import { resources } from '../../pythonNames.ts';
import { bodyAround, clientCalls, resourceOwner, type ClientCall } from './clientCalls.ts';
import { isAwaitedElsewhere, isHandedToAwaited } from './coroutineUses.ts';
import { syncClientFor, type SyncChoice } from './syncClients.ts';

const why = 'The SDK 2.x is asynchronous: the call gives a coroutine, and nothing is sent until it is awaited.';

/** Calls of a client whose coroutine nobody awaits (1. Async by default). */
export const clientNotAwaited: Rule = {
  id: 'resonantgenesis/client-not-awaited',
  change: 'RG-ASYNC',
  description: 'A call of a `ResonantClient` is not awaited.',
  guideSection: 'Python SDK, Migration 1.x to 2.x: 1. Async by default',
  languages: ['python'],
  literals: [words(resources.map((name) => `.${name}`))],
  aboutClasses: true,
  *check({ python, project }) {
    if (!python) return;
    for (const one of clientCalls(python)) {
      if (!isAwaitedElsewhere(python, one.call)) yield finding(python, project, one);
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

function finding(python: PythonAnalysis, project: RuleContext['project'], one: ClientCall): Finding {
  const { call } = one;
  const around = bodyAround(call);
  const base = { range: (call.field('function') ?? call).range, old: true } as const;
  const what = 'This call of the client is not awaited.';
  if (around && isAsync(around)) {
    const doubt = doubtOf(call);
    const fixes = call.isBroken || doubt !== undefined ? [] : [bulkFix(isHandedToAwaited(call) ? 'unsafe' : 'safe', 'Await it', () => awaitEdits(call))];
    return { ...base, message: { what, why, todo: doubt ?? (isHandedToAwaited(call) ? 'Await it, unless what it is handed to does so.' : 'Await it.') }, fixes };
  }
  const choice: SyncChoice = functionAround(call) && !around ? { todo: 'It is run where the function is defined: make the call in the function.' } : syncClientFor(python, project, one, around);
  const { edits, applicability } = choice;
  return {
    ...base,
    message: { what, why, todo: choice.todo },
    fixes: edits && applicability ? [bulkFix(applicability, 'Use a SyncClient', edits)] : [],
  };
}

/** What to do where `await` may not be the answer; `undefined` where it is. */
function doubtOf(call: CodeNode): string | undefined {
  if (isInGenerator(call)) return 'Await it: write the generator as a loop, or as a list.';
  if (streaming.test(call.field('function')?.field('attribute')?.text ?? '')) return 'Find out whether it gives an asynchronous iterator now: that is looped over with async for, and not awaited.';
  if (isEntered(call)) return 'Find out whether it is entered with async with now, or awaited first.';
  return undefined;
}

/** Methods that give one thing after the other, by their names. */
const streaming = /^(?:a?iter|iterate|stream|subscribe|listen|watch|follow|tail)(?:_|$)|_(?:stream|iter|iterator)$/;

/** Whether it is what a `with` enters. */
function isEntered(call: CodeNode): boolean {
  const holder = call.parent?.type === 'as_pattern' ? call.parent : call;
  return holder.parent?.type === 'with_item';
}

/** Methods of a resource that are no callee: `run_in_executor(None, client.agents.list)`. */
function* handedOn(python: PythonAnalysis): Iterable<CodeNode> {
  for (const node of python.nodes('attribute')) {
    const resource = node.field('object');
    if (node.fieldName === 'function' || node.parent?.type !== 'argument_list' || !resource || resource.type !== 'attribute') continue;
    if (resourceOwner(python, resource) !== undefined) yield node;
  }
}
