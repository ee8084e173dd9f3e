import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { sqlMigration } from '../../server/src/migrations/greenlang/sql/scripts.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';

const script = (cwd: string, ...words: string[]) => run(cwd, ['script', ...words], {}, { migrations: builtInMigrations });

describe('upguide script', () => {
  test('prints the script, not the way back, so that it can be handed to a database', async () => {
    const { out, err, outcome } = await script(temporaryFolder({}), 'greenlang/database', '--dialect', 'sqlite');
    expect(out).toBe(sqlMigration('sqlite').up);
    expect(err).toContain('greenlang-0.3-down.sqlite.sql');
    expect(outcome).toBe('done');
    expect((await script(temporaryFolder({}), 'greenlang/database', '--dialect', 'mysql', '-q')).err).toBe('');
  });

  test('writes both into a folder, and nothing over a file that is there', async () => {
    const folder = temporaryFolder({});
    const first = await script(folder, 'greenlang/database', '--dialect=postgresql', '--output', 'db/new');
    expect(first).toMatchObject({ outcome: 'done', err: '', out: 'db/new/greenlang-0.3-up.postgresql.sql\ndb/new/greenlang-0.3-down.postgresql.sql\n' });
    const down = path.join(folder, 'db/new/greenlang-0.3-down.postgresql.sql');
    expect(fs.readFileSync(down, 'utf8')).toBe(sqlMigration('postgresql').down);

    fs.writeFileSync(down, 'mine');
    fs.rmSync(path.join(folder, 'db/new/greenlang-0.3-up.postgresql.sql'));
    const second = await script(folder, 'greenlang/database', '--dialect', 'postgresql', '--output', 'db/new');
    expect(second).toMatchObject({ outcome: 'failed', out: '' });
    expect(second.err).toContain('greenlang-0.3-down.postgresql.sql is there already');
    expect(fs.readdirSync(path.join(folder, 'db/new'))).toEqual(['greenlang-0.3-down.postgresql.sql']);
    expect(fs.readFileSync(down, 'utf8')).toBe('mine');
  });

  test('says so when the folder cannot be one', async () => {
    const { outcome, err } = await script(temporaryFolder({ file: '' }), 'greenlang/database', '--dialect', 'sqlite', '--output', 'file');
    expect(outcome).toBe('failed');
    expect(err).toContain('could not be written');
  });

  test.each([
    [[], 'The id of a script is missing'],
    [['greenlang/database', 'x'], 'Only one script'],
    [['greenlang/databse', '--dialect', 'sqlite'], 'There is no script greenlang/databse. Did you mean greenlang/database?'],
    [['greenlang/database'], 'The option --dialect is missing: postgresql, mysql, sqlite.'],
    [['greenlang/database', '--dialect', 'sqlit'], 'expected postgresql, mysql, sqlite. Did you mean sqlite?'],
  ])('wrong use: %j', async (words, message) => {
    const { outcome, err, out } = await script(temporaryFolder({}), ...words);
    expect({ outcome, out }).toEqual({ outcome: 'failed', out: '' });
    expect(err).toContain(message);
    expect(err).toContain('Usage: upguide script ID');
  });
});
