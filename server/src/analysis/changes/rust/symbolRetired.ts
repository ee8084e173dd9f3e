import { rustCode } from '../../../facts/rust/rustCode.ts';
import { symbolPlaces } from '../../../facts/rust/rustSymbols.ts';
import type { Rule } from '../../migration.ts';
import type { SymbolRetired } from '../../symbolChange.ts';
import { crateOf, type RustApi } from './rustApi.ts';

/** One rule for all items of a crate that are used differently now: told, never edited. */
export function rustSymbolRetired(migration: string, changes: readonly SymbolRetired[], guideSection: string, api: RustApi): Rule {
  return {
    id: `${migration}/symbol-retired`,
    change: changes[0]?.change,
    description: `Something is imported that gave way to something used differently (${changes.map(({ from, name }) => `\`${from}::${name}\``).join(', ')}).`,
    guideSection,
    languages: ['rust'],
    literals: [[...new Set(changes.map(({ name }) => name))], [...new Set(changes.map(({ from }) => crateOf(from)))]],
    *check({ file }) {
      const code = rustCode(file, api.models);
      if (!code) return;
      for (const { name, from, why, todo } of changes) {
        const { imports, paths, unclear, wildcards } = symbolPlaces(code, `${from}::${name}`);
        for (const { range } of [...imports.map(({ entry }) => entry.node), ...paths, ...unclear, ...wildcards]) {
          yield { range, old: true, message: { what: `${from}::${name} is the old way.`, why, todo }, fixes: [] };
        }
      }
    },
  };
}
