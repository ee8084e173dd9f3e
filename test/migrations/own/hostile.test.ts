import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMigrationFileName } from '../../../server/src/service/fileKinds.ts';
import { read, testRunner } from './support.ts';

const folder = path.join(path.dirname(new URL(import.meta.url).pathname), 'kinds');
const texts = readdirSync(folder).filter(isMigrationFileName).map((name) => readFileSync(path.join(folder, name), 'utf8'));
const runner = testRunner();

/** What must hold of every text: it is read, ranges are in it, and it is a migration or says why not. */
function check(text: string): void {
  const { problems, migration, file } = read(text);
  expect(migration === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  expect(file === undefined).toBe(migration === undefined);
  for (const { range, message } of problems) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(message.what).not.toBe('');
  }
}

describe('hostile migration files', () => {
  it('any text is read', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check), { numRuns: 300, seed: 1 });
    fc.assert(fc.property(fc.json(), check), { numRuns: 300, seed: 1 });
  });

  it('files with pieces taken out, doubled or put elsewhere are read', () => {
    const place = fc.nat({ max: 20_000 });
    fc.assert(fc.property(fc.constantFrom(...texts), place, place, place, (text, a, b, c) => {
      const [from, to] = [a % text.length, Math.min(text.length, (a % text.length) + (b % 200))];
      const piece = text.slice(from, to);
      check(text.slice(0, from) + text.slice(to));
      const at = c % text.length;
      check(text.slice(0, at) + piece + text.slice(at));
    }), { numRuns: 60, seed: 1 });
  });

  it('values of every type in every place are read', () => {
    const odd = fc.constantFrom('null', '~', '7', '-1.5', '.inf', 'true', '[]', '{}', '[[]]', '""', '"\\u0000"', '!x y', '*none', '&a b', '{ __proto__: x }', '{ constructor: x }', '"${X}"', '2027-01-31', '|', '>-', '"(a+)+$"', `"${'x'.repeat(5_000)}"`);
    fc.assert(fc.property(fc.constantFrom(...texts), fc.nat(), odd, (text, at, value) => {
      const lines = text.split('\n');
      const keys = lines.flatMap((line, index) => (/^\s*(?:- )?\w+:(?: |$)/.test(line) ? [index] : []));
      const index = keys[at % keys.length] ?? 0;
      check(lines.map((line, i) => (i === index ? line.replace(/:(?: .*)?$/, `: ${value}`) : line)).join('\n'));
    }), { numRuns: 150, seed: 1 });
  });

  it('nesting, anchors, aliases and long texts come to an end', () => {
    check('['.repeat(100_000));
    check(`${'a: {'.repeat(5_000)}${'}'.repeat(5_000)}`);
    check(`x: &a\n  y: *a\n`);
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(10)}]`)].join('\n');
    check(bomb);
    expect(read(bomb).problems.map(({ message }) => message.what)).toContain('Aliases of this file stand for too much.');
    check(`id: "${'x'.repeat(900_000)}"`);
    check(`title: ${'-'.repeat(900_000)}`);
    check(`? ${'x'.repeat(2_000)}\n: 1`);
  });

  it('no broken or odd file stops its examples', async () => {
    const odd = fc.constantFrom('a', '', '\\u0000', '((((', '$1', '{{', '[unclosed', 'x: &a *a', 'SELECT', '=', '\\t\\r\\n', '`', '"', '\'', 'use acme::', 'import', 'FROM');
    await fc.assert(fc.asyncProperty(fc.constantFrom(...texts), fc.nat(), odd, async (text, at, value) => {
      const lines = text.split('\n');
      const places = lines.flatMap((line, index) => (/^\s+(?:flagged|fixed|notFlagged|value|with|from|to): ?[^|]*$/.test(line) ? [index] : []));
      const index = places[at % Math.max(1, places.length)] ?? -1;
      const changed = lines.map((line, i) => (i === index ? line.replace(/:.*$/, `: ${JSON.stringify(value)}`) : line)).join('\n');
      const result = read(changed);
      const results = await runner.run(result);
      expect(results.length).toBe(result.file?.entries.flatMap(({ examples = [] }) => examples).length ?? 0);
      for (const { failures } of results) expect(failures.map(({ message }) => message.what)).not.toContain('The example could not be run.');
    }), { numRuns: 40, seed: 5 });
  });
});
