import type { Migration, Rule } from '../analysis/migration.ts';
import { anyOf, hasLiterals } from '../analysis/requiredLiterals.ts';
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
  const byLanguage = new Map<ParsedFile['language'], { readonly plain: Group; readonly aboutClasses: Group }>();
  const rules = migrations.flatMap((migration) => migration.rules).filter(({ literals }) => literals !== undefined && literals.length > 0);
  for (const language of new Set(rules.flatMap((rule) => rule.languages))) {
    const own = rules.filter((rule) => rule.languages.includes(language) && !(rule.onlyManifestsOf?.includes(language) ?? false));
    byLanguage.set(language, {
      plain: groupOf(own.filter(({ aboutClasses }) => aboutClasses !== true)),
      aboutClasses: groupOf(own.filter(({ aboutClasses }) => aboutClasses === true)),
    });
  }
  return {
    mayMatch(language, text) {
      const known = byLanguage.get(language);
      if (!known) return 'no';
      if (matches(known.plain, text)) return 'yes';
      return matches(known.aboutClasses, text) ? 'ifMentions' : 'no';
    },
  };
}

interface Group {
  /** Finds a literal of the first group of some rule: one pass that turns nearly every file away. */
  readonly first: RegExp;
  readonly rules: readonly Rule[];
}

function groupOf(rules: readonly Rule[]): Group {
  return { first: anyOf(rules.flatMap(({ literals }) => literals?.[0] ?? [])), rules };
}

function matches({ first, rules }: Group, text: string): boolean {
  return first.test(text) && rules.some((rule) => hasLiterals(rule, text));
}
