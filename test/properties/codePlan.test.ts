import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { fileKind } from '../../server/src/service/fileKinds.ts';
import type { UpgradePlan } from '../../server/src/service/languageService.ts';
import { problemsOf } from '../../server/src/syntax/parse.ts';
import { applyEdits, findOverlap } from '../../server/src/text/applyEdits.ts';
import { commentsOf, parsedFile } from '../support/parsedFiles.ts';
import { testService, type TestService } from '../support/testService.ts';

const root = path.resolve(import.meta.dirname, '../../examples/greenlang-0.2');

/** The example workspace, every file of which is worked on in turn. */
const files: Readonly<Record<string, string>> = Object.fromEntries(readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  .filter((name) => fileKind(name, builtInMigrations) !== undefined)
  .map((name) => [name, readFileSync(path.join(root, name), 'utf8')]));

/** Pieces that make and break code, scripts and deployment files. */
const pieces = ['\n', '\r\n', ' ', '    ', '\t', '#', '# note\n', '(', ')', '[', ']', '{', '}', '"', "'", '"""', ':', ',', '\\', '\\\n', '|', '|| ', '&& ', '$', '${', '`', '<<EOF\n', '=', 'if x:\n', 'await ', 'async ',
  'try:\n', 'f"', 'gl run a.yaml', 'gl agent list\n', 'export GREENLANG_ENV=x\n', 'os.environ["GREENLANG_ENV"]', 'result.success', '["success"]', 'ExecutionContext(', 'register_agent("a", b)', '😀', '\ud800', '\0', 'é', '{{ x }}'];

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

/** Has a file of the workspace written by somebody else, and plans it. */
async function planWith({ service, workspace }: TestService, name: string, text: string): Promise<UpgradePlan> {
  workspace.files.set(name, text);
  const uri = workspace.uri(name);
  await service.refresh([uri]);
  return service.plan({ uris: [uri], applicability: 'unsafe' });
}

describe.each(Object.keys(files))('plans of a mutated %s', (name) => {
  it('apply twice = once, parse no worse, keep comments, never overlap, never throw', async () => {
    const test = await testService(files);
    const { service, workspace, log } = test;
    const uri = workspace.uri(name);
    let round = 0;
    await fc.assert(fc.asyncProperty(mutated(files[name] ?? ''), async (text) => {
      const plan = await planWith(test, name, text);
      // A service that has seen other texts plans what a new one does.
      if (round++ % 6 === 0) expect(plan).toEqual(await planWith(await testService({ ...files, [name]: text }), name, text));
      for (const { range } of service.diagnose(uri)?.diagnostics ?? []) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(text.length);
        expect(range.start).toBeLessThanOrEqual(range.end);
      }
      expect(plan.refused).toEqual([]);
      expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
      for (const { before, after, edits } of plan.files) {
        const [old, now] = await Promise.all([parsedFile(name, before), parsedFile(name, after)]);
        if (!old || !now) throw new Error(`${name} is of no known language`);
        expect(findOverlap(edits)).toBeUndefined();
        expect(applyEdits(before, edits)).toBe(after);
        expect(problemsOf(now).length).toBeLessThanOrEqual(problemsOf(old).length);
        expect(commentsOf(now)).toEqual(expect.arrayContaining([...commentsOf(old)]));
        expect((await planWith(test, name, after)).files.map((file) => file.after)).toEqual([]);
      }
    }), { numRuns, seed: 20261123 });
  });
});
