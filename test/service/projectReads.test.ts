import { describe, expect, it } from 'vitest';
import type { ProjectView } from '../../server/src/analysis/project.ts';
import type { EnvironmentFact } from '../../server/src/facts/facts.ts';
import { createReadComparison, recordedView, type ProjectReads } from '../../server/src/service/projectReads.ts';

const fact = (name: string): EnvironmentFact => ({ kind: 'environment', name, access: 'read', range: { start: 0, end: 1 } } as EnvironmentFact);

function view(changes: Partial<ProjectView> = {}): ProjectView {
  return {
    root: 'file:///w', complete: true, proven: true, switchedOn: false, evidence: [], environment: () => [], environmentFilesBeside: () => [], packages: () => [], endpoints: () => [], fieldTypes: () => [],
    importers: () => [], moduleType: () => undefined,
    schemaTypes: () => [], metrics: () => [], ignoredByGit: () => undefined, documentsBeside: () => [], ...changes,
  };
}

/** Whether a rule that looks at a view like this would see another answer in `now`. */
function differs(look: (seen: ProjectView) => void, old: ProjectView, now: ProjectView | undefined): boolean {
  const reads: ProjectReads = new Set();
  look(recordedView('sys', old, reads));
  return createReadComparison(() => old, () => now)(reads);
}

describe('what rules asked about the project', () => {
  const sets = (name: string): Partial<ProjectView> => ({ environment: (asked) => (asked === name ? [{ uri: 'file:///w/a', fact: fact(name) }] : []) });

  it('only the answers that were given count', () => {
    expect(differs((seen) => seen.environment('A'), view(), view(sets('A')))).toBe(true);
    expect(differs((seen) => seen.environment('A'), view(), view(sets('B')))).toBe(false);
    expect(differs(() => undefined, view(), view(sets('A')))).toBe(false);
  });

  it.each<[string, (seen: ProjectView) => unknown, Partial<ProjectView>]>([
    ['proven', (seen) => seen.proven, { proven: false }],
    ['switchedOn', (seen) => seen.switchedOn, { switchedOn: true }],
    ['evidence', (seen) => seen.evidence, { evidence: ['a: b'] }],
    ['ignoredByGit', (seen) => seen.ignoredByGit('file:///w/.env'), { ignoredByGit: () => true }],
    ['importers', (seen) => seen.importers('file:///w/a.py'), { importers: () => [{ uri: 'file:///w/b.py', names: ['a'] }] }],
    ['moduleType', (seen) => seen.moduleType('file:///w/a.js'), { moduleType: () => 'module' }],
    ['metrics', (seen) => seen.metrics('a_total'), { metrics: () => [{ uri: 'file:///w/a.json', fact: { kind: 'metric', name: 'a_total', range: { start: 0, end: 7 } } }] }],
    ['schemaTypes', (seen) => seen.schemaTypes(), { schemaTypes: () => [{ uri: 'file:///w/a.graphql', fact: { kind: 'schemaType', form: 'scalar', name: 'Date', range: { start: 7, end: 11 }, interfaces: [], directives: [], fields: [], directiveRange: { start: 11, end: 11 } } }] }],
    ['documentsBeside', (seen) => seen.documentsBeside('file:///w/a/x.yaml'), { documentsBeside: (uri) => (uri.startsWith('file:///w/a/') ? [{ uri, type: 'pack' }] : []) }],
    ['names of files beside', (seen) => seen.environmentFilesBeside('file:///w/a/x'), { environmentFilesBeside: () => [{ uri: 'file:///w/a/.env', role: 'base', names: new Set(['A']) }] }],
  ])('%s', (_, look, changes) => {
    expect(differs(look, view(), view(changes))).toBe(true);
    expect(differs(look, view(changes), view(changes))).toBe(false);
  });

  it('a migration that has no view any more counts as changed', () => {
    expect(differs((seen) => seen.proven, view(), undefined)).toBe(true);
  });
});
