import { attempt, isMissing, removeIfThere } from './diskSteps.ts';
import { runsFolderOf } from './layout.ts';
import { Refusal } from './refusal.ts';
import { bytesOfText, textOfBytes } from './textBytes.ts';
import type { ProcessIdentity, TransactionHost } from './transactionHost.ts';

/** A lock that was taken; one process writes to a workspace folder at a time. */
export interface Lock {
  /** Gives it back; never rejects. */
  release(): Promise<void>;
}

const prefix = 'lock-';
const maxAttempts = 5;
const crowded = 'Several processes want to change this folder at this moment. Try again.';

/** What systems without hard links say (FAT, some network drives). */
const noLinks: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Takes the lock of a workspace folder whose folder of runs is there. A lock whose process has ended is taken over. Rejects with a
 * `Refusal` that names the owner of one whose process runs.
 */
export async function takeLock(root: string, host: TransactionHost): Promise<Lock> {
  const { disk } = host;
  const path = lockPath(root, host);
  // Written under a name of its own first and given its true name by a link: so nobody ever sees half of it.
  const own = disk.join(runsFolderOf(root, disk), `${prefix}${host.process.pid}-${host.random.hex(8)}`);
  const bytes = bytesOfText(`${JSON.stringify(host.process)}\n`, false);
  try {
    await disk.create(own, bytes, 0o600);
    for (let round = 1; !await claim(own, path, bytes, host); round++) {
      if (round === maxAttempts) throw new Refusal(crowded);
      await removeStale(path, `${own}-stale`, host);
    }
  } finally {
    await attempt(() => removeIfThere(own, disk));
  }
  await attempt(() => removeRemains(root, host));
  return { release: async () => { await attempt(() => removeIfThere(path, disk)); } };
}

/** Whether a process that runs (or may run: on another machine) holds the lock of a workspace folder. */
export async function isLocked(root: string, host: TransactionHost): Promise<boolean> {
  const owner = await readOwner(lockPath(root, host), host);
  return owner !== undefined && (owner.identity === undefined || await host.isRunning(owner.identity) !== 'ended');
}

function lockPath(root: string, { disk }: TransactionHost): string {
  return disk.join(runsFolderOf(root, disk), 'lock');
}

/** Whether the lock is ours now; `false` when it has an owner. */
async function claim(own: string, path: string, bytes: Uint8Array, { disk }: TransactionHost): Promise<boolean> {
  try {
    await disk.link(own, path);
    return true;
  } catch (error) {
    const code = disk.errorCode(error);
    if (code === 'EEXIST') return false;
    // Whoever has the lock by now took our file for remains.
    if (code === 'ENOENT') throw new Refusal(crowded);
    if (!noLinks.has(code)) throw error;
  }
  try {
    await disk.create(path, bytes, 0o600);
    return true;
  } catch (error) {
    if (disk.errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose process has ended; refuses for another one. */
async function removeStale(path: string, aside: string, host: TransactionHost): Promise<void> {
  const { disk } = host;
  const owner = await readOwner(path, host);
  if (owner === undefined) return;
  if (owner.identity === undefined) throw new Refusal(`The lock ${path} is damaged. If no other Upguide is at work in this folder, delete that file.`);
  const state = await host.isRunning(owner.identity);
  if (state !== 'ended') throw new Refusal(describeOwner(owner.identity, state, path));
  try {
    await disk.rename(path, aside);
  } catch (error) {
    if (isMissing(error, disk)) return;
    throw error;
  }
  // Somebody else may have taken it over in between, and then what was moved is theirs.
  const moved = await readOwner(aside, host);
  if (moved !== undefined && moved.text !== owner.text) await attempt(() => disk.link(aside, path));
  await attempt(() => removeIfThere(aside, disk));
}

function describeOwner({ pid, machine }: ProcessIdentity, state: 'running' | 'unknown', path: string): string {
  return state === 'running'
    ? `Another Upguide (process ${pid}) is changing files in this folder. Wait until it is done.`
    : `Another Upguide (process ${pid} on ${machine}) has locked this folder. Wait until it is done; if it no longer runs, delete ${path}.`;
}

interface Owner {
  readonly text: string;
  /** `undefined`: the lock is damaged. */
  readonly identity: ProcessIdentity | undefined;
}

async function readOwner(path: string, { disk }: TransactionHost): Promise<Owner | undefined> {
  let text: string;
  try {
    text = textOfBytes(await disk.read(path));
  } catch (error) {
    if (isMissing(error, disk)) return undefined;
    throw error;
  }
  return { text, identity: parseOwner(text) };
}

function parseOwner(text: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof ProcessIdentity, unknown>> | null;
    const { pid, started, machine } = value ?? {};
    return typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 && typeof started === 'string' && typeof machine === 'string' ? { pid, started, machine } : undefined;
  } catch {
    return undefined;
  }
}

/** What processes left that ended while they took the lock. */
async function removeRemains(root: string, host: TransactionHost): Promise<void> {
  const folder = runsFolderOf(root, host.disk);
  for (const name of await host.disk.list(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = host.disk.join(folder, name);
    const owner = await readOwner(path, host);
    if (owner?.identity === undefined || await host.isRunning(owner.identity) === 'ended') await removeIfThere(path, host.disk);
  }
}
