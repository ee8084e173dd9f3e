import { expect, test } from 'vitest';
import type { Diagnostic } from '../../server/src/analysis/diagnostic.ts';
import type { Report } from '../../server/src/cli/report.ts';
import { sarifReport } from '../../server/src/cli/reporters/sarif.ts';
import { insert, replace, type Edit } from '../../server/src/text/edit.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { run, testMigration } from './support/fakeService.ts';
import { checkSarif } from './support/sarif.ts';

test('is SARIF 2.1.0 with rules, places and fixes', async () => {
  const { out } = await run(temporaryFolder({ 'a b/words.yaml': 'é😀 oldname\nmanual' }), ['check', '--format', 'sarif']);
  const [result, manual] = checkSarif(out);
  expect(result).toMatchObject({
    ruleId: 'words/oldname', level: 'warning',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b/words.yaml' }, region: { startLine: 1, startColumn: 5, endLine: 1, endColumn: 12 } } }],
    fixes: [{ description: { text: 'Rename to newname (safe)' }, artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 1, startColumn: 5, endLine: 1, endColumn: 12 }, insertedContent: { text: 'newname' } }] }] }],
    properties: { change: 'BC-001', deprecated: true, applicability: 'safe' },
  });
  expect(manual).toMatchObject({ ruleId: 'words/manual', level: 'note' });
  expect(manual).not.toHaveProperty('fixes');
  expect(out).toContain('https://github.com/upguide/upguide/blob/main/docs/changes/words.md#bc-001');
});

test('names what was not checked, and whether the run is complete', async () => {
  const { out } = await run(temporaryFolder({ 'words.yaml': new Uint8Array([0xff]) }), ['check', '--format', 'sarif', 'words.yaml'], { ruleFails: true });
  checkSarif(out);
  expect(out).toContain('"executionSuccessful": false');
  expect(out).toContain('UTF-8');
});

test('leaves out fixes that would write a secret', () => {
  const text = 'GREENLANG_ENV=production\nAPI_KEY=c4n4ry\n';
  const finding = (edits: readonly Edit[]) => {
    const diagnostic: Diagnostic = {
      range: { start: 0, end: 1 }, message: { what: 'x', why: '', todo: '' }, rule: 'words/oldname', migration: 'words', change: 'BC-001', severity: 'warning', lifecycle: 'deprecated',
      applicability: 'unsafe', related: [], fixes: [{ title: 'Fix', applicability: 'unsafe', bulk: true, edits: () => edits }],
    };
    const place = { line: 1, column: 1 };
    return { diagnostic, path: '.env', uri: '', start: place, end: place };
  };
  const report: Report = {
    findings: [
      finding([replace({ start: 0, end: 13 }, 'GL_ENV')]),
      finding([insert(text.length, 'GL_SECRET_KEY=0123456789abcdef-s3cret\n')]),
      finding([replace({ start: 25, end: 39 }, 'GL_API_KEY=c4n4ry')]),
      finding([replace({ start: 0, end: 5 }, 'A'), replace({ start: 3, end: 7 }, 'B')]),
    ],
    selects: () => true, textOf: () => text, hiddenFindings: 0, migrations: [], skipped: [], failed: [], complete: true,
    summary: { files: 1, scanned: 1, skipped: 0, failed: 0, findings: 4, safe: 0, unsafe: 4, manual: 0, accepted: 0 },
  };
  const out = sarifReport(report, [testMigration], '1.2.3');
  const results = checkSarif(out);
  expect(results.map((result) => 'fixes' in result)).toEqual([true, false, false, false]);
  expect(out).not.toMatch(/s3cret|c4n4ry/);
  const changed = checkSarif(sarifReport({ ...report, textOf: () => undefined }, [testMigration], '1.2.3'));
  expect(changed.map((result) => 'fixes' in result), 'of a file that has another text by now').toEqual([false, false, false, false]);
});
