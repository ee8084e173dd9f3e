import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { needsBracketsAsComparison } from '../../syntax/pythonEdits.ts';
import type { PythonImports } from '../../syntax/pythonImports.ts';
import { insert, remove, replace, type Edit } from '../../text/edit.ts';
import type { MemberReplaced } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { isInDefinition, oldDefinition, withDefinition } from '../pythonDefinitions.ts';
import { bulkFix, importsOf, isA } from '../pythonRules.ts';
import { memberReads, type MemberRead } from './memberReads.ts';
import { ShapeQuestions } from './memberQuestions.ts';

/** One rule for all members of a migration's Python classes that have another name or shape now. */
export function memberReplaced(migration: string, changes: readonly MemberReplaced[], guideSection: string): Rule {
  const names = [...new Set(changes.map(({ from }) => from))];
  return {
    id: `${migration}/member-replaced`,
    change: changes[0]?.change,
    description: `An attribute or key is used that has another name now (${changes.map(({ from }) => `\`.${from}\``).join(', ')} of \`${changes[0]?.on.split('.').at(-1) ?? ''}\`).`,
    guideSection,
    languages: ['python'],
    literals: [names.flatMap((name) => [`.${name}`, `"${name}"`, `'${name}'`])],
    aboutClasses: true,
    *check({ python }) {
      if (!python) return;
      const imports = importsOf(python);
      const questions = new ShapeQuestions(python);
      for (const read of memberReads(python, new Set(names))) {
        const change = changes.find(({ from }) => from === read.name);
        const of = change && python.instanceOf(read.object);
        if (!change || of === undefined || !isA(python, of, change.on)) continue;
        // What a subclass has of its own under that name is something else.
        if (python.declaresBelow(of, change.on, change.from) || isInDefinition(python, change.on, read.node)) continue;
        const finding = findingFor(python, imports, change, read, questions.about(read));
        yield { ...finding, message: withDefinition(finding.message, change.on, oldDefinition(python, change.on, change.to)) };
      }
    },
  };
}

function findingFor(python: PythonAnalysis, imports: PythonImports, change: MemberReplaced, read: MemberRead, isAsked: boolean): Finding {
  const { equals } = change;
  const className = change.on.split('.').at(-1) ?? change.on;
  const old = read.form === 'attribute' ? `.${change.from}` : `"${change.from}"`;
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
  const plan = equals ? imports.plan([{ module: equals.module, name: equals.name }], read.node) : undefined;
  const usable = (!equals || plan !== undefined) && !read.node.isBroken && read.node.nextSibling?.type !== '=';
  return {
    ...base,
    message: {
      what: `${old} of ${className} is now ${instead}.`,
      why: change.why,
      todo: usable ? `Read ${change.to} instead.` : equals ? `Compare ${change.to} with ${equals.name}.${equals.member} of ${equals.module}.` : `Read ${change.to} instead.`,
    },
    fixes: usable ? [bulkFix(isSafe(python, change, read) ? 'safe' : 'unsafe', equals ? `Compare .${change.to} with ${equals.name}.${equals.member}` : `Read .${change.to}`, () => (
      equals && plan ? [...comparison(python.file.text, read, change.to, `${plan.names[0] ?? equals.name}.${equals.member}`), ...plan.edits] : [replace(read.range, `${read.form === 'attribute' ? '' : '.'}${change.to}`)]
    ))] : [],
  };
}

function isSafe(python: PythonAnalysis, change: MemberReplaced, read: MemberRead): boolean {
  const { equals } = change;
  if (change.applicability !== 'safe' || read.hasDefault || oldDefinition(python, change.on, change.to) !== undefined) return false;
  return !equals || python.shows(equals.module, equals.name) !== false;
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
