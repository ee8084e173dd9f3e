import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { corpusFiles } from '../bench/lib/corpus.mjs';
import { exampleFiles } from '../support/exampleFiles.ts';
import { markdownCases } from '../support/markdownCases.ts';
import { bothRuns, findingsOf, plainMigrations } from './support/plainRun.ts';

/** Files of real repositories that are no part of this one; where they are not, there is nothing to compare. */
const realFiles = process.env['UPGUIDE_CORPUS'] ?? path.resolve(import.meta.dirname, '../../../shared/corpus');

const texts = (folder: string): Readonly<Record<string, string>> => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name))
  .map((file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]));

function generated(files: number, shrink: number): Readonly<Record<string, string>> {
  return Object.fromEntries([...corpusFiles({ files, shrink })].flatMap(({ path: name, content }) => (typeof content === 'string' ? [[name, content]] : [])));
}

/** Cases in which the filter loses something today, each with what and why; whoever mends one takes it out here. */
const knownLosses: Readonly<Record<string, string>> = {
  'greenlang/package-raised.md: Pins, ranges, blanks, extras, markers and comments': 'GreenLang~=0.2.0: the literals know two spellings of a name, pip takes any',
};

describe('no speed loses a finding: the filtered run finds what a run finds that looks at every file', () => {
  it.each(readdirSync(path.resolve(import.meta.dirname, '../../examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name))('in the example %s', async (name) => {
    const { filtered, plain } = await bothRuns(exampleFiles(name));
    expect(filtered).toEqual(plain);
  });

  it('in a generated repository', async () => {
    const { filtered, plain } = await bothRuns(generated(1000, 20));
    expect(filtered).toEqual(plain);
    // What both lost would be equal, too: these are the findings of the run before anything was filtered by project.
    const counts: Record<string, number> = {};
    for (const line of plain) {
      const migration = / ([a-z-]+)\/[a-z0-9-]+ \{/.exec(line)?.[1] ?? line;
      counts[migration] = (counts[migration] ?? 0) + 1;
    }
    expect(counts).toEqual({ 'greenlang': 152, 'workflow-engine': 9, 'devteam-runner': 8, 'kagzi': 7, 'resonantgenesis': 5 });
  });

  it(existsSync(realFiles) ? 'in files of real repositories' : `in files of real repositories (there are none in ${realFiles}: nothing was compared)`, async () => {
    const { filtered, plain } = existsSync(realFiles) ? await bothRuns(texts(realFiles)) : await bothRuns({});
    expect(plain.length > 0).toBe(existsSync(realFiles));
    expect(filtered).toEqual(plain);
  });

  const pages = path.resolve(import.meta.dirname, '../migrations');
  describe.each(builtInMigrations.map(({ id }) => id))('in the cases of the pages of %s', (id) => {
    it.each(readdirSync(path.join(pages, id)).filter((name) => name.endsWith('.md')))('%s', async (page) => {
      const cases = markdownCases(readFileSync(path.join(pages, id, page), 'utf8'));
      let found = 0;
      for (const { title, files, options } of cases) {
        const { target, migration, ignored } = options;
        const settings = { ...(target === undefined ? {} : { targetVersions: { [id]: target } }), ...(migration === undefined ? {} : { migrations: { [id]: migration as 'on' | 'off' } }) };
        const { filtered, plain } = await bothRuns(Object.fromEntries(files), { settings, ...(ignored === undefined ? {} : { ignored: ignored.split(',').map((name) => name.trim()) }) });
        if (knownLosses[`${id}/${page}: ${title}`] === undefined) expect(filtered, title).toEqual(plain);
        else expect(filtered, `${title}: nothing is lost any more`).not.toEqual(plain);
        found += plain.length;
      }
      expect(found).toBeGreaterThan(0);
    });
  });
});

describe('the plain run', () => {
  it('looks where the filter does not: what a literal forbids is found', async () => {
    const [first] = builtInMigrations;
    const eager = (migrations: typeof builtInMigrations) => migrations.map((migration) => (migration !== first ? migration : {
      ...migration, rules: migration.rules.map((rule) => (rule.id !== 'greenlang/environment-renamed' ? rule : { ...rule, literals: [['no file has this']] })),
    }));
    const files = { 'requirements.txt': 'greenlang==0.2.3\n', 'app.sh': 'export GREENLANG_ENV=test\n' };
    expect((await findingsOf(files, eager(builtInMigrations))).some((line) => line.startsWith('app.sh'))).toBe(false);
    expect((await findingsOf(files, plainMigrations)).some((line) => line.startsWith('app.sh'))).toBe(true);
  });
});
