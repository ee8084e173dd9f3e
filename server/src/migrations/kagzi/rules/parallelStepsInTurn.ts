import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { methodCall, plainValue } from '../../../facts/rust/rustTree.ts';
import { isComment } from '../../../facts/rust/useTrees.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { kagziModels, parallelExecutor } from '../names.ts';

/** Steps of one `ParallelExecutor` that are awaited one after the other. */
export const parallelStepsInTurn: Rule = {
  id: 'kagzi/parallel-steps-in-turn',
  change: 'KZ-PARALLEL',
  description: 'Steps of a `ParallelExecutor` are awaited one after the other, so nothing is parallel.',
  guideSection: 'Troubleshooting: Parallel steps not executing concurrently',
  languages: ['rust'],
  literals: [['kagzi'], ['ParallelExecutor'], ['execute_step']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const block of code?.nodes('block') ?? []) {
      let before: string | undefined;
      for (const statement of block.namedChildren) {
        if (isComment(statement.type)) continue;
        const step = code && awaitedStep(code, statement);
        if (step && step.executor === before) yield finding(step.word);
        before = step?.executor;
      }
    }
  },
};

/** `let a = executor.execute_step(…).await?;`, or without the `let`. */
function awaitedStep(code: RustCode, statement: CodeNode): { readonly executor: string; readonly word: CodeNode } | undefined {
  const expression = statement.type === 'let_declaration' ? statement.field('value') : statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
  const call = plainValue(expression);
  const method = methodCall(call);
  if (call?.parent?.type !== 'await_expression' || method?.name.text !== 'execute_step' || code.types.typeOf(method.receiver) !== parallelExecutor) return undefined;
  return { executor: method.receiver.text, word: method.name };
}

function finding(word: CodeNode): Finding {
  return {
    range: word.range,
    severity: 'hint',
    message: {
      what: 'This step waits for the one before it, though both are of a ParallelExecutor.',
      why: 'A future runs when it is awaited; nothing runs beside it.',
      todo: 'Hand each call to tokio::spawn and await the handles together, or use ctx.parallel(…).',
    },
    fixes: [],
  };
}
