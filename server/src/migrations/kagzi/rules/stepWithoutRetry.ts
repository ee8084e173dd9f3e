import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { importEdits } from '../../../facts/rust/rustUseEdits.ts';
import { crate, kagziModels } from '../names.ts';
import { builderEdits, stepOf, type Step } from './step.ts';
import { isTriedByHand, pausingLoop } from './retryByHand.ts';

const policy = 'retry_policy(RetryPolicy::exponential())';

/** `ctx.step(name, future).await`: V2 can try it again (Pattern 1). */
export const stepWithoutRetry: Rule = {
  id: 'kagzi/step-without-retry',
  change: 'KZ-RETRY',
  description: 'A step runs once: `ctx.step(…)` instead of `StepBuilder` with a retry policy.',
  guideSection: 'Upgrading to Retry Policies; Pattern 1',
  languages: ['rust'],
  literals: [['kagzi'], ['step']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const call of code?.nodes('call_expression') ?? []) {
      const step = code && stepOf(code, call);
      if (code && step && !isTriedByHand(step)) yield finding(code, step);
    }
  },
};

function finding(code: RustCode, step: Step): Finding {
  // A policy in a loop that tries again would multiply the attempts.
  const isLooped = pausingLoop(step.awaited) !== undefined;
  const edits = isLooped ? undefined : builderEdits(code, step, [policy]);
  const imports = edits && importEdits(code.root, code.names, crate, ['StepBuilder', 'RetryPolicy'], step.call);
  return {
    range: step.word.range,
    severity: 'hint',
    message: {
      what: 'This step runs once.',
      why: 'Kagzi V2 tries a step again by a policy, and goes on with that after a restart.',
      todo: edits && imports ? 'Build it with StepBuilder and a retry policy, if it may run more than once.' : `Build it with StepBuilder::new(…).${policy}.execute(…)${isLooped ? ', unless the loop around it tries it again already' : ''}.`,
    },
    fixes: edits && imports ? [{ title: 'Build the step with a retry policy', applicability: 'unsafe', bulk: true, edits: () => [...imports, ...edits] }] : [],
  };
}
