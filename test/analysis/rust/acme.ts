import { rulesFromChanges } from '../../../server/src/analysis/changeRules.ts';
import type { GuideChange, Migration } from '../../../server/src/analysis/migration.ts';
import type { SymbolChange } from '../../../server/src/analysis/symbolChange.ts';

const rust = { language: 'rust', change: 'A-1', why: '' } as const;

const changes: readonly SymbolChange[] = [
  { ...rust, kind: 'symbolMoved', name: 'Config', from: 'acme::core', to: 'acme::config' },
  { ...rust, kind: 'symbolMoved', name: 'Limits', from: 'acme::core', to: 'acme_limits' },
  { ...rust, kind: 'symbolReplaced', name: 'Session', from: 'acme::core', newName: 'Link', to: 'acme::net' },
  { ...rust, kind: 'symbolReplaced', name: 'dial', from: 'acme', newName: 'open', to: 'acme::net' },
  { ...rust, kind: 'symbolRetired', name: 'poll', from: 'acme', todo: 'Wait for the stream instead.' },
];

const guide: readonly GuideChange[] = [{ id: 'A-1', title: 'The crate', impact: 'high', summary: [], examples: [], deprecatedIn: '2.0.0' }];

/** A migration of a made-up crate, all of it data. */
export const acme: Migration = {
  id: 'acme',
  title: 'Acme',
  from: '1.0',
  to: '2.0',
  guideTitle: 'Acme 2',
  detection: { packages: [{ ecosystem: 'cargo', name: 'acme' }], environment: [], environmentTogether: [], imports: [] },
  changes: guide,
  documents: [],
  rules: rulesFromChanges(changes, { migration: 'acme', guide, systemNames: new Set(), code: { rust: { returns: { 'acme::connect': 'acme::Client' } } } }),
};
