import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { chainRoot, plainValue } from '../../../facts/rust/rustTree.ts';
import { primitives } from '../../../facts/rust/rustTypes.ts';
import { importEdits } from '../../../facts/rust/rustUseEdits.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, type Edit } from '../../../text/edit.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import type { ArgumentWrapped } from '../../symbolChange.ts';
import { arityBefore, callsOf } from './calls.ts';
import { crateOf, wrapperOf } from './rustApi.ts';
import { rustRule, type RustEntry } from './rustRule.ts';

/** One rule for all arguments of a crate's calls that must be something else, made of what was passed. */
export function rustArgumentWrapped(changes: readonly ArgumentWrapped[], entry: RustEntry): Rule {
  const { api } = entry;
  return rustRule(entry, {
    name: 'argument-unwrapped',
    changes,
    description: `A call passes an argument in its old form (${changes.map((change) => `\`${change.with}\` of \`${change.callee}\``).join(', ')}).`,
    paths: changes.map(({ callee }) => callee),
    *check(code, change) {
      const { callee, position } = change;
      if (position === undefined) return;
      const added = api.added(callee);
      for (const { arguments: passed, word } of callsOf(code, api, callee)) {
        // Positions are those of the new call.
        const before = added.length > 0 && passed.length === arityBefore(added) ? added.filter((one) => one.position !== undefined && one.position < position).length : 0;
        const argument = passed[position - before];
        if (argument && !isWrapped(code, change, argument)) yield finding(code, change, word, argument);
      }
    },
  });
}

/** Whether an argument has the new form, by its type or by how it is written. */
function isWrapped(code: RustCode, change: ArgumentWrapped, argument: CodeNode): boolean {
  const { path, type } = wrapperOf(change);
  const [before = '', behind = ''] = change.with.split('$value').map((part) => part.replace(/\s+/g, ''));
  const text = argument.text.replace(/\s+/g, '');
  if (text.length > before.length + behind.length && text.startsWith(before) && text.endsWith(behind) && before + behind !== '') return true;
  const found = code.types.typeOf(argument);
  if (found !== undefined && found === type) return true;
  const value = plainValue(argument);
  if (value?.type === 'binary_expression') return value.namedChildren.some((one) => isWrapped(code, change, one));
  const root = value && chainRoot(value);
  const named = root?.type === 'call_expression' ? root.field('function') : root?.type === 'struct_expression' ? root.field('name') : root;
  const whole = named && code.names.pathOf(named);
  if (whole === undefined) return false;
  return whole === path || whole === type || (type !== undefined && whole.startsWith(`${type}::`)) || (type === 'Option' && whole === 'None');
}

function finding(code: RustCode, change: ArgumentWrapped, word: CodeNode, argument: CodeNode): Finding {
  const edits = argument.isBroken ? undefined : editsOf(code, change, argument);
  const type = code.types.typeOf(argument);
  // What nothing is known of may have the new form already.
  const isOld = type !== undefined && (wrapperOf(change).type !== undefined || primitives.has(type) || type === 'String');
  const text = change.with.replaceAll('$value', argument.text);
  return {
    range: argument.range,
    old: true,
    message: {
      what: `${word.text} takes ${change.with.replaceAll('$value', '…')} here now.`,
      why: change.why,
      todo: `Pass ${argument.text.length > 60 || /[\r\n]/.test(argument.text) ? change.with.replaceAll('$value', '…') : text}${isOld ? '.' : ', unless this is one already.'}`,
    },
    fixes: edits ? [{ title: `Pass ${change.with.replaceAll('$value', '…')}`, applicability: 'unsafe', bulk: isOld, edits: () => edits }] : [],
  };
}

/** What stands around the argument; names are imported where that is clear, and written with their whole paths elsewhere. */
function editsOf(code: RustCode, { with: template, imports = [] }: ArgumentWrapped, argument: CodeNode): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  let text = template;
  for (const { module, name } of imports) {
    const added = importEdits(code.root, code.names, module, [name], argument);
    if (added) edits.push(...added);
    else text = text.replace(new RegExp(`(?<![\\w:.])${name}\\b`, 'g'), `${code.names.lookUp(crateOf(module), argument) === 'own' ? '::' : ''}${module}::${name}`);
  }
  const [before, behind, ...more] = text.split('$value');
  if (before === undefined || behind === undefined || more.length > 0) return undefined;
  const needsBrackets = !simple.has(argument.type) && !(/[(,[{]\s*$/.test(before) && /^\s*[),\]}]/.test(behind));
  if (before !== '' || needsBrackets) edits.push(insert(argument.start, `${before}${needsBrackets ? '(' : ''}`));
  if (behind !== '' || needsBrackets) edits.push(insert(argument.end, `${needsBrackets ? ')' : ''}${behind}`));
  return edits;
}

const simple: ReadonlySet<string> = new Set([
  'identifier', 'self', 'scoped_identifier', 'field_expression', 'call_expression', 'macro_invocation', 'parenthesized_expression', 'index_expression', 'array_expression',
  'tuple_expression', 'string_literal', 'raw_string_literal', 'char_literal', 'integer_literal', 'float_literal', 'boolean_literal', 'await_expression', 'try_expression',
]);
