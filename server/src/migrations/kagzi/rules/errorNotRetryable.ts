import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { argumentsOf, chainRoot, methodCall } from '../../../facts/rust/rustTree.ts';
import { withoutModules } from '../../../facts/rust/rustTypes.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { kagziModels } from '../names.ts';

/** The kinds that count as retryable (Troubleshooting: Retry policy not working). */
const retryable: ReadonlySet<string> = new Set(['NetworkError', 'Timeout', 'DatabaseError']);
const kindOf = /^kagzi::ErrorKind::(\w+)$/;

/** A step with a retry policy whose own code gives errors of no kind that is tried again. */
export const errorNotRetryable: Rule = {
  id: 'kagzi/error-not-retryable',
  change: 'KZ-RETRY',
  description: 'A step has a retry policy, and its errors are of a kind that is never tried again.',
  guideSection: 'Troubleshooting: Retry policy not working',
  languages: ['rust'],
  literals: [['kagzi'], ['StepBuilder'], ['ErrorKind'], ['retry_policy']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const call of code?.nodes('call_expression') ?? []) {
      const first = code && isTriedAgain(code, call) ? kinds(code, argumentsOf(call)[1])[0] : undefined;
      if (!first) continue;
      yield {
        range: first.node.range,
        severity: 'hint',
        message: {
          what: `The retry policy of this step does nothing for errors of the kind ${first.kind}.`,
          why: 'RetryPredicate::OnRetryableError, which also holds where no predicate is given, tries NetworkError, Timeout and DatabaseError again.',
          todo: 'Give the errors that are worth another try one of these kinds.',
        },
        fixes: [],
      };
    }
  },
};

/** `StepBuilder::new(…).retry_policy(…).execute(…)`, with the predicate that looks at the kind. */
function isTriedAgain(code: RustCode, execute: CodeNode): boolean {
  if (methodCall(execute)?.name.text !== 'execute' || execute.isBroken) return false;
  const root = chainRoot(execute);
  if (root.type !== 'call_expression' || pathOf(code, root.field('function')) !== 'kagzi::StepBuilder::new') return false;
  let hasPolicy = false;
  for (let call = methodCall(methodCall(execute)?.receiver); call; call = methodCall(call.receiver)) {
    if (call.name.text === 'retry_policy') hasPolicy = true;
    if (call.name.text === 'retry_predicate' && pathOf(code, argumentsOf(call.call)[0]) !== 'kagzi::RetryPredicate::OnRetryableError') return false;
  }
  return hasPolicy;
}

/** The kinds of errors that the code of a step names; none when one of them is tried again. */
function kinds(code: RustCode, future: CodeNode | undefined): readonly { readonly kind: string; readonly node: CodeNode }[] {
  const found = [...(future?.descendants() ?? [])].flatMap((node) => {
    const kind = node.type === 'scoped_identifier' ? kindOf.exec(pathOf(code, node) ?? '')?.[1] : undefined;
    return kind === undefined ? [] : [{ kind, node }];
  });
  return found.some(({ kind }) => retryable.has(kind)) ? [] : found;
}

function pathOf(code: RustCode, node: CodeNode | undefined): string | undefined {
  const path = code.names.pathOf(node);
  return path === undefined ? undefined : withoutModules(path);
}
