import { expect, test } from 'vitest';
import { jsonReport } from '../../server/src/cli/reporters/json.ts';
import type { Report, ReportedFinding } from '../../server/src/cli/report.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';

/** A text that looks like the place where the findings go, as far as a value can. */
const odd = '\n  "findings": []\n';

function reportOf(count: number): Report {
  const findings = Array.from({ length: count }, (_, index): ReportedFinding => ({
    uri: `file:///a/${index}.yaml`, path: `${index}.yaml`, start: { line: index + 1, column: 1 }, end: { line: index + 1, column: 2 },
    diagnostic: {
      range: { start: 0, end: 1 }, message: { what: odd, why: '', todo: '' }, rule: 'words/oldname', migration: 'words', change: undefined, severity: 'warning', lifecycle: undefined, applicability: 'manual', related: [],
      fixes: index % 2 === 0 ? [] : [{ title: odd, applicability: 'safe', bulk: true, edits: () => [] }],
    },
  }));
  return {
    findings, selects: () => true, textOf: () => '', hiddenFindings: 0, complete: true, failed: [], skipped: [{ path: odd, reason: odd }],
    migrations: [{ migration: 'words', title: odd, from: '1.0', to: '2.0', root: odd, evidence: [odd], state: 'active' }],
    summary: { files: count, scanned: count, skipped: 1, failed: 0, findings: count, safe: 0, unsafe: 0, manual: count, accepted: 0 },
  };
}

test.each([0, 1, 2, 100, 101, 350])('a report of %d findings is laid out as one made at once', (count) => {
  const report = jsonReport(reportOf(count), { more: [odd] });
  const read = JSON.parse(report) as { readonly findings: readonly { readonly path: string }[] };
  expect(read.findings.map(({ path }) => path)).toEqual(Array.from({ length: count }, (_, index) => `${index}.yaml`));
  expect(report).toBe(`${JSON.stringify(read, undefined, 2)}\n`);
});

test('many findings are printed in parts', async () => {
  const parts: string[] = [];
  const words = Array.from({ length: 1000 }, () => 'oldname').join('\n');
  const { services } = await run(temporaryFolder({ 'words.yaml': words }), ['check', '--format', 'json'], {}, { out: (text) => { parts.push(text); } });
  expect(services).toHaveLength(1);
  expect((JSON.parse(parts.join('')) as { findings: readonly unknown[] }).findings).toHaveLength(1000);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(parts.join('').length / 5);
});
