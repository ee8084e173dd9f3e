import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphqlFacts } from '../../server/src/facts/graphqlFacts.ts';
import { parseGraphql } from '../../server/src/syntax/graphql.ts';
import { parse } from '../../server/src/syntax/parse.ts';

const schema = `"""
Everything: 😀
"""
schema @link(url: "x") { query: Root }

extend schema { mutation: Changes }
type Root implements A & B @d { "one" a(x: [Int!] = [1], y: I = {z: 1}): [T!]! @d  b: T }
interface A implements B { a: T }
input I { z: Int }
union U @d = T | Root
enum E { ONE TWO }
scalar Date
directive @d repeatable on OBJECT | FIELD_DEFINITION
extend type Root { c: ID }
query Q($v: ID) { a { ...F } }
fragment F on T { id }
{ a }
`;

describe('GraphQL', () => {
  it('gives what a text defines, with its places', () => {
    const { definitions, problems } = parseGraphql(schema);
    expect(problems).toEqual([]);
    expect(definitions.map(({ form, extension, name, nameRange }) => [form, extension, name, schema.slice(nameRange.start, nameRange.end)])).toEqual([
      ['schema', false, '', ''], ['schema', true, '', ''], ['object', false, 'Root', 'Root'], ['interface', false, 'A', 'A'], ['input', false, 'I', 'I'], ['union', false, 'U', 'U'], ['enum', false, 'E', 'E'],
      ['scalar', false, 'Date', 'Date'], ['directive', false, 'd', 'd'], ['object', true, 'Root', 'Root'], ['operation', false, 'Q', 'Q'], ['operation', false, 'F', 'F'], ['operation', false, '', ''],
    ]);
    const root = definitions[2];
    expect([root?.interfaces, root?.directives, schema.slice(0, root?.headEnd).endsWith('implements A & B')]).toEqual([['A', 'B'], ['d'], true]);
    expect(root?.fields.map(({ name, type, arguments: taken, range }) => [name, type, taken, schema.slice(range.start, range.end)])).toEqual([
      ['a', '[T!]!', ['x', 'y'], '"one" a(x: [Int!] = [1], y: I = {z: 1}): [T!]! @d'], ['b', 'T', [], 'b: T'],
    ]);
    expect(definitions[0]?.fields.map(({ name, type }) => [name, type])).toEqual([['query', 'Root']]);
  });

  it.each([
    ['type Query {', 'GRAPHQL', undefined],
    ['typo Query { a: A }', 'GRAPHQL', undefined],
    ['# nothing', 'GRAPHQL', undefined],
    ['', 'GRAPHQL', undefined],
    [`{ a(b: ${'['.repeat(5000)}`, 'TOO_DEEP', 'too-deep'],
    [`# ${'x'.repeat(1024 * 1024)}`, 'TOO_LARGE', 'too-large'],
  ])('says what is wrong: %.20s', (text, code, refused) => {
    const file = parseGraphql(text);
    expect([file.definitions, file.problems.map((one) => one.code), file.refused]).toEqual([[], [code], refused]);
    for (const { range } of file.problems) expect(range.start).toBeLessThanOrEqual(text.length);
  });

  it('never throws, and every range holds what it says', () => {
    const pieces = ['type', 'extend', 'Query', '{', '}', '(', ')', ':', '[', ']', '!', '@key', '"a"', '"""b\n"""', '#c\n', '\r\n', '😀', 'id', 'ID', '=', '|', '&', 'schema', 'query', '...', '$v', '1', ' ', '\\', '\uFEFF', '\0'];
    fc.assert(fc.property(fc.oneof(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' ')), fc.string({ maxLength: 80 }), fc.nat(schema.length).map((end) => schema.slice(0, end))), (text) => {
      const file = parse('file:///w/a.graphql', text, 'graphql');
      if (file.language !== 'graphql') throw new Error('another language');
      for (const { name, nameRange } of file.graphql.definitions) if (nameRange.end > nameRange.start) expect(text.slice(nameRange.start, nameRange.end)).toBe(name);
      for (const fact of graphqlFacts(file)) {
        expect(text.slice(fact.range.start, fact.range.end)).toBe(fact.name);
        for (const place of [fact.directiveRange, fact.fieldPlace?.range]) if (place) expect(place.start >= 0 && place.end <= text.length).toBe(true);
      }
    }));
  });
});

describe('what a GraphQL schema defines', () => {
  it('can take one more field and directive, and still parses', () => {
    const file = parse('file:///w/a.graphql', schema, 'graphql');
    if (file.language !== 'graphql') throw new Error('another language');
    const facts = graphqlFacts(file);
    expect(facts.map(({ form }) => form)).not.toContain('operation');
    for (const { form, directiveRange, fieldPlace } of facts) {
      if (form !== 'object') continue;
      expect(fieldPlace).toBeDefined();
      const at = fieldPlace?.range.start ?? 0;
      const text = `${schema.slice(0, directiveRange.start)} @key(fields: "id")${schema.slice(directiveRange.start, at)}${fieldPlace?.before ?? ''}_service: _Service!${schema.slice(at)}`;
      expect(parseGraphql(text).problems, text).toEqual([]);
    }
  });
});
