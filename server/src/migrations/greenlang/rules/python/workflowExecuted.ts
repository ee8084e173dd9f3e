import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { callsOf, importsOf, isA, methodCall } from '../../../../analysis/pythonRules.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { itemsOf } from '../../../../syntax/codeEdits.ts';
import type { PythonImports } from '../../../../syntax/pythonImports.ts';
import { insert, remove, type Edit } from '../../../../text/edit.ts';
import { words } from '../../../../text/literal.ts';
import { executionContext, workflow } from '../../pythonNames.ts';
import { awaitingAt, staysCoroutine } from '../../../../analysis/pythonAwaiting.ts';

/** `workflow.execute(data)`: takes an `ExecutionContext` now, and must be awaited (example 2). */
export const workflowExecuted: Rule = {
  id: 'greenlang/workflow-executed-with-data',
  change: 'BC-005',
  description: 'A `Workflow` is executed with plain data, or without `await`.',
  guideSection: 'Example 2: Workflow Execution',
  languages: ['python'],
  literals: [words(['.execute'])],
  aboutClasses: true,
  *check({ python }) {
    if (!python) return;
    const imports = importsOf(python);
    for (const call of callsOf(python, 'execute')) {
      const method = methodCall(python, call);
      const args = call.field('arguments');
      if (!method || !isA(python, method.on, workflow) || args?.type !== 'argument_list') continue;
      const [data, ...more] = itemsOf(args);
      const hasContext = data !== undefined && isA(python, python.instanceOf(data.type === 'keyword_argument' ? data.field('value') ?? data : data), executionContext);
      const awaited = staysCoroutine(python, call);
      if (!hasContext || !awaited) yield finding(imports, call, { data: hasContext ? undefined : data, clear: hasContext || (data !== undefined && more.length === 0 && isPlain(data)), awaited });
    }
  },
};

/** An argument that can be wrapped: no unpacking, no name but `input_data`. */
function isPlain(data: CodeNode): boolean {
  if (data.type === 'keyword_argument') return data.field('name')?.text === 'input_data' && !data.children.some(({ type }) => type === 'comment');
  return data.type !== 'list_splat' && data.type !== 'dictionary_splat';
}

interface Execution {
  /** What is to be wrapped. */
  readonly data: CodeNode | undefined;
  readonly clear: boolean;
  readonly awaited: boolean;
}

function finding(imports: PythonImports, call: CodeNode, { data, clear, awaited }: Execution): Finding {
  const context = data && imports.plan([{ module: 'greenlang.core.context', name: 'ExecutionContext', formerly: 'greenlang.core' }], call);
  const awaiting = awaited ? undefined : awaitingAt(imports, call);
  const fixable = clear && !call.isBroken && (!data || context !== undefined) && (awaited || awaiting !== undefined);
  const wrap = (): readonly Edit[] => {
    if (!data || !context) return [];
    const value = data.type === 'keyword_argument' ? data.field('value') ?? data : data;
    const label = value.start > data.start ? [remove({ start: data.start, end: value.start })] : [];
    return [...label, insert(value.start, `${context.names[0] ?? 'ExecutionContext'}(data=`), insert(value.end, ', async_mode=True)'), ...context.edits];
  };
  return {
    range: (call.field('function') ?? call).range,
    old: true,
    message: {
      what: data || !clear ? 'A workflow is executed with plain data.' : 'A workflow is executed without await.',
      why: 'In GreenLang 0.3 it takes an ExecutionContext and runs asynchronously.',
      todo: 'Pass ExecutionContext(data=…, async_mode=True), and await it: in an async function, or with asyncio.run().',
    },
    fixes: fixable ? [bulkFix('unsafe', awaiting?.how === 'asyncio.run' ? 'Pass a context, and run it with asyncio.run()' : 'Pass a context, and await it', () => [...(awaiting?.edits() ?? []), ...wrap()])] : [],
  };
}
