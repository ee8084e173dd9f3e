import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Set by whoever has built already, so that a test run uses `dist/` as it is. */
const prebuilt = 'UPGUIDE_PREBUILT';

/**
 * Builds `dist/` unless it was built for this run: vitest's global set-up (`globalSetup: ['test/support/buildOnce.ts']`), and
 * what a test of the built programs calls first, so that it also runs alone. `UPGUIDE_PREBUILT=1` says that `dist/` is fresh.
 */
export default function buildOnce(): void {
  if (process.env[prebuilt] === '1') return;
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  process.env[prebuilt] = '1';
}

/** A file of `dist/`. */
export function distFile(name: string): string {
  return path.join(root, 'dist', name);
}
