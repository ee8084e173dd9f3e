import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appliedEdits, type OffsetEdit } from '../../../client/src/fileUpgrade/appliedEdits.ts';

function applySome(before: string, edits: readonly OffsetEdit[], made: readonly boolean[]): string {
  let text = '';
  let at = 0;
  edits.forEach((edit, index) => {
    text += before.slice(at, edit.start) + (made[index] === true ? edit.newText : before.slice(edit.start, edit.end));
    at = edit.end;
  });
  return text + before.slice(at);
}

describe('appliedEdits', () => {
  const before = 'GREENLANG_ENV=a\nGREENLANG_DB_URL=b\n';
  const edits: readonly OffsetEdit[] = [
    { start: 0, end: 13, newText: 'GL_ENV' },
    { start: 16, end: 32, newText: 'GL_DATABASE_URL' },
    { start: 35, end: 35, newText: 'GL_SECRET_KEY=c\n' },
  ];

  it('tells all, some and none apart', () => {
    for (const made of [[true, true, true], [true, false, true], [false, true, false], [false, false, false]]) {
      expect(appliedEdits(before, applySome(before, edits, made), edits)).toEqual(made);
    }
  });

  it('gives up when something else has changed, too', () => {
    expect(appliedEdits(before, `# ${before}`, edits)).toBeUndefined();
    expect(appliedEdits(before, `${before}# end\n`, edits)).toBeUndefined();
    expect(appliedEdits('a', 'b', [])).toBeUndefined();
    expect(appliedEdits('a', 'a', [])).toEqual([]);
  });

  it('finds a choice that explains the text, whatever was left out', () => {
    // Few letters, so that texts and insertions often look alike.
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const cases = fc.record({
      text: letters,
      cuts: fc.array(fc.tuple(fc.nat(12), fc.nat(12), fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 }), fc.boolean()), { maxLength: 4 }),
    });
    fc.assert(fc.property(cases, ({ text, cuts }) => {
      const some: OffsetEdit[] = [];
      const made: boolean[] = [];
      for (const [from, length, newText, was] of [...cuts].sort(([a], [b]) => a - b)) {
        const start = Math.min(Math.max(from, some.at(-1)?.end ?? 0), text.length);
        some.push({ start, end: Math.min(start + length, text.length), newText });
        made.push(was);
      }
      const after = applySome(text, some, made);
      const found = appliedEdits(text, after, some);
      expect(found).toBeDefined();
      expect(applySome(text, some, found ?? [])).toBe(after);
    }), { seed: 20_261_121 });
  });
});
