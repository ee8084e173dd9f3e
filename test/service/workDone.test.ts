import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { corpusFiles } from '../bench/lib/corpus.mjs';
import { countedService } from './support/countedService.ts';

// The real parser, which notes its calls.
vi.mock('../../server/src/syntax/yaml.ts', { spy: true });

/**
 * The most that a check of the generated repository of a thousand files may cost: counts, no clock, so that they are the same on every machine. Whoever makes
 * one smaller writes the new number here.
 */
const limits = {
  /** How often one file is read by a scan and the findings of all files. */
  readsOfOneFile: 5,
  /** How many reads there are for each file that has a name to be read for. */
  readsPerFile: 1.29,
  /** How often the same text is given to a grammar: packages are summarised before their modules are read. */
  parsesOfOneText: 2,
  /** How often texts that are parsed are parsed on average: who asks which other files set a variable is judged again when all are known. */
  parsesPerText: 1.05,
  /** The share of code files that is parsed at all. */
  shareOfFilesParsed: 0.075,
  /** What is given to the grammars, as a share of all code; a text that is parsed twice counts twice. */
  shareOfTextParsed: 0.1,
  /** How many parses there are for each YAML file. */
  yamlParsesPerFile: 0.16,
};

const files = Object.fromEntries([...corpusFiles({ files: 1000, shrink: 40 })].flatMap(({ path, content }) => (typeof content === 'string' ? [[path, content]] : [])));
const most = (map: ReadonlyMap<string, number>): number => Math.max(0, ...map.values());
const sum = (map: ReadonlyMap<string, number>): number => [...map.values()].reduce((total, count) => total + count, 0);
const code = Object.entries(files).filter(([path]) => /\.(py|tsx?|js|rs)$/.test(path));
const yaml = Object.entries(files).filter(([path]) => /\.ya?ml$/.test(path));

describe('the work of a check', () => {
  const { service, counts } = countedService(files);
  const yamlCalls = (): number => vi.mocked(parseYaml).mock.calls.length;
  let readFiles = 0;
  let findings = 0;
  let yamlParses = 0;

  beforeAll(async () => {
    const before = yamlCalls();
    readFiles = (await service.scan()).files;
    findings = service.files().reduce((total, uri) => total + (service.diagnose(uri)?.diagnostics.length ?? 0), 0);
    yamlParses = yamlCalls() - before;
  });

  it('something is found, in few of the files', () => {
    expect(findings).toBeGreaterThan(150);
    expect(readFiles).toBeGreaterThan(900);
  });

  it('every file is read, and none too often', () => {
    expect(counts.reads.size).toBe(readFiles);
    expect(most(counts.reads)).toBeLessThanOrEqual(limits.readsOfOneFile);
    expect(sum(counts.reads)).toBeLessThanOrEqual(limits.readsPerFile * readFiles);
  });

  it('few code files are parsed, and none too often', () => {
    const texts = code.reduce((total, [, text]) => total + text.length, 0);
    expect(counts.parses.size).toBeGreaterThan(0);
    expect(most(counts.parses)).toBeLessThanOrEqual(limits.parsesOfOneText);
    expect(sum(counts.parses)).toBeLessThanOrEqual(limits.parsesPerText * counts.parses.size);
    expect(counts.parses.size).toBeLessThanOrEqual(limits.shareOfFilesParsed * code.length);
    expect(counts.unitsParsed).toBeLessThanOrEqual(limits.shareOfTextParsed * texts);
  });

  it('YAML is not parsed for every question', () => {
    expect(yamlParses).toBeGreaterThan(0);
    expect(yamlParses).toBeLessThanOrEqual(limits.yamlParsesPerFile * yaml.length);
  });

  it('asking again parses nothing, and reads only what has findings: texts of closed files are not kept', () => {
    counts.reset();
    const asked = service.files().flatMap((uri) => service.diagnose(uri) ?? []);
    expect(sum(counts.reads)).toBe(asked.filter(({ diagnostics }) => diagnostics.length > 0).length);
    expect(most(counts.reads)).toBe(1);
    expect(sum(counts.parses)).toBe(0);
  });
});

describe('files without anything to find', () => {
  const nothing = {
    'pyproject.toml': '[project]\nname = "plain"\n',
    'plain/sums.py': 'def total(rows):\n    return sum(row.weight for row in rows)\n',
    'web/sums.ts': 'export const total = (rows: number[]) => rows.reduce((sum, row) => sum + row, 0);\n',
    'notes.md': '# Notes\n\nNothing here.\n',
    'run.sh': 'echo done\n',
  };

  it('are read once and not parsed', async () => {
    const { service, counts } = countedService(nothing);
    await service.scan();
    expect(counts.parses.size).toBe(0);
    expect(counts.reads.size).toBe(Object.keys(nothing).length);
  });

  it('are parsed when a literal of a rule is in them: the count sees it', async () => {
    const { service, counts } = countedService({ ...nothing, 'requirements.txt': 'greenlang==0.2.3\n', 'plain/mode.py': 'import os\nmode = os.environ["GREENLANG_ENV"]\n' });
    await service.scan();
    expect([...counts.parses.keys()]).toEqual(['import os\nmode = os.environ["GREENLANG_ENV"]\n']);
  });
});

describe('the work of an edit', () => {
  const path = 'team_000/emissions/emissions_0/app/caller_0.py';

  it('is one parse of the document, whatever the workspace holds', async () => {
    const { service, workspace, counts } = countedService(Object.fromEntries(Object.entries(files).filter(([name]) => name.startsWith('team_000/emissions/'))));
    await service.scan();
    const uri = workspace.uri(path);
    const text = files[path] ?? '';
    service.open({ uri, version: 1, text });
    service.diagnose(uri);
    counts.reset();
    for (let version = 2; version < 7; version++) {
      service.open({ uri, version, text: `${text}# ${'x'.repeat(version)}\n` });
      expect(service.diagnose(uri)?.diagnostics.length).toBeGreaterThan(0);
    }
    expect(sum(counts.parses)).toBe(5);
    expect(sum(counts.reads)).toBe(0);
  });

  it('of YAML is no parse of the whole document', async () => {
    const { service, workspace } = countedService({ 'pack.yaml': 'spec_version: "2.0"\nmetadata:\n  name: a\n  version: "1.0.0"\n  description: text\ninputs:\n  a:\n    type: number\noutputs:\n  b:\n    type: number\n', 'requirements.txt': 'greenlang==0.2.3\n' });
    await service.scan();
    const uri = workspace.uri('pack.yaml');
    const text = workspace.files.get('pack.yaml') ?? '';
    service.open({ uri, version: 1, text });
    const before = vi.mocked(parseYaml).mock.calls.filter(([parsed]) => parsed.startsWith('spec_version')).length;
    service.open({ uri, version: 2, text: text.replace('text', 'texts') });
    service.diagnose(uri);
    expect(vi.mocked(parseYaml).mock.calls.filter(([parsed]) => parsed.startsWith('spec_version')).length).toBe(before);
  });
});
