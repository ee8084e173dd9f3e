// The order in which `scripts/test.mjs` runs its steps, and how their output is told apart.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Runs Node, with the output shown as it comes; each line begins with `label` when there is one. Ends with the exit code, 1 where the process did not start
 * or was killed.
 */
export function runNode(args, { label, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root, env: { ...process.env, ...env }, stdio: label === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => console.log(`${label.padEnd(9)} │ ${line}`));
    }
    child.once('error', () => resolve(1));
    // What a process that is left over holds open must not hold us.
    child.once('exit', () => setTimeout(() => { child.stdout?.destroy(); child.stderr?.destroy(); }, 5000).unref());
    // Not `exit`: what the process has written last may still be on its way.
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs steps in stages, one after the other: the lanes of a stage go side by side, the steps of a lane one after the other. `run(name, label)` runs one
 * and gives its result, or `undefined` where it is not run here. Results with `name` and `seconds`, in the order of the stages.
 */
export async function runStages(stages, chosen, run) {
  const results = [];
  for (const stage of stages) {
    const lanes = stage.map((lane) => lane.filter((name) => chosen.includes(name))).filter((lane) => lane.length > 0);
    const ended = await Promise.all(lanes.map((lane) => runLane(lane, lanes.length > 1, run)));
    results.push(...ended.flat());
  }
  return results;
}

async function runLane(lane, labelled, run) {
  const results = [];
  for (const name of lane) {
    console.log(`\n=== ${name}`);
    const started = Date.now();
    const result = await run(name, labelled ? name : undefined);
    const seconds = Math.round((Date.now() - started) / 1000);
    if (labelled) console.log(`=== ${name}: ${result?.failed ? 'failed' : 'done'} after ${seconds} s`);
    if (result) results.push({ name, ...result, seconds });
  }
  return results;
}
