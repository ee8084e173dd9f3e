import { rulesFromChanges } from '../../../server/src/analysis/changeRules.ts';
import type { GuideChange, Migration } from '../../../server/src/analysis/migration.ts';
import type { SymbolChange } from '../../../server/src/analysis/symbolChange.ts';

const python = { change: 'A-1', why: '' } as const;

const changes: readonly SymbolChange[] = [
  { ...python, kind: 'memberRenamed', on: 'acme.Client', from: 'push', to: 'publish' },
  { ...python, kind: 'memberRenamed', on: 'acme.Client', from: 'limit', to: 'quota' },
  { ...python, kind: 'argumentRenamed', callee: 'acme.Client', from: 'timeout', to: 'timeout_seconds' },
  { ...python, kind: 'argumentRenamed', callee: 'acme.Client.push', from: 'text', to: 'body' },
  { ...python, kind: 'argumentRenamed', callee: 'acme.connect', from: 'url', to: 'address' },
  { ...python, kind: 'argumentWrapped', callee: 'acme.Client.wait', keyword: 'time', position: 0, with: 'timedelta(seconds=$value)', imports: [{ module: 'datetime', name: 'timedelta' }] },
  { ...python, kind: 'argumentWrapped', callee: 'acme.Client.push', keyword: 'body', position: 0, with: '[$value]' },
  { ...python, kind: 'argumentWrapped', callee: 'acme.connect', keyword: 'address', position: 0, with: 'Address.of($value)', imports: [{ module: 'acme', name: 'Address' }] },
  { ...python, kind: 'argumentAdded', callee: 'acme.Client.push', keyword: 'retries', value: '3' },
  { ...python, kind: 'argumentAdded', callee: 'acme.Client.open', position: 0, arity: 1, value: '"eu"' },
  { ...python, kind: 'argumentAdded', callee: 'acme.start', position: 1, value: 'None' },
];

const guide: readonly GuideChange[] = [{ id: 'A-1', title: 'The package', impact: 'high', summary: [], examples: [], deprecatedIn: '2.0.0' }];

/** A migration of a made-up package, all of it data. */
export const acme: Migration = {
  id: 'acme',
  title: 'Acme',
  from: '1.0',
  to: '2.0',
  guideTitle: 'Acme 2',
  detection: { packages: [{ ecosystem: 'pypi', name: 'acme' }], environment: [], environmentTogether: [], imports: [{ ecosystem: 'pypi', module: 'acme' }] },
  changes: guide,
  documents: [],
  python: {
    classes: [{ name: 'acme.Client', aliases: ['acme.client.Client'], methods: { copy: 'self' } }],
    functions: { 'acme.connect': 'acme.Client' },
    families: [],
  },
  rules: rulesFromChanges(changes, { migration: 'acme', guide, systemNames: new Set() }),
};
