import { argumentsOf } from '../../../facts/code/typescript/syntax.ts';
import { membersPassed, objectPassed, objectSpread, readsItself, unknownParts, type PassedMember } from '../../../facts/typescript/callArguments.ts';
import { callsOf, type CallSite } from '../../../facts/typescript/calls.ts';
import type { TypescriptCode } from '../../../facts/typescript/typescriptCode.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { replace, type Edit } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { ArgumentRenamed, ArgumentWrapped } from '../../symbolChange.ts';
import { codeRule, lastWordOf, modulesOf, wordsOf } from './codeRule.ts';
import type { Entry } from './symbolRules.ts';
import { isAbsent, isWrapped, takenForWrapping, wrap } from './wrapping.ts';

/** One rule for all properties of options that have another name now. */
export function argumentRenamed(changes: readonly ArgumentRenamed[], entry: Entry): Rule {
  return codeRule(entry, {
    id: 'argument-renamed',
    changes,
    description: 'A call passes an argument by a name that it no longer has',
    inWords: ({ callee, from, to }) => `\`${from}\` of \`${callee}\`: \`${to}\``,
    literals: [changes.flatMap(({ callee }) => modulesOf(entry.api, callee)), changes.flatMap(({ callee }) => wordsOf(entry.api, callee)), changes.map(({ from }) => from)],
    *check(code, change) {
      if (code.scopes.nodes(change.from).length === 0) return;
      const modules = modulesOf(entry.api, change.callee);
      for (const call of callsOf(code, entry.api.canonical(change.callee))) yield* inCall(code, call, change, modules, entry);
    },
  });
}

function* inCall(code: TypescriptCode, call: CallSite, change: ArgumentRenamed, modules: readonly string[], entry: Entry): Iterable<Finding> {
  const found: Found[] = [];
  for (const argument of argumentsOf(call.node)) {
    const passed = objectPassed(code, argument, modules);
    if (!passed) continue;
    for (const member of membersPassed(passed.object, [change.from])) found.push({ member, ...passed });
    for (const part of unknownParts(passed.object)) {
      const spread = objectSpread(code, part);
      if (spread && membersPassed(spread, [change.from]).length > 0) yield manual(change, part.range, ' What is spread here is not for this call alone.');
    }
  }
  if (found.length === 0) return;
  // The same name in two objects: which of them is meant is not known.
  const isClear = found.length === 1 && !entry.api.changes.some((one) => one.kind === 'argumentRenamed' && one.from === change.to && entry.api.canonical(one.callee) === entry.api.canonical(change.callee));
  for (const one of found) {
    const doubt = !isClear ? ' The name may stand for something else here.'
      : membersPassed(one.object, [change.to]).length > 0 ? ` The object has ${change.to} already.`
        : one.isOwn ? undefined : ' The object is used in other places, or is of another type, too.';
    yield doubt === undefined ? renaming(code, change, one, wrappingOf(entry, change)) : manual(change, one.member.name, doubt);
  }
}

interface Found {
  readonly member: PassedMember;
  readonly object: CodeNode;
  readonly isOwn: boolean;
}

/** The change that also says what the argument must be made of now: both happen at once, or the one would hide the other. */
function wrappingOf({ api }: Entry, { callee, from, to }: ArgumentRenamed): ArgumentWrapped | undefined {
  return api.changes.find((one): one is ArgumentWrapped => (
    one.kind === 'argumentWrapped' && (one.keyword === from || one.keyword === to) && api.canonical(one.callee) === api.canonical(callee)
  ));
}

function renaming(code: TypescriptCode, change: ArgumentRenamed, { member, object }: Found, wrapping: ArgumentWrapped | undefined): Finding {
  const { from, to } = change;
  const value = member.value ?? member.node;
  // Under its old name it cannot be the new value yet; what looks like it is for people to judge.
  const wanted = wrapping && (member.shorthand || member.value) && !isAbsent(value) ? wrapping : undefined;
  const wraps = wanted && !isWrapped(code, value, wanted) ? wanted : undefined;
  const rename = (): readonly Edit[] => [replace(member.name, member.shorthand ? `${to}: ${from}` : to)];
  const edits = wraps ? wrapped(code, member, to, wraps) : rename();
  const isLast = unknownParts(object).every(({ end }) => end <= member.node.start);
  const isRead = readsItself(code, object, from);
  const made = wraps ? `${to}: ${wraps.with.replace('$value', () => '…')}` : to;
  return {
    range: member.name,
    old: true,
    message: { what: `${lastWordOf(change.callee)} takes ${to} in place of ${from} now.`, why: change.why, todo: `Pass ${made}.${wraps && !edits ? takenForWrapping(code, wraps) : ''}` },
    fixes: edits ? [bulkFix(wanted || !isLast || isRead ? 'unsafe' : 'safe', `Pass ${made}`, () => edits)] : [],
  };
}

function wrapped(code: TypescriptCode, member: PassedMember, to: string, wrapping: ArgumentWrapped): readonly Edit[] | undefined {
  if (!member.value) return wrap(code, member.node, wrapping, to);
  const edits = wrap(code, member.value, wrapping);
  return edits && [replace(member.name, to), ...edits];
}

function manual({ callee, from, to, why }: ArgumentRenamed, range: Range, doubt: string): Finding {
  return { range, old: true, message: { what: `${lastWordOf(callee)} takes ${to} in place of ${from} now.`, why, todo: `Pass ${to} in its place.${doubt}` }, fixes: [] };
}
