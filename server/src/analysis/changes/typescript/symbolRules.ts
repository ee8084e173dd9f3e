import { ofKind } from '../../change.ts';
import type { Rule } from '../../migration.ts';
import type { SymbolChange } from '../../symbolChange.ts';
import { argumentAdded } from './argumentAdded.ts';
import { argumentRenamed } from './argumentRenamed.ts';
import { argumentWrapped } from './argumentWrapped.ts';
import { memberRenamed } from './memberRenamed.ts';
import type { SymbolApi } from './symbolApi.ts';
import { symbolMoved } from './symbolMoved.ts';
import { symbolReplaced } from './symbolReplaced.ts';
import { symbolRetired } from './symbolRetired.ts';

/** The rules for one guide entry's changes of a system's API in TypeScript and JavaScript code: one a kind. `api` is that of all its changes. */
export function typescriptSymbolRules(migration: string, changes: readonly SymbolChange[], guideSection: string, api: SymbolApi): readonly Rule[] {
  const rules: Rule[] = [];
  const add = <K extends SymbolChange['kind']>(kind: K, make: (group: readonly Extract<SymbolChange, { kind: K }>[], entry: Entry) => Rule): void => {
    const group = ofKind(changes, kind);
    if (group.length > 0) rules.push(make(group, { migration, guideSection, api }));
  };
  add('symbolMoved', symbolMoved);
  add('symbolReplaced', symbolReplaced);
  add('symbolRetired', symbolRetired);
  add('memberRenamed', memberRenamed);
  add('argumentAdded', argumentAdded);
  add('argumentRenamed', argumentRenamed);
  add('argumentWrapped', argumentWrapped);
  return rules;
}

/** What the rules of one guide entry share. */
export interface Entry {
  readonly migration: string;
  readonly guideSection: string;
  readonly api: SymbolApi;
}
