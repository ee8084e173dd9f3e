import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createHelperThreads } from '../../server/src/node/helperThreads.ts';
import type { Helper } from '../../server/src/service/helpers/helperTypes.ts';

const context = { folders: [], settings: new Map(), today: '2026-11-22' };
const folders: string[] = [];
const started: Helper[] = [];

/** A helper that runs a program, given up after so many milliseconds of silence. */
function helperWith(program: string, silence: number): Helper {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'upguide-helper-'));
  folders.push(folder);
  const file = path.join(folder, 'program.cjs');
  fs.writeFileSync(file, program);
  const [helper] = createHelperThreads(file, { asked: 1, silence }).start(context, { kind: 'look', files: 1 }, 0);
  if (!helper) throw new Error('no helper was started');
  started.push(helper);
  return helper;
}

const silent = 'require("node:worker_threads").parentPort.on("message", () => {});';
const answering = 'const { parentPort } = require("node:worker_threads"); parentPort.on("message", ({ id, look }) => parentPort.postMessage({ id, answer: { languages: look.uris.map(() => undefined), words: new Uint32Array(0) } }));';
const endless = 'const { parentPort } = require("node:worker_threads"); parentPort.on("message", () => { for (;;) ; });';

afterEach(() => {
  for (const helper of started.splice(0)) helper.stop();
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

describe('a helper thread', () => {
  it('answers in plain data', async () => {
    await expect(helperWith(answering, 60_000).look({ uris: ['file:///a', 'file:///b'] })).resolves.toMatchObject({ languages: [undefined, undefined] });
  });

  it.each([['says nothing', silent], ['never comes to an end', endless]])('that %s is given up, whatever was asked of it', async (_name, program) => {
    const helper = helperWith(program, 20);
    const asked = [helper.look({ uris: ['file:///a'] }), helper.look({ uris: ['file:///b'] })];
    for (const { status, ...settled } of await Promise.allSettled(asked)) {
      expect(status).toBe('rejected');
      expect(String('reason' in settled ? settled.reason : '')).toContain('said nothing for 0.02 seconds');
    }
    await expect(helper.look({ uris: ['file:///c'] })).rejects.toThrow('said nothing');
  });

  it('is not given up for the silence of whoever should listen', async () => {
    const helper = helperWith(answering, 2000);
    await helper.look({ uris: [] });
    // Behind an immediate timers come next, and messages after them.
    await new Promise((resolve) => { setImmediate(resolve); });
    const answer = helper.look({ uris: ['file:///a'] });
    const until = performance.now() + 2500;
    while (performance.now() < until);
    await expect(answer).resolves.toMatchObject({ languages: [undefined] });
  });

  it('that ends says so', async () => {
    await expect(helperWith('process.exit(0);', 60_000).look({ uris: ['file:///a'] })).rejects.toThrow('The thread has ended.');
  });
});
