import { createHash } from 'node:crypto';
import type { Disk, ProcessIdentity, RunFile, RunRequest, TransactionHost } from '../../../../server/src/service/transaction/index.ts';

const known = new WeakMap<Uint8Array, string>();

/** Hashes each array once: the disk in memory never changes the bytes of one. */
function sha256(bytes: Uint8Array): string {
  const before = known.get(bytes);
  if (before !== undefined) return before;
  const hash = createHash('sha256').update(bytes).digest('hex');
  known.set(bytes, hash);
  return hash;
}

/** How a test's host differs from the usual one. */
export interface HostOptions {
  readonly pid?: number;
  readonly now?: () => string;
  readonly hex?: () => string;
  readonly isRunning?: TransactionHost['isRunning'];
}

let tokens = 0;

/**
 * A host over a disk. Its process is the only one that runs, unless the options say otherwise, so the lock of a host with
 * another number is one of an ended process. Each call of the clock is a second later.
 */
export function createTestHost(disk: Disk, options: HostOptions = {}): TransactionHost {
  const own: ProcessIdentity = { pid: options.pid ?? 1, started: 'once', machine: 'here' };
  let seconds = 0;
  return {
    disk, sha256, process: own,
    now: options.now ?? (() => new Date(Date.UTC(2026, 10, 21, 15, 22, seconds++)).toISOString()),
    random: { hex: (bytes) => options.hex?.() ?? String(tokens++).padStart(bytes * 2, '0').slice(-bytes * 2), base64: () => '' },
    isRunning: options.isRunning ?? (async ({ pid }) => (pid === own.pid ? 'running' : 'ended')),
  };
}

/** A change for a file of a test. */
export const oneChange: RunFile['changes'] = [{ change: 'BC-007', rule: 'greenlang/environment-renamed', title: 'Rename to GL_ENV', applicability: 'safe', count: 2 }];

/** A file to change in a test. */
export function runFile(path: string, before: string, after: string, via: RunFile['via'] = 'disk'): RunFile {
  return { path, before, after, via, changes: oneChange };
}

/** A request of a test. */
export function runRequest(root: string, files: readonly RunFile[], more: Partial<RunRequest> = {}): RunRequest {
  return { root, origin: 'cli', title: 'GreenLang 0.2 → 0.3', files, ...more };
}
