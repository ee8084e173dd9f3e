import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishRun, listRuns, readOriginal, restoreRun, rollbackRun, runUpgrade, tidyRuns, unfinishedRuns } from '../../../server/src/service/transaction/index.ts';
import { type Journal, parseJournal, printJournal } from '../../../server/src/service/transaction/journal.ts';
import { diskError, MemoryDisk } from './support/memoryDisk.ts';
import { createTestHost, oneChange, runFile, runRequest } from './support/testHost.ts';
import { contentOf, root } from './support/workspaces.ts';

const id = '20261121-152233-4f2a';
const hash = 'a'.repeat(64);
const good: Journal = {
  id, started: '2026-11-21T15:22:33.123Z', origin: 'editor', title: 'GreenLang 0.2 → 0.3', state: 'prepared',
  files: [
    { path: 'a/.env', slot: 0, via: 'disk', mode: 0o640, before: { sha256: hash, bytes: 3 }, after: { sha256: hash, bytes: 0 }, changes: oneChange },
    { path: 'b', slot: 2, via: 'editor', mode: 0o644, before: { sha256: hash, bytes: 3 }, after: { sha256: hash, bytes: 4 }, changes: [{ change: undefined, rule: 'r', title: '', applicability: 'unsafe', count: 0 }] },
  ],
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The journal as JSON, with one thing changed. */
function changed(...[keys, value]: [readonly (string | number)[], Json | undefined]): string {
  const json = JSON.parse(printJournal(good)) as Record<string | number, Json>;
  let at: Record<string | number, Json | undefined> = json;
  for (const key of keys.slice(0, -1)) at = at[key] as typeof at;
  at[keys.at(-1) ?? ''] = value;
  return JSON.stringify(json);
}

describe('a journal', () => {
  test('comes back as it was written', () => {
    expect(parseJournal(printJournal(good), id)).toEqual(good);
  });

  test.each([
    [['version'], 2], [['id'], '20261121-152233-0000'], [['started'], 'once'], [['title'], 5], [['origin'], 'mail'], [['state'], 'damaged'], [['files'], {}], [['files', 0], null],
    [['files', 0, 'path'], '../x'], [['files', 0, 'path'], '/etc/passwd'], [['files', 0, 'path'], 'a/../../x'], [['files', 0, 'path'], './x'], [['files', 0, 'path'], ''], [['files', 0, 'path'], 'a\0'],
    [['files', 0, 'path'], 'b'], [['files', 0, 'slot'], 2], [['files', 0, 'slot'], '0'], [['files', 0, 'slot'], -1], [['files', 0, 'slot'], '../../x'],
    [['files', 0, 'via'], 'mail'], [['files', 0, 'mode'], 0o10000], [['files', 0, 'mode'], 1.5], [['files', 0, 'before', 'sha256'], 'A'.repeat(64)], [['files', 0, 'after', 'sha256'], 'abc'],
    [['files', 0, 'after', 'bytes'], -1], [['files', 0, 'after'], undefined], [['files', 0, 'changes'], undefined], [['files', 0, 'changes', 0, 'count'], 'x'], [['files', 0, 'changes', 0, 'applicability'], 'sure'],
  ] as [(string | number)[], Json | undefined][])('with %j = %j is not trusted', (keys, value) => {
    expect(parseJournal(changed(keys, value), id)).toEqual({ problem: expect.any(String) });
  });

  test('that is cut or mixed up anywhere is not trusted, and reading it never throws', () => {
    const text = printJournal(good);
    // The last line end alone may be missing.
    for (let length = 0; length < text.length - 1; length++) expect(parseJournal(text.slice(0, length), id)).toHaveProperty('problem');
    fc.assert(fc.property(fc.json(), (json) => 'problem' in parseJournal(json, id)), { seed: 20_261_121 });
  });
});

describe('a run whose journal is damaged', () => {
  const path = `${root}/.env`;

  async function damaged(text: string) {
    const disk = new MemoryDisk();
    disk.put(path, 'old');
    const host = createTestHost(disk);
    const run = await runUpgrade(runRequest(root, [runFile(path, 'old', 'new')]), host);
    const journal = `${root}/.upguide/runs/${run.id ?? ''}/run.json`;
    disk.put(journal, text, 0o600);
    return { disk, host, id: run.id ?? '', journal };
  }

  test.each(['', '{', '{"version":1}', '\0'.repeat(100)])('(%j) is reported, and nothing is done with it', async (text) => {
    const { disk, host, id: run, journal } = await damaged(text);
    expect(await listRuns(root, host)).toEqual([{
      id: run, started: expect.stringMatching(/^2026-11-21T15:22:/), origin: undefined, title: '', state: 'damaged', files: [], changes: [],
      problem: expect.stringMatching(new RegExp(`^The journal ${journal} cannot be trusted: .*Copies of the original files are in .*/originals\\.$`)),
    }]);
    expect(await unfinishedRuns(root, host)).toEqual([]);
    for (const result of [await rollbackRun(root, run, { force: true }, host), await finishRun(root, run, host), await restoreRun(root, run, host)]) {
      expect(result).toMatchObject({ state: 'failed', reason: expect.stringMatching(/cannot be trusted/), files: [] });
    }
    expect(await readOriginal(root, run, path, host)).toBeUndefined();
    await tidyRuns(root, host);
    expect([disk.text(path), disk.text(`${root}/.upguide/runs/${run}/originals/0`)]).toEqual(['new', 'old']);
    // Its copies may be the only ones, so it stays; but it stops nobody.
    expect((await runUpgrade(runRequest(root, [runFile(path, 'new', 'newer')]), host)).state).toBe('done');
  });

  test('by a system that cannot read it now is not taken for remains', async () => {
    const { disk, host, id: run, journal } = await damaged('{}');
    disk.before = ({ name, path: read }) => {
      if (name === 'read' && read === journal) throw diskError('EIO');
    };
    await tidyRuns(root, host);
    expect(await listRuns(root, host)).toMatchObject([{ id: run, state: 'damaged', problem: expect.stringMatching(/cannot be read/) }]);
    expect(disk.text(`${root}/.upguide/runs/${run}/originals/0`)).toBe('old');
  });

  test('by a link in place of its folders is not followed', async () => {
    const { disk, host, id: run } = await damaged('{}');
    const folder = `${root}/.upguide/runs/${run}`;
    for (const name of disk.paths(folder)) disk.delete(name);
    disk.delete(folder);
    disk.put('/home/else/run.json', printJournal({ ...good, id: run, files: [] }));
    disk.putLink(folder, '/home/else');
    expect(await listRuns(root, host)).toMatchObject([{ id: run, state: 'damaged', problem: expect.stringMatching(/symbolic link/) }]);
    await tidyRuns(root, host);
    expect(disk.text('/home/else/run.json')).toContain(run);
  });
});

test('a journal that came with the workspace writes nothing into version control', async () => {
  const disk = new MemoryDisk();
  const host = createTestHost(disk);
  const hook = 'run me';
  disk.put(`${root}/.git/hooks/pre-commit`, 'sample', 0o755);
  for (const slot of [0, 1, 2]) disk.put(`${root}/.upguide/runs/${id}/originals/${slot}`, hook, 0o600);
  const print = (text: string) => ({ sha256: host.sha256(Buffer.from(text)), bytes: text.length });
  const [file] = good.files;
  if (file === undefined) throw new Error('There is no file.');
  const paths = ['.git/hooks/pre-commit', '.git/new/file', '.git'];
  disk.put(`${root}/.upguide/runs/${id}/run.json`, printJournal({ ...good, files: paths.map((path, slot) => ({ ...file, path, slot, before: print(hook), after: print('sample') })) }), 0o600);
  const before = contentOf(disk);
  for (const result of [await restoreRun(root, id, host), await rollbackRun(root, id, { force: true }, host)]) {
    expect(result.files).toMatchObject([{ outcome: 'refused', reason: 'It belongs to version control.' }, { outcome: 'refused' }, { outcome: 'refused' }]);
  }
  expect(contentOf(disk)).toEqual(before);
  for (const name of ['.git/hooks/pre-commit', '.git/hooks', '.git']) {
    disk.delete(`${root}/${name}`);
    expect((await rollbackRun(root, id, { force: true }, host)).files).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }, { outcome: 'refused' }]);
    expect([...contentOf(disk).keys()].filter((path) => path.startsWith(`${root}/${name}`))).toEqual([]);
  }
});
