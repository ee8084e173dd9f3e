// Starts a program in a process group of its own and ends it with everything it started. VS Code's server leaves
// file watchers and agent hosts behind when only the server itself is killed.
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const alive = new Set();
const cleanups = new Set();

/** Runs something synchronous when this process ends before `forget`, the returned function, is called. */
export function atExit(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** All descendants of a process, the process first. POSIX only. */
function descendants(pid) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const children = new Map();
  for (const line of (stdout ?? '').split('\n')) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child && parent) children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found = [pid];
  for (const each of found) found.push(...(children.get(each) ?? []));
  return found;
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false; // It is gone already.
  }
}

/** Ends a process and its descendants: politely first, after two seconds by force. */
export async function killTree(child) {
  alive.delete(child);
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  const tree = descendants(child.pid);
  for (const pid of tree) signal(pid, 'SIGTERM');
  signal(-child.pid, 'SIGTERM');
  for (let waited = 0; waited < 2000 && tree.some((pid) => signal(pid, 0)); waited += 50) await delay(50);
  for (const pid of tree) signal(pid, 'SIGKILL');
  signal(-child.pid, 'SIGKILL');
}

/** `spawn` in a group of its own; the tree also ends when this process ends, in whatever way it can notice. */
export function spawnTree(command, args, options) {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  return child;
}

/** On the way out there is no time to be polite, and nothing asynchronous runs any more. */
function killAllNow() {
  for (const child of alive) {
    if (child.pid === undefined) continue;
    if (process.platform === 'win32') spawnSync('taskkill', ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else for (const pid of descendants(child.pid)) signal(pid, 'SIGKILL');
  }
  alive.clear();
  for (const cleanup of cleanups) cleanup();
  cleanups.clear();
}

process.once('exit', killAllNow);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(name, () => {
    killAllNow();
    process.exit(130);
  });
}
