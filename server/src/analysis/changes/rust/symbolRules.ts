import { ofKind } from '../../change.ts';
import type { Rule } from '../../migration.ts';
import type { SymbolChange } from '../../symbolChange.ts';
import { rustArgumentAdded } from './argumentAdded.ts';
import { rustArgumentWrapped } from './argumentWrapped.ts';
import { rustMemberRenamed } from './memberRenamed.ts';
import type { RustApi } from './rustApi.ts';
import type { RustEntry } from './rustRule.ts';
import { rustSymbolMoved } from './symbolMoved.ts';
import { rustSymbolReplaced } from './symbolReplaced.ts';
import { rustSymbolRetired } from './symbolRetired.ts';

/** The rules for one guide entry's changes of a system's API in Rust code: one for each kind that it has. `api` is that of all its changes. */
export function rustSymbolRules(migration: string, changes: readonly SymbolChange[], guideSection: string, api: RustApi): readonly Rule[] {
  const rules: Rule[] = [];
  const perKind = <K extends SymbolChange['kind']>(kind: K, make: (group: readonly Extract<SymbolChange, { kind: K }>[], entry: RustEntry) => Rule): void => {
    const group = ofKind(changes, kind);
    if (group.length > 0) rules.push(make(group, { migration, guideSection, api }));
  };
  perKind('symbolMoved', rustSymbolMoved);
  perKind('symbolReplaced', rustSymbolReplaced);
  perKind('symbolRetired', rustSymbolRetired);
  perKind('memberRenamed', rustMemberRenamed);
  perKind('argumentAdded', rustArgumentAdded);
  perKind('argumentWrapped', rustArgumentWrapped);
  return rules;
}
