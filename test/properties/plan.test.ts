import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, problemsOf } from '../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../server/src/syntax/parsedFile.ts';
import { applyEdits, findOverlap } from '../../server/src/text/applyEdits.ts';
import { step4After, step4Before, step5ConfigAfter, step5ConfigBefore, step5EnvAfter, step5EnvBefore } from '../support/guideExamples.ts';
import { testService } from '../support/testService.ts';

/** Pieces that make and break YAML and `.env` texts: what mutations splice in. */
const pieces = ['\n', '\r\n', '  ', '\t', '#', '# note\n', ': ', '- ', '[', ']', '{', '}', '"', "'", '&a ', '*a', '<<: *a\n', '|\n', '>-\n', '---\n', '${GREENLANG_ENV}', '${', '=', 'export ',
  'GREENLANG_ENV=a\n', 'GL_ENV=b\n', 'API_KEY=changeme\n', 'name: x\n', 'inputs:\n', 'url: y\n', 'level: warn\n', 'metadata:\n', 'security:\n', 'encryption:\n', '😀', '\ud800', '\0', '\ufeff', 'é'];

/** Proof of the system in which nothing is old. */
const requirements = 'greenlang==0.3.0\naiohttp>=3.9.0\ncryptography>=41.0.0\n';

const mutation = fc.record({ at: fc.nat(2000), drop: fc.nat(12), piece: fc.constantFrom('', ...pieces) });

/** A real text with a few places changed, so that it is nearly right: where rules and edits are most easily fooled. */
function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(mutation, { maxLength: 6 }), fc.constantFrom('\n', '\r\n')).map(([text, mutations, lineEnd]) => {
    const changed = mutations.reduce((current, { at, drop, piece }) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + piece + current.slice(start + drop);
    }, text);
    return lineEnd === '\n' ? changed : changed.replaceAll(/\r?\n/g, '\r\n');
  });
}

const cases: readonly (readonly [string, ParsedFile['language'], readonly string[]])[] = [
  ['pack.yaml', 'yaml', [step4Before, step4After, 'spec_version: "1.0"\nname: a\ninputs:\n  - name: x # c\n    type: string\n  - {name: y}\noutputs: [z]\ndependencies: [numpy, "pandas>=2"]\n']],
  ['greenlang.yaml', 'yaml', [step5ConfigBefore, step5ConfigAfter]],
  ['.env', 'dotenv', [step5EnvBefore, step5EnvAfter]],
  ['.env.example', 'dotenv', [step5EnvBefore, `# GREENLANG_ENV=staging\n${step5EnvAfter}`]],
];

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 250);

describe.each(cases)('plans of any %s', (name, language, texts) => {
  it('apply twice = once, parse no worse, keep comments, never overlap, never throw', async () => {
    await fc.assert(fc.asyncProperty(mutated(texts), async (text) => {
      const { service, workspace, log } = await testService({ [name]: text, 'requirements.txt': requirements });
      const uri = workspace.uri(name);
      expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
      for (const { range } of service.diagnose(uri)?.diagnostics ?? []) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(text.length);
        expect(range.start).toBeLessThanOrEqual(range.end);
      }
      const broken = problemsOf(parse(uri, text, language)).length > 0;
      const plan = await service.plan({ applicability: 'unsafe' });
      expect(plan.refused).toEqual([]);
      if (broken) expect(plan.files).toEqual([]);
      for (const { before, after, edits } of plan.files) {
        expect(findOverlap(edits)).toBeUndefined();
        expect(applyEdits(before, edits)).toBe(after);
        expect(problemsOf(parse(uri, after, language))).toEqual([]);
        expect(comments(parse(uri, after, language))).toEqual(expect.arrayContaining([...comments(parse(uri, before, language))]));
        const again = await testService({ [name]: after, 'requirements.txt': requirements });
        expect((await again.service.plan({ applicability: 'unsafe' })).files.map((file) => file.after)).toEqual([]);
      }
    }), { numRuns, seed: 20261121 });
  });

  it('every editor feature answers at every place', async () => {
    await fc.assert(fc.asyncProperty(mutated(texts), fc.nat(), async (text, place) => {
      const { service, workspace } = await testService({ [name]: text, 'requirements.txt': requirements });
      const uri = workspace.uri(name);
      const offset = place % (text.length + 1);
      service.hover(uri, offset);
      service.complete(uri, offset);
      service.definition(uri, offset);
      service.references(uri, offset);
      service.documentLinks(uri);
      for (const lens of service.codeLenses(uri)) lens.edits();
      for (const action of service.codeActions(uri, { start: offset, end: text.length })) {
        for (const { edits } of action.edits()) applyEdits(text, edits);
      }
    }), { numRuns: Math.ceil(numRuns / 2), seed: 20261122 });
  });
});

function comments(file: ParsedFile): readonly string[] {
  if (file.language === 'yaml') return file.yaml.comments.map(({ text }) => text);
  if (file.language !== 'dotenv') throw new Error(`no comments of ${file.language}`);
  return file.dotenv.comments.filter(({ assignment }) => !assignment).map(({ text }) => text);
}
