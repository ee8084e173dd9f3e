import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedFile, UpgradePlan } from '../../server/src/service/languageService.ts';
import { problemsOf } from '../../server/src/syntax/parse.ts';
import { applyEdits, findOverlap } from '../../server/src/text/applyEdits.ts';
import { exampleFiles } from '../support/exampleFiles.ts';
import { parsedFile } from '../support/parsedFiles.ts';
import { testService, type TestService } from '../support/testService.ts';

const files = exampleFiles();
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 6);

type Texts = Readonly<Record<string, string>>;

const textsOf = ({ workspace }: TestService, plan: UpgradePlan): Texts => Object.fromEntries(plan.files.map(({ uri, after }) => [workspace.path(uri), after]));

/** A new service, as after a restart: nothing that the first one knew can help. */
async function planAll(texts: Texts): Promise<Texts> {
  const test = await testService(texts);
  return { ...texts, ...textsOf(test, await test.service.plan({ applicability: 'unsafe' })) };
}

/** The host's own rounds, as a reference: plan each file by itself, show the service the new texts, and once more. */
async function planInRounds(texts: Texts, applicability: 'safe' | 'unsafe'): Promise<Texts> {
  const { service, workspace } = await testService(texts);
  const now = { ...texts };
  for (let round = 1; round <= 5; round++) {
    const changed = service.files().flatMap((uri) => {
      const before = service.text(uri) ?? '';
      const after = applyEdits(before, service.fixAll(uri, { applicability }));
      return after === before ? [] : [{ uri, after }];
    });
    if (changed.length === 0) return now;
    for (const { uri, after } of changed) {
      service.open({ uri, version: round, text: after });
      now[workspace.path(uri)] = after;
    }
  }
  throw new Error('The example does not settle in five rounds.');
}

describe('plans of the example workspace', () => {
  it.each(['safe', 'unsafe'] as const)('%s: the same as in rounds of a host', async (applicability) => {
    const test = await testService(files);
    const plan = await test.service.plan({ applicability });
    expect(plan.files.length).toBeGreaterThan(10);
    expect({ ...files, ...textsOf(test, plan) }).toEqual(await planInRounds(files, applicability));
  });

  // Lines that several items add at one place (variables, packages, settings, imports) stand in the order in which they were added. And
  // of a line all items are ticked or none: `A="${A:-x}"` with one of the two names changed is a bridge between them, which is left alone.
  it('any choice of items gives files that parse, and taking the rest afterwards is taking all at once, but for the order of added lines', async () => {
    const all = await planAll(files);
    await fc.assert(fc.asyncProperty(fc.infiniteStream(fc.boolean()), fc.constantFrom(0.15, 0.5, 0.85), async (coins, share) => {
      const test = await testService(files);
      const lines = new Map<string, boolean>();
      const { items } = await test.service.plan({ applicability: 'unsafe' });
      const ticked = new Set(items.filter(({ uri, range }) => {
        const line = `${uri}:${test.service.text(uri)?.slice(0, range.start).split('\n').length ?? 0}`;
        const isTicked = lines.get(line) ?? pick(coins, share);
        lines.set(line, isTicked);
        return isTicked;
      }).map(({ id }) => id));
      const some = await test.service.plan({ applicability: 'unsafe', items: ({ id }) => ticked.has(id) });
      expect(some.refused).toEqual([]);
      for (const file of some.files) await expectSound(test, file, ticked);
      const inTwo = await planAll({ ...files, ...textsOf(test, some) });
      expect(inLines(inTwo)).toEqual(inLines(all));
      expect(await planAll(inTwo)).toEqual(inTwo);
    }), { numRuns, seed: 20261121 });
  });
});

function inLines(texts: Texts): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.split('\n').sort()]));
}

function pick(coins: Iterator<boolean, unknown>, share: number): boolean {
  let value = 0;
  for (let bit = 1; bit <= 8; bit++) value += coins.next().value === true ? 2 ** -bit : 0;
  return value < share;
}

async function expectSound({ workspace }: TestService, { uri, before, after, edits }: PlannedFile, ticked: ReadonlySet<string>): Promise<void> {
  const name = workspace.path(uri);
  expect(findOverlap(edits)).toBeUndefined();
  expect(applyEdits(before, edits)).toBe(after);
  expect(await problemsIn(name, after), name).toBeLessThanOrEqual(await problemsIn(name, before));
  for (const { items, title } of edits) expect(items.some((id) => ticked.has(id)), `${name}: ${title}`).toBe(true);
}

async function problemsIn(name: string, text: string): Promise<number> {
  const file = await parsedFile(name, text);
  return file ? problemsOf(file).length : 0;
}
