import type { SymbolChange } from '../../../server/src/analysis/symbolChange.ts';
import { acmeSystem } from '../acmeSystem.ts';

const calls = { language: 'typescript', change: 'A-2', why: '' } as const;
const moves = { language: 'typescript', change: 'A-1', why: '' } as const;

const changes: readonly SymbolChange[] = [
  { ...moves, kind: 'symbolMoved', name: 'Config', from: '@acme/sdk', to: '@acme/config' },
  { ...moves, kind: 'symbolMoved', name: 'Limits', from: '@acme/sdk', to: '@acme/config' },
  { ...moves, kind: 'symbolMoved', name: 'default', from: '@acme/logger', to: '@acme/log' },
  { ...moves, kind: 'symbolReplaced', name: 'Session', from: '@acme/sdk', newName: 'Link', to: '@acme/net' },
  { ...moves, kind: 'symbolReplaced', name: 'createClient', from: '@acme/sdk', newName: 'connect', to: '@acme/sdk' },
  { ...moves, kind: 'symbolReplaced', name: 'default', from: '@acme/http', newName: 'Http', to: '@acme/http' },
  { ...moves, kind: 'symbolReplaced', name: 'Panel', from: '@acme/ui', newName: 'Card', to: '@acme/ui/next' },
  { ...moves, kind: 'symbolRetired', name: 'poll', from: '@acme/sdk', todo: 'Wait for the stream instead.' },
  { ...moves, kind: 'symbolReplaced', name: 'Left', from: '@acme/twins', newName: 'Right', to: '@acme/twins' },
  { ...moves, kind: 'symbolReplaced', name: 'Right', from: '@acme/twins', newName: 'Left', to: '@acme/twins' },
  { ...moves, kind: 'symbolReplaced', name: 'Main', from: '@acme/jobs', newName: 'default', to: '@acme/jobs' },
  { ...moves, kind: 'symbolReplaced', name: 'Work', from: '@acme/jobs', newName: 'Task', to: '@acme/jobs' },
  { ...moves, kind: 'symbolReplaced', name: 'Work2', from: '@acme/jobs', newName: 'Task', to: '@acme/jobs' },
  { ...calls, kind: 'memberRenamed', on: '@acme/sdk#Client', from: 'send', to: 'publish' },
  { ...calls, kind: 'memberRenamed', on: '@acme/sdk#Session', from: 'stop', to: 'close' },
  { ...calls, kind: 'memberRenamed', on: '@acme/sdk#ClientOptions', from: 'retry', to: 'retries' },
  { ...calls, kind: 'argumentAdded', callee: '@acme/sdk#createClient', keyword: 'region', position: 0, value: "'eu'" },
  { ...calls, kind: 'argumentAdded', callee: '@acme/sdk#Client', keyword: 'region', value: "'eu'" },
  { ...calls, kind: 'argumentAdded', callee: '@acme/sdk#Client.send', position: 1, value: '{}' },
  { ...calls, kind: 'argumentRenamed', callee: '@acme/sdk#createClient', from: 'timeout', to: 'timeoutMs' },
  { ...calls, kind: 'argumentWrapped', callee: '@acme/sdk#createClient', keyword: 'timeout', with: '$value * 1000' },
  { ...calls, kind: 'argumentRenamed', callee: '@acme/sdk#Client', from: 'token', to: 'apiKey' },
  { ...calls, kind: 'argumentRenamed', callee: '@acme/sdk#Client.send', from: 'to', to: 'topic' },
  { ...calls, kind: 'argumentWrapped', callee: '@acme/sdk#Client', keyword: 'wait', with: 'Duration.seconds($value)', imports: [{ module: '@acme/time', name: 'Duration' }] },
  { ...calls, kind: 'argumentWrapped', callee: '@acme/sdk#sleep', position: 0, with: '{ seconds: $value }' },
  { ...calls, kind: 'argumentAdded', callee: '@acme/http#default', keyword: 'base', position: 0, value: "'/'" },
];

/** What the SDK's functions and methods give. */
const returns = {
  '@acme/sdk#createClient': '@acme/sdk#Client',
  '@acme/sdk#Client.session': '@acme/sdk#Session',
  '@acme/sdk#Session.client': '@acme/sdk#Client',
  '@acme/sdk#shared': '@acme/sdk#Client',
};

/** A migration of a made-up SDK. */
export const acme = acmeSystem({
  entries: { 'A-1': 'Packages', 'A-2': 'Calls' },
  changes,
  detection: {
    packages: [{ ecosystem: 'npm', name: '@acme/sdk' }],
    imports: ['@acme/sdk', '@acme/logger', '@acme/http', '@acme/ui', '@acme/twins', '@acme/jobs'].map((module) => ({ ecosystem: 'npm', module })),
  },
  code: { typescript: { returns } },
});
