import type { Fact } from '../facts/facts.ts';

/** Facts that only the rules of their own file ask for: what a script runs, which columns its SQL names (by the hundred thousand), which versions of a runtime it states. */
type OwnFact = Extract<Fact, { readonly kind: 'column' | 'command' | 'runtime' }>;

/** Facts that somebody asks for about other files, or about the project. */
export type SharedFact = Exclude<Fact, OwnFact>;

const own: ReadonlySet<Fact['kind']> = new Set<OwnFact['kind']>(['column', 'command', 'runtime']);

/** What the index keeps of a file's facts. */
export function sharedFacts(facts: readonly Fact[]): readonly SharedFact[] {
  const shared = facts.filter((fact): fact is SharedFact => !own.has(fact.kind));
  return shared.length === 0 ? none : shared;
}

const none: readonly SharedFact[] = [];
