import type { Rule } from '../../../analysis/migration.ts';
import type { CommandFact } from '../../../facts/facts.ts';

/** Flags of `cargo test` that choose nothing. */
const harmless = /^(?:--(?:release|locked|offline|frozen|verbose|quiet|no-fail-fast|all-features|color=\w+)|-[vq]+|-r)$/;

/** Scripts and pipelines that run a part of the tests. */
export const testsPartial: Rule = {
  id: 'workflow-engine/tests-partial',
  change: 'WE-OPS',
  description: 'A script or pipeline runs `cargo test` alone, as in 0.x.',
  guideSection: 'WE-OPS: Test Suite Updates',
  languages: ['shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'yaml'],
  literals: [['cargo'], ['test']],
  *check({ facts, project }) {
    if (!project.proven) return;
    const tests = facts.flatMap((fact) => (fact.kind === 'command' ? testOf(fact) ?? [] : []));
    // Whoever chooses tests anywhere in the file has thought about it.
    const [first] = tests;
    if (!first || tests.some(({ isPlain }) => !isPlain)) return;
    yield {
      range: first.range,
      severity: 'hint',
      message: {
        what: 'Here cargo test runs alone, as it did for version 0.x.',
        why: 'The suite of version 1.0 has more: all crates, integration tests that only run when asked for, and tests of the federation.',
        todo: 'Run cargo test --all, cargo test -- --ignored, and the tests of the federation and the frontend.',
      },
      fixes: [],
    };
  },
};

/** A run of `cargo test`: where, and whether it chooses no packages and no tests. */
function testOf({ words, range }: CommandFact): { readonly range: CommandFact['range']; readonly isPlain: boolean } | undefined {
  const [program, ...rest] = words.map(({ text }) => text);
  if (program !== 'cargo') return undefined;
  const [command, ...flags] = rest[0]?.startsWith('+') === true ? rest.slice(1) : rest;
  return command === 'test' || command === 't' ? { range, isPlain: flags.every((flag) => flag !== undefined && harmless.test(flag)) } : undefined;
}
