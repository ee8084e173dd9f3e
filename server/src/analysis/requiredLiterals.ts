import type { ParsedFile } from '../syntax/parsedFile.ts';
import { anyOf, type Literal } from '../text/literal.ts';
import type { Rule } from './migration.ts';

/** What a rule asks of a file, as groups of literals. */
type Asking = Pick<Rule, 'literals' | 'literalsIn' | 'mayMatterIn'>;

/**
 * Whether a text has a literal of every group that the rule asks for, and passes its closer look; a rule that asks for no literals gives false. Without a
 * language, what the rule asks of all languages alike.
 */
export function hasLiterals(rule: Asking, text: string, language?: ParsedFile['language']): boolean {
  if (rule.literals === undefined) return false;
  const has = (group: readonly Literal[]): boolean => searchFor(group).test(text);
  return rule.literals.every(has) && (language === undefined || ((rule.literalsIn?.[language] ?? []).every(has) && mayMatter(rule, text, language)));
}

/** Whether a text passes the rule's closer look. Says nothing about its literals. */
export function mayMatter({ mayMatterIn }: Asking, text: string, language: ParsedFile['language']): boolean {
  return mayMatterIn?.[language]?.(text) ?? true;
}

/** All groups that a rule asks for in files of a language; `undefined` for a rule without literals. */
export function groupsIn({ literals, literalsIn }: Asking, language: ParsedFile['language']): readonly (readonly Literal[])[] | undefined {
  return literals && [...literals, ...literalsIn?.[language] ?? []];
}

/** Rules are asked for thousands of files, their groups never change. */
const searches = new WeakMap<readonly Literal[], RegExp>();

function searchFor(group: readonly Literal[]): RegExp {
  const known = searches.get(group);
  if (known) return known;
  const search = anyOf(group);
  searches.set(group, search);
  return search;
}
