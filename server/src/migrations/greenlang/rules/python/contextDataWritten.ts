import type { Finding, Fix } from '../../../../analysis/diagnostic.ts';
import { isInDefinition, oldDefinition, withDefinition } from '../../../../analysis/pythonDefinitions.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { isA, statementRule } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { hasComment, indentationAt, itemsOf } from '../../../../syntax/codeEdits.ts';
import { isAtom } from '../../../../syntax/pythonEdits.ts';
import { insert, replace, type Edit } from '../../../../text/edit.ts';
import { lineEndOf } from '../../../../text/lineEnd.ts';
import { words } from '../../../../text/literal.ts';
import { executionContext } from '../../pythonNames.ts';

const plainMessage: Finding['message'] = {
  what: 'The data of an ExecutionContext is written to, which it no longer allows.',
  why: 'GreenLang 0.3 changes it through set_data() alone.',
  todo: 'Call set_data(key, value).',
};

/** Methods of a dict that change it. */
const changing = ['update', 'pop', 'popitem', 'setdefault', 'clear'];

/** Writing into `context.data`: assignments, `del`, and the methods of a dict (BC-005). */
export const contextDataWritten = statementRule({
  id: 'greenlang/context-data-written',
  change: 'BC-005',
  description: 'The `data` of an `ExecutionContext` is written to: `context.data["k"] = v`, `+=`, `del`, `update`, `pop`, `setdefault`, `clear`.',
  guideSection: 'BC-005: Workflow Execution Context',
  literals: [words(['.data'])],
  aboutClasses: true,
  *check(python) {
    const place = oldDefinition(python, executionContext, 'set_data');
    for (const node of python.nodes('subscript')) {
      const data = node.field('value');
      if (!data || !python.isStore(node)) continue;
      if (isContextData(python, data)) yield inDefinition(place, written(python, node, data));
      // `context.data["a"]["b"] = v`: what is written to lies in the data.
      else if (isInside(python, data)) yield inDefinition(place, { range: node.range, old: true, message: plainMessage, fixes: [] });
    }
    for (const call of python.nodes('call')) {
      const callee = call.field('function');
      const data = callee?.type === 'attribute' ? callee.field('object') : undefined;
      const method = callee?.field('attribute')?.text ?? '';
      if (callee && data && changing.includes(method) && isContextData(python, data)) yield inDefinition(place, called(python, call, data, method));
    }
  },
});

function isContextData(python: PythonAnalysis, node: CodeNode): boolean {
  const object = node.type === 'attribute' && node.field('attribute')?.text === 'data' ? node.field('object') : undefined;
  return object !== undefined && isA(python, python.instanceOf(object), executionContext) && !isInDefinition(python, executionContext, node);
}

/** Where the workspace's own class has no `set_data` yet, calling it is no safe change. */
function inDefinition(place: string | undefined, { fixes, message, ...finding }: Finding): Finding {
  if (place === undefined) return { ...finding, message, fixes };
  return { ...finding, message: withDefinition(message, executionContext, place), fixes: fixes.map((fix) => ({ ...fix, applicability: 'unsafe' })) };
}

function isInside(python: PythonAnalysis, node: CodeNode): boolean {
  const value = node.type === 'subscript' ? node.field('value') : undefined;
  return value !== undefined && (isContextData(python, value) || isInside(python, value));
}

function written(python: PythonAnalysis, target: CodeNode, data: CodeNode): Finding {
  const fix = target.isBroken ? undefined : assignmentFix(target, data) ?? augmentedFix(python, target, data);
  return { range: target.range, old: true, message: plainMessage, fixes: fix ? [fix] : [] };
}

/** The one key of a subscript that is no slice. */
function keyOf(target: CodeNode): CodeNode | undefined {
  const keys = target.fields('subscript');
  return keys.length === 1 && keys[0]?.type !== 'slice' && !target.children.some(({ type }) => type === ',') ? keys[0] : undefined;
}

/** `context.data[k] = v` on its own. The pieces stay where they are: only what is between them changes. */
function assignmentFix(target: CodeNode, data: CodeNode): Fix | undefined {
  const assignment = target.parent;
  const key = keyOf(target);
  const name = data.field('attribute');
  const right = assignment?.field('right');
  if (assignment?.type !== 'assignment' || target.fieldName !== 'left' || assignment.field('type') || assignment.parent?.type !== 'expression_statement') return undefined;
  if (!key || !name || !right || right.type === 'assignment' || right.type === 'augmented_assignment') return undefined;
  if (assignment.children.length !== 3 || target.children.some(({ type }) => type === 'comment')) return undefined;
  const bare = right.type === 'expression_list' || right.type === 'pattern_list' || right.type === 'yield' || right.type === 'list_splat';
  return bulkFix('safe', 'Call set_data()', (): readonly Edit[] => [
    replace({ start: name.start, end: key.start }, 'set_data('),
    replace({ start: key.end, end: right.start }, bare ? ', (' : ', '),
    insert(right.end, bare ? '))' : ')'),
  ]);
}

/** `context.data[k] += v`: reads, then writes. Only where evaluating context and key twice changes nothing. */
function augmentedFix({ file: { text } }: PythonAnalysis, target: CodeNode, data: CodeNode): Fix | undefined {
  const assignment = target.parent;
  const key = keyOf(target);
  const name = data.field('attribute');
  const object = data.field('object');
  const right = assignment?.field('right');
  const operator = assignment?.field('operator')?.text;
  if (assignment?.type !== 'augmented_assignment' || target.fieldName !== 'left' || assignment.parent?.type !== 'expression_statement') return undefined;
  if (!key || !name || !object || !right || operator === undefined || !isSimple(key) || !isSimple(object) || hasComment(target)) return undefined;
  if (right.type === 'expression_list' || right.type === 'yield') return undefined;
  const brackets = !isAtom(right);
  return bulkFix('unsafe', 'Call set_data()', () => [
    replace({ start: name.start, end: key.start }, 'set_data('),
    replace({ start: key.end, end: right.start }, `, ${text.slice(target.start, target.end)} ${operator.slice(0, -1)} ${brackets ? '(' : ''}`),
    insert(right.end, brackets ? '))' : ')'),
  ]);
}

/** Whether evaluating it twice gives the same and does nothing. */
function isSimple(node: CodeNode): boolean {
  if (node.type === 'attribute') return isSimple(node.field('object') ?? node);
  if (node.type === 'string') return !node.children.some(({ type }) => type === 'interpolation');
  return node.type === 'identifier' || node.type === 'integer';
}

function called(python: PythonAnalysis, call: CodeNode, data: CodeNode, method: string): Finding {
  const fix = method === 'update' && !call.isBroken ? updateFix(python, call, data) : undefined;
  return {
    range: call.range,
    old: true,
    message: { ...plainMessage, what: `${method}() changes the data of an ExecutionContext, which it no longer allows.` },
    fixes: fix ? [fix] : [],
  };
}

/** `context.data.update({"a": 1, "b": 2})` as a statement: one call for every key. */
function updateFix({ file: { text } }: PythonAnalysis, call: CodeNode, data: CodeNode): Fix | undefined {
  const object = data.field('object');
  const args = call.field('arguments');
  if (!object || !isSimple(object) || args?.type !== 'argument_list' || call.parent?.type !== 'expression_statement' || hasComment(call)) return undefined;
  const pairs = pairsOf(itemsOf(args));
  if (!pairs || pairs.length === 0 || pairs.some(({ value }) => /[\r\n]/.test(value.text))) return undefined;
  const indentation = indentationAt(text, call.start);
  // One statement becomes several: it must be alone on its line.
  if (text.slice(0, call.start).endsWith(';') || /;\s*$/.test(text.slice(call.start - indentation.length - 2, call.start)) || !startsLine(text, call.start, indentation)) return undefined;
  const separator = `${lineEndOf(text)}${indentation}`;
  return bulkFix('unsafe', 'Call set_data() for every key', () => [
    replace(call.range, pairs.map(({ key, value }) => `${object.text}.set_data(${key}, ${value.text})`).join(separator)),
  ]);
}

function startsLine(text: string, offset: number, indentation: string): boolean {
  const before = text[offset - indentation.length - 1];
  return text.slice(offset - indentation.length, offset) === indentation && (before === undefined || before === '\n' || before === '\r');
}

/** The keys (as code) and values of one dict literal, or of keyword arguments; `undefined` when something else is among them. */
function pairsOf(args: readonly CodeNode[]): readonly { readonly key: string; readonly value: CodeNode }[] | undefined {
  const [first] = args;
  const literal = args.length === 1 && first?.type === 'dictionary';
  const members = literal && first ? itemsOf(first) : args;
  const pairs: { key: string; value: CodeNode }[] = [];
  for (const member of members) {
    const value = member.field('value');
    const key = literal ? member.field('key')?.text : member.field('name') && `"${member.field('name')?.text ?? ''}"`;
    if (member.type !== (literal ? 'pair' : 'keyword_argument') || key === undefined || !value) return undefined;
    pairs.push({ key, value });
  }
  return pairs;
}
