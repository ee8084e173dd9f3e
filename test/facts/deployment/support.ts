import { expect } from 'vitest';
import type { Fact } from '../../../server/src/facts/facts.ts';
import { factsOf } from '../../../server/src/facts/factsOf.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../../server/src/syntax/parsedFile.ts';

/** The facts of a text, each as a line: `2 set NAME …` and `3 command line gl run`. Every range is checked on the way. */
export function factLines(text: string, name = 'file.yaml', language: ParsedFile['language'] = 'yaml'): readonly string[] {
  return checkedFacts(text, name, language).flatMap((fact) => lineOf(fact, text));
}

/** The facts of a text, after checking that each name stands where the fact says. */
export function checkedFacts(text: string, name = 'file.yaml', language: ParsedFile['language'] = 'yaml'): readonly Fact[] {
  const facts = factsOf(parse(`file:///w/${name}`, text, language));
  for (const fact of facts) {
    if (fact.kind === 'environment') expect(text.slice(fact.range.start, fact.range.end)).toBe(fact.name);
    if (fact.kind === 'service') expect(text.slice(fact.range.start, fact.range.end)).toBe(fact.name);
    if (fact.kind === 'command') for (const word of fact.words) if (word.text !== undefined) expect(text.slice(word.range.start, word.range.end)).toBe(word.text);
  }
  return facts;
}

/** The text without what the facts of this name say can be removed. */
export function withoutName(text: string, name: string, file = 'file.yaml', language: ParsedFile['language'] = 'yaml'): string {
  const removals = checkedFacts(text, file, language).flatMap((fact) => (fact.kind === 'environment' && fact.name === name && fact.removal ? [fact.removal] : []));
  return removals.sort((a, b) => b.start - a.start).reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function lineOf(fact: Fact, text: string): readonly string[] {
  const line = text.slice(0, fact.range.start).split('\n').length;
  switch (fact.kind) {
    case 'environment': {
      const { hasValue, hasDefault, renaming, fallbackOf, copyOf, keyOf } = fact;
      return [[
        line, fact.access, fact.name, hasValue === false ? 'empty' : '', hasDefault === true ? 'default' : '', renaming ?? '',
        fallbackOf ? `behind ${fallbackOf.join(',')}` : '', copyOf === undefined ? '' : `copies ${copyOf}`, keyOf === undefined ? '' : `in ${keyOf}`,
      ].filter((part) => part !== '').join(' ')];
    }
    case 'command':
      return [`${line} command ${fact.form} ${fact.words.map((word) => word.text ?? '?').join(' ')}`];
    default:
      return [];
  }
}
