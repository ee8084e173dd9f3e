import type { RunChange, RunOrigin, RunState } from './transactionTypes.ts';

/** What a text is known by: its hash and its size. */
export interface Fingerprint {
  /** 64 small hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

/** One file of a run. */
export interface JournalFile {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** The name of its copies in the run's folder. */
  readonly slot: number;
  readonly via: 'disk' | 'editor';
  /** Permission bits of before the run. */
  readonly mode: number;
  readonly before: Fingerprint;
  readonly after: Fingerprint;
  readonly changes: readonly RunChange[];
}

/** What `run.json` holds: everything about a run but contents. */
export interface Journal {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly started: string;
  readonly origin: RunOrigin;
  readonly title: string;
  readonly state: Exclude<RunState, 'damaged'>;
  readonly files: readonly JournalFile[];
}

const version = 1;

/** The text of `run.json`. */
export function printJournal(journal: Journal): string {
  return `${JSON.stringify({ version, ...journal }, undefined, 1)}\n`;
}

/** Reads `run.json` of the run with this id. A text that is not wholly what we write is a problem, told as the end of a sentence. */
export function parseJournal(text: string, id: string): Journal | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is not valid JSON' };
  }
  if (!isRecord(value)) return { problem: 'it holds no object' };
  if (value['version'] !== version) return { problem: 'it was written by another version of Upguide' };
  if (value['id'] !== id) return { problem: 'it belongs to another run' };
  const { started, origin, title, state, files } = value;
  if (typeof started !== 'string' || Number.isNaN(Date.parse(started)) || typeof title !== 'string') return { problem: 'its time or title is damaged' };
  if (!isOneOf(origin, origins) || !isOneOf(state, states)) return { problem: 'its origin or state is damaged' };
  if (!Array.isArray(files)) return { problem: 'its list of files is damaged' };
  const read = files.map(readFile);
  const good = read.filter((file) => file !== undefined);
  if (good.length < read.length) return { problem: `what it says about file ${read.indexOf(undefined) + 1} is damaged` };
  if (new Set(good.map(({ slot }) => slot)).size < good.length || new Set(good.map(({ path }) => path)).size < good.length) return { problem: 'it names a file twice' };
  return { id, started, origin, title, state, files: good };
}

const origins: readonly RunOrigin[] = ['cli', 'editor', 'server'];
const states: readonly Journal['state'][] = ['prepared', 'done', 'restoring', 'restored'];
const ways = ['disk', 'editor'] as const;
const applicabilities = ['safe', 'unsafe', 'manual'] as const;

function readFile(value: unknown): JournalFile | undefined {
  if (!isRecord(value)) return undefined;
  const { path, slot, via, mode } = value;
  const before = readFingerprint(value['before']);
  const after = readFingerprint(value['after']);
  const changes = Array.isArray(value['changes']) ? value['changes'].map(readChange) : [undefined];
  const good = changes.filter((change) => change !== undefined);
  if (typeof path !== 'string' || !isPlainPath(path) || !isCount(slot) || !isOneOf(via, ways)) return undefined;
  if (!isCount(mode) || mode > 0o7777 || before === undefined || after === undefined || good.length < changes.length) return undefined;
  return { path, slot, via, mode, before, after, changes: good };
}

/** A path that stays inside of the folder it is relative to. The journal may come from others, like everything in a workspace. */
function isPlainPath(path: string): boolean {
  return !path.includes('\0') && path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

function readFingerprint(value: unknown): Fingerprint | undefined {
  if (!isRecord(value)) return undefined;
  const { sha256, bytes } = value;
  return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && isCount(bytes) ? { sha256, bytes } : undefined;
}

function readChange(value: unknown): RunChange | undefined {
  if (!isRecord(value)) return undefined;
  const { change, rule, title, applicability, count } = value;
  if ((change !== undefined && typeof change !== 'string') || typeof rule !== 'string' || typeof title !== 'string') return undefined;
  return isOneOf(applicability, applicabilities) && isCount(count) ? { change, rule, title, applicability, count } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isOneOf<T extends string>(value: unknown, known: readonly T[]): value is T {
  return known.some((one) => one === value);
}
