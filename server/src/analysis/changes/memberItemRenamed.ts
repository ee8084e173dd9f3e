import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { stringLiteral } from '../../syntax/pythonEdits.ts';
import { replace } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { ItemRenamed } from '../change.ts';
import type { Rule } from '../migration.ts';
import { bulkFix } from '../bulkFix.ts';
import { isA, statementRule } from '../pythonRules.ts';

/** One rule for all settings of a migration that Python code reads by an old key. */
export function itemRenamed(migration: string, changes: readonly ItemRenamed[], guideSection: string): Rule {
  return statementRule({
    id: `${migration}/setting-read-by-old-key`,
    change: changes[0]?.change,
    description: `Python code reads a setting by its old key (${changes.map(({ path }) => `\`${path.join('.')}\``).join(', ')}).`,
    guideSection,
    literals: [words(changes.flatMap(({ path }) => path.slice(-1))), words(changes.flatMap(({ path }) => path.slice(0, 1)))],
    aboutClasses: true,
    *check(python) {
      for (const node of [...python.nodes('subscript'), ...python.nodes('call')]) {
        const step = stepOf(python, node);
        if (!step) continue;
        const change = changes.find((one) => one.path.at(-1) === step.key && leadsTo(python, step.object, one.path.slice(0, -1), one.on));
        if (!change) continue;
        const quote = step.keyNode.text.startsWith('\'') ? '\'' : '"';
        const plain = step.keyNode.text === stringLiteral(step.key, quote);
        yield {
          range: step.keyNode.range,
          old: true,
          message: { what: `The setting ${change.path.join('.')} is now called ${[...change.path.slice(0, -1), change.to].join('.')}.`, why: change.why, todo: `Read ${change.to} instead.` },
          fixes: plain ? [bulkFix('safe', `Read ${change.to}`, () => [replace({ start: step.keyNode.start + 1, end: step.keyNode.end - 1 }, change.to)])] : [],
        };
      }
    },
  });
}

interface Step {
  readonly object: CodeNode;
  readonly key: string;
  readonly keyNode: CodeNode;
}

/** `object["key"]` or `object.get("key")`, with or without a default. */
function stepOf(python: PythonAnalysis, node: CodeNode): Step | undefined {
  let object: CodeNode | undefined;
  let keyNode: CodeNode | undefined;
  if (node.type === 'subscript') {
    object = node.field('value');
    keyNode = node.fields('subscript').length === 1 ? node.field('subscript') : undefined;
  } else if (node.type === 'call') {
    const callee = node.field('function');
    object = callee?.type === 'attribute' && callee.field('attribute')?.text === 'get' ? callee.field('object') : undefined;
    const args = node.field('arguments');
    keyNode = args?.type === 'argument_list' ? args.namedChildren[0] : undefined;
  }
  const key = object && keyNode?.type === 'string' ? python.constantOf(keyNode) : undefined;
  return object && keyNode && key !== undefined ? { object, key, keyNode } : undefined;
}

/** Whether `node` is what the keys of `path` lead to in a value of the class. A name that is given such a value once counts too. */
function leadsTo(python: PythonAnalysis, node: CodeNode, path: readonly string[], on: string): boolean {
  const key = path.at(-1);
  if (key === undefined) return isA(python, python.instanceOf(node), on);
  const step = stepOf(python, node.type === 'identifier' ? assignedOnce(python, node) ?? node : node);
  return step?.key === key && leadsTo(python, step.object, path.slice(0, -1), on);
}

/** The right side of the only assignment to a name in the function around its use. */
function assignedOnce(python: PythonAnalysis, name: CodeNode): CodeNode | undefined {
  const scope = name.enclosing('function_definition', 'lambda', 'module');
  if (!scope) return undefined;
  const stores = python.covering(scope).identifiers(name.text).filter((one) => one.fieldName !== 'attribute' && python.isStore(one)
    && one.enclosing('function_definition', 'lambda', 'module')?.start === scope.start);
  const [only, ...more] = stores;
  const assignment = only?.parent;
  if (!assignment || more.length > 0 || assignment.type !== 'assignment' || only.fieldName !== 'left' || only.end > name.start) return undefined;
  return assignment.field('right');
}
