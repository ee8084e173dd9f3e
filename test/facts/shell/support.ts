import { expect } from 'vitest';
import type { CommandFact, EnvironmentFact, Fact } from '../../../server/src/facts/facts.ts';

/** Facts as short lines: `set NAME`, `run [line] word word`; checks on the way that every range holds what its fact says. */
export function shown(text: string, facts: readonly Fact[]): readonly string[] {
  checkRanges(text, facts);
  return facts.map((fact) => {
    switch (fact.kind) {
      case 'environment':
        return environment(fact);
      case 'command':
        return `run [${fact.form}] ${words(text, fact)}`;
      case 'endpoint': {
        const call = fact.call && ` ${fact.call.method ?? '?'}${fact.call.headers.map(({ name, value }) => ` ${name}:${value}`).join('')}${fact.call.body ? ` body:${fact.call.body.wrappable ? 'wrappable' : 'opaque'}` : ''}`;
        return `call ${fact.host || '-'} ${fact.path}${call ?? ' ?'}`;
      }
      default:
        return fact.kind;
    }
  });
}

/** Only the facts of some kinds. */
export function only<K extends Fact['kind']>(facts: readonly Fact[], kind: K): readonly Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

/** Every range must hold what its fact says, and lie in the text. */
export function checkRanges(text: string, facts: readonly Fact[]): void {
  for (const fact of facts) {
    expect(fact.range.start).toBeGreaterThanOrEqual(0);
    expect(fact.range.end).toBeLessThanOrEqual(text.length);
    expect(fact.range.end).toBeGreaterThanOrEqual(fact.range.start);
    const slice = text.slice(fact.range.start, fact.range.end);
    if (fact.kind === 'environment') {
      expect(slice).toBe(fact.name);
      if (fact.removal) expect(fact.removal.start <= fact.range.start && fact.removal.end >= fact.range.end && fact.removal.end <= text.length).toBe(true);
    }
    if (fact.kind === 'endpoint') expect(slice).toBe(fact.path);
    if (fact.kind === 'command') for (const word of fact.words) if (word.text !== undefined) expect(text.slice(word.range.start, word.range.end)).toBe(word.text);
  }
}

function environment({ access, name, hasValue, hasDefault, fallbackOf, copyOf }: EnvironmentFact): string {
  return [access, name, hasValue === false ? 'empty' : '', hasDefault ? 'default' : '', fallbackOf ? `behind ${fallbackOf.join(',')}` : '', copyOf === undefined ? '' : `= ${copyOf}`]
    .filter((part) => part !== '').join(' ');
}

function words(text: string, { words: list }: CommandFact): string {
  return list.map((word) => word.text ?? `‹${text.slice(word.range.start, word.range.end)}›`).join(' ');
}
