import { describe, expect, it } from 'vitest';
import type { LanguageService } from '../../../server/src/service/languageService.ts';
import { defaultSettings } from '../../../server/src/service/settings.ts';
import { baselineEntries, parseBaseline, printBaseline, type BaselineEntry } from '../../../server/src/service/upgrade/baseline.ts';
import { testService, type TestService } from '../../support/testService.ts';
import { switchedOn, wordMigration } from './words.ts';

const entry = (path: string, rule: string, digit: string): BaselineEntry => ({ id: digit.repeat(32), path, rule });

describe('the file', () => {
  it('is sorted, an entry a line, and reads back as it was written', () => {
    const entries = [entry('b.py', 'sys/a', '2'), entry('a.py', 'sys/b', '3'), entry('a.py', 'sys/a', '9'), entry('a.py', 'sys/a', '1'), entry('b.py', 'sys/a', '2')];
    const text = printBaseline(entries);
    expect(text).toBe(`{
  "version": 1,
  "accepted": [
    {"path":"a.py","rule":"sys/a","id":"${'1'.repeat(32)}"},
    {"path":"a.py","rule":"sys/a","id":"${'9'.repeat(32)}"},
    {"path":"a.py","rule":"sys/b","id":"${'3'.repeat(32)}"},
    {"path":"b.py","rule":"sys/a","id":"${'2'.repeat(32)}"}
  ]
}
`);
    const parsed = parseBaseline(text);
    expect(parsed.kind === 'baseline' && printBaseline(parsed.entries)).toBe(text);
    expect(parseBaseline(printBaseline([]))).toEqual({ kind: 'baseline', entries: [] });
  });

  it.each([
    ['not JSON', 'accepted:', /no valid JSON/],
    ['a merge', '{\n<<<<<<< ours\n', /unsettled merge/],
    ['a list', '[]', /"accepted"/],
    ['no version', '{"accepted": []}', /version is missing/],
    ['a later version', '{"version": 2, "accepted": []}', /version 1/],
    ['a wrong entry', `{"version": 1, "accepted": [{"path": "a", "rule": "b", "id": "${'0'.repeat(32)}"}, {"id": "x"}]}`, /Entry 2/],
    ['null', '{"version": 1, "accepted": [null]}', /Entry 1/],
  ])('says what is wrong: %s', (_, text, message) => {
    const parsed = parseBaseline(text);
    expect(parsed.kind === 'problem' ? parsed.problem : '').toMatch(message);
    expect(parsed.kind === 'problem' ? parsed.problem : '').toContain('upguide baseline');
  });
});

describe('in the service', () => {
  const migration = wordMigration([{ word: 'old', to: 'new' }, { word: 'person' }]);
  const files = { 'a.yaml': 'x: [old, old, person]\n', 'b.yaml': 'y: old\n' };
  const open = (texts: Readonly<Record<string, string>>): Promise<TestService> => testService(texts, { migrations: [migration], ...switchedOn });
  const accept = ({ service, workspace }: TestService, ids: readonly string[]): void => {
    service.configure(workspace.folder, { ...defaultSettings, ...switchedOn.settings, baseline: new Set(ids) });
  };
  const allIds = (service: LanguageService): readonly string[] => service.files().flatMap((uri) => service.items(uri)).map(({ id }) => id);

  it('accepted findings are counted and not reported, and new ones are', async () => {
    const test = await open(files);
    const { service, workspace } = test;
    accept(test, allIds(service));
    expect(service.takeChanged()).toContain(workspace.uri('a.yaml'));
    expect(service.diagnose(workspace.uri('a.yaml'))).toMatchObject({ diagnostics: [], accepted: 3 });
    expect(await service.plan()).toEqual({ items: [], files: [], refused: [], outdated: [], complete: true });
    service.open({ uri: workspace.uri('a.yaml'), version: 1, text: '# note\nx: [old, old, person, old]\n' });
    const report = service.diagnose(workspace.uri('a.yaml'));
    expect(report?.accepted).toBe(3);
    expect(report?.diagnostics.map(({ range }) => range.start)).toEqual([29]);
    const plan = await service.plan();
    expect(plan.files.map(({ after }) => after)).toEqual(['# note\nx: [old, old, person, new]\n']);
    expect(plan.items.map(({ id }) => id)).toEqual(service.items(workspace.uri('a.yaml')).map(({ id }) => id));
  });

  it('what is accepted stays accepted while the plan changes the file around it', async () => {
    const test = await open({ 'a.yaml': 'x: [old, old, old]\n' });
    const [, second] = test.service.items(test.workspace.uri('a.yaml'));
    accept(test, [second?.id ?? '']);
    expect((await test.service.plan()).files.map(({ after }) => after)).toEqual(['x: [new, old, new]\n']);
    expect(test.service.items(test.workspace.uri('a.yaml')).map(({ range }) => range.start)).toEqual([4, 14]);
  });

  it('editor actions leave accepted findings alone', async () => {
    const test = await open(files);
    const uri = test.workspace.uri('b.yaml');
    accept(test, allIds(test.service));
    expect(test.service.codeActions(uri, { start: 0, end: 6 })).toEqual([]);
    expect(test.service.fixAll(uri)).toEqual([]);
  });

  it('entries without a finding are told of, and only those', async () => {
    const test = await open(files);
    const ids = allIds(test.service);
    const gone = 'f'.repeat(32);
    expect(await test.service.staleBaseline()).toEqual([]);
    accept(test, [...ids, gone]);
    expect(await test.service.staleBaseline()).toEqual([{ folder: test.workspace.folder.uri, ids: [gone] }]);
    test.service.open({ uri: test.workspace.uri('b.yaml'), version: 1, text: 'y: new\n' });
    expect(await test.service.staleBaseline()).toEqual([{ folder: test.workspace.folder.uri, ids: [ids[3], gone] }]);
    expect(await test.service.staleBaseline({ signal: AbortSignal.abort() })).toEqual([]);
  });

  it('entries are made from what is in the files, with paths relative to the folder', async () => {
    const { service, workspace } = await open({ 'sub/ä b.yaml': 'old\n' });
    const items = service.items(workspace.uri('sub/ä b.yaml'));
    expect(baselineEntries(workspace.folder.uri, items)).toEqual([{ id: items[0]?.id, path: 'sub/ä b.yaml', rule: 'words/old' }]);
    expect(baselineEntries(workspace.folder.uri, items.map((item) => ({ ...item, followUp: true })))).toEqual([]);
  });
});
