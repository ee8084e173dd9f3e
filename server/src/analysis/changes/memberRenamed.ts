import type { PythonAnalysis, PythonClass } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { itemsOf } from '../../syntax/codeEdits.ts';
import { replace } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { Range } from '../../text/range.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { namedNodes } from '../namedNodes.ts';
import { oldDefinition, withDefinition } from '../pythonDefinitions.ts';
import { bulkFix } from '../bulkFix.ts';
import { functionAround, isA, statementRule } from '../pythonRules.ts';
import { lastWord, type MemberRenamed } from '../symbolChange.ts';
import { MemberGroups } from './memberGroups.ts';
import { isProvenOn, superOf } from './pythonCalls.ts';

/** One rule for all methods and attributes of a migration's Python classes that have another name now. */
export function memberRenamed(migration: string, changes: readonly MemberRenamed[], guideSection: string): Rule {
  const names = [...new Set(changes.map(({ from }) => from))];
  return statementRule({
    id: `${migration}/member-renamed`,
    change: changes[0]?.change,
    description: `A method or attribute is used that has another name now (${changes.map(({ on, from, to }) => `\`.${from}\` of \`${lastWord(on)}\`: \`.${to}\``).join(', ')}).`,
    guideSection,
    literals: [words(names)],
    aboutClasses: true,
    *check(python) {
      const groups = new MemberGroups();
      const found: { readonly finding: Finding; readonly object: CodeNode }[] = [];
      for (const use of [...attributes(python, names), ...namedByText(python, names)]) {
        const change = changes.find((one) => one.from === use.name && isOf(python, use.object, one));
        if (!change) continue;
        const result = finding(python, change, use);
        if (result.fixes.length === 0) groups.leave(use.object, use.node.type === 'attribute' ? `.${use.name}` : use.node.text);
        found.push({ finding: result, object: use.object });
      }
      for (const { finding: one, object } of found) yield groups.together(one, object);
      for (const change of changes) yield* overrides(python, change);
    },
  });
}

/** A place that names a member of an object. */
interface MemberUse {
  readonly node: CodeNode;
  readonly object: CodeNode;
  readonly name: string;
  readonly range: Range;
}

function* attributes(python: PythonAnalysis, names: readonly string[]): Iterable<MemberUse> {
  for (const node of namedNodes(python, 'attribute', names)) {
    const [object, attribute] = [node.field('object'), node.field('attribute')];
    if (object && attribute) yield { node, object, name: attribute.text, range: attribute.range };
  }
}

/** `getattr(client, "send")`, `setattr(…)`, `patch.object(Client, "send")`: the name as a string of its own. */
function* namedByText(python: PythonAnalysis, names: readonly string[]): Iterable<MemberUse> {
  for (const call of namedNodes(python, 'call', ['getattr', 'setattr', 'hasattr', 'delattr', 'object'])) {
    const callee = call.field('function');
    const args = call.field('arguments');
    if (args?.type !== 'argument_list' || !callee || !(callee.type === 'identifier' ? python.nameOf(callee) === `builtins.${callee.text}` : /(?:^|\.)(?:patch\.object|monkeypatch\.\w+)$/.test(callee.text))) continue;
    const [object, text] = itemsOf(args);
    if (!object || text?.type !== 'string' || !/^(["'])\w+\1$/.test(text.text)) continue;
    const name = text.text.slice(1, -1);
    if (names.includes(name)) yield { node: call, object, name, range: { start: text.start + 1, end: text.end - 1 } };
  }
}

/** An instance of the class, or the class itself. */
function isOf(python: PythonAnalysis, object: CodeNode, { on, from }: MemberRenamed): boolean {
  if (isProvenOn(python, object, on, from)) return true;
  const name = python.nameOf(object);
  return name !== undefined && isA(python, name, on) && !python.declaresBelow(name, on, from);
}

/** Whether the function around a use asks the object whether it has one of the two names: it serves both versions. */
function isAsked(python: PythonAnalysis, { node, object }: MemberUse, { from, to }: MemberRenamed): boolean {
  const scope = functionAround(node) ?? python.root;
  return namedNodes(python.covering(scope), 'call', ['hasattr', 'getattr']).some((call) => {
    if (call.start < scope.start || call.end > scope.end || !asks(call)) return false;
    const [subject, asked] = itemsOf(call.field('arguments') ?? call);
    const name = asked && python.constantOf(asked);
    return subject?.text === object.text && (name === from || name === to);
  });
}

/** Whether a call asks an object whether it has a member: `hasattr`, or `getattr` with a default. */
function asks(call: CodeNode): boolean {
  const name = call.field('function')?.text;
  return name === 'hasattr' || (name === 'getattr' && itemsOf(call.field('arguments') ?? call).length > 2);
}

function finding(python: PythonAnalysis, change: MemberRenamed, use: MemberUse): Finding {
  const { on, from, to, why } = change;
  const place = oldDefinition(python, on, to);
  const of = superOf(python, use.object) ?? python.instanceOf(use.object) ?? python.nameOf(use.object);
  const hasOther = of !== undefined && python.declaresBelow(of, on, to);
  const asked = !hasOther && isAsked(python, use, change);
  const isOverridden = !hasOther && !asked && isOverriddenHere(python, use, change);
  const todo = hasOther
    ? `${lastWord(of)} has a ${to} of its own: give that another name first, or the new name means it.`
    : asked ? 'This code asks the object whether it has it: change the question and the uses together.' : `Use ${to} instead.`;
  const hint = isOverridden ? ` A class in this file overrides ${from}: rename that, too.` : '';
  const isFixable = !hasOther && !asked && !use.node.isBroken;
  return {
    range: use.range,
    old: true,
    message: withDefinition({ what: `${from} of ${lastWord(on)} is ${to} now.`, why, todo: `${todo}${hint}` }, on, place),
    fixes: isFixable ? [bulkFix(place === undefined && !isOverridden ? 'safe' : 'unsafe', `Use ${to}`, () => [replace(use.range, to)])] : [],
  };
}

/** Whether an instance may be one of a class in the file that goes on having the old name. */
function isOverriddenHere(python: PythonAnalysis, { object }: MemberUse, { on, from }: MemberRenamed): boolean {
  const of = superOf(python, object) === undefined ? python.instanceOf(object) : undefined;
  return of !== undefined && overriding(python.covering(python.root), on, from).some(({ qualifiedName }) => python.reaches(qualifiedName, of));
}

/** Classes that derive from the class and have a method of the name. */
function overriding(python: PythonAnalysis, on: string, method: string): readonly PythonClass[] {
  return python.classes.filter(({ qualifiedName, methods }) => methods.has(method) && qualifiedName !== on && python.reaches(qualifiedName, on));
}

/** Methods of classes that derive from the class: who calls the new name does not find them. */
function* overrides(python: PythonAnalysis, { on, from, to, why }: MemberRenamed): Iterable<Finding> {
  for (const { methods, name } of overriding(python, on, from)) {
    const method = methods.get(from)?.field('name');
    if (!method) continue;
    yield {
      range: method.range,
      old: true,
      message: { what: `${name} overrides ${from} of ${lastWord(on)}, which is ${to} now.`, why, todo: `Rename it with whoever calls it, or what calls ${to} does not find it.` },
      fixes: [],
    };
  }
}
