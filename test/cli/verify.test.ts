import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TextCheck } from '../../server/src/service/textCheck.ts';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';
import { runIds } from './support/runs.ts';

/** Each `!` of a text breaks it, each `?` breaks its schema. */
const checkText: TextCheck = (_uri, text) => Promise.resolve([...text.matchAll(/[!?]/g)].map(([mark], index) => ({
  kind: mark === '!' ? 'syntax' as const : 'schema' as const, message: mark === '!' ? 'This does not parse.' : `Key ${index} is unknown.`, line: 1,
})));

/** The journal of a run. */
const journal = (folder: string, id: string) => fs.readFileSync(path.join(folder, '.upguide/runs', id, 'run.json'), 'utf8');

const verify = (folder: string, ...words: string[]) => run(folder, ['verify', ...words], {}, { checkText });

describe('verify', () => {
  test('tells what is left, and that the files of a run are as good as before', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname !\n', 'a/words.yaml': 'oldname guess\n' });
    await run(folder, ['fix']);
    const left = await verify(folder);
    expect(left).toMatchObject({ outcome: 'findings', err: '' });
    expect(left.out).toContain('a/words.yaml:1:9 warning [BC-001 words/guess]');
    expect(left.out).toMatch(/\n2 files changed by runs\. All of them parse and validate as well as before\.\n$/);
    expect((await verify(folder, 'words.yaml')).out).toMatch(/\n1 file changed by runs\. It parses and validates as well as before\.\n$/);
    expect(await verify(folder, '--quiet', 'words.yaml')).toMatchObject({ outcome: 'done', out: '' });
    await run(folder, ['fix', '--unsafe']);
    expect((await verify(folder)).outcome).toBe('done');
  });

  test('names what is worse than before the first of the runs', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname guess !\n', 'a/words.yaml': 'oldname\n' });
    await run(folder, ['fix']);
    await run(folder, ['fix', '--unsafe']);
    const last = runIds(folder).find((id) => journal(folder, id).includes('words/guess'));
    writeFile(folder, 'words.yaml', 'newname ! !\n');
    writeFile(folder, 'a/words.yaml', 'newname ?\n');
    const { outcome, out } = await verify(folder);
    expect(outcome).toBe('findings');
    expect(out).toContain('a/words.yaml:1 is not valid Key 0 is unknown.\n');
    expect(out).toMatch(/words\.yaml:1 does not parse This does not parse\.\n {4}It was better before: [^\n]*`upguide rollback [\w-]+ words\.yaml`\.\n/);
    expect(out).toContain('2 of them no longer parse or validate as before.');
    const json = JSON.parse((await verify(folder, '--format', 'json')).out) as { version: number; summary: object; touched: readonly object[] };
    expect(json).toMatchObject({ version: 1, summary: { findings: 0 } });
    expect(json.touched).toHaveLength(2);
    expect(json.touched[1]).toMatchObject({ path: 'words.yaml', run: last, state: 'changed', problems: [{ kind: 'syntax', line: 1 }] });
  });

  test('names files that changed or went since, which is nobody\'s fault', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname\n', 'a/words.yaml': 'oldname\n', 'b/words.yaml': 'oldname\n' });
    await run(folder, ['fix']);
    const [id = ''] = runIds(folder);
    writeFile(folder, 'words.yaml', 'mine\n');
    fs.rmSync(path.join(folder, 'a/words.yaml'));
    await run(folder, ['rollback', 'b']);
    const { outcome, out } = await verify(folder);
    expect(out).toContain(`a/words.yaml is gone since the run ${id}.\nb/words.yaml is as it was before the run ${id}.\nwords.yaml changed since the run ${id}.\n3 files changed by runs.`);
    expect(outcome).toBe('findings');
    expect((await verify(folder, 'words.yaml')).outcome).toBe('done');
  });

  test('a file that cannot be read any more is a failure', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname\n' });
    await run(folder, ['fix']);
    fs.writeFileSync(path.join(folder, 'words.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    expect(await verify(folder)).toMatchObject({ outcome: 'failed', out: expect.stringContaining('words.yaml cannot be read') as string });
  });

  test('without runs there is nothing to compare, and a run that was rolled back does not count', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname\n' });
    expect((await verify(folder)).out).toContain('No run of `upguide fix` is in effect here');
    await run(folder, ['fix']);
    await run(folder, ['rollback']);
    const { outcome, out } = await verify(folder, '--fail-on', 'never');
    expect(out).toContain('No run of `upguide fix` is in effect here');
    expect(outcome).toBe('done');
  });
});
