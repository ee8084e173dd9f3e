import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheFolder } from '../../../server/src/node/resultCache/cacheFolder.ts';
import { type Evidence, holds } from '../../../server/src/node/resultCache/evidence.ts';
import { EvidenceRecorder } from '../../../server/src/node/resultCache/evidenceRecorder.ts';
import { walkFolder } from '../../../server/src/node/walk.ts';
import { temporaryFolder, writeFile } from '../../support/temporaryFolder.ts';

/** Moments of a look: long after all files were written, and so early that all count as written just before it, however long the writing takes. */
const afterAll = Number.MAX_SAFE_INTEGER;
const justThen = Date.now();

/** What a walk sees. `now`: the moment of the look; much later, all files have come to rest. */
async function seen(folder: string, now = afterAll): Promise<Evidence> {
  const recorder = new EvidenceRecorder(now);
  await walkFolder(folder, { exclude: [], accepts: () => true }, [], recorder);
  const evidence = recorder.evidence();
  if (evidence === undefined) throw new Error('There is no evidence.');
  return evidence;
}

describe('evidence', () => {
  test('holds until something is different', async () => {
    const folder = temporaryFolder({ 'a.txt': '1', 'b/c.txt': '2' });
    const evidence = await seen(folder);
    expect(evidence.contents).toEqual([]);
    expect(holds(evidence)).toBe(true);
    writeFile(folder, 'b/c.txt', '3');
    expect(holds(evidence)).toBe(false);
  });

  test('compares the contents of what was written just before', async () => {
    const folder = temporaryFolder({ 'a.txt': '1' });
    const evidence = await seen(folder, justThen);
    expect(evidence.contents.map(([file]) => file)).toEqual([path.join(folder, 'a.txt')]);
    expect(holds(evidence)).toBe(true);
    // As if it had been written again in the same step of the clock: size and times are those that were seen.
    writeFile(folder, 'a.txt', '2');
    const { numbers } = await seen(folder, justThen);
    expect(holds({ ...evidence, numbers })).toBe(false);
  });

  test('is not there where too much was written just before', async () => {
    const folder = temporaryFolder(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}.txt`, ''])));
    await expect(seen(folder, justThen)).rejects.toThrow('no evidence');
    const large = temporaryFolder({ 'a.bin': new Uint8Array(33 * 1024 * 1024) });
    await expect(seen(large, justThen)).rejects.toThrow('no evidence');
    expect(holds(await seen(large))).toBe(true);
  });

  test('counts a file that was away when it was looked at as changed', () => {
    const folder = temporaryFolder({ 'a.txt': '1' });
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    fs.rmSync(path.join(folder, 'a.txt'));
    const recorder = new EvidenceRecorder(afterAll);
    recorder.folder(folder, entries, ['a.txt']);
    writeFile(folder, 'a.txt', '1');
    expect(holds(recorder.evidence() ?? { folders: [], numbers: new Float64Array(), paths: [], contents: [] })).toBe(false);
  });

  test('of a text that could not be read is what its reader got, and not what is there by now', () => {
    const folder = temporaryFolder({ 'a.txt': '1' });
    const recorder = new EvidenceRecorder(afterAll);
    recorder.unread(path.join(folder, 'a.txt'), { kind: 'skipped', reason: 'It cannot be read: the device reported an input/output error.' });
    const evidence = recorder.evidence();
    expect(evidence?.contents).toHaveLength(1);
    expect(evidence && holds(evidence)).toBe(false);
  });

  test('of a folder that could not be read holds until it can', () => {
    const folder = path.join(temporaryFolder(), 'later');
    const recorder = new EvidenceRecorder(afterAll);
    expect(recorder.list(folder)).toEqual([]);
    const evidence = recorder.evidence();
    expect(evidence && holds(evidence)).toBe(true);
    fs.mkdirSync(folder);
    expect(evidence && holds(evidence)).toBe(false);
  });

  test('knows names that look like its own signs', async () => {
    const folder = temporaryFolder({ '!EACCES': '', 'Fx': '', 'a\nb': '' });
    const evidence = await seen(folder);
    expect(holds(evidence)).toBe(true);
    expect(holds({ ...evidence, folders: [[folder, '!EACCES']] })).toBe(false);
    expect(holds({ ...evidence, numbers: evidence.numbers.subarray(0, 8) })).toBe(false);
  });
});

describe('the folder of the cache', () => {
  const places = (platform: NodeJS.Platform, environment: Record<string, string>, home = '/home/me') => cacheFolder({ platform, environment, home });

  test.skipIf(process.platform === 'win32')('is where the system has it for the user', () => {
    expect(places('linux', {})).toBe('/home/me/.cache/upguide/results');
    expect(places('linux', { XDG_CACHE_HOME: '/c' })).toBe('/c/upguide/results');
    expect(places('linux', { XDG_CACHE_HOME: 'relative' })).toBe('/home/me/.cache/upguide/results');
    expect(places('darwin', {})).toBe('/home/me/Library/Caches/upguide/results');
    expect(places('win32', { LOCALAPPDATA: '/local' })).toBe('/local/upguide/results');
    expect(places('win32', {})).toBe('/home/me/AppData/Local/upguide/results');
    expect(places('linux', {}, '')).toBeUndefined();
  });
});
