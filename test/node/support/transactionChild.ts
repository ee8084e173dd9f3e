// A process of its own that runs the real engine on the real disk: node <bundle> <JSON of ChildTask>. Prints the result as JSON.
import fs from 'node:fs';
import { createTransactionHost } from '../../../server/src/node/transaction/transactionHost.ts';
import { type Disk, finishRun, restoreRun, type RunFile, runUpgrade } from '../../../server/src/service/transaction/index.ts';

export interface ChildTask {
  readonly root: string;
  readonly work: 'run' | 'finish' | 'restore';
  /** For `run`: a file that holds `RunFile[]` as JSON. */
  readonly files?: string;
  readonly id?: string;
  /** Kills itself before this operation of the disk, from 1. */
  readonly killAt?: number;
}

/** The disk, with the end of the process before one operation. */
function killedAt(disk: Disk, number: number): Disk {
  let calls = 0;
  return new Proxy(disk, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || ['join', 'parent', 'relative', 'errorCode', 'describeError'].includes(String(name))) return value;
      return (...values: unknown[]): unknown => {
        if (++calls === number) process.kill(process.pid, 'SIGKILL');
        return value.apply(target, values) as unknown;
      };
    },
  });
}

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
const system = createTransactionHost();
const host = task.killAt === undefined ? system : { ...system, disk: killedAt(system.disk, task.killAt) };
const { root, id = '' } = task;
if (task.work === 'run') process.stdout.write('begun\n');
const result = task.work === 'run'
  ? await runUpgrade({ root, origin: 'cli', title: 'Test', files: JSON.parse(fs.readFileSync(task.files ?? '', 'utf8')) as RunFile[] }, host)
  : await (task.work === 'finish' ? finishRun : restoreRun)(root, id, host);
process.stdout.write(`${JSON.stringify(result)}\n`);
