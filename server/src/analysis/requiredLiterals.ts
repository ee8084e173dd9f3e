import type { Rule } from './migration.ts';

/** Whether a text has a literal of every group that the rule asks for; a rule that asks for none gives false. */
export function hasLiterals({ literals }: Pick<Rule, 'literals'>, text: string): boolean {
  return literals?.every((group) => searchFor(group).test(text)) ?? false;
}

/** Rules are asked for thousands of files, their groups never change. */
const searches = new WeakMap<readonly string[], RegExp>();

function searchFor(group: readonly string[]): RegExp {
  const known = searches.get(group);
  if (known) return known;
  const search = anyOf(group);
  searches.set(group, search);
  return search;
}

/** One expression for many literals: V8 searches for all of them at once. Without literals it finds nothing. */
export function anyOf(literals: readonly string[]): RegExp {
  return literals.length === 0 ? /$^/ : new RegExp([...new Set(literals)].map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'));
}
