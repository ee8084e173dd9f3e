import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import { isA } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { hasComment, itemsOf } from '../../../../syntax/codeEdits.ts';
import { replace } from '../../../../text/edit.ts';
import { response } from '../../pythonNames.ts';

const why = 'The SDK 2.x gives objects with attributes, no dicts.';

/** Keys and the methods of a dict on what a call of the client gave (2. Response objects). */
export const responseIndexed: Rule = {
  id: 'resonantgenesis/response-as-dict',
  change: 'RG-RESPONSE',
  description: 'A response of the client is used as a dict.',
  guideSection: 'Python SDK, Migration 1.x to 2.x: 2. Response objects',
  languages: ['python'],
  literals: [['[', '.get(', '.keys(', '.items(', '.values(', ' in ']],
  aboutClasses: true,
  *check({ python }) {
    if (!python) return;
    for (const node of python.nodes('subscript')) {
      const object = node.field('value');
      if (object && isResponse(python, object)) yield indexed(python, node, object);
    }
    for (const call of python.nodes('call')) {
      const callee = call.field('function');
      const object = callee?.type === 'attribute' ? callee.field('object') : undefined;
      const method = callee?.field('attribute')?.text ?? '';
      if (object && dictMethods.has(method) && isResponse(python, object)) yield method === 'get' ? got(python, call, object) : other(callee ?? call, `.${method}()`);
    }
    for (const node of python.nodes('comparison_operator')) {
      const [, operator, object, ...more] = node.children;
      if (object && more.length === 0 && (operator?.type === 'in' || operator?.type === 'not in') && isResponse(python, object)) yield other(node, 'the search for a key');
    }
  },
};

const dictMethods: ReadonlySet<string> = new Set(['get', 'keys', 'items', 'values', 'update', 'pop', 'setdefault', 'copy']);

/** One that is proven, and that no key took out of a list: `answer["items"][0]` may be of another shape. */
function isResponse(python: PythonAnalysis, object: CodeNode): boolean {
  if (!isA(python, python.instanceOf(object), response)) return false;
  for (let at: CodeNode | undefined = object; at; at = at.field('value') ?? at.field('object')) {
    const holder = at.type === 'subscript' ? at.field('value') : undefined;
    if (holder && python.valueOf(holder)?.kind === 'collection' && at.fields('subscript').some((key) => python.constantOf(key) !== undefined)) return false;
  }
  return true;
}

function indexed(python: PythonAnalysis, node: CodeNode, object: CodeNode): Finding {
  const keys = node.fields('subscript');
  const [key] = keys;
  const name = key && keys.length === 1 ? python.constantOf(key) : undefined;
  const base = { range: { start: object.end, end: node.end }, old: true } as const;
  if (name === undefined) {
    return { ...base, message: { what: 'A response is asked for a key that only the running program knows.', why, todo: 'Read the attribute by its name, or with getattr(…).' }, fixes: [] };
  }
  if (!isAttribute(name)) {
    return { ...base, message: { what: `A response is asked for the key "${name}", which is no name for an attribute.`, why, todo: 'Look up how the object calls it: getattr(…) takes any name.' }, fixes: [] };
  }
  if (python.isStore(node)) {
    return { ...base, message: { what: `The key "${name}" of a response is set or deleted.`, why, todo: `Keep what you add beside the response, or set .${name} if the object lets you.` }, fixes: [] };
  }
  const isClear = key?.type === 'string' && !hasComment(node) && !node.isBroken;
  const isNested = node.parent?.type === 'subscript' && node.fieldName === 'value' && node.parent.fields('subscript').some((inner) => python.constantOf(inner) !== undefined);
  return {
    ...base,
    message: { what: `A response is asked for the key "${name}".`, why, todo: `Read .${name}${isNested ? ', and find out whether that is a dict still: it is asked for a key in turn' : ''}.` },
    fixes: isClear ? [bulkFix(isNested || dictMethods.has(name) || mocks(python) ? 'unsafe' : 'safe', `Read .${name}`, () => [replace(base.range, `.${name}`)])] : [],
  };
}

/** `agent.get("name")`: gave `None` where there was no such key. */
function got(python: PythonAnalysis, call: CodeNode, object: CodeNode): Finding {
  const args = call.field('arguments');
  const [key, ...more] = args?.type === 'argument_list' ? itemsOf(args) : [];
  const name = key?.type === 'string' && more.length === 0 ? python.constantOf(key) : undefined;
  const range = { start: object.end, end: call.end };
  const isClear = name !== undefined && isAttribute(name) && !hasComment(call) && !call.isBroken;
  return {
    range,
    old: true,
    message: { what: 'A response is read with get().', why, todo: isClear ? `Read .${name}; where the object may not have it, getattr(…, "${name}", None).` : 'Read the attribute, or take getattr(…) with the default.' },
    fixes: isClear ? [bulkFix('unsafe', `Read .${name}`, () => [replace(range, `.${name}`)])] : [],
  };
}

function other({ range }: CodeNode, used: string): Finding {
  return { range, old: true, message: { what: `A response is used as a dict: ${used}.`, why, todo: 'Read the attributes that are needed.' }, fixes: [] };
}

/** Whether the file puts something else in the place of what the client gives, which may well be a dict. */
function mocks(python: PythonAnalysis): boolean {
  return ['monkeypatch', 'mocker', 'MagicMock', 'AsyncMock'].some((name) => python.whole.identifiers(name).length > 0)
    || python.whole.imports.some(({ module }) => /^(?:unittest\.mock|mock|pytest_mock|responses|respx|httpretty|vcr)(?:\.|$)/.test(module));
}

/** Whether `.name` can follow an object: a Python name that is no keyword, and not one that classes keep to themselves or that is another one in a class (`__name`). */
function isAttribute(name: string): boolean {
  return /^[A-Za-z]\w*$/.test(name) && !keywords.has(name);
}

const keywords: ReadonlySet<string> = new Set([
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda',
  'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
]);
