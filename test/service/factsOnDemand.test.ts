import { describe, expect, it } from 'vitest';
import type { Migration, Rule } from '../../server/src/analysis/migration.ts';
import type { Fact } from '../../server/src/facts/facts.ts';
import { analyzeFile, type MigrationState } from '../../server/src/service/fileAnalysis.ts';
import { parse } from '../../server/src/syntax/parse.ts';

/** A rule that reads facts in files that say `word`. */
function rule(word: string, seen: (facts: readonly Fact[]) => void): Rule {
  return { id: `a/${word}`, change: undefined, description: '', guideSection: '', languages: ['shell'], literals: [[word]], check: ({ facts }) => {
    seen(facts);
    return [];
  } };
}

function state(rules: readonly Rule[]): MigrationState {
  const migration = { id: 'a', changes: [], rules } as unknown as Migration;
  const options = { state: { target: undefined, today: '2026-01-01' }, severities: {}, onRuleFailure: (id: string, error: unknown) => expect.unreachable(`${id} ${String(error)}`) };
  return { migration, active: true, document: undefined, view: {} as MigrationState['view'], options };
}

function made(text: string): { readonly asked: number; readonly seen: readonly (readonly Fact[])[] } {
  let asked = 0;
  const seen: (readonly Fact[])[] = [];
  const facts = (): readonly Fact[] => {
    asked++;
    return [];
  };
  const states = [state([rule('one', (all) => seen.push(all)), rule('two', (all) => seen.push(all))]), state([rule('one', (all) => seen.push(all))])];
  analyzeFile(parse('file:///w/a.sh', text, 'shell'), { facts, python: undefined, states, random: { hex: () => '', base64: () => '' } });
  return { asked, seen };
}

describe('the facts of a file', () => {
  it('are not made where no rule reads them', () => {
    expect(made('three')).toEqual({ asked: 0, seen: [] });
  });

  it('are made once for all rules and migrations that read them', () => {
    const { asked, seen } = made('one two');
    expect(asked).toBe(1);
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(1);
  });
});
