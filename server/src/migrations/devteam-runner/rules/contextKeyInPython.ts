import type { Rule } from '../../../analysis/migration.ts';
import { argumentsOf, literalText, parametersOf } from '../../../facts/python/syntaxTools.ts';
import { scopeOf, useNames, type UseNames } from '../../../facts/pythonUse/pythonNames.ts';
import { unwrapped } from '../../../facts/pythonUse/pythonStringText.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { renamedKeys, steps } from '../context/keys.ts';
import { codeKeyFinding, codeLiterals, isContextName, namesContextFile, readsNewName } from './codeKeyFinding.ts';

/** Python that indexes the metadata of a task context by a key of 1.0, or writes such a context out. */
export const contextKeyInPython: Rule = {
  id: 'devteam-runner/context-key-in-python',
  change: 'DT-CODE',
  description: 'Python takes a key in camel case out of the metadata of a task context, or writes one.',
  guideSection: 'Section 3.2: Field Mapping Strategies',
  languages: ['python'],
  literals: codeLiterals,
  *check({ python, project }) {
    if (!python || !project.proven) return;
    const names = useNames(python);
    for (const node of python.root.descendants()) {
      for (const { key, metadata } of keysIn(names, node)) {
        const name = literalText(key) ?? '';
        const content = key.children.find(({ type }) => type === 'string_content');
        const scope = scopeOf(key);
        const found = content && codeKeyFinding({ name, range: content.range, isBridged: metadata ? readsNewName(scope.text, metadata.text, name) : false });
        if (found) yield found;
      }
    }
  },
};

/** A string that is a key of metadata, with the expression for the metadata where it is one. */
interface Key {
  readonly key: CodeNode;
  readonly metadata: CodeNode | undefined;
}

function keysIn(names: UseNames, node: CodeNode): readonly Key[] {
  if (node.type === 'dictionary') {
    const metadata = contextLiteral(node);
    const pairs = metadata ? metadata.namedChildren.filter(({ type }) => type === 'pair') : [];
    const keys = pairs.flatMap((pair) => pair.field('key') ?? []);
    const present = new Set(keys.map((key) => literalText(key)));
    return keys.filter((key) => !present.has(renamedKeys.get(literalText(key) ?? ''))).map((key) => ({ key, metadata: undefined }));
  }
  const item = itemOf(node);
  return item && renamedKeys.has(item.name) && isMetadata(names, item.object, 0) ? [{ key: item.key, metadata: item.object }] : [];
}

interface Item {
  readonly object: CodeNode;
  readonly key: CodeNode;
  readonly name: string;
}

/** `object["name"]`, `object.get("name", …)` and its like. */
function itemOf(node: CodeNode | undefined): Item | undefined {
  if (node?.type === 'subscript') return item(node.field('value'), node.field('subscript'));
  const called = node?.type === 'call' ? node.field('function') : undefined;
  if (!node || called?.type !== 'attribute' || !/^(?:get|pop|setdefault)$/.test(called.field('attribute')?.text ?? '')) return undefined;
  return item(called.field('object'), argumentsOf(node).positional[0]);
}

function item(object: CodeNode | undefined, key: CodeNode | undefined): Item | undefined {
  const name = key && literalText(key);
  return object && key && name !== undefined ? { object, key, name } : undefined;
}

/** Names lead to values that are names again; somewhere it is enough. */
const maximumSteps = 8;

function isMetadata(names: UseNames, expression: CodeNode | undefined, depth: number): boolean {
  const node = valueOrLeft(expression);
  if (!node || depth > maximumSteps) return false;
  const taken = itemOf(node);
  if (taken) return taken.name === 'metadata' && isContext(names, taken.object, depth + 1);
  return node.type === 'identifier' && isMetadata(names, names.valueOf(node), depth + 1);
}

/** Of `value or {}` the value. */
function valueOrLeft(expression: CodeNode | undefined): CodeNode | undefined {
  const node = unwrapped(expression);
  return node?.type === 'boolean_operator' && node.field('operator')?.text === 'or' ? unwrapped(node.field('left')) : node;
}

function isContext(names: UseNames, expression: CodeNode | undefined, depth: number): boolean {
  const node = valueOrLeft(expression);
  if (!node || depth > maximumSteps) return false;
  const taken = itemOf(node);
  if (taken) return isContextName(taken.name);
  if (node.type === 'attribute') return isContextName(node.field('attribute')?.text ?? '');
  if (node.type === 'dictionary') return contextLiteral(node) !== undefined;
  if (node.type === 'call') return readsContextFile(names, node);
  if (node.type !== 'identifier') return false;
  return isContextName(node.text) || isAnnotated(node) || asksForSteps(node) || isContext(names, names.valueOf(node), depth + 1);
}

/** `json.load(open("task_context.json"))`, also in a `with` that opens it. */
function readsContextFile(names: UseNames, call: CodeNode): boolean {
  if (!/^json\.loads?$|^(?:orjson|ujson)\.loads$/.test(names.imported(call.field('function')) ?? '')) return false;
  return namesContextFile(call.text) || namesContextFile(call.enclosing('with_statement', 'function_definition')?.children.find(({ type }) => type === 'with_clause')?.text ?? '');
}

/** A parameter `context: TaskContext`. */
function isAnnotated(identifier: CodeNode): boolean {
  const scope = scopeOf(identifier);
  if (scope.type !== 'function_definition') return false;
  return parametersOf(scope).some(({ name, type }) => name === identifier.text && /^(?:\w+\.)*TaskContext$/.test(type?.text ?? ''));
}

/** Whether the same function asks the variable's `nodes` for a step of the runner. */
function asksForSteps(identifier: CodeNode): boolean {
  for (const node of scopeOf(identifier).descendants()) {
    const step = itemOf(node);
    if (!step || !steps.has(step.name)) continue;
    const nodes = itemOf(valueOrLeft(step.object));
    if (nodes?.name === 'nodes' && unwrapped(nodes.object)?.text === identifier.text) return true;
  }
  return false;
}

/** The metadata in a literal that has the shape of a context. */
function contextLiteral(dictionary: CodeNode): CodeNode | undefined {
  const member = (object: CodeNode, name: string): CodeNode | undefined => object.namedChildren
    .find((pair) => pair.type === 'pair' && literalText(pair.field('key') ?? pair) === name)?.field('value');
  const metadata = member(dictionary, 'metadata');
  const nodes = member(dictionary, 'nodes');
  if (metadata?.type !== 'dictionary' || nodes?.type !== 'dictionary') return undefined;
  return [...steps].some((step) => member(nodes, step)?.type === 'dictionary') ? metadata : undefined;
}
