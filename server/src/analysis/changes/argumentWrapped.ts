import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { itemsOf } from '../../syntax/codeEdits.ts';
import { isAtom } from '../../syntax/pythonEdits.ts';
import type { PythonImports } from '../../syntax/pythonImports.ts';
import { insert, type Edit } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { importsOf, statementRule, takenNames } from '../pythonRules.ts';
import { lastWord, type ArgumentRenamed, type ArgumentWrapped } from '../symbolChange.ts';
import { areMethods, argumentOf, callsOfPython, type PythonCall, type Spellings } from './pythonCalls.ts';

/** One rule for all arguments of a migration that must be something else, made of what was passed. `renamed`: the arguments that change their name, too. */
export function argumentWrapped(migration: string, changes: readonly ArgumentWrapped[], guideSection: string, spellings: Spellings, renamed: readonly ArgumentRenamed[]): Rule {
  return statementRule({
    id: `${migration}/argument-unwrapped`,
    change: changes[0]?.change,
    description: `A call passes an argument in its old form (${changes.map((change) => `\`${change.keyword ?? change.position ?? ''}\` of \`${lastWord(change.callee)}\`: \`${change.with}\``).join(', ')}).`,
    guideSection,
    literals: [words(changes.flatMap(({ callee }) => spellings(callee).map(lastWord)))],
    ...(areMethods(changes) ? { aboutClasses: true } : {}),
    *check(python) {
      const imports = importsOf(python);
      for (const change of changes) {
        for (const call of callsOfPython(python, spellings(change.callee))) {
          const value = passed(python, change, call, renamed);
          if (value && !isWrapped(python, change, value)) yield finding(python, imports, change, value);
        }
      }
    },
  });
}

/** The value that is passed by the argument's keyword, by the one that it had before, or by its position. */
function passed(python: PythonAnalysis, { callee, keyword, position }: ArgumentWrapped, call: PythonCall, renamed: readonly ArgumentRenamed[]): CodeNode | undefined {
  const keywords = [keyword, ...renamed.filter((one) => one.callee === callee && one.to === keyword).map(({ from }) => from), ...renamed.filter((one) => one.callee === callee && one.from === keyword).map(({ to }) => to)];
  for (const one of keywords) {
    const found = argumentOf(python, call, one, position);
    if (found && found.kind !== 'unclear') return found.value;
  }
  return undefined;
}

/** Whether an argument has the new form, by its value or by how it is written. `None` asks for no value at all, in both forms. */
function isWrapped(python: PythonAnalysis, change: ArgumentWrapped, argument: CodeNode): boolean {
  const value = unbracketed(argument);
  if (value.type === 'none') return true;
  if (value.type === 'binary_operator') return [value.field('left'), value.field('right')].some((side) => side && isWrapped(python, change, side));
  if (value.type === 'conditional_expression') return itemsOf(value).some((one, index) => index !== 1 && one.type !== 'none' && isWrapped(python, change, one));
  const [before = '', behind = ''] = change.with.split('$value').map((part) => part.replace(/\s+/g, ''));
  const text = value.text.replace(/\s+/g, '');
  if (before + behind !== '' && text.length > before.length + behind.length && text.startsWith(before) && text.endsWith(behind)) return true;
  const head = /^\s*([\w.]+)\s*\(/.exec(change.with)?.[1];
  if (head === undefined) return false;
  const [first = '', ...rest] = head.split('.');
  const from = change.imports?.find(({ name }) => name === first);
  const maker = [from ? `${from.module}.${first}` : first, ...rest].join('.');
  // `Address.of(…)` and `Address(…)` are both an `Address`.
  const whole = /^(?:.*\.)?[A-Z]\w*(?=\.\w+$)/.exec(maker)?.[0] ?? maker;
  const held = value.type === 'identifier' ? onlyValue(python, value) : undefined;
  if (held && held.type !== 'identifier' && isWrapped(python, change, held)) return true;
  const known = python.instanceOf(value);
  const named = value.type === 'call' ? value.field('function') : value.type === 'attribute' ? value.field('object') : undefined;
  const name = named && python.nameOf(named);
  return known === whole || name === whole || name?.startsWith(`${whole}.`) === true || annotatedAs(python, value, lastWord(whole)) || (value.type === 'call' && value.field('function')?.text === head);
}

function unbracketed(node: CodeNode): CodeNode {
  return node.type === 'parenthesized_expression' ? node.namedChildren.find(({ type }) => type !== 'comment') ?? node : node;
}

/** Whether a parameter's annotation names a class. */
function annotatedAs(python: PythonAnalysis, value: CodeNode, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(annotationOf(python, value) ?? '');
}

/** The annotation of the parameter that a name is, when the function binds it nowhere else. */
function annotationOf(python: PythonAnalysis, value: CodeNode): string | undefined {
  const around = value.type === 'identifier' ? value.enclosing('function_definition', 'lambda') : undefined;
  const parameter = around?.field('parameters')?.namedChildren.find((one) => (one.field('name') ?? one.namedChildren[0])?.text === value.text);
  if (!around || !parameter || python.covering(around).identifiers(value.text).some((node) => node.fieldName === 'left' && node.start > around.start && node.end <= around.end)) return undefined;
  return parameter.field('type')?.text;
}

/** Whether a value is surely of the old form: a number or a text. */
function isPlain(python: PythonAnalysis, argument: CodeNode): boolean {
  const value = unbracketed(argument);
  switch (value.type) {
    case 'integer':
    case 'float':
    case 'string':
    case 'concatenated_string':
    case 'true':
    case 'false':
      return true;
    case 'unary_operator': {
      const operand = value.field('argument');
      return operand !== undefined && isPlain(python, operand);
    }
    case 'binary_operator':
      return [value.field('left'), value.field('right')].every((side) => side && isPlain(python, side));
    case 'call':
      return /^builtins\.(?:int|float|str|len|round)$/.test(python.nameOf(value.field('function') ?? value) ?? '');
    case 'conditional_expression':
      return itemsOf(value).every((one, index) => index === 1 || isPlain(python, one));
    case 'identifier':
      return /^(?:int|float|str|bool)$/.test(annotationOf(python, value) ?? '') || isPlainVariable(python, value) || python.constantOf(value) !== undefined;
    default:
      return false;
  }
}

function isPlainVariable(python: PythonAnalysis, value: CodeNode): boolean {
  const held = onlyValue(python, value);
  return held !== undefined && held.type !== 'identifier' && isPlain(python, held);
}

/** What a variable is, when the file gives it one value and no other. */
function onlyValue(python: PythonAnalysis, { text }: CodeNode): CodeNode | undefined {
  const bindings = python.covering(python.root).identifiers(text).filter((node) => python.isStore(node) && !(node.parent?.type === 'keyword_argument' && node.fieldName === 'name') && node.fieldName !== 'attribute');
  const [only] = bindings;
  return bindings.length === 1 && only?.fieldName === 'left' && only.parent?.type === 'assignment' ? only.parent.field('right') : undefined;
}

function finding(python: PythonAnalysis, imports: PythonImports, change: ArgumentWrapped, argument: CodeNode): Finding {
  const wanted = change.imports ?? [];
  const plan = imports.plan(wanted, argument);
  const isOld = isPlain(python, argument);
  const shown = change.with.replaceAll('$value', '…');
  const edits = plan && !argument.isBroken ? editsOf(change, argument, plan.names) : undefined;
  return {
    range: argument.range,
    old: true,
    message: {
      what: `${lastWord(change.callee)} takes ${shown} here now.`,
      why: change.why,
      todo: `Pass ${shown}${isOld ? '.' : ', unless this is one already.'}${plan ? '' : takenNames(imports, wanted)}`,
    },
    // What nothing is known of may have the new form already.
    fixes: edits && plan ? [{ title: `Pass ${shown}`, applicability: 'unsafe', bulk: isOld, edits: () => [...edits, ...plan.edits] }] : [],
  };
}

/** What stands around the argument. */
function editsOf({ with: template, imports = [] }: ArgumentWrapped, argument: CodeNode, names: readonly string[]): readonly Edit[] | undefined {
  const text = imports.reduce((code, { name }, index) => code.replace(new RegExp(`(?<![\\w.])${name}\\b`, 'g'), names[index] ?? name), template);
  const [before, behind, ...more] = text.split('$value');
  if (before === undefined || behind === undefined || more.length > 0) return undefined;
  const needsBrackets = !isAtom(argument) && !(/[(,[{=]\s*$/.test(before) && /^\s*[),\]}]/.test(behind));
  const edits: Edit[] = [];
  if (before !== '' || needsBrackets) edits.push(insert(argument.start, `${before}${needsBrackets ? '(' : ''}`));
  if (behind !== '' || needsBrackets) edits.push(insert(argument.end, `${needsBrackets ? ')' : ''}${behind}`));
  return edits;
}
