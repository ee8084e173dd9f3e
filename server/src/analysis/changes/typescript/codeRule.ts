import type { TypescriptApi } from '../../../facts/typescript/api.ts';
import { typescriptCode, type TypescriptCode } from '../../../facts/typescript/typescriptCode.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import type { SymbolChange } from '../../symbolChange.ts';
import type { Entry } from './symbolRules.ts';

/** What one rule about TypeScript and JavaScript code adds to what they share. */
export interface CodeRule<C extends SymbolChange> {
  /** Without the migration. */
  readonly id: string;
  readonly changes: readonly C[];
  /** What is found; the changes stand behind it in brackets. */
  readonly description: string;
  /** A change, for the description. */
  readonly inWords: (change: C) => string;
  /** See `Rule.literals`; a group with an empty text is no condition. */
  readonly literals: readonly (readonly string[])[];
  readonly check: (code: TypescriptCode, change: C) => Iterable<Finding>;
}

/** Makes the rule of one kind of change. */
export function codeRule<C extends SymbolChange>({ migration, guideSection, api }: Entry, { id, changes, description, inWords, literals, check }: CodeRule<C>): Rule {
  const groups = literals.map((group) => [...new Set(group)]).filter((group) => !group.includes(''));
  return {
    id: `${migration}/${id}`,
    change: changes[0]?.change,
    description: `${description} (${changes.map(inWords).join(', ')}).`,
    guideSection,
    languages: ['typescript'],
    literals: groups,
    inFrontends: true,
    *check({ file }) {
      const code = typescriptCode(file, api);
      if (!code) return;
      for (const change of changes) yield* check(code, change);
    },
  };
}

/** What a file that takes a name out of a module must contain: a default export has no name there. */
export function literalOfName(name: string): string {
  return name === 'default' ? '' : name;
}

/** An export in words: `Client`, `the default export`. `atStart`: of a sentence. */
export function exportInWords(name: string, atStart = false): string {
  return name === 'default' ? `${atStart ? 'The' : 'the'} default export` : name;
}

/** The modules that a symbol may come from, by its old name and by its new one: what a file must contain that uses it. */
export function modulesOf(api: TypescriptApi, symbol: string): readonly string[] {
  return api.spellings(api.canonical(symbol)).map((name) => name.split('#', 1)[0] ?? name);
}

/** The words of which a file must contain one that names a symbol, old or new. */
export function wordsOf(api: TypescriptApi, symbol: string): readonly string[] {
  return api.spellings(api.canonical(symbol)).map((name) => (name.endsWith('#default') ? '' : lastWordOf(name)));
}

/** `send` of `@acme/sdk#Client.send`; of a default export the module's name. */
export function lastWordOf(symbol: string): string {
  const word = /[^.#]*$/.exec(symbol)?.[0] ?? symbol;
  return word === 'default' ? symbol.split('#', 1)[0] ?? word : word;
}
