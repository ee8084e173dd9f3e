// What the figures were measured on, and whether it was busy with other things.
import os from 'node:os';

/** Above it, other programs have their share of the cores, and times say little. */
export const restfulLoad = 1;

export function machine() {
  return { system: `${os.type()} ${os.release()}`, cpu: os.cpus()[0]?.model.trim(), cores: os.cpus().length, memoryGb: Math.round(os.totalmem() / 2 ** 30), node: process.version };
}

/** The mean number of programs that wanted to run in the last minute; 0 where the system does not say (Windows). */
export const load = () => Math.round((os.loadavg()[0] ?? 0) * 100) / 100;
