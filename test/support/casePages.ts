import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { problemsOf } from '../../server/src/syntax/parse.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import { commentsOf, parsedFile } from './parsedFiles.ts';
import { encode, markdownCases, type MarkdownCase } from './markdownCases.ts';
import { testService, type TestService } from './testService.ts';

/** What the cases of a page are about. */
export interface PageSystem {
  /** The migration whose target version and switch a case may set. */
  readonly id: string;
  /** The built-in ones without it. */
  readonly migrations?: readonly Migration[];
}

/** Makes a test of each case of a page. */
export function describePage(file: string, system: PageSystem): void {
  describe(path.relative(path.dirname(path.dirname(file)), file), () => {
    const cases = markdownCases(readFileSync(file, 'utf8'));
    // UPDATE_PAGES=1 writes what is found today into the pages; the change is then read like any other change.
    if (process.env['UPDATE_PAGES'] === '1') {
      it('is updated', () => update(file, cases, system));
      return;
    }
    it.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, one) => {
      expect(one.files.size, 'a case needs a file').toBeGreaterThan(0);
      const files = Object.fromEntries(one.files);
      const test = await open(files, one, system);
      if (one.findings) expect(findings(test, one)).toEqual(one.findings);
      for (const applicability of ['safe', 'unsafe'] as const) await checkFixes(test, one, applicability, system);
    });
  });
}

async function update(file: string, cases: readonly MarkdownCase[], system: PageSystem): Promise<void> {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const one of [...cases].reverse()) {
    const test = await open(Object.fromEntries(one.files), one, system);
    for (const { info, start, end } of [...one.results].reverse()) {
      const [, , tier, named] = info.split(/\s+/);
      const name = named ?? [...one.files.keys()][0] ?? '';
      const plan = info === 'findings' ? undefined : await test.service.plan({ applicability: tier === 'unsafe' ? 'unsafe' : 'safe' });
      const text = plan?.files.find(({ uri }) => test.workspace.path(uri) === name)?.after ?? one.files.get(name) ?? '';
      lines.splice(start, end - start, ...(plan ? encode(text) : findings(test, one)));
    }
  }
  writeFileSync(file, lines.join('\n'));
}

function open(files: Readonly<Record<string, string>>, { options }: MarkdownCase, { id, migrations }: PageSystem): Promise<TestService> {
  return testService(files, {
    ...(migrations ? { migrations } : {}),
    ...(options['today'] === undefined ? {} : { today: options['today'] }),
    ...(options['ignored'] === undefined ? {} : { ignored: options['ignored'].split(',').map((name) => name.trim()) }),
    settings: {
      ...(options['target'] === undefined ? {} : { targetVersions: { [id]: options['target'] } }),
      ...(options['migration'] === undefined ? {} : { migrations: { [id]: options['migration'] as 'on' | 'off' } }),
    },
  });
}

function findings({ service, workspace }: TestService, one: MarkdownCase): readonly string[] {
  const [main] = one.files.keys();
  return [...one.files.keys()].flatMap((file) => {
    const report = service.diagnose(workspace.uri(file));
    const lines = new LineIndex(report?.text ?? '');
    const place = (offset: number): string => {
      const { line, character } = lines.positionAt(offset);
      return `${line + 1}:${character + 1}`;
    };
    return (report?.diagnostics ?? []).map(({ range, severity, applicability, change, rule }) =>
      `${file === main ? '' : `${file}:`}${place(range.start)}-${place(range.end)} ${severity} ${applicability} ${change ?? '-'} ${rule}`);
  });
}

/** Runs the fixes of a tier, compares, re-parses, looks for lost comments, and runs them a second time: nothing may change. */
async function checkFixes(test: TestService, one: MarkdownCase, applicability: 'safe' | 'unsafe', system: PageSystem): Promise<void> {
  const plan = await test.service.plan({ applicability });
  expect(plan.refused).toEqual([]);
  const after = Object.fromEntries(one.files);
  for (const file of plan.files) {
    const name = test.workspace.path(file.uri);
    expect(applyEdits(file.before, file.edits), `${name}: the edits give the result`).toBe(file.after);
    after[name] = file.after;
    const [before, now] = await Promise.all([file.before, file.after].map((text) => parsedFile(name, text)));
    if (!before || !now) throw new Error(`${name} is of no known language`);
    expect(problemsOf(now).length, `${name} parses no worse`).toBeLessThanOrEqual(problemsOf(before).length);
    expect(commentsOf(now)).toEqual(expect.arrayContaining([...commentsOf(before)]));
  }
  for (const [name, expected] of one.fixed[applicability]) expect(after[name], `${name} after ${applicability} fixes`).toBe(expected);
  if (one.fixed[applicability].size === 0 && one.findings?.length === 0) expect(after, 'nothing was found, so nothing changes').toEqual(Object.fromEntries(one.files));
  const again = await (await open(after, one, system)).service.plan({ applicability });
  expect(again.files.map(({ uri, after: text }) => [uri, text]), 'a second run changes nothing').toEqual([]);
}
