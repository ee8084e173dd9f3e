import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../server/src/text/sha256.ts';

const reference = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('sha256', () => {
  it.each([0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000])('of %i characters is the one of Node', (length) => {
    const text = 'abcé'.repeat(length).slice(0, length);
    expect(sha256(text)).toBe(reference(text));
  });

  it('of any text is the one of Node', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (text) => {
      expect(sha256(text)).toBe(reference(text));
    }), { numRuns: 40, seed: 20261121 });
  });
});
