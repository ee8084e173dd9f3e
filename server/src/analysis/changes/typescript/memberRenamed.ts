import { memberUses, type RenamedUse } from '../../../facts/typescript/memberUses.ts';
import { replace } from '../../../text/edit.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { MemberRenamed } from '../../symbolChange.ts';
import { codeRule, lastWordOf, modulesOf } from './codeRule.ts';
import type { Entry } from './symbolRules.ts';

/** One rule for all methods and attributes that have another name now. */
export function memberRenamed(changes: readonly MemberRenamed[], entry: Entry): Rule {
  return codeRule(entry, {
    id: 'member-renamed',
    changes,
    description: 'A method or attribute is used that has another name now',
    inWords: ({ on, from, to }) => `\`${from}\` of \`${on}\`: \`${to}\``,
    literals: [changes.flatMap(({ on }) => modulesOf(entry.api, on)), changes.map(({ from }) => from)],
    *check(code, change) {
      const on = code.api.canonical(change.on);
      // Where the new name is an old one, too, a second run would rename it again.
      const isClear = !changes.some((other) => other.from === change.to && code.api.canonical(other.on) === on);
      for (const use of memberUses(code, on, change.from, change.to)) yield finding(change, use, isClear);
    },
  });
}

function finding({ on, from, to, why }: MemberRenamed, { form, range, isTaken }: RenamedUse, isClear: boolean): Finding {
  const type = lastWordOf(on);
  const what = `${from} of ${type} is ${to} now`;
  const base = { range, old: true } as const;
  if (form === 'definition') {
    return { ...base, message: { what: `This takes the place of ${from} of ${type}, which is ${to} now.`, why, todo: `Call it ${to} where it overrides that of ${type}, here and wherever it is used.` }, fixes: [] };
  }
  const text = form === 'shorthand' ? `${to}: ${from}` : to;
  const isProven = form === 'name' || form === 'shorthand';
  return {
    ...base,
    message: { what: `${what}.`, why, todo: isTaken ? `Use ${to}; here ${to} is something of this code's own, which needs another name first.` : `Use ${to}.` },
    fixes: isClear && !isTaken ? [bulkFix(isProven ? 'safe' : 'unsafe', `Rename to ${to}`, () => [replace(range, text)])] : [],
  };
}
