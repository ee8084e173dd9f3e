import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { rowsOf, type Results } from './lib/bars.mjs';
import { table, writeFigures } from './lib/report.mjs';

const none: Results = { checks: [], again: [], typing: [] };
const check = (files: number, ours: number, theirs: number, runs = 5): Results['checks'][number] => ({
  label: `generated ${files}`, generated: true, large: files >= 10_000, files,
  programs: { 'upguide': { wallMs: ours, cpuMs: ours, peakMb: 250, runs }, 'ast-grep': { wallMs: theirs, cpuMs: theirs, peakMb: 30, runs: 5 }, 'ripgrep': { wallMs: 10, cpuMs: 10, peakMb: 10, runs: 5 } },
});
const rowOf = (results: Results, what: string) => rowsOf(results).find((row) => row.what === what);

describe('the rows', () => {
  it.each([[400, 'moonshot'], [500, 'moonshot'], [900, 'yes'], [1000, 'yes'], [1001, 'no']] as const)('a check that takes %d of 10,000 ms: %s', (ours, met) => {
    expect(rowOf({ ...none, checks: [check(10_000, ours, 10_000)] }, 'check generated 10000, wall, beside ast-grep')).toMatchObject({ met, ratio: ours / 10_000 });
  });

  it('nothing is met in a small repository, or beside a floor', () => {
    const rows = rowsOf({ ...none, checks: [check(1000, 1, 10_000), check(10_000, 1, 10_000)] });
    expect(rows.filter(({ what, met }) => what.includes('generated 1000,') && met !== undefined)).toEqual([]);
    expect(rows.filter(({ peer, met }) => peer === 'ripgrep' && met !== undefined)).toEqual([]);
  });

  it('memory is judged by itself', () => {
    expect(rowOf({ ...none, checks: [check(10_000, 1, 2)] }, 'check generated 10000, most memory')).toMatchObject({ met: 'yes', bar: 300, of: 'value' });
  });

  it.each([[10_000, 1, 'yes'], [11_000, 1.1, 'yes'], [20_000, 2, 'no']] as const)('growth: %d ms for ten times the files of 1,000 ms', (ours, growth, met) => {
    const row = rowOf({ ...none, checks: [check(1000, 1000, 1), check(10_000, ours, 1)] }, 'growth of the time per file, generated 1000 → generated 10000');
    expect(row?.met).toBe(met);
    expect(row?.ours).toBeCloseTo(growth);
  });

  it('a peer that is not there leaves its rows out', () => {
    const { programs: { upguide = { wallMs: 1, runs: 5 } }, ...rest } = check(10_000, 1, 2);
    expect(rowsOf({ ...none, checks: [{ ...rest, programs: { upguide } }] }).map(({ what }) => what)).toEqual(['check generated 10000, wall', 'check generated 10000, CPU', 'check generated 10000, most memory']);
  });

  it('typing, the extension and the package have their bars', () => {
    const rows = rowsOf({
      ...none,
      again: [{ label: 'x', oursMs: 140, walkMs: 100, runs: 9 }],
      typing: [{ kind: 'pack.yaml', lines: 2000, peer: 'p', servers: { upguide: { typingP95Ms: 4, cpuPerEditMs: 2, runs: 5 }, p: { typingP95Ms: 240, cpuPerEditMs: 30, runs: 5 } } }],
      activation: { ms: 31, heavy: ['net'], processes: 0, runs: 11 },
      vsix: { mb: 1.4, files: 40 },
    });
    expect(Object.fromEntries(rows.filter(({ met }) => met !== undefined).map(({ what, met }) => [what, met]))).toEqual({
      'check x again, nothing changed': 'yes',
      'pack.yaml, 2000 lines: typing p95': 'moonshot',
      'pack.yaml, 2000 lines: CPU per edit': 'moonshot',
      'the extension is loaded and activated': 'no',
      'heavy modules and processes before the first matching file': 'no',
      'VSIX': 'moonshot',
      'files in the VSIX': 'yes',
    });
  });
});

describe('the table', () => {
  it('says how few runs there were', () => {
    const text = table(rowsOf({ ...none, checks: [check(10_000, 1000, 10_000, 2)] }));
    expect(text).toContain('| check generated 10000, wall, beside ast-grep | 1.00 s | 10.00 s (ast-grep) | 0.10 | ≤ 0.1 | ≤ 0.05 | yes | 2, too few |');
  });

  it('takes its place in the page; rows of other runs stay', async () => {
    const page = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
    const file = path.join(temporaryFolder({ 'README.md': page.replace(/(<!-- figures.*-->)[^]*(<!-- end of figures -->)/, '$1\n$2') }), 'README.md');
    await writeFigures(file, rowsOf({ ...none, vsix: { mb: 1.4, files: 40 } }), '2026-11-01');
    await writeFigures(file, rowsOf({ ...none, vsix: { mb: 1.6, files: 40 } }).slice(0, 1), '2026-11-02');
    await writeFigures(file, rowsOf({ ...none, activation: { ms: 9, heavy: [], processes: 0, runs: 11 } }).slice(0, 1), '2026-11-03');
    const rows = readFileSync(file, 'utf8').split('\n').filter((line) => /\| 2026-11-0\d \|$/.test(line));
    expect(rows).toEqual([
      '| VSIX | 1.60 MB | – | – | ≤ 3 MB | ≤ 1.5 MB | yes | – | 2026-11-02 |',
      '| files in the VSIX | 40 | – | – | ≤ 40 | – | yes | – | 2026-11-01 |',
      '| the extension is loaded and activated | 9.0 ms | – | – | ≤ 30 ms | ≤ 10 ms | moonshot | 11 | 2026-11-03 |',
    ]);
  });

  it('is refused by a page without a place for it', async () => {
    const folder = temporaryFolder({ 'README.md': '# Nothing\n' });
    await expect(writeFigures(path.join(folder, 'README.md'), [], '2026-11-01')).rejects.toThrow('no place for the figures');
  });
});
