import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkOneExample } from '../../../server/src/migrations/own/checkOneExample.ts';
import { lineDiff } from '../../../server/src/migrations/own/lineDiff.ts';
import { read, testRunner } from './support.ts';

vi.mock(import('../../../server/src/migrations/own/checkOneExample.ts'), async (original) => {
  const actual = await original();
  return { ...actual, checkOneExample: vi.fn(actual.checkOneExample) };
});

const runs = vi.mocked(checkOneExample);
beforeEach(() => { runs.mockClear(); });

function file(examples: string, from = 'ACME_OLD'): string {
  return `format: 1
id: acme
title: Acme
from: "1.0"
to: "2.0"
guide: Upgrading to Acme 2
detection: {}
entries:
  - id: E-1
    title: Another name
    impact: low
    summary: Another name.
    deprecatedIn: 2.0.0
    changes:
      - { kind: environmentRenamed, from: ${from}, to: ACME_NEW, why: Because. }
    examples:
${examples}  - id: E-2
    title: Nothing
    impact: low
    summary: Nothing.
    deprecatedIn: 2.0.0
    examples:
      - { file: .env, notFlagged: "ACME_OLD=1" }
`;
}

/** Results as tests read them: the text of each failure's range, what is wrong, and the difference. */
async function failures(examples: string): Promise<unknown> {
  const migration = read(file(examples));
  expect(migration.problems).toEqual([]);
  const results = await testRunner().run(migration);
  return results.flatMap((result) => result.failures.map(({ range, message, diff }) => [result.name, migration.text.slice(range.start, range.end), message.what, message.why, diff]));
}

describe('examples', () => {
  it('pass, and have names and places', async () => {
    const migration = read(file('      - { file: .env, flagged: "ACME_OLD=1\\n", fixed: "ACME_NEW=1\\n" }\n      - { name: in code, file: a.py, notFlagged: "x = 1\\n" }\n'));
    const results = await testRunner().run(migration);
    expect(results.map(({ range, ...result }) => ({ ...result, at: migration.text.slice(range.start, range.end) }))).toEqual([
      { entry: 'E-1', name: '.env (example 1)', failures: [], at: '.env' },
      { entry: 'E-1', name: 'in code', failures: [], at: 'a.py' },
      { entry: 'E-2', name: '.env (example 1)', failures: [], at: '.env' },
    ]);
  });

  it('fail where nothing is found, with a reason if there is one', async () => {
    expect(await failures('      - { file: .env, flagged: "ACME_OTHER=1\\n" }\n')).toEqual([['.env (example 1)', '"ACME_OTHER=1\\n"', 'The entry finds nothing here.', '', undefined]]);
    expect(await failures('      - { file: a.py, flagged: "x = 1\\n" }\n')).toEqual([['a.py (example 1)', '"x = 1\\n"', 'The entry finds nothing here.', expect.stringContaining('holds nothing of what its changes look for'), undefined]]);
  });

  it('fail where something is found that should not be', async () => {
    expect(await failures('      - file: .env\n        notFlagged: |\n          A=1\n          ACME_OLD=1\n')).toEqual([
      ['.env (example 1)', 'notFlagged', 'The entry finds something here, and should find nothing.', 'Line 2, column 1: The environment variable ACME_OLD is now called ACME_NEW.', undefined],
    ]);
  });

  it('fail where fixes give another text, or one that is not stated', async () => {
    expect(await failures('      - file: .env\n        flagged: |\n          A=1\n          ACME_OLD=1\n          B=2\n        fixed: |\n          A=1\n          ACME_NEVER=1\n          B=2\n')).toEqual([
      ['.env (example 1)', 'fixed', 'The fixes give another text.', '', '@@ line 2 @@\n-ACME_NEVER=1\n+ACME_NEW=1'],
    ]);
    expect(await failures('      - { file: .env, flagged: "ACME_OLD=1\\n" }\n')).toEqual([
      ['.env (example 1)', '"ACME_OLD=1\\n"', 'A fix is offered here, and the example does not say what it makes of the text.', '', '@@ line 1 @@\n-ACME_OLD=1\n+ACME_NEW=1'],
    ]);
  });

  it('have other files of the project', async () => {
    expect(await failures('      - { file: .env, flagged: "ACME_OLD=1\\n", fixed: "ACME_NEW=1\\n", with: { "app.py": "import os\\nos.environ[\\"ACME_OLD\\"]\\n", "empty/__init__.py": "" } }\n')).toEqual([]);
  });
});

describe('createExampleRunner', () => {
  it('runs again only what has changed', async () => {
    const runner = testRunner();
    const first = '      - { file: .env, flagged: "ACME_OLD=1\\n", fixed: "ACME_NEW=1\\n" }\n';
    await runner.run(read(file(first)));
    expect(runs).toHaveBeenCalledTimes(2);
    await runner.run(read(`# moved\n${file(first)}`));
    expect(runs).toHaveBeenCalledTimes(2);
    const added = await runner.run(read(file(`${first}      - { file: .env, notFlagged: "A=1" }\n`)));
    expect(runs).toHaveBeenCalledTimes(3);
    expect(added).toHaveLength(3);
    const other = await runner.run(read(file(first, 'ACME_OLDER')));
    expect(runs).toHaveBeenCalledTimes(4);
    expect(other[0]?.failures).not.toEqual([]);
  });

  it('stops when it is told to, and has nothing to run in a broken file', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await testRunner().run(read(file('')), stop.signal)).toEqual([]);
    expect(await testRunner().run(read('format: 1'))).toEqual([]);
    expect(runs).not.toHaveBeenCalled();
  });
});

describe('lineDiff', () => {
  it.each([
    ['a\n', 'a\n', ''],
    ['a\nb\nc\n', 'a\nx\nc\n', '@@ line 2 @@\n-b\n+x'],
    ['a\n', 'a', '@@ line 1 @@\n-a\n+a (no line end)'],
    ['', 'a\n', '@@ line 1 @@\n+a'],
    ['a\r\n', 'a\n', '@@ line 1 @@\n-a␍\n+a'],
  ])('%j and %j', (expected, came, diff) => {
    expect(lineDiff(expected, came)).toBe(diff);
  });

  it('cuts long differences', () => {
    expect(lineDiff('', 'x\n'.repeat(20)).split('\n').at(-1)).toBe('+… 8 more');
  });
});
