// One run of a program from its start to its end: what it took, and what it had.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { peakOfTree, tickMs } from './processTree.mjs';

/** Often enough for programs of a tenth of a second. What a process had most is kept by the kernel: only the last step may be missed. */
const sampleMs = 20;

/** CPU time of the children that have ended, theirs included; `undefined` where there is no /proc. */
function endedChildrenMs() {
  if (!existsSync('/proc/self/stat')) return undefined;
  const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * tickMs;
}

/**
 * Runs a program, its output into a file. No other child may run or end meanwhile: its CPU time would count. Times in milliseconds, memory in
 * MB: the sum over its processes of the most that each had.
 */
export async function measured([program, ...args], { cwd, env, output, accept = [0] }) {
  const out = openSync(output, 'w');
  try {
    const cpuBefore = endedChildrenMs();
    const started = performance.now();
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', out, 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (data) => { complaint = (complaint + data).slice(-2000); });
    let peakMb;
    const sampler = setInterval(() => {
      const now = peakOfTree(child.pid);
      if (now !== undefined) peakMb = Math.max(peakMb ?? 0, now);
    }, sampleMs);
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }).finally(() => clearInterval(sampler));
    const wallMs = performance.now() - started;
    const cpuAfter = endedChildrenMs();
    if (!accept.includes(code)) throw new Error(`${program} ${args.join(' ')} ended with ${code}.\n${complaint}`);
    return { wallMs, cpuMs: cpuBefore === undefined ? undefined : cpuAfter - cpuBefore, peakMb };
  } finally {
    closeSync(out);
  }
}
