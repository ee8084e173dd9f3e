import { argumentsOf } from '../../../facts/code/typescript/syntax.ts';
import { membersPassed, objectPassed, objectSpread, unknownParts } from '../../../facts/typescript/callArguments.ts';
import { callsOf, type CallSite } from '../../../facts/typescript/calls.ts';
import { appendMember } from '../../../facts/typescript/listEdits.ts';
import type { TypescriptCode } from '../../../facts/typescript/typescriptCode.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, type Edit } from '../../../text/edit.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { ArgumentAdded } from '../../symbolChange.ts';
import { codeRule, lastWordOf, modulesOf, wordsOf } from './codeRule.ts';
import type { Entry } from './symbolRules.ts';

/** How a call stands to the argument; edits where it can be given it. `undefined`: it has it, or nobody knows. */
type Lack = { readonly kind: 'missing'; readonly edits: () => readonly Edit[] } | { readonly kind: 'doubtful'; readonly because: string } | undefined;

/** One rule for all arguments that calls must pass now: properties of an object of options, or arguments at a place. */
export function argumentAdded(changes: readonly ArgumentAdded[], entry: Entry): Rule {
  return codeRule(entry, {
    id: 'argument-missing',
    changes,
    description: 'A call leaves out an argument that is required now',
    inWords: ({ callee, keyword, position = 0 }) => `${keyword === undefined ? `argument ${position + 1}` : `\`${keyword}\``} of \`${callee}\``,
    literals: [changes.flatMap(({ callee }) => modulesOf(entry.api, callee)), changes.flatMap(({ callee, word }) => (word === undefined ? wordsOf(entry.api, callee) : [word]))],
    *check(code, change) {
      const modules = modulesOf(entry.api, change.callee);
      const names = change.keyword === undefined ? [] : namesOf(entry, change.callee, change.keyword);
      for (const call of callsOf(code, entry.api.canonical(change.callee))) {
        if (call.node.isBroken) continue;
        const lack = change.keyword === undefined ? lackAt(code, call, change) : lackOfProperty(code, call, change, change.keyword, names, modules);
        if (lack) yield finding(change, call, lack);
      }
    },
  });
}

/** The names under which a call may pass it already. */
function namesOf({ api }: Entry, callee: string, keyword: string): readonly string[] {
  const old = api.changes.flatMap((one) => (one.kind === 'argumentRenamed' && one.to === keyword && api.canonical(one.callee) === api.canonical(callee) ? [one.from] : []));
  return [keyword, ...old];
}

function lackAt({ text }: TypescriptCode, { node, callee, list }: CallSite, { position = 0, value }: ArgumentAdded): Lack {
  const args = argumentsOf(node);
  const unpacked = args.slice(0, position + 1).some(({ type }) => type === 'spread_element');
  if (unpacked) return { kind: 'doubtful', because: 'it is among the arguments that this call unpacks, or is not there' };
  if (args.length > position) return undefined;
  if (args.length < position) return { kind: 'doubtful', because: `it is argument ${position + 1}, and this call leaves out arguments before it` };
  return { kind: 'missing', edits: () => appended(text, callee, list, value) };
}

function lackOfProperty(code: TypescriptCode, { node, callee, list }: CallSite, { position, value }: ArgumentAdded, keyword: string, names: readonly string[], modules: readonly string[]): Lack {
  const args = argumentsOf(node);
  const index = position ?? Math.max(0, args.length - 1);
  const unpacked = args.slice(0, index + 1).some(({ type }) => type === 'spread_element');
  if (unpacked) return { kind: 'doubtful', because: 'it is in the arguments that this call unpacks, or is not there' };
  if (args.length < index) return { kind: 'doubtful', because: `it is in argument ${index + 1}, and this call leaves out arguments before it` };
  const property = `${keyword}: ${value}`;
  if (args.length === index) return { kind: 'missing', edits: () => appended(code.text, callee, list, `{ ${property} }`) };
  const passed = objectPassed(code, args[index], modules);
  if (!passed || membersPassed(passed.object, names).length > 0) return undefined;
  const unknown = unknownParts(passed.object);
  const spread = unknown.map((part) => objectSpread(code, part));
  if (spread.some((object) => object && membersPassed(object, names).length > 0)) return undefined;
  if (spread.some((object) => !object || unknownParts(object).length > 0)) return { kind: 'doubtful', because: 'it is in what the object spreads, or is not there' };
  if (!passed.isOwn) return { kind: 'doubtful', because: 'the object is used in other places, or is of another type, too' };
  return { kind: 'missing', edits: () => appendMember(code.text, passed.object, property) };
}

function appended(text: string, callee: CodeNode, list: CodeNode | undefined, argument: string): readonly Edit[] {
  return list ? appendMember(text, list, argument) : [insert(callee.end, `(${argument})`)];
}

function finding({ callee: symbol, keyword, position = 0, value, why }: ArgumentAdded, { callee }: CallSite, lack: NonNullable<Lack>): Finding {
  const name = lastWordOf(symbol);
  const argument = keyword ?? `argument ${position + 1}`;
  const passed = keyword === undefined ? value : `${keyword}: ${value}`;
  if (lack.kind === 'doubtful') {
    return {
      range: callee.range, old: true, fixes: [],
      message: { what: `${name} needs ${argument} now; ${lack.because}.`, why, todo: `Make sure that this call passes ${passed}, or what is right here.` },
    };
  }
  return {
    range: callee.range,
    old: true,
    message: { what: `${name} needs ${argument} now.`, why, todo: `Pass ${passed}, or what is right here.` },
    fixes: [bulkFix('unsafe', `Pass ${passed}`, lack.edits)],
  };
}
