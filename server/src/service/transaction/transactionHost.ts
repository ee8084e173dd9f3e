import type { RandomSource } from '../../analysis/random.ts';
import type { Disk } from './disk.ts';

/** Everything that a transaction needs from the machine. */
export interface TransactionHost {
  readonly disk: Disk;
  /** SHA-256 in 64 small hexadecimal digits. */
  readonly sha256: (bytes: Uint8Array) => string;
  /** The present moment, ISO 8601 in UTC: `2026-11-21T15:22:33.123Z`. */
  readonly now: () => string;
  readonly random: RandomSource;
  /** The process that runs the transaction. */
  readonly process: ProcessIdentity;
  /** Whether the process that took a lock still runs; `unknown` for one on another machine. */
  readonly isRunning: (owner: ProcessIdentity) => Promise<'running' | 'ended' | 'unknown'>;
}

/** A process, told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in the words of the system; empty where the system does not say. */
  readonly started: string;
  /** Name of the machine. */
  readonly machine: string;
}
