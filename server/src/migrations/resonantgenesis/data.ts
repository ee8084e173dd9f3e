import type { Change } from '../../analysis/change.ts';

const sdk = 'This upgrade leads to version 2 of the SDK.';

/** The changes of the guide that are data. */
export const resonantgenesisData: readonly Change[] = [
  // Python SDK, 1.x to 2.x: 3. Error handling
  {
    kind: 'symbolReplaced', change: 'RG-ERRORS', name: 'APIError', from: 'resonantgenesis.exceptions', newName: 'ResonantError', to: 'resonantgenesis',
    why: 'The SDK 2.x has one error, in its top module.',
  },
  // API Versioning
  {
    kind: 'apiVersionRaised', change: 'RG-API', hosts: ['resonantgenesis.xyz'], to: '1.2', path: '/api/v1.2', header: 'X-API-Version', why: 'The current version of the API is 1.2.',
    versions: [
      { version: '1.0', paths: ['/api/v1.0', '/api/v1'], endsOn: '2026-03-31' },
      { version: '1.1', paths: ['/api/v1.1'], endsOn: '2026-06-30' },
    ],
  },
  // JavaScript SDK, 1.x to 2.x: 1. ESM only
  { kind: 'modulesOnly', change: 'RG-JS', package: '@resonantgenesis/sdk', why: 'Version 2 of the SDK is ESM only.' },
  // Version Compatibility
  { kind: 'packageRaised', change: 'RG-DEPS', ecosystem: 'pypi', name: 'resonantgenesis', since: '2.0.0', specifier: '==2.0.0', below: '3.0.0', applicability: 'safe', why: sdk },
  { kind: 'packageRaised', change: 'RG-DEPS', ecosystem: 'npm', name: '@resonantgenesis/sdk', since: '2.0.0', specifier: '==2.0.0', below: '3.0.0', applicability: 'safe', why: sdk },
  {
    kind: 'runtimeRaised', change: 'RG-DEPS', runtime: 'python', title: 'Python', since: '3.10', why: 'The SDK 2.x for Python runs on Python 3.10 and newer.', alongside: [{ ecosystem: 'pypi', name: 'resonantgenesis' }],
  },
  {
    kind: 'runtimeRaised', change: 'RG-DEPS', runtime: 'node', title: 'Node', since: '20', why: 'The SDK 2.x for JavaScript runs on Node 20 and newer.', alongside: [{ ecosystem: 'npm', name: '@resonantgenesis/sdk' }],
  },
];
