import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { run, testMigration } from './support/fakeService.ts';
import { runIds, snapshot } from './support/runs.ts';

const files = { 'words.yaml': 'oldname\n', 'a/words.yaml': 'oldname guess\n' };
const read = (folder: string, name: string) => fs.readFileSync(path.join(folder, name), 'utf8');

/** Answers the questions in order; the user stops when there is no answer left. */
async function answer(folder: string, words: readonly string[], ...lines: string[]) {
  const questions: string[] = [];
  const stop = new AbortController();
  const result = await run(folder, ['fix', '--interactive', ...words], {}, {
    signal: stop.signal,
    terminal: {
      redraws: false, columns: () => 80,
      ask: (question) => {
        questions.push(question);
        const line = lines.shift();
        if (line === undefined) stop.abort();
        return Promise.resolve(line);
      },
    },
  });
  return { ...result, questions };
}

describe('fix --interactive', () => {
  test('shows each change with its diff, and applies what was accepted', async () => {
    const folder = temporaryFolder(files);
    const { outcome, out, questions } = await answer(folder, ['--unsafe'], 'y');
    expect(questions).toEqual(['Apply this change [y,n,f,a,q,?]? ']);
    expect(out).toContain('1/1 BC-001 Names: 3 places in 2 files (2 safe, 1 unsafe)\n--- a/a/words.yaml\n+++ b/a/words.yaml\n@@ -1,1 +1,1 @@\n-oldname guess\n+newname guessed\n');
    expect([read(folder, 'words.yaml'), read(folder, 'a/words.yaml')]).toEqual(['newname\n', 'newname guessed\n']);
    expect(outcome).toBe('done');
    expect(runIds(folder)).toHaveLength(1);
  });

  test('asks for each file', async () => {
    const folder = temporaryFolder(files);
    const { out, questions } = await answer(folder, [], 'f', 'n', 'y');
    expect(questions).toEqual(['Apply this change [y,n,f,a,q,?]? ', 'Apply it in this file [y,n,a,q,?]? ', 'Apply it in this file [y,n,a,q,?]? ']);
    expect(out).toContain('1/1 BC-001 Names, file 2 of 2: words.yaml');
    expect([read(folder, 'words.yaml'), read(folder, 'a/words.yaml')]).toEqual(['newname\n', 'oldname guess\n']);
  });

  test('takes all the rest, in the middle of a change too', async () => {
    const folder = temporaryFolder({ ...files, 'b/words.yaml': 'oldname\n' });
    const { questions } = await answer(folder, [], 'f', 'n', 'a');
    expect(questions).toHaveLength(3);
    expect([read(folder, 'a/words.yaml'), read(folder, 'b/words.yaml'), read(folder, 'words.yaml')]).toEqual(['oldname guess\n', 'newname\n', 'newname\n']);
  });

  test('writes nothing when nothing was accepted', async () => {
    const folder = temporaryFolder(files);
    const before = snapshot(folder);
    const { outcome, out } = await answer(folder, [], 'n');
    expect(outcome).toBe('findings');
    expect(out).toContain('0 files changed.');
    expect(snapshot(folder)).toEqual(before);
    expect(runIds(folder)).toEqual([]);
  });

  test('explains the answers, and asks again', async () => {
    const folder = temporaryFolder(files);
    const { questions, err } = await answer(folder, [], '?', 'perhaps', 'n');
    expect(questions).toHaveLength(3);
    expect(err.match(/^y {2}apply it$/gm)).toHaveLength(2);
  });

  test('quitting asks what becomes of what was accepted', async () => {
    for (const [last, text] of [['y', 'newname guess\n'], ['n', 'oldname guess\n'], ['', 'oldname guess\n']] as const) {
      const folder = temporaryFolder(files);
      const { questions } = await answer(folder, [], 'f', 'y', 'q', last);
      expect(questions.at(-1)).toBe('Apply the 1 change accepted so far [y,n]? ');
      expect([read(folder, 'a/words.yaml'), read(folder, 'words.yaml')]).toEqual([text, 'oldname\n']);
    }
    const folder = temporaryFolder(files);
    expect((await answer(folder, [], 'q')).questions).toHaveLength(1);
  });

  test('stopping leaves everything as it was, whatever was accepted', async () => {
    const folder = temporaryFolder(files);
    const before = snapshot(folder);
    const { outcome, err } = await answer(folder, [], 'f', 'y');
    expect({ outcome, err }).toEqual({ outcome: 'failed', err: 'upguide: stopped; nothing was changed.\n' });
    expect(snapshot(folder)).toEqual(before);
    expect(runIds(folder)).toEqual([]);
  });

  test('needs somebody to ask', async () => {
    const folder = temporaryFolder(files);
    const before = snapshot(folder);
    expect(await run(folder, ['fix', '-i'])).toMatchObject({ outcome: 'failed', out: '', err: expect.stringContaining('there is no terminal that could answer') as string });
    expect(snapshot(folder)).toEqual(before);
  });

  test('asks for rules that come from no guide under their own names, after the guide', async () => {
    const folder = temporaryFolder(files);
    const migrations = [{ ...testMigration, changes: [] }];
    const questions: string[] = [];
    const { out } = await run(folder, ['fix', '-i', '--unsafe'], {}, {
      migrations, terminal: { redraws: false, columns: () => 80, ask: (question) => { questions.push(question); return Promise.resolve('n'); } },
    });
    expect(out.match(/^\d\/2 .*$/gm)).toEqual(['1/2 words/oldname: 2 places in 2 files (2 safe)', '2/2 words/guess: 1 place in 1 file (1 unsafe)']);
    expect(questions).toHaveLength(2);
  });

  test('a long diff is cut, and shown in full when asked for', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname\n'.repeat(100) });
    const { out, questions } = await answer(folder, [], 'd', 'n');
    expect(questions[0]).toBe('Apply this change [y,n,a,d,q,?]? ');
    expect(out).toMatch(/… \d+ more lines \(d shows all\)/);
    expect(out.match(/^\+newname$/gm)?.length).toBe(100);
  });
});
