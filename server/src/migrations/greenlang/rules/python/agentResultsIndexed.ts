import type { Finding } from '../../../../analysis/diagnostic.ts';
import { isInDefinition } from '../../../../analysis/pythonDefinitions.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { isA, statementRule } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { hasComment } from '../../../../syntax/codeEdits.ts';
import { replace } from '../../../../text/edit.ts';
import { words } from '../../../../text/literal.ts';
import { executionContext } from '../../pythonNames.ts';

const why = 'In GreenLang 0.3 agent_results is a list in the order of the run; it was a dict by agent.';

/** Methods of a dict that a list does not have. */
const dictMethods = ['get', 'items', 'keys', 'values', 'pop', 'popitem', 'update', 'setdefault'];

/** `context.agent_results` used as the dict it was (BC-005). */
export const agentResultsIndexed = statementRule({
  id: 'greenlang/agent-results-as-dict',
  change: 'BC-005',
  description: 'The `agent_results` of an `ExecutionContext` are used as a dict: indexed by an agent\'s id, asked with `in`, or through `get`, `items`, `keys`, `values`.',
  guideSection: 'BC-005: Workflow Execution Context',
  literals: [words(['agent_results'])],
  aboutClasses: true,
  hasRareLiterals: true,
  *check(python) {
    for (const results of python.nodes('attribute')) {
      if (results.field('attribute')?.text !== 'agent_results') continue;
      const object = results.field('object');
      const { parent } = results;
      if (!object || !parent || !isA(python, python.instanceOf(object), executionContext) || isInDefinition(python, executionContext, results)) continue;
      const finding = indexed(python, results, parent) ?? asDict(python, results, parent);
      if (finding) yield finding;
    }
  },
});

/** `agent_results["id"]`. A key that may be a number says nothing: a list has those too. */
function indexed(python: PythonAnalysis, results: CodeNode, parent: CodeNode): Finding | undefined {
  const keys = parent.fields('subscript');
  const key = parent.type === 'subscript' && results.fieldName === 'value' && keys.length === 1 ? keys[0] : undefined;
  if (!key || (key.type !== 'string' && python.constantOf(key) === undefined)) return undefined;
  const variable = ['r', 'entry', 'agent_result'].find((name) => !new RegExp(`\\b${name}\\b`).test(parent.text));
  const fixable = !python.isStore(parent) && !hasComment(parent) && !parent.isBroken && variable !== undefined;
  return {
    range: parent.range,
    old: true,
    message: {
      what: `agent_results is indexed by an agent's id, and has none any more.`,
      why,
      todo: fixable ? `Take the first result whose agent_id it is.` : `Results cannot be put into the list by id: use what GreenLang offers to add one.`,
    },
    fixes: fixable ? [bulkFix('unsafe', 'Take the first result with this agent_id', () => [
      replace(parent.range, `next(${variable} for ${variable} in ${results.text} if ${variable}.agent_id == ${key.text})`),
    ])] : [],
  };
}

function asDict(python: PythonAnalysis, results: CodeNode, parent: CodeNode): Finding | undefined {
  const method = parent.type === 'attribute' && results.fieldName === 'object' && parent.parent?.type === 'call' ? parent.field('attribute')?.text : undefined;
  if (method !== undefined && dictMethods.includes(method)) {
    return {
      range: parent.range, old: true, fixes: [],
      message: { what: `agent_results has no ${method}() of a dict any more.`, why, todo: 'Loop over the results; each knows its agent_id.' },
    };
  }
  const operator = parent.type === 'comparison_operator' ? parent.children.find(({ start, type }) => start > 0 && (type === 'in' || type === 'not in')) : undefined;
  const left = parent.children[0];
  const isRight = operator && results.start > operator.start && left && (left.type === 'string' || python.constantOf(left) !== undefined);
  return isRight ? {
    range: parent.range, old: true, fixes: [],
    message: { what: 'agent_results is asked for an agent\'s id, and holds results.', why, todo: 'Ask `any(r.agent_id == … for r in context.agent_results)`.' },
  } : undefined;
}
