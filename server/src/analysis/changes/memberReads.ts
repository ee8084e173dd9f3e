import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';
import { namedNodes } from '../namedNodes.ts';

/** A place that takes something with a fixed name out of an object: `r.data`, `r["data"]`, `r.get("data")`. */
export interface MemberRead {
  /** All of it. */
  readonly node: CodeNode;
  readonly object: CodeNode;
  readonly name: string;
  readonly form: 'attribute' | 'item' | 'get';
  /** What a new name replaces: the attribute's name, or everything behind the object. */
  readonly range: Range;
  /** `r.get("data", {})` */
  readonly hasDefault: boolean;
}

/** All such places in a file with one of these names, form by form. A comment behind the object is never part of one. */
export function* memberReads(python: PythonAnalysis, names: ReadonlySet<string>): Iterable<MemberRead> {
  for (const { isClear, ...read } of allReads(python, names)) if (isClear) yield read;
}

/** Those that cannot be written anew: with a comment in them, or with a default that a new name would lose. */
export function* unclearReads(python: PythonAnalysis, names: ReadonlySet<string>): Iterable<MemberRead> {
  for (const { isClear, ...read } of allReads(python, names)) if (!isClear) yield read;
}

function* allReads(python: PythonAnalysis, names: ReadonlySet<string>): Iterable<MemberRead & { readonly isClear: boolean }> {
  for (const node of namedNodes(python, 'attribute', names)) {
    const attribute = node.field('attribute');
    const object = node.field('object');
    if (attribute && object) yield { node, object, name: attribute.text, form: 'attribute', range: attribute.range, hasDefault: false, isClear: true };
  }
  for (const node of namedNodes(python, 'subscript', names)) {
    const object = node.field('value');
    const [key] = node.fields('subscript');
    const name = key && python.constantOf(key);
    if (object && name !== undefined) yield { node, object, name, form: 'item', range: { start: object.end, end: node.end }, hasDefault: false, isClear: !hasNote(node) };
  }
  for (const node of python.by('call').get('get') ?? []) {
    const callee = node.field('function');
    const object = callee?.type === 'attribute' ? callee.field('object') : undefined;
    const args = object ? node.field('arguments') : undefined;
    if (!object || args?.type !== 'argument_list') continue;
    const [key, fallback, ...more] = args.namedChildren.filter(({ type }) => type !== 'comment');
    const name = key && isPlainString(key) ? python.constantOf(key) : undefined;
    if (name === undefined || !names.has(name)) continue;
    const isClear = !hasNote(args) && !hasNote(node) && more.length === 0 && (!fallback || isEmpty(fallback));
    yield { node, object, name, form: 'get', range: { start: object.end, end: node.end }, hasDefault: fallback !== undefined, isClear };
  }
}

function isPlainString({ type }: CodeNode): boolean {
  return type === 'string';
}

function hasNote(node: CodeNode): boolean {
  return node.children.some(({ type }) => type === 'comment');
}

/** Strings that are looked for among the keys of something: `"data" in r`, `"data" not in r`. */
export function* keyQuestions(python: PythonAnalysis, names: ReadonlySet<string>): Iterable<{ readonly node: CodeNode; readonly object: CodeNode; readonly name: string }> {
  for (const node of python.nodes('comparison_operator')) {
    const [key, operator, object, ...more] = node.children;
    const name = key?.type === 'string' ? python.constantOf(key) : undefined;
    if (object && name !== undefined && names.has(name) && more.length === 0 && (operator?.type === 'in' || operator?.type === 'not in')) yield { node, object, name };
  }
}

/** A default that stands for "nothing": it goes with the dict. */
function isEmpty(node: CodeNode): boolean {
  return node.type === 'none' || node.type === 'false' || (['dictionary', 'list', 'string'].includes(node.type) && node.text.length === 2);
}
