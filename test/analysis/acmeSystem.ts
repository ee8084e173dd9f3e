import { rulesFromChanges, type ChangeRuleOptions } from '../../server/src/analysis/changeRules.ts';
import type { Detection, GuideChange, Migration } from '../../server/src/analysis/migration.ts';
import type { SymbolChange } from '../../server/src/analysis/symbolChange.ts';

/** A migration of a made-up system, all of it data; `entries` are the titles of its guide's entries by their ids. */
export function acmeSystem({ entries, changes, detection, python, code }: {
  readonly entries: Readonly<Record<string, string>>;
  readonly changes: readonly SymbolChange[];
  readonly detection: Partial<Detection>;
  readonly python?: Migration['python'];
  readonly code?: ChangeRuleOptions['code'];
}): Migration {
  const guide = Object.entries(entries).map(([id, title]): GuideChange => ({ id, title, impact: 'high', summary: [], examples: [], deprecatedIn: '2.0.0' }));
  return {
    id: 'acme', title: 'Acme', from: '1.0', to: '2.0', guideTitle: 'Acme 2',
    detection: { packages: [], environment: [], environmentTogether: [], imports: [], ...detection },
    changes: guide, documents: [],
    ...(python && { python }),
    rules: rulesFromChanges(changes, { migration: 'acme', guide, systemNames: new Set(), ...(code && { code }) }),
  };
}
