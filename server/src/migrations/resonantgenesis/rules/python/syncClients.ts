import type { RuleContext } from '../../../../analysis/migration.ts';
import { functionAround, importsOf, isAsync } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { replace, type Edit } from '../../../../text/edit.ts';
import { resonantClient } from '../../pythonNames.ts';
import { clientCalls, isClient, type ClientCall } from './clientCalls.ts';
import { isAwaitedElsewhere } from './coroutineUses.ts';
import { escapes } from './clientEscapes.ts';
import { namedClients, type NamedClients } from './clientNames.ts';

/** How a synchronous call gets a client that answers it. */
export interface SyncChoice {
  readonly todo: string;
  readonly edits?: () => readonly Edit[];
  readonly applicability?: 'safe' | 'unsafe';
}

const ownClient = 'Make the function asynchronous and await the call, or give it a SyncClient of its own.';

/** Takes a call that stands in no asynchronous function, and the function that it stands in. */
export function syncClientFor(python: PythonAnalysis, project: RuleContext['project'], { call, client }: ClientCall, around: CodeNode | undefined): SyncChoice {
  const whole = python.whole;
  const names = namedClients(whole);
  if (names === undefined) return { todo: `Use a SyncClient: the client is made in another file. ${ownClient}` };
  if (isSynchronous(whole)) return wholeFile(whole, project, names);
  const made = client && constructorOf(python, client, around);
  const plan = made && !call.isBroken ? importsOf(python).plan([{ module: 'resonantgenesis', name: 'SyncClient' }], call) : undefined;
  const callee = made?.field('function');
  if (!plan || !callee) return { todo: `${ownClient} Asynchronous code of this file may use the same client.` };
  return { todo: 'Use a SyncClient in this function.', applicability: 'safe', edits: () => [replace(callee.range, plan.names[0] ?? 'SyncClient'), ...plan.edits] };
}

/** Nothing in the file is asynchronous, nor runs what is. */
function isSynchronous(python: PythonAnalysis): boolean {
  return !python.nodes('function_definition').some(isAsync) && !python.imports.some(({ module }) => /^(?:asyncio|anyio|trio|uvloop|nest_asyncio|asgiref)(?:\.|$)/.test(module))
    && !/\bawait\b/.test(python.file.text) && ![...clientCalls(python)].some(({ call }) => isAwaitedElsewhere(python, call));
}

/** Every client of the file becomes a `SyncClient`: the import and all that names the class. */
function wholeFile(python: PythonAnalysis, project: RuleContext['project'], { edits, because }: NamedClients): SyncChoice {
  if (!edits) return { todo: `Use a SyncClient, in the import and wherever the client is made: ${because ?? ''}.` };
  const escape = !project.complete ? 'other files are not read yet' : makesClient(python) ? escapes(python, project) : 'its clients are made elsewhere';
  if (escape === undefined) return { todo: 'Use a SyncClient: nothing in this file is asynchronous.', applicability: 'safe', edits };
  return { todo: `Use a SyncClient, if nothing asynchronous uses the same client: ${escape}.`, applicability: 'unsafe', edits };
}

/** Whether the file makes a client itself: where it only takes one, the name of the class in an annotation changes nothing. */
function makesClient(python: PythonAnalysis): boolean {
  return python.nodes('call').some((call) => isClient(python, call) && python.nameOf(call.field('function') ?? call) !== undefined && !isHandedOut(python, call));
}

/** `ask(client)` of this file gives a client that was made before. */
function isHandedOut(python: PythonAnalysis, call: CodeNode): boolean {
  return python.valueOf(call.field('function') ?? call)?.kind !== 'class';
}

/** The call that makes the client, when the client lives in one synchronous function and nothing else gets it. */
function constructorOf(python: PythonAnalysis, client: CodeNode, around: CodeNode | undefined): CodeNode | undefined {
  if (client.type === 'call') return isConstructor(python, client) ? client : undefined;
  if (client.type !== 'identifier' || !around) return undefined;
  const uses = python.whole.identifiers(client.text).filter((node) => node.start >= around.start && node.end <= around.end && node.fieldName !== 'attribute');
  const stores = uses.filter((node) => python.isStore(node) || node.parent?.type === 'as_pattern_target');
  const [store, ...more] = stores;
  const isKept = uses.every((node) => node === store || (node.parent?.type === 'attribute' && node.fieldName === 'object' && functionAround(node) === around));
  if (!store || more.length > 0 || !isKept) return undefined;
  const value = store.parent?.type === 'assignment' && store.fieldName === 'left' ? store.parent.field('right') : undefined;
  return value && isConstructor(python, value) ? value : undefined;
}

function isConstructor(python: PythonAnalysis, call: CodeNode): boolean {
  const callee = call.type === 'call' ? call.field('function') : undefined;
  return callee !== undefined && python.nameOf(callee) === resonantClient && isClient(python, call);
}
