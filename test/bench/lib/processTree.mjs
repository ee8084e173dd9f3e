// CPU time and memory of a process and its children, from /proc. Other systems have no such place: no figures there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of one tick of the kernel's clock, as Linux reports CPU time. */
export const tickMs = 10;

function descendants(pid) {
  const all = [pid];
  for (const one of all) {
    try {
      for (const task of readdirSync(`/proc/${one}/task`)) {
        all.push(...readFileSync(`/proc/${one}/task/${task}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number));
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  return all;
}

/** `undefined` where there is no /proc. */
export function measureTree(pid) {
  if (!existsSync('/proc/self/stat')) return undefined;
  let cpuMs = 0;
  let rssMb = 0;
  for (const one of descendants(pid)) {
    try {
      // Behind the name, which may hold anything: fields 12 and 13 are utime and stime, 14 and 15 those of ended children.
      const fields = readFileSync(`/proc/${one}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      cpuMs += fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * tickMs;
      rssMb += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch {
      // As above.
    }
  }
  return { cpuMs, rssMb };
}

/** The most memory that the processes of a tree ever had, in MB, one by one; `undefined` where there is no /proc or the process has ended. */
export function peakOfTree(pid) {
  let peak;
  for (const one of descendants(pid)) {
    try {
      const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1];
      if (kilobytes !== undefined) peak = (peak ?? 0) + Number(kilobytes) / 1024;
    } catch {
      // It has ended meanwhile.
    }
  }
  return peak;
}
