import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../server/src/syntax/parse.ts';
import { applyEdits, findOverlap } from '../../server/src/text/applyEdits.ts';
import { exampleFiles } from '../support/exampleFiles.ts';
import { commentsOf, parsedFile } from '../support/parsedFiles.ts';
import { testService } from '../support/testService.ts';

const files = exampleFiles('kagzi-1');

/** Pieces that make and break Rust. */
const pieces = ['\n', '\r\n', ' ', '\t', '// note\n', '/* note */', '/*', '(', ')', '[', ']', '{', '}', '"', "'", 'r#"', ',', ';', '?', '.await', '.', '::', '|', '||', '#[cfg(test)]', 'use ', 'mod m {', 'let ctx = other;',
  'ctx.step("x", f()).await?;', 'tokio::join!(', 'match ', 'loop {', 'kagzi', 'Result', 'async move ', '<', '>', '&', 'self.', '😀', '\ud800', '\0', 'é'];
const mutation = fc.record({ at: fc.nat(4000), drop: fc.nat(12), piece: fc.constantFrom('', ...pieces) });

function mutated(text: string): fc.Arbitrary<string> {
  return fc.tuple(fc.array(mutation, { maxLength: 4 }), fc.constantFrom('\n', '\r\n')).map(([mutations, lineEnd]) => {
    const changed = mutations.reduce((current, { at, drop, piece }) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + piece + current.slice(start + drop);
    }, text);
    return lineEnd === '\n' ? changed : changed.replaceAll(/\r?\n/g, '\r\n');
  });
}

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 12);

describe.each(['orders/src/main.rs', 'reports/src/main.rs'])('plans of a mutated %s', (name) => {
  it('apply twice = once, parse no worse, keep comments, never overlap, never throw', async () => {
    await fc.assert(fc.asyncProperty(mutated(files[name] ?? ''), async (text) => {
      const test = await testService({ ...files, [name]: text });
      const plan = await test.service.plan({ applicability: 'unsafe' });
      expect(test.log.filter((line) => line.startsWith('error'))).toEqual([]);
      const after: Record<string, string> = { ...files, [name]: text };
      for (const file of plan.files) {
        const path = test.workspace.path(file.uri);
        expect(findOverlap(file.edits)).toBeUndefined();
        expect(applyEdits(file.before, file.edits)).toBe(file.after);
        const [before, now] = await Promise.all([file.before, file.after].map((one) => parsedFile(path, one)));
        if (!before || !now) throw new Error(`${path} is of no known language`);
        expect(problemsOf(now).length).toBeLessThanOrEqual(problemsOf(before).length);
        expect(commentsOf(now)).toEqual(expect.arrayContaining([...commentsOf(before)]));
        after[path] = file.after;
      }
      const again = await testService(after);
      expect((await again.service.plan({ applicability: 'unsafe' })).files.map(({ uri }) => uri)).toEqual([]);
    }), { numRuns, seed: 20261121 });
  }, 120_000);
});
