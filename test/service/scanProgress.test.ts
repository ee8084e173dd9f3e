import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import type { ScanProgress } from '../../server/src/service/languageService.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { exampleFiles } from '../support/exampleFiles.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';
import { type OnTheWay, testHelpers } from './support/testHelpers.ts';

async function told(count: number, onTheWay?: OnTheWay): Promise<readonly ScanProgress[]> {
  const workspace = inMemoryWorkspace(exampleFiles('greenlang-0.2'));
  const steps: ScanProgress[] = [];
  const service = createLanguageService({ ...testServiceOptions(workspace, []), helpers: testHelpers(workspace, count, onTheWay).helpers });
  service.configure(workspace.folder, defaultSettings);
  await service.scan({ onProgress: (at) => steps.push(at) });
  return steps;
}

describe('the progress of a scan', () => {
  it.each<[string, number, OnTheWay?]>([
    ['alone', 0],
    ['with helpers', 2],
    ['with helpers that break down', 2, { read: () => { throw new Error('no memory'); } }],
  ])('counts the files that are looked at, then each that is read, once: %s', async (_name, count, onTheWay) => {
    const steps = await told(count, onTheWay);
    const looking = steps.flatMap((at) => (at.step === 'looking' ? [at] : []));
    const reading = steps.flatMap((at) => (at.step === 'reading' ? [at] : []));
    expect(steps).toEqual([...looking, ...reading]);
    const counts = looking.map(({ scanned }) => scanned);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.at(-1)).toBe(looking.at(-1)?.found);
    expect(counts.at(-1)).toBeGreaterThan(10);
    const { total } = reading[0] ?? { total: 0 };
    expect(total).toBeGreaterThan(3);
    // What helpers read before it is known how many files there are is told with the next one.
    const first = reading[0]?.done ?? 0;
    if (count === 0) expect(first).toBe(1);
    expect(first).toBeLessThan(total);
    expect(reading.map(({ done }) => done)).toEqual(Array.from({ length: total - first + 1 }, (_, i) => first + i));
  });
});
