import { argumentsOf } from '../../../facts/code/typescript/syntax.ts';
import { membersPassed, objectPassed } from '../../../facts/typescript/callArguments.ts';
import { callsOf, type CallSite } from '../../../facts/typescript/calls.ts';
import type { TypescriptCode } from '../../../facts/typescript/typescriptCode.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { ArgumentWrapped } from '../../symbolChange.ts';
import { codeRule, lastWordOf, modulesOf, wordsOf } from './codeRule.ts';
import type { Entry } from './symbolRules.ts';
import { isWrapped, takenForWrapping, wrap } from './wrapping.ts';

/** What a call passes; `key` for `{ timeout }`. */
interface Passed {
  readonly value: CodeNode;
  readonly key?: string;
  readonly isOwn: boolean;
}

/** One rule for all arguments that must be something else made of what is passed now. */
export function argumentWrapped(changes: readonly ArgumentWrapped[], entry: Entry): Rule {
  return codeRule(entry, {
    id: 'argument-unwrapped',
    changes,
    description: 'A call passes a plain value where it must be something else made of it now',
    inWords: ({ callee, keyword, position = 0, with: template }) => `${keyword === undefined ? `argument ${position + 1}` : `\`${keyword}\``} of \`${callee}\`: \`${template}\``,
    literals: [changes.flatMap(({ callee }) => modulesOf(entry.api, callee)), changes.flatMap(({ callee }) => wordsOf(entry.api, callee))],
    *check(code, change) {
      if (isRenamed(entry, change)) return;
      const modules = modulesOf(entry.api, change.callee);
      for (const call of callsOf(code, entry.api.canonical(change.callee))) {
        const passed = passedIn(code, call, change, modules);
        if (passed && !isWrapped(code, passed.value, change)) yield finding(code, change, passed);
      }
    },
  });
}

/** An argument that also gets another name is the affair of that rule. */
function isRenamed({ api }: Entry, { callee, keyword }: ArgumentWrapped): boolean {
  return keyword !== undefined && api.changes.some((one) => (
    one.kind === 'argumentRenamed' && (one.from === keyword || one.to === keyword) && api.canonical(one.callee) === api.canonical(callee)
  ));
}

function passedIn(code: TypescriptCode, { node }: CallSite, { keyword, position }: ArgumentWrapped, modules: readonly string[]): Passed | undefined {
  const args = argumentsOf(node);
  const index = position ?? (keyword === undefined ? 0 : args.length - 1);
  if (args.slice(0, index + 1).some(({ type }) => type === 'spread_element')) return undefined;
  const argument = args[index];
  if (keyword === undefined) return argument && { value: argument, isOwn: true };
  const passed = objectPassed(code, argument, modules);
  const [member, ...more] = passed ? membersPassed(passed.object, [keyword]) : [];
  if (!passed || !member || more.length > 0) return undefined;
  if (member.shorthand) return { value: member.node, key: keyword, isOwn: passed.isOwn };
  return member.value && { value: member.value, isOwn: passed.isOwn };
}

function finding(code: TypescriptCode, change: ArgumentWrapped, { value, key, isOwn }: Passed): Finding {
  const { callee, keyword, position = 0, with: template, why } = change;
  const edits = isOwn ? wrap(code, value, change, key) : undefined;
  const made = template.replaceAll('$value', '…');
  const argument = keyword ?? `argument ${position + 1}`;
  const doubt = isOwn ? edits ? '' : takenForWrapping(code, change) : ' The object is used in other places, or is of another type, too.';
  return {
    range: value.range,
    old: true,
    message: {
      what: `${lastWordOf(callee)} takes ${argument} as ${made} now.`,
      why,
      todo: `Pass ${made}, made of what is passed here.${doubt}`,
    },
    fixes: edits ? [bulkFix('unsafe', `Pass ${made}`, () => edits)] : [],
  };
}
