import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { appendedItems } from '../../../facts/rust/rustUseEdits.ts';
import { isComment } from '../../../facts/rust/useTrees.ts';
import { indentationAt, lineStartOf } from '../../../syntax/codeEdits.ts';
import { insert, type Edit } from '../../../text/edit.ts';
import { lineEndOf } from '../../../text/lineEnd.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { ArgumentAdded } from '../../symbolChange.ts';
import { arityBefore, callsOf, type RustCall } from './calls.ts';
import { rustRule, type RustEntry } from './rustRule.ts';

/** One rule for all arguments that calls of a crate must pass now. */
export function rustArgumentAdded(changes: readonly ArgumentAdded[], entry: RustEntry): Rule {
  const { api } = entry;
  return rustRule(entry, {
    name: 'argument-missing',
    changes,
    description: `A call leaves out an argument that is required now (${changes.map(({ callee, value }) => `\`${value}\` of \`${callee}\``).join(', ')}).`,
    paths: changes.map(({ callee }) => callee),
    *check(code, change) {
      const added = changes.filter(({ callee }) => callee === change.callee);
      // One finding for all that a call lacks.
      if (added[0] !== change) return;
      const arity = arityBefore(added);
      // Rust has no optional arguments: a call of another length is one of the new form, or none at all.
      for (const call of callsOf(code, api, change.callee)) if (call.arguments.length === arity) yield finding(code, added, call);
    },
  });
}

function finding(code: RustCode, added: readonly ArgumentAdded[], { call, word, arguments: passed }: RustCall): Finding {
  const values = added.map(({ value }) => value).join(', ');
  const edits = call.isBroken ? undefined : editsOf(code, added, { call, word, arguments: passed });
  return {
    range: word.range,
    old: true,
    message: {
      what: `${word.text} needs ${added.length === 1 ? 'one more argument' : `${added.length} more arguments`} now.`,
      why: added[0]?.why ?? '',
      todo: `Pass ${values}, or what is right here.`,
    },
    fixes: edits ? [bulkFix('unsafe', `Pass ${values}`, () => edits)] : [],
  };
}

function editsOf(code: RustCode, added: readonly ArgumentAdded[], { call, arguments: passed }: RustCall): readonly Edit[] | undefined {
  const list = call.field('arguments');
  if (!list) return undefined;
  const edits: Edit[] = [];
  const behind: string[] = [];
  const sorted = [...added].sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity));
  for (const [index, { position, value }] of sorted.entries()) {
    const next = position === undefined ? undefined : passed[position - index];
    if (!next) behind.push(value);
    else if (lineStartOf(code.text, next.start) + indentationAt(code.text, next.start).length === next.start) edits.push(insert(next.start, `${value},${lineEndOf(code.text)}${indentationAt(code.text, next.start)}`));
    else edits.push(insert(next.start, `${value}, `));
  }
  if (behind.length === 0) return merged(edits);
  const appended = appendedItems(list, behind) ?? (list.children.some(({ type }) => isComment(type)) ? undefined : [insert(list.start + 1, behind.join(', '))]);
  return appended && [...merged(edits), ...appended];
}

/** Edits at one place as one. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const byPlace = new Map<number, string>();
  for (const { range, newText } of edits) byPlace.set(range.start, (byPlace.get(range.start) ?? '') + newText);
  return [...byPlace].map(([place, text]) => insert(place, text));
}
