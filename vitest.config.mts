import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longestFirst.mts';

/** Tests that put another module in the place of one: they must not find it loaded already, nor leave theirs to others. */
const replacingModules = readdirSync(path.join(import.meta.dirname, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name.replaceAll(path.sep, '/')}`)
  .filter((name) => name.endsWith('.test.ts') && /^vi\.mock\(/m.test(readFileSync(path.join(import.meta.dirname, name), 'utf8')));

// No test keeps results where the user's own are: those about kept results say where.
const shared = { testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks', setupFiles: ['test/support/setUpFile.ts'], env: { UPGUIDE_NO_CACHE: '1' } } as const;

export default defineConfig({
  test: {
    globalSetup: ['test/support/buildOnce.ts'],
    // All cores: the process that gives out the files has next to nothing to do.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      // Nearly every file imports the whole service, which takes longer than most of the tests: each worker loads it once.
      { test: { ...shared, name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/vscode/**', 'node_modules/**', ...replacingModules], isolate: false } },
      { test: { ...shared, name: 'replacing', include: replacingModules, isolate: true } },
    ],
  },
});
