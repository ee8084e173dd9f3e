import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, parseSettings, readBaseline, readSettings } from '../../server/src/node/config.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

describe('settings', () => {
  test('are JSON with comments; only what is there is set', () => {
    expect(parseSettings('{ "$schema": "x", // why\n "migrations": { "greenlang": "on" }, "exclude": ["legacy/**"], }', 'c.json'))
      .toEqual({ migrations: { greenlang: 'on' }, exclude: ['legacy/**'] });
    expect(parseSettings('{ "targetVersions": { "greenlang": "0.3" }, "severities": { "BC-007": "off" } }', 'c.json'))
      .toEqual({ targetVersions: { greenlang: '0.3' }, severities: { 'BC-007': 'off' } });
  });

  test('come from a file that need not be there', () => {
    const folder = temporaryFolder({ 'config.json': '\uFEFF{}' });
    expect(readSettings(path.join(folder, 'config.json'))).toEqual({});
    expect(readSettings(path.join(folder, 'missing.json'))).toBeUndefined();
    expect(() => readSettings(folder)).toThrow(ConfigError);
  });

  test.each([
    ['{ "migration": {} }', 'migration', /no such setting.*migrations, targetVersions, severities or exclude/, 1, 3],
    ['{ "migrations": { "greenlang": "yes" } }', 'migrations.greenlang', /one of "auto", "on" or "off"/, 1, 32],
    ['{\n  "migrations": []\n}', 'migrations', /object/, 2, 17],
    ['{ "targetVersions": { "greenlang": 0.3 } }', 'targetVersions.greenlang', /version in quotes/, 1, 36],
    ['{ "severities": { "BC-007": "fatal" } }', 'severities.BC-007', /"error", "warning", "information", "hint" or "off"/, 1, 29],
    ['{ "exclude": "legacy" }', 'exclude', /list of globs/, 1, 14],
    ['{ "exclude": ["a", 1] }', 'exclude[1]', /Expected a glob .* in quotes/, 1, 20],
    ['{ "exclude": ["*a*a*a*?"] }', 'exclude[0]', /at most 3 stars/, 1, 15],
    ['{ "exclude": [', '', /no valid JSON/, 1, 15],
    ['', '', /no valid JSON/, 1, 1],
    ['[]', '', /object/, 1, 1],
    ['['.repeat(100_000), '', /nested too deeply/, 1, 1],
  ])('that cannot be used say where and what is expected: %#', (text, key, expected, line, column) => {
    let error: unknown;
    try {
      parseSettings(text, '.upguide/config.json');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigError);
    if (!(error instanceof ConfigError)) return;
    expect(error).toMatchObject({ file: '.upguide/config.json', key, place: { line, column } });
    expect(error.expected).toMatch(expected);
    expect(error.message).toContain(`.upguide/config.json:${line}:${column}: `);
  });

  test('cannot change prototypes', () => {
    const settings = parseSettings('{ "migrations": { "__proto__": "on" } }', 'c.json');
    expect(Object.keys(settings.migrations ?? {})).toEqual(['__proto__']);
    expect(() => parseSettings('{ "__proto__": {} }', 'c.json')).toThrow(ConfigError);
  });
});

describe('a baseline', () => {
  test('comes from a file that need not be there, and a broken one names the file', () => {
    const id = '0123456789abcdef0123456789abcdef';
    const folder = temporaryFolder({ 'baseline.json': `\uFEFF{"version": 1, "accepted": [{"path": "a.py", "rule": "sys/a", "id": "${id}"}]}`, 'broken.json': '{' });
    expect(readBaseline(path.join(folder, 'baseline.json'))).toEqual([{ id, path: 'a.py', rule: 'sys/a' }]);
    expect(readBaseline(path.join(folder, 'missing.json'))).toBeUndefined();
    expect(() => readBaseline(path.join(folder, 'broken.json'), '.upguide/baseline.json')).toThrow(/^\.upguide\/baseline\.json: It is no valid JSON\..*upguide baseline/);
    expect(() => readBaseline(folder)).toThrow(ConfigError);
  });
});
