import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../server/src/node/clock.ts';
import { createGrammarLoader } from '../../server/src/node/grammars.ts';
import { systemRandom } from '../../server/src/node/random.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const wasm = [0x00, 0x61, 0x73, 0x6d];

test('random values have the wanted length and differ', () => {
  expect(systemRandom.hex(32)).toMatch(/^[0-9a-f]{64}$/);
  expect(systemRandom.base64(32)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(systemRandom.hex(32)).not.toBe(systemRandom.hex(32));
});

test('today is an ISO date', () => {
  expect(systemClock.today()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

describe('grammars', () => {
  test('come from the installed packages when the code runs unbundled', async () => {
    const loader = createGrammarLoader();
    expect([...(await loader.load('python')).subarray(0, 4)]).toEqual(wasm);
    expect([...(await loader.engine()).subarray(0, 4)]).toEqual(wasm);
    expect(await loader.engine()).toBe(await loader.engine());
  });

  test('come from beside the bundle when they are there', async () => {
    const folder = temporaryFolder({ 'grammars/tree-sitter-python.wasm': 'shipped' });
    expect(Buffer.from(await createGrammarLoader([folder]).load('python')).toString()).toBe('shipped');
  });

  test('that are not shipped reject and say where they were looked for', async () => {
    const folder = temporaryFolder();
    await expect(createGrammarLoader([folder]).load('cobol')).rejects.toThrow(path.join(folder, 'grammars'));
    await expect(createGrammarLoader([folder]).load('../x')).rejects.toThrow('no grammar');
  });
});
