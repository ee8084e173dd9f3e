import { functionAround, isA } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { asyncResource, resonantClient, resources } from '../../pythonNames.ts';

/** A call on a resource of an asynchronous client: `client.agents.list()`. */
export interface ClientCall {
  readonly call: CodeNode;
  /** The client itself, when it stands in the call. */
  readonly client: CodeNode | undefined;
}

/** All such calls, in order. */
export function* clientCalls(python: PythonAnalysis): Iterable<ClientCall> {
  for (const call of python.nodes('call')) {
    const callee = call.field('function');
    const resource = callee?.type === 'attribute' ? callee.field('object') : undefined;
    const client = resource && resourceOwner(python, resource);
    if (client !== undefined) yield { call, client: client === 'elsewhere' ? undefined : client };
  }
}

/** The client whose resource an expression is. */
export function resourceOwner(python: PythonAnalysis, resource: CodeNode): CodeNode | 'elsewhere' | undefined {
  const owner = resource.type === 'attribute' ? resource.field('object') : undefined;
  const name = resource.field('attribute')?.text ?? '';
  const isOwned = owner !== undefined && (resources as readonly string[]).includes(name) && isClient(python, owner);
  // Of `data` no class is known; what a subclass puts in the place of the others is not the client's.
  const isKnown = isA(python, python.instanceOf(resource), asyncResource);
  if (owner && isOwned && (isKnown || name === 'data')) return owner;
  return isKnown ? 'elsewhere' : undefined;
}

/** Whether an expression is proven to be an asynchronous client. */
export function isClient(python: PythonAnalysis, expression: CodeNode): boolean {
  return isA(python, python.instanceOf(expression), resonantClient);
}

/** The function in whose body a call is run; default values of parameters and decorators are run outside of it. */
export function bodyAround(call: CodeNode): CodeNode | undefined {
  const around = functionAround(call);
  const body = around?.field('body');
  return body && body.start <= call.start && call.end <= body.end ? around : undefined;
}
