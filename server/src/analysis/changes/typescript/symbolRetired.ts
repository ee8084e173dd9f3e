import { symbolPlaces } from '../../../facts/typescript/symbolPlaces.ts';
import type { Rule } from '../../migration.ts';
import type { SymbolRetired } from '../../symbolChange.ts';
import { codeRule, exportInWords, literalOfName } from './codeRule.ts';
import type { Entry } from './symbolRules.ts';

/** One rule for all exports that gave way to something that is used differently. */
export function symbolRetired(changes: readonly SymbolRetired[], entry: Entry): Rule {
  return codeRule(entry, {
    id: 'symbol-retired',
    changes,
    description: 'Something is imported that no longer exists and has no equal',
    inWords: ({ name, from }) => `\`${name}\` of \`${from}\``,
    literals: [changes.map(({ from }) => from), changes.map(({ name }) => literalOfName(name))],
    *check(code, { name, from, why, todo }) {
      const items = code.statements.filter(({ module }) => module === from).flatMap((statement) => statement.items.filter(({ imported }) => imported === name));
      const places = symbolPlaces(code, from, name).map((place) => place.name);
      for (const range of [...items.map(({ node }) => node.range), ...places]) {
        yield { range, old: true, message: { what: `${exportInWords(name, true)} of ${from} is gone.`, why, todo }, fixes: [] };
      }
    },
  });
}
