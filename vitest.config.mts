import { defineConfig } from 'vitest/config';

/** Tests that put another module in the place of one: they must not find it loaded already, nor leave theirs to others. */
const replacingModules = ['test/client/**/*.test.ts', 'test/migrations/own/exampleRunner.test.ts'];

const shared = { testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks', setupFiles: ['test/support/setUpFile.ts'] } as const;

export default defineConfig({
  test: {
    globalSetup: ['test/support/buildOnce.ts'],
    // All cores: the process that gives out the files has next to nothing to do.
    maxWorkers: '100%',
    projects: [
      // Nearly every file imports the whole service, which takes longer than most of the tests: each worker loads it once.
      { test: { ...shared, name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/vscode/**', 'node_modules/**', ...replacingModules], isolate: false } },
      { test: { ...shared, name: 'replacing', include: replacingModules, isolate: true } },
    ],
  },
});
