import type { SymbolChange } from '../../../server/src/analysis/symbolChange.ts';
import { acmeSystem } from '../acmeSystem.ts';

const rust = { language: 'rust', change: 'A-1', why: '' } as const;

const changes: readonly SymbolChange[] = [
  { ...rust, kind: 'symbolMoved', name: 'Config', from: 'acme::core', to: 'acme::config' },
  { ...rust, kind: 'symbolMoved', name: 'Limits', from: 'acme::core', to: 'acme_limits' },
  { ...rust, kind: 'symbolReplaced', name: 'Session', from: 'acme::core', newName: 'Link', to: 'acme::net' },
  { ...rust, kind: 'symbolReplaced', name: 'dial', from: 'acme', newName: 'open', to: 'acme::net' },
  { ...rust, kind: 'symbolRetired', name: 'poll', from: 'acme', todo: 'Wait for the stream instead.' },
  { ...rust, kind: 'memberRenamed', on: 'acme::Client', from: 'push', to: 'publish' },
  { ...rust, kind: 'memberRenamed', on: 'acme::Client', from: 'map', to: 'convert' },
  { ...rust, kind: 'memberRenamed', on: 'acme::Level', from: 'Warn', to: 'Warning' },
  { ...rust, kind: 'memberRenamed', on: 'acme::core::Config', from: 'debug', to: 'verbose' },
  { ...rust, kind: 'memberRenamed', on: 'acme::core::Session', from: 'ring', to: 'call' },
  { ...rust, kind: 'memberRenamed', on: 'acme::Handler', from: 'handle', to: 'receive' },
  { ...rust, kind: 'argumentAdded', callee: 'acme::Client::send', position: 1, value: 'None' },
  { ...rust, kind: 'argumentAdded', callee: 'acme::Client::start', position: 0, value: '"main"' },
  { ...rust, kind: 'argumentAdded', callee: 'acme::connect', position: 0, arity: 1, value: 'acme::Region::Eu' },
  { ...rust, kind: 'argumentAdded', callee: 'acme::core::Session::ring', position: 0, arity: 1, value: '1' },
  { ...rust, kind: 'argumentAdded', callee: 'acme::core::Session::ring', position: 2, arity: 1, value: '2' },
  { ...rust, kind: 'argumentWrapped', callee: 'acme::core::Session::ring', position: 1, with: 'Some($value)' },
  { ...rust, kind: 'argumentWrapped', callee: 'acme::Client::wait', position: 0, with: 'Duration::from_secs($value)', imports: [{ module: 'std::time', name: 'Duration' }] },
  { ...rust, kind: 'argumentWrapped', callee: 'acme::Client::name', position: 0, with: '$value.into()' },
];

/** A migration of a made-up crate. */
export const acme = acmeSystem({
  entries: { 'A-1': 'The crate' },
  changes,
  detection: { packages: [{ ecosystem: 'cargo', name: 'acme' }] },
  code: { rust: { returns: { 'acme::connect': 'acme::Client', 'acme::Client::session': 'acme::core::Session' } } },
});
