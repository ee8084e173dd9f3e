import type { Rule } from '../../../analysis/migration.ts';
import { isBinding } from '../../../facts/code/typescript/source.ts';
import { functionOf, functions, inner, keyOf, literalOf, member, membersOf } from '../../../facts/code/typescript/syntax.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Range } from '../../../text/range.ts';
import { renamedKeys, steps } from '../context/keys.ts';
import { codeKeyFinding, codeLiterals, isContextName, namesContextFile, readsNewName, type CodeKey } from './codeKeyFinding.ts';

/** TypeScript and JavaScript that take a key of 1.0 out of the metadata of a task context, or write such a context out. */
export const contextKeyInTypescript: Rule = {
  id: 'devteam-runner/context-key-in-typescript',
  change: 'DT-CODE',
  description: 'TypeScript or JavaScript takes a key in camel case out of the metadata of a task context, or writes one.',
  guideSection: 'Section 3.2: Field Mapping Strategies',
  languages: ['typescript'],
  literals: codeLiterals,
  *check({ file, project }) {
    if (file.language !== 'typescript' || !file.tree || !project.proven) return;
    for (const node of file.tree.root.descendants()) {
      for (const key of keysIn(node)) {
        const found = codeKeyFinding(key);
        if (found) yield found;
      }
    }
  },
};

function keysIn(node: CodeNode): readonly CodeKey[] {
  const taken = memberOf(node);
  if (taken) {
    if (!renamedKeys.has(taken.name) || !isMetadata(taken.object, 0)) return [];
    return [{ name: taken.name, range: taken.range, isBridged: readsNewName(functionOf(node)?.text ?? '', taken.object.text, taken.name) }];
  }
  if (node.type === 'object_pattern' && node.parent?.type === 'variable_declarator' && isMetadata(node.parent.field('value'), 0)) return patternKeys(node);
  const metadata = node.type === 'object' ? contextLiteral(node) : undefined;
  const members = metadata ? membersOf(metadata) : [];
  return members.map(({ name, nameRange, shorthand }) => ({
    name, range: nameRange, ...(shorthand ? { template: `$: ${name}` } : {}), isBridged: members.some((other) => other.name === renamedKeys.get(name)),
  }));
}

/** `{ taskId, projectId: id }` on the left of an assignment. */
function patternKeys(pattern: CodeNode): readonly CodeKey[] {
  const keys = pattern.namedChildren.flatMap((node): Omit<CodeKey, 'isBridged'>[] => {
    if (node.type === 'shorthand_property_identifier_pattern') return [{ name: node.text, range: node.range, template: `$: ${node.text}` }];
    if (node.type === 'object_assignment_pattern') {
      const left = node.field('left');
      return left?.type === 'shorthand_property_identifier_pattern' ? [{ name: left.text, range: left.range, template: `$: ${left.text}` }] : [];
    }
    const key = node.type === 'pair_pattern' ? keyOf(node.field('key')) : undefined;
    return key ? [{ name: key.text, range: key.range }] : [];
  });
  return keys.map((key) => ({ ...key, isBridged: keys.some(({ name }) => name === renamedKeys.get(key.name)) }));
}

interface Member {
  readonly object: CodeNode;
  readonly name: string;
  readonly range: Range;
}

/** `object.name`, `object?.name`, `object["name"]`. */
function memberOf(node: CodeNode | undefined): Member | undefined {
  const object = node?.field('object');
  if (!node || !object) return undefined;
  const key = node.type === 'member_expression' ? node.field('property') : node.type === 'subscript_expression' ? node.field('index') : undefined;
  const named = key?.type === 'property_identifier' ? { text: key.text, range: key.range } : literalOf(key);
  return named && { object, name: named.text, range: named.range };
}

/** Names lead to values that are names again; somewhere it is enough. */
const maximumSteps = 8;

function isMetadata(expression: CodeNode | undefined, depth: number): boolean {
  const node = valueOrLeft(expression);
  if (!node || depth > maximumSteps) return false;
  const taken = memberOf(node);
  if (taken) return taken.name === 'metadata' && isContext(taken.object, depth + 1);
  const declared = node.type === 'identifier' ? declarationOf(node) : undefined;
  if (declared?.name === 'metadata') return isContext(declared.value, depth + 1);
  return declared !== undefined && declared.name === undefined && isMetadata(declared.value, depth + 1);
}

function isContext(expression: CodeNode | undefined, depth: number): boolean {
  const node = valueOrLeft(expression);
  if (!node || depth > maximumSteps) return false;
  const taken = memberOf(node);
  if (taken) return isContextName(taken.name);
  if (node.type === 'object') return contextLiteral(node) !== undefined;
  if (node.type === 'call_expression') return node.field('function')?.text === 'JSON.parse' && namesContextFile(node.text);
  if (node.type !== 'identifier') return false;
  const declared = declarationOf(node);
  return isContextName(node.text) || asksForSteps(node) || isTyped(node)
    || (declared !== undefined && (declared.name === undefined ? isContext(declared.value, depth + 1) : isContextName(declared.name)));
}

/** Of `value ?? {}` the value; without brackets, casts and `await`. */
function valueOrLeft(expression: CodeNode | undefined): CodeNode | undefined {
  const node = inner(expression);
  if (node?.type === 'await_expression') return inner(node.namedChildren[0]);
  return node?.type === 'binary_expression' && /^(?:\?\?|\|\|)$/.test(node.field('operator')?.text ?? '') ? inner(node.field('left')) : node;
}

interface Declaration {
  readonly value: CodeNode;
  /** For `const { name } = value`. */
  readonly name: string | undefined;
}

/** The one declaration of a variable in the functions around it. */
function declarationOf(identifier: CodeNode): Declaration | undefined {
  for (let scope = functionOf(identifier); scope; scope = functionOf(scope)) {
    const around = scope;
    const isHere = (node: CodeNode): boolean => node.text === identifier.text && isBinding(node) && functionOf(node) === around;
    const bindings = [...scope.descendants()].filter(isHere);
    if (bindings.length > 1) return undefined;
    const found = bindings.flatMap((binding): Declaration[] => {
      const node = binding.enclosing('variable_declarator', ...functions);
      if (node?.type !== 'variable_declarator') return [];
      const value = node.field('value');
      const target = node.field('name');
      if (!value || !target) return [];
      if (target.type === 'identifier') return target.text === identifier.text ? [{ value, name: undefined }] : [];
      return target.type === 'object_pattern' && target.namedChildren.some((one) => one.type === 'shorthand_property_identifier_pattern' && one.text === identifier.text) ? [{ value, name: identifier.text }] : [];
    });
    if (bindings.length > 0) return found[0];
    if (scope.field('parameters')?.namedChildren.some((one) => (one.field('pattern') ?? one).text === identifier.text) === true) return undefined;
  }
  return undefined;
}

/** A parameter or variable of the type `TaskContext` in the functions around. */
function isTyped(identifier: CodeNode): boolean {
  for (let scope = functionOf(identifier); scope; scope = functionOf(scope)) {
    for (const node of scope.descendants()) {
      if (node.type !== 'required_parameter' && node.type !== 'optional_parameter' && node.type !== 'variable_declarator') continue;
      if ((node.field('pattern') ?? node.field('name'))?.text !== identifier.text) continue;
      return /^:\s*TaskContext$/.test(node.field('type')?.text ?? '');
    }
  }
  return false;
}

/** Whether the same function asks the variable's `nodes` for a step of the runner. */
function asksForSteps(identifier: CodeNode): boolean {
  for (const node of functionOf(identifier)?.descendants() ?? []) {
    const step = memberOf(node);
    if (!step || !steps.has(step.name)) continue;
    const nodes = memberOf(inner(step.object));
    if (nodes?.name === 'nodes' && inner(nodes.object)?.text === identifier.text) return true;
  }
  return false;
}

/** The metadata in a literal that has the shape of a context. */
function contextLiteral(object: CodeNode): CodeNode | undefined {
  const metadata = member(object, 'metadata');
  const nodes = member(object, 'nodes');
  if (metadata?.type !== 'object' || nodes?.type !== 'object') return undefined;
  return [...steps].some((step) => member(nodes, step)?.type === 'object') ? metadata : undefined;
}
