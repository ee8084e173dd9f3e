import type { Finding } from '../../../../analysis/diagnostic.ts';
import { isInDefinition, oldDefinition, withDefinition } from '../../../../analysis/pythonDefinitions.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { importsOf, isA, statementRule } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { appendItem, itemsOf } from '../../../../syntax/codeEdits.ts';
import type { PythonImports } from '../../../../syntax/pythonImports.ts';
import { replace, type Edit } from '../../../../text/edit.ts';
import { words } from '../../../../text/literal.ts';
import { agentResult } from '../../pythonNames.ts';
import { newParts, planResultImports, statusOf, takenResultNames } from './agentResultEdits.ts';
import { errorDetails } from './errorDetails.ts';

/** `AgentResult(success=…, data=…)` (BC-009), and subclasses, whose arguments may be their own. */
export const resultArgumentsOld = statementRule({
  id: 'greenlang/result-arguments-old',
  change: 'BC-009',
  description: 'An `AgentResult` is made with its old arguments `success`, `data`, `errors`.',
  guideSection: 'BC-009: Agent Result Format',
  literals: [words(['AgentResult']), words(['success', 'data', 'errors', 'error'])],
  aboutClasses: true,
  hasRareLiterals: true,
  *check(python) {
    const imports = importsOf(python);
    const made: Made[] = [];
    for (const call of python.nodes('call')) {
      const callee = call.field('function');
      const args = call.field('arguments');
      if (!callee || args?.type !== 'argument_list') continue;
      const given = new Map(itemsOf(args).flatMap((item): [string, CodeNode][] => (item.type === 'keyword_argument' ? [[item.field('name')?.text ?? '', item]] : [])));
      const names = [...given.keys()].filter((name) => old.includes(name));
      const name = names.length > 0 ? python.nameOf(callee) : undefined;
      if (name === undefined || !isA(python, name, agentResult) || isInDefinition(python, agentResult, call)) continue;
      const inherited = names.filter((each) => !python.declaresBelow(name, agentResult, each));
      if (name === agentResult) made.push({ finding: finding(python, imports, call, args, given), maker: makerOf(call) });
      else if (inherited.length > 0) yield subclassFinding(callee, inherited);
    }
    yield* together(made);
  },
});

/** A finding with the function whose result it may be. */
interface Made {
  readonly finding: Finding;
  readonly maker: CodeNode | undefined;
}

function makerOf(call: CodeNode): CodeNode | undefined {
  let at: CodeNode | undefined = call;
  while (at && at.type !== 'function_definition') at = at.parent;
  return at;
}

/**
 * What one function makes changes together: a result that stays old raises in 0.3, and a handler of the same function that already makes
 * new ones would catch that and hide it.
 */
function together(made: readonly Made[]): Finding[] {
  const left = new Set(made.flatMap(({ finding: { fixes }, maker }) => (fixes.length === 0 && maker ? [maker] : [])));
  return made.map(({ finding: each, maker }) => (maker && left.has(maker) && each.fixes.length > 0 ? alone(each) : each));
}

function alone({ message, fixes, ...rest }: Finding): Finding {
  const todo = `${message.todo} Change all results of this function together: another one has to be changed by a person.`;
  return { ...rest, message: { ...message, todo }, fixes: fixes.map((fix) => ({ ...fix, bulk: false })) };
}

const old = ['success', 'data', 'errors', 'error'];
const current = ['status', 'output', 'error_details'];

/** A class of the project's own: what it does with its arguments is its own affair. */
function subclassFinding(callee: CodeNode, names: readonly string[]): Finding {
  return {
    range: callee.range,
    old: true,
    message: {
      what: `${callee.text}, a kind of AgentResult, is made with ${names.join(', ')}.`,
      why,
      todo: `Pass status, output and error_details, unless ${callee.text} takes ${names.length > 1 ? 'arguments of these names' : 'an argument of this name'} itself.`,
    },
    fixes: [],
  };
}

const why = 'GreenLang 0.3 takes status, output and error_details.';

function finding(python: PythonAnalysis, imports: PythonImports, call: CodeNode, args: CodeNode, given: ReadonlyMap<string, CodeNode>): Finding {
  const items = itemsOf(args);
  // Half of it is new, or some arguments are only known at run time: nobody can say what is missing.
  const clear = items.length === given.size && !current.some((name) => given.has(name)) && given.has('success') && !(given.has('error') && given.has('errors'));
  const noted = [...given.values()].some((item) => item.children.some(({ type }) => type === 'comment'));
  const changed = clear && !noted && !call.isBroken ? edits(python, args, given) : undefined;
  const planned = changed ? planResultImports(imports, call, ['AgentStatus']) : undefined;
  return {
    range: (call.field('function') ?? call).range,
    old: true,
    message: withDefinition({
      what: 'An AgentResult is made with its old arguments.',
      why,
      todo: `Pass status=AgentStatus.SUCCESS (or FAILURE), output=… and error_details={"error": …}, or None where nothing failed.${changed && !planned ? takenResultNames(imports, ['AgentStatus']) : ''}`,
    }, agentResult, oldDefinition(python, agentResult, 'status')),
    fixes: changed && planned ? [bulkFix('unsafe', 'Pass status, output and error_details', () => [...changed(planned.names[0] ?? 'AgentStatus'), ...planned.edits])] : [],
  };
}

/** The edits, by the local name of `AgentStatus`; `undefined` where the error's value must be changed by a person. */
function edits(python: PythonAnalysis, args: CodeNode, given: ReadonlyMap<string, CodeNode>): ((status: string) => readonly Edit[]) | undefined {
  const error = given.has('error') ? 'error' : 'errors';
  const problem = given.get(error)?.field('value');
  const details = problem ? errorDetails(python, error, problem) : [];
  return details && ((status) => {
    const changed = [...given].flatMap(([name, item]): Edit[] => {
      const part = newParts.get(name);
      const value = item.field('value');
      const label = item.field('name');
      if (part === undefined || part === name || !value || !label) return [];
      if (name !== 'success' || statusOf(value, status) === value.text) return [replace(label.range, part)];
      return [replace(label.range, part), replace(value.range, statusOf(value, status))];
    });
    return [...changed, ...details, ...(given.has('data') ? [] : appendItem(python.file.text, args, () => 'output={}'))];
  });
}
