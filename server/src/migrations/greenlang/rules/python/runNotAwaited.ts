import type { Rule } from '../../../../analysis/migration.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { callsOf, importsOf, isA, methodCall } from '../../../../analysis/pythonRules.ts';
import { words } from '../../../../text/literal.ts';
import { baseAgent } from '../../pythonNames.ts';
import { awaitingAt, isUsedAtOnce } from '../../../../analysis/pythonAwaiting.ts';

/** An asynchronous agent's `run` called as if it were not (BC-012, issue 4). */
export const runNotAwaited: Rule = {
  id: 'greenlang/run-not-awaited',
  change: 'BC-012',
  description: 'An asynchronous agent\'s `run` is called without `await`.',
  guideSection: 'BC-012: Async/Sync Agent Execution; Issue 4: Async Agent Execution Errors',
  languages: ['python'],
  literals: [words(['.run'])],
  aboutClasses: true,
  *check({ python }) {
    if (!python) return;
    const imports = importsOf(python);
    for (const call of callsOf(python, 'run')) {
      if (call.parent?.type === 'await') continue;
      const method = methodCall(python, call);
      if (!method || !isA(python, method.on, baseAgent) || python.isAsyncMethod(method.on, 'run') !== true || !isUsedAtOnce(python, call)) continue;
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
