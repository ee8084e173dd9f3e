import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take ten seconds and more. */
const long = [
  'test/migrations/pages.test.ts', 'test/service/transaction/kill.test.ts', 'test/cli/upgradeRun.test.ts', 'test/lsp/upgradeLarge.test.ts', 'test/properties/codePlan.test.ts',
  'test/runs/greenlang.test.ts', 'test/lsp/upgradeRuns.test.ts', 'test/properties/plan.test.ts', 'test/lsp/hostile.test.ts', 'test/lsp/upgradeSame.test.ts',
];

/** Begins with the files that take longest, or one core would work at the last of them while the others have nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = long.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}
