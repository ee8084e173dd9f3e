import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { DictInPlace } from '../../facts/python/values.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { needsBracketsAsComparison } from '../../syntax/pythonEdits.ts';
import type { PythonImports } from '../../syntax/pythonImports.ts';
import { insert, remove, replace, type Edit } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { MemberReplaced } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { isInDefinition, oldDefinition, withDefinition } from '../pythonDefinitions.ts';
import { bulkFix } from '../bulkFix.ts';
import { importsOf, isA, statementRule, takenNames } from '../pythonRules.ts';
import { alone, MemberGroups } from './memberGroups.ts';
import { ShapeQuestions } from './memberQuestions.ts';
import { keyQuestions, memberReads, unclearReads, type MemberRead } from './memberReads.ts';
import { ValueUses } from './valueUses.ts';

/** One rule for all members of a migration's Python classes that have another name or shape now. */
export function memberReplaced(migration: string, changes: readonly MemberReplaced[], guideSection: string): Rule {
  const names = [...new Set(changes.map(({ from }) => from))];
  return statementRule({
    id: `${migration}/member-replaced`,
    change: changes[0]?.change,
    description: `An attribute or key is used that has another name now (${changes.map(({ from }) => `\`.${from}\``).join(', ')} of \`${changes[0]?.on.split('.').at(-1) ?? ''}\`).`,
    guideSection,
    literals: [words(names.flatMap((name) => [`.${name}`, `"${name}"`, `'${name}'`]))],
    aboutClasses: true,
    *check(python) {
      const imports = importsOf(python);
      const questions = new ShapeQuestions(python, new Set(names));
      const uses = new ValueUses(python);
      const changeOf = ({ name, object }: Pick<MemberRead, 'name' | 'object'>): MemberReplaced | undefined => {
        const change = changes.find(({ from }) => from === name);
        const of = change && python.instanceOf(object);
        if (!change || of === undefined || !isA(python, of, change.on)) return undefined;
        // What a subclass has of its own under that name is something else.
        return python.declaresBelow(of, change.on, change.from) || isInDefinition(python, change.on, object) ? undefined : change;
      };
      const groups = new MemberGroups();
      const found: { readonly finding: Finding; readonly object: CodeNode }[] = [];
      for (const read of memberReads(python, new Set(names))) {
        const change = changeOf(read);
        if (!change) continue;
        const tier = tierOf(uses, change, read);
        const dict = dictBehind(python, changes, change, read);
        const finding = findingFor(python, imports, change, read, questions.about(read), tier && isReady(python, change) && !dict ? tier : tier && 'unsafe');
        if (finding.fixes.length === 0) groups.leave(read.object, oldForm(read));
        const located = { ...finding, message: withDefinition(finding.message, change.on, oldDefinition(python, change.on, change.to)) };
        const reason = (dict?.isOpen === true ? `${dict.by} gives a dict that has to be changed by a person.` : undefined) ?? reasonToWait(changes, imports, change, read);
        const told = dict && reason === undefined ? { ...located, message: { ...located.message, todo: `${located.message.todo} ${dict.by} still gives a dict, and has to change too.` } } : located;
        found.push({ finding: reason === undefined ? told : alone(located, reason), object: read.object });
      }
      for (const read of unclearReads(python, new Set(names))) if (changeOf(read)) groups.leave(read.object, oldForm(read));
      for (const question of keyQuestions(python, new Set(names))) {
        const change = changeOf(question);
        if (!change) continue;
        groups.leave(question.object, question.node.text);
        found.push({ finding: keyFinding(change, question.node), object: question.object });
      }
      for (const { finding, object } of found) yield groups.together(finding, object);
    },
  });
}

/** Whether what a read is changed to is there, as far as the workspace has the system's own source. */
function isReady(python: PythonAnalysis, { on, to, equals }: MemberReplaced): boolean {
  return oldDefinition(python, on, to) === undefined && (!equals || python.shows(equals.module, equals.name) !== false);
}

/** The dict that a value still is, unless the same run surely makes an instance of it: with no keys but those that become members as they are. */
function dictBehind(python: PythonAnalysis, changes: readonly MemberReplaced[], { on }: MemberReplaced, { object }: MemberRead): DictInPlace | undefined {
  const value = python.valueOf(object);
  const dict = value?.kind === 'instance' ? value.asDict : undefined;
  if (!dict || dict.isOpen) return dict;
  const sure = new Set(changes.filter((one) => one.on === on && one.applicability === 'safe').flatMap(({ from, keeps }) => [from, ...(keeps ?? [])]));
  return dict.keys.every((key) => sure.has(key)) ? undefined : dict;
}

/** Why a read must wait for a person although it could change: the flag of the same class cannot be compared here. */
function reasonToWait(changes: readonly MemberReplaced[], imports: PythonImports, { on, equals }: MemberReplaced, { node }: MemberRead): string | undefined {
  const flag = equals ? undefined : changes.find((one) => one.on === on && one.equals);
  if (!flag?.equals || imports.plan([flag.equals], node)) return undefined;
  return `.${flag.from} needs ${flag.equals.name}, which has no place among the imports here.${takenNames(imports, [flag.equals])}`;
}

function oldForm({ name, form }: Pick<MemberRead, 'name' | 'form'>): string {
  return form === 'attribute' ? `.${name}` : `"${name}"`;
}

/** How sure a fix of a read is; `undefined` where the code uses what only the old value had. */
function tierOf(uses: ValueUses, { applicability, reshaped }: MemberReplaced, { node, hasDefault }: MemberRead): 'safe' | 'unsafe' | undefined {
  const tier = hasDefault ? 'unsafe' : applicability;
  if (!reshaped) return tier;
  const use = uses.of(node);
  if (use === 'indifferent') return tier;
  if (reshaped.was === 'text' || use === 'particular') return undefined;
  return use === 'dict' ? tier : 'unsafe';
}

/** `"data" in result` cannot be asked of a result any more. */
function keyFinding({ from, to, on, why }: MemberReplaced, { range }: CodeNode): Finding {
  const className = on.split('.').at(-1) ?? on;
  return {
    range,
    old: true,
    message: { what: `${className} is asked for the key "${from}", and is no dict now.`, why, todo: `Ask for its ${to} instead: every ${className} has one.` },
    fixes: [],
  };
}

function findingFor(python: PythonAnalysis, imports: PythonImports, change: MemberReplaced, read: MemberRead, isAsked: boolean, tier: 'safe' | 'unsafe' | undefined): Finding {
  const { equals } = change;
  const className = change.on.split('.').at(-1) ?? change.on;
  const old = oldForm(read);
  const instead = equals ? `.${change.to}, to be compared with ${equals.name}.${equals.member}` : `.${change.to}`;
  const base = { range: read.range, old: true } as const;
  if (python.isStore(read.node)) {
    return {
      ...base,
      message: { what: `${old} is set on a value of ${className}, which has ${instead}.`, why: change.why, todo: `Set ${change.to}, or make a new ${className}.` },
      fixes: [],
    };
  }
  if (isAsked) {
    return {
      ...base,
      message: { what: `${old} of ${className} is now ${instead}, and this code asks the value what shape it has.`, why: change.why, todo: `Change the question and the read together.` },
      fixes: [],
    };
  }
  if (change.reshaped && !tier) {
    return {
      ...base,
      message: { what: `${old} of ${className} is now ${instead}, a dict, and this code may use it as a ${change.reshaped.was}.`, why: change.why, todo: change.reshaped.todo },
      fixes: [],
    };
  }
  const wanted = equals ? [{ module: equals.module, name: equals.name }] : [];
  const plan = equals ? imports.plan(wanted, read.node) : undefined;
  const usable = (!equals || plan !== undefined) && !read.node.isBroken && read.node.nextSibling?.type !== '=';
  return {
    ...base,
    message: {
      what: `${old} of ${className} is now ${instead}.`,
      why: change.why,
      todo: usable ? `Read ${change.to} instead.${change.reshaped && tier === 'unsafe' ? ` ${change.reshaped.todo}` : ''}` : equals ? `Compare ${change.to} with ${equals.name}.${equals.member} of ${equals.module}.${takenNames(imports, wanted)}` : `Read ${change.to} instead.`,
    },
    fixes: usable && tier ? [bulkFix(tier, equals ? `Compare .${change.to} with ${equals.name}.${equals.member}` : `Read .${change.to}`, () => (
      equals && plan ? [...comparison(python.file.text, read, change.to, `${plan.names[0] ?? equals.name}.${equals.member}`), ...plan.edits] : [replace(read.range, `${read.form === 'attribute' ? '' : '.'}${change.to}`)]
    ))] : [],
  };
}

/** Turns a flag into a comparison, together with a `not` before it, or a comparison with True or False around it. */
function comparison(text: string, { node, range, form }: MemberRead, member: string, value: string): readonly Edit[] {
  const read = `${form === 'attribute' ? '' : '.'}${member}`;
  const { parent } = node;
  if (parent?.type === 'not_operator' && text.slice(parent.start + 3, node.start).trim() === '' && !needsBracketsAsComparison(parent)) {
    return [remove({ start: parent.start, end: node.start }), replace(range, `${read} != ${value}`)];
  }
  const truth = parent && comparedTruth(parent, node);
  if (parent && truth !== undefined && text.slice(node.end, parent.end).indexOf('#') < 0 && !needsBracketsAsComparison(parent)) {
    return [replace({ start: range.start, end: parent.end }, `${read} ${truth ? '==' : '!='} ${value}`)];
  }
  const replaced = replace(range, `${read} == ${value}`);
  return needsBracketsAsComparison(node) ? [insert(node.start, '('), replaced, insert(node.end, ')')] : [replaced];
}

/** Which truth a comparison `flag is True`, `flag == False` asks for. */
function comparedTruth(parent: CodeNode, flag: CodeNode): boolean | undefined {
  if (parent.type !== 'comparison_operator') return undefined;
  const [left, operator, right, ...more] = parent.children;
  if (!operator || !right || more.length > 0 || left?.start !== flag.start || (right.type !== 'true' && right.type !== 'false')) return undefined;
  const positive = operator.type === 'is' || operator.type === '==';
  const negative = operator.type === 'is not' || operator.type === '!=';
  if (!positive && !negative) return undefined;
  return positive === (right.type === 'true');
}
