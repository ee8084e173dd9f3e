import fs from 'node:fs';
import os from 'node:os';
import type { ProcessIdentity } from '../../service/transaction/index.ts';
import { errorCode } from '../fileErrors.ts';

/** This process. */
export function ownProcess(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid) ?? '', machine: os.hostname() };
}

/** Whether a process still runs: on this machine the one with that number, unless it was started at another time. */
export async function isRunning({ pid, started, machine }: ProcessIdentity): Promise<'running' | 'ended' | 'unknown'> {
  if (machine !== os.hostname()) return 'unknown';
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one too.
    if (errorCode(error) !== 'EPERM') return 'ended';
  }
  const now = startOf(pid);
  return started === '' || now === undefined || now === started ? 'running' : 'ended';
}

/**
 * When a process was started, in ticks since the start of the machine and with the name of that start; `undefined` where the system
 * does not tell without another program (it is only Linux that does).
 */
function startOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, in parentheses, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Fields count from 1, and these begin with the third: the state of the process and, as the 22nd, its start.
    const [state] = fields;
    const ticks = fields[19];
    if (ticks === undefined) return undefined;
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return state === 'Z' || state === 'X' ? `${boot} ended` : `${boot} ${ticks}`;
  } catch {
    return undefined;
  }
}
