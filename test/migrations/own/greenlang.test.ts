import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../server/src/analysis/migration.ts';
import { greenlangData } from '../../../server/src/migrations/greenlang/data.ts';
import { greenlang } from '../../../server/src/migrations/greenlang/migration.ts';
import { markdownCases, type MarkdownCase } from '../../support/markdownCases.ts';
import { testService } from '../../support/testService.ts';
import { problemsOf, read } from './support.ts';

const folder = path.dirname(new URL(import.meta.url).pathname);
const file = read(readFileSync(path.join(folder, 'greenlang.migration.yaml'), 'utf8'));

/** The rules of all changes that are data: their pages must come out the same. */
const pages = [
  'environment-renamed', 'environment-replaced', 'environment-unset', 'environment-value-renamed', 'secret-missing', 'secret-weak', 'config-version', 'setting-renamed', 'setting-missing', 'setting-replaced',
  'setting-unset', 'logging-level-renamed', 'logging-format-renamed', 'logging-file-renamed', 'endpoint-moved', 'command-renamed', 'flag-required', 'log-text-searched', 'package-raised', 'package-required', 'runtime-raised',
  'column-dropped', 'symbol-moved', 'symbol-retired', 'argument-missing', 'setting-read-by-old-key', 'member-replaced',
];

describe('GreenLang as a migration file', () => {
  it('is read without problems', () => {
    expect(problemsOf(file)).toEqual([]);
  });

  it('says what the built-in migration says', () => {
    for (const { id } of greenlang.changes) {
      const own = file.file?.entries.find((entry) => entry.id === id)?.changes ?? [];
      expect(own.map((change) => ({ ...change, change: id })), id).toEqual(greenlangData.filter(({ change }) => change === id));
    }
  });

  it('knows what the built-in migration knows of the Python API', () => {
    expect(file.migration?.python).toEqual(greenlang.python);
  });

  it('has a rule for each kind that the built-in migration has as data', () => {
    const own = new Set(file.migration?.rules.map(({ id }) => id));
    expect(pages.filter((page) => !own.has(`greenlang/${page}`))).toEqual([]);
  });
});

describe.each(pages)('page %s', (page) => {
  const cases = markdownCases(readFileSync(path.join(folder, '..', 'greenlang', `${page}.md`), 'utf8'));
  it.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, one) => {
    const { migration } = file;
    if (!migration) throw new Error('the file is broken');
    expect(await outcome(migration, one, page)).toEqual(await outcome(greenlang, one, page));
  });
});

/** Where the system's own source defines a name is told only where another rule had that file read. */
function withoutDefinition(todo: string): string {
  return todo.replace(/ \w+ is defined in \S+, and has to change too\.$/, '');
}

/** What one rule finds in a case, and what all its fixes make of it. */
async function outcome(migration: Migration, one: MarkdownCase, page: string): Promise<unknown> {
  const rule = `greenlang/${page}`;
  const { options } = one;
  const { service, workspace } = await testService(Object.fromEntries(one.files), {
    migrations: [migration],
    ...(options['today'] === undefined ? {} : { today: options['today'] }),
    ...(options['ignored'] === undefined ? {} : { ignored: options['ignored'].split(',').map((name) => name.trim()) }),
    settings: {
      ...(options['target'] === undefined ? {} : { targetVersions: { greenlang: options['target'] } }),
      ...(options['migration'] === undefined ? {} : { migrations: { greenlang: options['migration'] as 'on' | 'off' } }),
    },
  });
  const plan = await service.plan({ applicability: 'unsafe', only: [rule] });
  return {
    found: [...one.files.keys()].map((name) => [name, (service.diagnose(workspace.uri(name))?.diagnostics ?? []).filter((diagnostic) => diagnostic.rule === rule)
      .map(({ range, severity, applicability, change, message, fixes }) => ({ range, severity, applicability, change, message: { ...message, todo: withoutDefinition(message.todo) }, fixes: fixes.map(({ title }) => title) }))]),
    after: plan.files.map(({ uri, after }) => [workspace.path(uri), after]),
  };
}
