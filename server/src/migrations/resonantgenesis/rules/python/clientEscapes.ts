import type { RuleContext } from '../../../../analysis/migration.ts';
import { functionAround } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { baseName } from '../../../../text/uri.ts';
import { isClient } from './clientCalls.ts';

/**
 * Why a client of a synchronous file may reach asynchronous code elsewhere, a clause for messages; `undefined` when none does. Takes the
 * analysis of the whole file.
 */
export function escapes(python: PythonAnalysis, project: RuleContext['project']): string | undefined {
  const shared = new Set<string>();
  for (const node of clientNodes(python)) {
    const way = wayOut(python, node);
    if (way !== undefined) return way;
    const holder = holderOf(node);
    if (holder !== undefined) shared.add(holder);
  }
  for (const node of python.identifiers('ResonantClient')) {
    const holder = node.enclosing('import_from_statement') ? 'ResonantClient' : holderOf(node);
    if (holder !== undefined) shared.add(holder);
  }
  for (const { uri, names } of project.importers(python.file.uri)) {
    const taken = names === undefined ? 'this module' : names.find((name) => shared.has(name));
    if (taken !== undefined && (names !== undefined || shared.size > 0)) return `${baseName(uri)} imports ${taken}`;
  }
  return undefined;
}

function* clientNodes(python: PythonAnalysis): Iterable<CodeNode> {
  for (const type of ['identifier', 'attribute', 'call'] as const) {
    for (const node of python.nodes(type)) if (isClient(python, node)) yield node;
  }
}

/** How a client gets out of what this file shows. */
function wayOut(python: PythonAnalysis, node: CodeNode): string | undefined {
  const { parent, fieldName } = node;
  switch (parent?.type) {
    case 'argument_list':
      return parent.parent && isOwnCall(python, parent.parent) ? undefined : 'a client is handed to other code';
    case 'assignment':
      return fieldName === 'right' && !isOwnPlace(parent.field('left')) ? 'a client is kept by something else' : undefined;
    case 'keyword_argument':
      if (fieldName === 'name') return undefined;
      return parent.parent?.parent && isOwnCall(python, parent.parent.parent) ? undefined : 'a client is handed to other code';
    case 'return_statement':
    case 'yield': {
      const decorated = functionAround(node)?.parent?.type === 'decorated_definition';
      return decorated ? 'a decorated function gives a client away' : undefined;
    }
    case 'list':
    case 'tuple':
    case 'dictionary':
    case 'pair':
    case 'set':
    case 'lambda':
    case 'list_splat':
    case 'expression_list':
      return 'a client is put into something';
    default:
      return undefined;
  }
}

/** A plain name, or a member of the object that the code is of. */
function isOwnPlace(left: CodeNode | undefined): boolean {
  return left?.type === 'identifier' || (left?.type === 'attribute' && /^(?:self|cls)$/.test(left.field('object')?.text ?? ''));
}

/** Whether a call is of a function or class of this file, or of one of Python's that keeps nothing. */
function isOwnCall(python: PythonAnalysis, call: CodeNode): boolean {
  const callee = call.field('function');
  if (!callee) return false;
  const name = python.nameOf(callee) ?? '';
  if (/^builtins\.(?:print|isinstance|type|id|repr|str|bool|hasattr|getattr)$/.test(name)) return true;
  if (callee.type === 'identifier') {
    return python.nodes('function_definition').some((one) => one.field('name')?.text === callee.text && one.enclosing('class_definition') === undefined)
      || python.classes.some((one) => one.name === callee.text);
  }
  return callee.type === 'attribute' && callee.field('object')?.text === 'self';
}

/**
 * The name of the top level by which other modules can get at a client: a variable, a class that keeps one, or a function that takes or gives
 * one. What a function does inside is its own affair.
 */
function holderOf(node: CodeNode): string | undefined {
  if (node.fieldName === 'object' || node.fieldName === 'function') return undefined;
  const chain: CodeNode[] = [];
  for (let at: CodeNode | undefined = node; at && at.type !== 'module'; at = at.parent) chain.push(at);
  const body = chain.find(({ type }) => type === 'function_definition')?.field('body');
  const isInside = body !== undefined && node.start >= body.start;
  const isGiven = node.type === 'attribute' || chain.some(({ type }) => type === 'return_statement' || type === 'yield');
  if (isInside && !isGiven) return undefined;
  const top = chain.findLast(({ type }) => type === 'class_definition' || type === 'function_definition');
  return top ? top.field('name')?.text : chain.find(({ type }) => type === 'assignment')?.field('left')?.text;
}
