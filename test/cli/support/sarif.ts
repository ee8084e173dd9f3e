import { expect } from 'vitest';

interface Region { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number }

/** One result of a SARIF log, as far as tests look at it. */
export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region } }[];
  readonly fixes?: readonly { readonly artifactChanges: readonly { readonly replacements: readonly { readonly deletedRegion: Region }[] }[] }[];
}

interface SarifLog {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string; readonly helpUri: string; readonly shortDescription: { readonly text: string } }[] } };
    readonly results: readonly SarifResult[];
    readonly columnKind: string;
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  }[];
}

/** Checks the rules of SARIF 2.1.0 that matter to readers, and gives the results. */
export function checkSarif(text: string): readonly SarifResult[] {
  const log = JSON.parse(text) as SarifLog;
  expect(log.version).toBe('2.1.0');
  expect(log.$schema).toContain('sarif-2.1.0');
  expect(log.runs).toHaveLength(1);
  const [run] = log.runs;
  if (run === undefined) return [];
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(typeof run.invocations[0]?.executionSuccessful).toBe('boolean');
  const { name, rules } = run.tool.driver;
  expect(name).toBe('Upguide');
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const rule of rules) {
    expect(rule.shortDescription.text).not.toBe('');
    expect(new URL(rule.helpUri).protocol).toBe('https:');
  }
  for (const result of run.results) {
    expect(rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(['none', 'note', 'warning', 'error']).toContain(result.level);
    expect(result.message.text).not.toBe('');
    expect(result.locations).toHaveLength(1);
    for (const { physicalLocation } of result.locations) {
      checkRegion(physicalLocation.region);
      expect(physicalLocation.artifactLocation.uri).not.toMatch(/[\s\\]|^\/|^[a-z]+:/i);
    }
    for (const fix of result.fixes ?? []) {
      expect(fix.artifactChanges.length).toBeGreaterThan(0);
      for (const change of fix.artifactChanges) {
        expect(change.replacements.length).toBeGreaterThan(0);
        for (const { deletedRegion } of change.replacements) checkRegion(deletedRegion);
      }
    }
  }
  return run.results;
}

function checkRegion({ startLine, startColumn, endLine, endColumn }: Region): void {
  for (const value of [startLine, startColumn, endLine, endColumn]) expect(value).toBeGreaterThanOrEqual(1);
  expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn)).toBe(true);
}
