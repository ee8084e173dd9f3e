import type { Rule } from './migration.ts';

/** Whether a text has a literal of every group that the rule asks for; a rule that asks for none gives false. */
export function hasLiterals({ literals }: Pick<Rule, 'literals'>, text: string): boolean {
  return literals?.every((group) => group.some((literal) => text.includes(literal))) ?? false;
}
