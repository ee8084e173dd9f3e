import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageText } from '../../server/src/analysis/diagnostic.ts';
import { schemaById, schemaIds } from '../../server/src/schemas/schemaCatalog.ts';
import { yamlSchemaFindings } from '../../server/src/schemas/schemaFindings.ts';
import { describe as describePlace, keysAt, valuesAt } from '../../server/src/schemas/schemaInfo.ts';
import { violationsOf } from '../../server/src/schemas/violations.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import { dotenvFindings } from './findings.ts';

const words = ['spec_version', 'metadata', 'name', 'nmae', 'inputs', 'outputs', 'type', 'tpye', 'items', 'properties', 'dependencies', 'version', 'database',
  'pool_size', 'security', 'encryption', 'encrytion', 'logging', 'level', 'format', 'async', 'enabled', '<<', '__proto__', 'constructor', '', '0', 'a/b~c', 'x-y'];
const scalar = fc.oneof(fc.constantFrom<unknown>('2.0', 2, 'info', 'INFO', 'string', 'strng', true, null, '${X}', -1, 0, 1.5, '10', 'yes'), fc.string(), fc.integer());
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 5, withCrossShrink: true }, scalar, fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), tie('value'), { maxKeys: 6 })),
}));
const schemaId = fc.constantFrom(...schemaIds);

describe('any input', () => {
  it('any JSON-like value gives violations with a path, and none throws', () => {
    fc.assert(fc.property(schemaId, fc.oneof(value, fc.jsonValue(), fc.anything({ withNullPrototype: true })), (id, any) => {
      const compiled = schemaById(id);
      if (compiled) for (const violation of violationsOf(compiled, any)) expect(Array.isArray(violation.path)).toBe(true);
    }), { numRuns: 1000, seed: 20_261_121 });
  });

  it('any document has findings inside the text, sorted, each place once, and fixes that apply and parse', () => {
    fc.assert(fc.property(schemaId, value, (id, any) => {
      const text = JSON.stringify(any);
      const findings = yamlSchemaFindings(text, new LineIndex(text), parseYaml(text).documents[0]?.root, id);
      let last = 0;
      for (const { range, message, fixes, covers } of findings) {
        expect(range.start).toBeGreaterThanOrEqual(last);
        expect(range.end).toBeGreaterThan(range.start);
        expect(range.end).toBeLessThanOrEqual(text.length);
        last = range.start;
        expect(messageText(message)).not.toBe('');
        expect(covers?.length).toBeGreaterThan(0);
        for (const fix of fixes) expect(parseYaml(applyEdits(text, fix.edits())).problems).toEqual([]);
      }
      const pointers = findings.flatMap(({ covers }) => covers ?? []);
      expect(new Set(pointers).size).toBe(pointers.length);
      // All fixes of one run together leave a document without equal keys.
      const all = findings.flatMap(({ fixes }) => fixes[0]?.edits() ?? []);
      expect(parseYaml(applyEdits(text, all)).problems).toEqual([]);
    }), { numRuns: 1000, seed: 20_261_121 });
  });

  it('any text, YAML or not, is judged without throwing', () => {
    const line = fc.tuple(fc.constantFrom('', '  ', '    ', '- '), fc.constantFrom(...words), fc.constantFrom(': ', ':', ': &a ', ': *a', ': !t ', ': [', ' ', ': |\n'), fc.string());
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(line, { maxLength: 15 }).map((lines) => lines.map((parts) => parts.join('')).join('\n')));
    fc.assert(fc.property(schemaId, text, (id, any) => {
      for (const document of parseYaml(any).documents) yamlSchemaFindings(any, new LineIndex(any), document.root, id);
      dotenvFindings(any, id, { complete: true });
    }), { numRuns: 1000, seed: 20_261_121 });
  });

  it('any path is described without throwing', () => {
    fc.assert(fc.property(schemaId, fc.array(fc.oneof(fc.constantFrom(...words), fc.nat(3), fc.string()), { maxLength: 8 }), (id, path) => {
      keysAt(id, path);
      valuesAt(id, path);
      describePlace(id, path);
    }), { numRuns: 1000, seed: 20_261_121 });
  });
});
