import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { splitPath } from '../../../facts/rust/rustSymbols.ts';
import { appendedItems } from '../../../facts/rust/rustUseEdits.ts';
import { isComment } from '../../../facts/rust/useTrees.ts';
import { indentationAt, lineStartOf } from '../../../syntax/pythonEdits.ts';
import { insert, type Edit } from '../../../text/edit.ts';
import { lineEndOf } from '../../../text/lineEnd.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../pythonRules.ts';
import type { ArgumentAdded } from '../../symbolChange.ts';
import { arityBefore, callsOf, type RustCall } from './calls.ts';
import { crateOf, type RustApi } from './rustApi.ts';

/** One rule for all arguments that calls of a crate must pass now. */
export function rustArgumentAdded(migration: string, changes: readonly ArgumentAdded[], guideSection: string, api: RustApi): Rule {
  const callees = [...new Set(changes.map(({ callee }) => callee))];
  return {
    id: `${migration}/argument-missing`,
    change: changes[0]?.change,
    description: `A call leaves out an argument that is required now (${changes.map(({ callee, value }) => `\`${value}\` of \`${callee}\``).join(', ')}).`,
    guideSection,
    languages: ['rust'],
    literals: [[...new Set(callees.flatMap((callee) => [splitPath(callee)[1], splitPath(api.now(callee))[1]]))], [...new Set(callees.flatMap((callee) => [crateOf(callee), crateOf(api.now(callee))]))]],
    *check({ file }) {
      const code = rustCode(file, api.models);
      if (!code) return;
      for (const callee of callees) {
        const added = changes.filter((change) => change.callee === callee);
        const arity = arityBefore(added);
        // Rust has no optional arguments: a call of another length is one of the new form, or none at all.
        for (const call of callsOf(code, api, callee)) if (call.arguments.length === arity) yield finding(code, added, call);
      }
    },
  };
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
