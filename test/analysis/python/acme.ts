import type { SymbolChange } from '../../../server/src/analysis/symbolChange.ts';
import { acmeSystem } from '../acmeSystem.ts';

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

/** A migration of a made-up package. */
export const acme = acmeSystem({
  entries: { 'A-1': 'The package' },
  changes,
  detection: { packages: [{ ecosystem: 'pypi', name: 'acme' }], imports: [{ ecosystem: 'pypi', module: 'acme' }] },
  python: {
    classes: [{ name: 'acme.Client', aliases: ['acme.client.Client'], methods: { copy: 'self' } }],
    functions: { 'acme.connect': 'acme.Client' },
    families: [],
  },
});
