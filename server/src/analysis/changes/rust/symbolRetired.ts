import { symbolPlaces } from '../../../facts/rust/rustSymbols.ts';
import type { Rule } from '../../migration.ts';
import type { SymbolRetired } from '../../symbolChange.ts';
import { rustRule, type RustEntry } from './rustRule.ts';

/** One rule for all items of a crate that are used differently now: told, never edited. */
export function rustSymbolRetired(changes: readonly SymbolRetired[], entry: RustEntry): Rule {
  return rustRule(entry, {
    name: 'symbol-retired',
    changes,
    description: `Something is imported that gave way to something used differently (${changes.map(({ from, name }) => `\`${from}::${name}\``).join(', ')}).`,
    paths: changes.map(({ from, name }) => `${from}::${name}`),
    *check(code, { name, from, why, todo }) {
      const { imports, paths, unclear, wildcards } = symbolPlaces(code, `${from}::${name}`);
      for (const { range } of [...imports.map(({ entry: one }) => one.node), ...paths, ...unclear, ...wildcards]) {
        yield { range, old: true, message: { what: `${from}::${name} is the old way.`, why, todo }, fixes: [] };
      }
    },
  });
}
