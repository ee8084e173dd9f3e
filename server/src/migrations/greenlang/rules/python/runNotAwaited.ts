import type { Rule } from '../../../../analysis/migration.ts';
import { bulkFix, importsOf, isA, isAsync, methodCall } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { baseAgent } from '../../pythonNames.ts';
import { awaitingAt, isUsedAtOnce } from './awaiting.ts';

/** An asynchronous agent's `run` called as if it were not (BC-012, issue 4). */
export const runNotAwaited: Rule = {
  id: 'greenlang/run-not-awaited',
  change: 'BC-012',
  description: 'An asynchronous agent\'s `run` is called without `await`.',
  guideSection: 'BC-012: Async/Sync Agent Execution; Issue 4: Async Agent Execution Errors',
  languages: ['python'],
  literals: [['.run(']],
  aboutClasses: true,
  *check({ python }) {
    if (!python) return;
    const imports = importsOf(python);
    for (const call of python.nodes('call')) {
      if (call.field('function')?.field('attribute')?.text !== 'run' || call.parent?.type === 'await') continue;
      const method = methodCall(python, call);
      if (!method || !isA(python, method.on, baseAgent) || !isAsyncRun(python, call, method.on) || !isUsedAtOnce(python, call)) continue;
      const awaiting = call.isBroken ? undefined : awaitingAt(imports, call);
      yield {
        range: (call.field('function') ?? call).range,
        old: true,
        message: {
          what: 'This agent\'s run is asynchronous, and is called without await.',
          why: 'GreenLang 0.3 stops with "This agent requires async execution but was called synchronously".',
          todo: awaiting?.how === 'await' ? 'Await it.' : 'Await it in an async function, or wrap the call: asyncio.run(…).',
        },
        fixes: awaiting ? [bulkFix('unsafe', awaiting.how === 'await' ? 'Await it' : 'Run it with asyncio.run()', awaiting.edits)] : [],
      };
    }
  },
};

/** Whether the `run` that a call reaches is `async def`: in a class of this file, or as other files have it. */
function isAsyncRun(python: PythonAnalysis, call: CodeNode, className: string): boolean {
  return python.valueOf(call)?.kind === 'awaitable' || ownRun(python, className, 0) === true;
}

/** Whether the class, or the nearest of its bases in this file, has an asynchronous `run`; `undefined` when none has one. */
function ownRun(python: PythonAnalysis, className: string, depth: number): boolean | undefined {
  const one = python.classes.find(({ qualifiedName }) => qualifiedName === className);
  const run = one?.methods.get('run');
  if (run) return isAsync(run) && run.parent?.type !== 'decorated_definition';
  const base = one?.bases[0];
  return base !== undefined && depth < 20 ? ownRun(python, base, depth + 1) : undefined;
}
