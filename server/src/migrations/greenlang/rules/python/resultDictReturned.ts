import type { Finding } from '../../../../analysis/diagnostic.ts';
import { oldDefinition, withDefinition } from '../../../../analysis/pythonDefinitions.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { importsOf, isA, statementRule } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import { isDictAnnotation } from '../../../../facts/python/overrides.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { appendItem, hasComment, itemsOf, lineEndAfter } from '../../../../syntax/codeEdits.ts';
import type { PythonImports } from '../../../../syntax/pythonImports.ts';
import { insert, replace, type Edit } from '../../../../text/edit.ts';
import type { Range } from '../../../../text/range.ts';
import { words } from '../../../../text/literal.ts';
import { agentResult, agentStatus, baseAgent } from '../../pythonNames.ts';
import { moduleOf, newParts, planResultImports, statusOf, takenResultNames } from './agentResultEdits.ts';
import { errorDetails } from './errorDetails.ts';
import { returnedBy } from './returnedResults.ts';

/** `return {"success": …, "data": …}` in `run` of an agent (BC-009, example 5). */
export const resultDictReturned = statementRule({
  id: 'greenlang/result-dict-returned',
  change: 'BC-009',
  description: 'An agent\'s `run` returns a dict with `success` instead of an `AgentResult`.',
  guideSection: 'BC-009: Agent Result Format; Example 5',
  literals: [words(['def run']), words(['success'])],
  aboutClasses: true,
  *check(python) {
    const imports = importsOf(python);
    const place = oldDefinition(python, agentResult, 'status');
    const ready = place === undefined && [agentResult, agentStatus].every((name) => python.shows(moduleOf(name), name.slice(name.lastIndexOf('.') + 1)) !== false);
    for (const one of python.classes) {
      const run = one.methods.get('run');
      if (!run || !isA(python, one.qualifiedName, baseAgent)) continue;
      const returned = returnedBy(python, one, run);
      const dicts = returned.flatMap((value) => (value.kind === 'dict' ? [value.dict] : [])).map((dict) => {
        const parts = partsOf(python, dict);
        return { dict, plan: parts && planOf(python, dict, parts) };
      });
      const all = returned.every(({ kind }) => kind === 'dict' || kind === 'result') && dicts.every(({ plan }) => plan);
      // One that stays a dict, for now or for good, beside a result would leave callers with two shapes.
      const half = !ready || returned.some(({ kind }) => kind === 'manual' || kind === 'unknown') || dicts.some(({ plan }) => plan?.applicability !== 'safe');
      // The annotation goes with the last of the returns that a run of fixes reaches, and only when every return gives a result then.
      const annotated = all ? dicts.find(({ plan }) => plan?.applicability === 'unsafe') ?? dicts[0] : undefined;
      for (const { dict, plan } of dicts) {
        const found = finding(python, imports, dict, plan && half ? { ...plan, applicability: 'unsafe' } : plan, annotated?.dict === dict ? returnType(run) : undefined);
        yield { ...found, message: withDefinition(found.message, agentResult, place) };
      }
      for (const value of returned) if (value.kind === 'manual') yield finding(python, imports, value.node, undefined, undefined);
    }
  },
});

/** The dict by its keys; `undefined` when a key is no plain string, comes twice, or something is unpacked. */
function partsOf(python: PythonAnalysis, dict: CodeNode): ReadonlyMap<string, CodeNode> | undefined {
  const parts = new Map<string, CodeNode>();
  for (const pair of itemsOf(dict)) {
    const key = pair.type === 'pair' ? pair.field('key') : undefined;
    const name = key?.type === 'string' ? python.constantOf(key) : undefined;
    if (name === undefined || parts.has(name)) return undefined;
    parts.set(name, pair);
  }
  return parts;
}

/** How a dict becomes a result. */
interface Plan {
  readonly applicability: 'safe' | 'unsafe';
  readonly parts: ReadonlyMap<string, CodeNode>;
  /** Neighbouring pairs with keys of their own: they go into `metadata`. */
  readonly extras: readonly CodeNode[];
  /** What becomes of the value of `error` or `errors`. */
  readonly details: readonly Edit[];
}

function planOf(python: PythonAnalysis, dict: CodeNode, parts: ReadonlyMap<string, CodeNode>): Plan | undefined {
  if (dict.isBroken || [...parts.values()].some(hasNoteBeforeValue) || (parts.has('error') && parts.has('errors'))) return undefined;
  const pairs = [...parts];
  const extras = pairs.filter(([name]) => !newParts.has(name));
  const from = pairs.findIndex(([name]) => !newParts.has(name));
  const neighbours = extras.every(([name], i) => pairs[from + i]?.[0] === name);
  if (extras.length > 0 && (!neighbours || parts.has('metadata'))) return undefined;
  const error = parts.has('error') ? 'error' : 'errors';
  const problem = parts.get(error)?.field('value');
  const details = problem ? errorDetails(python, error, problem) : [];
  if (!details) return undefined;
  return { applicability: extras.length > 0 || parts.has('error') ? 'unsafe' : 'safe', parts, details, extras: extras.map(([, pair]) => pair) };
}

function hasNoteBeforeValue(pair: CodeNode): boolean {
  return pair.children.some(({ type }) => type === 'comment');
}

function finding(python: PythonAnalysis, imports: PythonImports, dict: CodeNode, plan: Plan | undefined, annotation: CodeNode | undefined): Finding {
  const planned = plan && planResultImports(imports, dict, ['AgentStatus', 'AgentResult']);
  return {
    range: firstLine(python.file.text, dict),
    old: true,
    message: {
      what: 'An agent\'s run returns a dict instead of an AgentResult.',
      why: 'GreenLang 0.3 gives every result of an agent as an AgentResult with status, output and error_details.',
      todo: `Return AgentResult(status=AgentStatus.SUCCESS, output=…), or FAILURE with error_details={"error": …}.${plan && !planned ? takenResultNames(imports, ['AgentStatus', 'AgentResult']) : ''}`,
    },
    fixes: plan && planned ? [bulkFix(plan.applicability, 'Return an AgentResult', () => {
      const [status = 'AgentStatus', result = 'AgentResult'] = planned.names;
      return [...edits(python.file.text, dict, plan, status, result), ...(annotation ? [replace(annotation.range, result)] : []), ...planned.edits];
    })] : [],
  };
}

/** What an editor marks: a dict of many lines would be marked, and struck through, from end to end. */
function firstLine(text: string, { start, children, range }: CodeNode): Range {
  const end = lineEndAfter(text, start);
  const last = children.findLast((child) => child.start < end && child.type !== 'comment');
  return { start, end: Math.min(last?.end ?? range.end, range.end, end) };
}

/** The brackets, keys and colons change; values and comments stay where they are. */
function edits(text: string, dict: CodeNode, { parts, extras, details }: Plan, status: string, result: string): readonly Edit[] {
  const open = dict.children[0];
  const close = dict.children.at(-1);
  if (!open || !close) return [];
  const changed = [...parts].flatMap(([name, pair]): Edit[] => {
    const part = newParts.get(name);
    const value = pair.field('value');
    if (part === undefined || !value) return [];
    const head = { start: pair.start, end: value.start };
    if (name === 'success') return [replace(pair.range, `${part}=${statusOf(value, status)}`)];
    return [replace(head, `${part}=`)];
  });
  const first = extras[0];
  const last = extras.at(-1);
  const wrapped = first && last ? [insert(first.start, 'metadata={'), insert(last.end, '}')] : [];
  // Every result of the guide has an output, those of failures too.
  const output = parts.has('data') ? [] : appendItem(text, dict, () => 'output={}');
  return [replace(open.range, `${result}(`), ...changed, ...details, ...wrapped, ...output, replace(close.range, ')')];
}

/** The `Dict[str, Any]` behind `->`. Another annotation means something that the file's author knows. */
function returnType(run: CodeNode): CodeNode | undefined {
  const type = run.field('return_type');
  return type && isDictAnnotation(type.text) && !hasComment(type) ? type : undefined;
}
