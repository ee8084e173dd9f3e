import type { Migration, Rule } from '../analysis/migration.ts';
import { hasLiterals } from '../analysis/requiredLiterals.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';

/** Decides by plain text search whether a file can hold anything that a rule finds. Thousands of files are only looked at by it. */
export interface LiteralFilter {
  /**
   * Whether some rule for the language may find something in the text, going by the literals alone. `ifMentions`: only if the
   * text also names something that may stand for a class of a system (see `Rule.aboutClasses`).
   */
  mayMatch(language: ParsedFile['language'], text: string): 'yes' | 'ifMentions' | 'no';
}

/** Makes the filter of a set of migrations. */
export function createLiteralFilter(migrations: readonly Migration[]): LiteralFilter {
  const byLanguage = new Map<ParsedFile['language'], { readonly first: RegExp; readonly rules: readonly Rule[] }>();
  const rules = migrations.flatMap((migration) => migration.rules).filter(({ literals }) => literals !== undefined && literals.length > 0);
  for (const language of new Set(rules.flatMap((rule) => rule.languages))) {
    const own = rules.filter((rule) => rule.languages.includes(language));
    // One pass for the first group of every rule: it holds the rarest literals and turns nearly every file away.
    byLanguage.set(language, { first: anyOf(own.flatMap(({ literals }) => literals?.[0] ?? [])), rules: own });
  }
  return {
    mayMatch(language, text) {
      const known = byLanguage.get(language);
      if (!known?.first.test(text)) return 'no';
      const hits = known.rules.filter((rule) => hasLiterals(rule, text));
      if (hits.length === 0) return 'no';
      return hits.every(({ aboutClasses }) => aboutClasses === true) ? 'ifMentions' : 'yes';
    },
  };
}

/** One expression for many literals: V8 searches for all of them at once. */
export function anyOf(literals: readonly string[]): RegExp {
  return new RegExp([...new Set(literals)].map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|') || '$^');
}
