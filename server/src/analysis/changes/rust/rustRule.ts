import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { splitPath } from '../../../facts/rust/rustSymbols.ts';
import type { Finding } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { crateOf, type RustApi } from './rustApi.ts';

/** What the rules for one guide entry share. */
export interface RustEntry {
  readonly migration: string;
  readonly guideSection: string;
  readonly api: RustApi;
}

/** What is special about a rule. */
export interface RustRule<C> {
  /** The last part of its id. */
  readonly name: string;
  readonly changes: readonly C[];
  readonly description: string;
  /** The whole paths of what it looks for; a file that can hold a finding says the last word of one, and the crate of one. */
  readonly paths: readonly string[];
  readonly check: (code: RustCode, change: C) => Iterable<Finding>;
}

/** A rule about Rust that looks at a file once for each of its changes. */
export function rustRule<C extends { readonly change: string }>({ migration, guideSection, api }: RustEntry, { name, changes, description, paths, check }: RustRule<C>): Rule {
  const spellings = paths.flatMap((path) => [path, api.now(path)]);
  return {
    id: `${migration}/${name}`,
    change: changes[0]?.change,
    description,
    guideSection,
    languages: ['rust'],
    literals: [[...new Set(spellings.map((path) => splitPath(path)[1]))], [...new Set(spellings.map(crateOf))]],
    *check({ file }) {
      const code = rustCode(file, api.models);
      if (code) for (const change of changes) yield* check(code, change);
    },
  };
}
