import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import { isInDefinition, oldDefinition, withDefinition } from '../../../../analysis/pythonDefinitions.ts';
import { bulkFix, importsOf } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { appendItem, itemsOf } from '../../../../syntax/pythonEdits.ts';
import type { PythonImports } from '../../../../syntax/pythonImports.ts';
import { insert, replace, type Edit } from '../../../../text/edit.ts';
import { agentResult } from '../../pythonNames.ts';
import { newParts, planResultImports, statusOf } from './agentResultEdits.ts';

/** `AgentResult(success=…, data=…)` (BC-009). */
export const resultArgumentsOld: Rule = {
  id: 'greenlang/result-arguments-old',
  change: 'BC-009',
  description: 'An `AgentResult` is made with its old arguments `success`, `data`, `errors`.',
  guideSection: 'BC-009: Agent Result Format',
  languages: ['python'],
  literals: [['AgentResult'], ['success', 'data', 'error']],
  *check({ python }) {
    if (!python) return;
    const imports = importsOf(python);
    for (const call of python.nodes('call')) {
      const callee = call.field('function');
      const args = call.field('arguments');
      if (!callee || args?.type !== 'argument_list') continue;
      const given = new Map(itemsOf(args).flatMap((item): [string, CodeNode][] => (item.type === 'keyword_argument' ? [[item.field('name')?.text ?? '', item]] : [])));
      if ([...given.keys()].some((name) => old.includes(name)) && python.nameOf(callee) === agentResult && !isInDefinition(python, agentResult, call)) yield finding(python, imports, call, args, given);
    }
  },
};

const old = ['success', 'data', 'errors', 'error'];
const current = ['status', 'output', 'error_details'];

function finding(python: PythonAnalysis, imports: PythonImports, call: CodeNode, args: CodeNode, given: ReadonlyMap<string, CodeNode>): Finding {
  const items = itemsOf(args);
  // Half of it is new, or some arguments are only known at run time: nobody can say what is missing.
  const clear = items.length === given.size && !current.some((name) => given.has(name)) && given.has('success') && !(given.has('error') && given.has('errors'));
  const noted = [...given.values()].some((item) => item.children.some(({ type }) => type === 'comment'));
  const planned = clear && !noted && !call.isBroken ? planResultImports(imports, call, ['AgentStatus']) : undefined;
  return {
    range: (call.field('function') ?? call).range,
    old: true,
    message: withDefinition({
      what: 'An AgentResult is made with its old arguments.',
      why: 'GreenLang 0.3 takes status, output and error_details.',
      todo: 'Pass status=AgentStatus.SUCCESS (or FAILURE), output=… and error_details=….',
    }, agentResult, oldDefinition(python, agentResult, 'status')),
    fixes: planned ? [bulkFix('unsafe', 'Pass status, output and error_details', () => [...edits(python, args, given, planned.names[0] ?? 'AgentStatus'), ...planned.edits])] : [],
  };
}

function edits({ file: { text } }: PythonAnalysis, args: CodeNode, given: ReadonlyMap<string, CodeNode>, status: string): readonly Edit[] {
  const changed = [...given].flatMap(([name, item]): Edit[] => {
    const part = newParts.get(name);
    const value = item.field('value');
    const label = item.field('name');
    if (part === undefined || part === name || !value || !label) return [];
    if (name === 'success') return [replace(label.range, part), ...(statusOf(value, status) === value.text ? [] : [replace(value.range, statusOf(value, status))])];
    if (name === 'error' && value.type !== 'none') return [replace({ start: label.start, end: value.start }, `${part}={"error": `), insert(value.end, '}')];
    return [replace(label.range, part)];
  });
  return given.has('data') ? changed : [...changed, ...appendItem(text, args, () => 'output={}')];
}
