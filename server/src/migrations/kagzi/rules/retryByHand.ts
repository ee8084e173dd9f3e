import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { importEdits } from '../../../facts/rust/rustUseEdits.ts';
import { namesVariable, plainValue } from '../../../facts/rust/rustTree.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { remove, replace, type Edit } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import { chainBreak, hasCommentIn } from '../layout.ts';
import { crate, kagziModels } from '../names.ts';
import { retryLoop, statementsOf, type RetryLoop } from './retryLoop.ts';
import { builderEdits, contextArgument, stepOf, type Step } from './step.ts';

const predicate = 'retry_predicate(RetryPredicate::OnRetryableError)';

/** A loop with a counter and a pause around a step or in it (section 2 of the guide). */
export const retryByHand: Rule = {
  id: 'kagzi/retry-by-hand',
  change: 'KZ-RETRY',
  description: 'A loop with a counter and a pause tries a step again.',
  guideSection: 'Upgrading to Retry Policies',
  languages: ['rust'],
  literals: [['kagzi'], ['step'], ['loop'], ['sleep']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const call of code?.nodes('call_expression') ?? []) {
      const step = code && stepOf(code, call);
      if (!code || !step) continue;
      const inside = loopInside(step);
      const around = inside ? undefined : loopAround(step);
      if (inside) yield finding(inside, insideEdits(code, step, inside));
      else if (around) yield finding(around, aroundEdits(code, step, around));
    }
  },
};

/** Whether the rule above speaks of the step. */
export function isTriedByHand(step: Step): boolean {
  return loopInside(step) !== undefined || loopAround(step) !== undefined;
}

/** A loop with a pause that is the end of the step's own block. */
function loopInside({ future }: Step): CodeNode | undefined {
  const block = future.type === 'async_block' ? future.namedChildren.find(({ type }) => type === 'block') : undefined;
  const last = statementsOf(block).at(-1);
  return last?.type === 'loop_expression' && pauses(last) ? last : undefined;
}

/** The nearest loop around the step that matches on it and pauses. */
function loopAround({ awaited }: Step): CodeNode | undefined {
  const match = awaited.parent?.type === 'match_expression' && awaited.fieldName === 'value' ? awaited.parent : undefined;
  return match && pausingLoop(match);
}

/** The nearest loop around an expression, when it pauses: it may try again what is in it. */
export function pausingLoop(expression: CodeNode): CodeNode | undefined {
  const loop = expression.enclosing('loop_expression', 'while_expression', 'for_expression', 'async_block', 'closure_expression', 'function_item');
  return loop?.type.endsWith('_expression') === true && loop.type !== 'closure_expression' && pauses(loop) ? loop : undefined;
}

function pauses(loop: CodeNode): boolean {
  for (const node of loop.descendants()) if (node.type === 'identifier' && node.text === 'sleep') return true;
  return false;
}

function insideEdits(code: RustCode, step: Step, loop: CodeNode): readonly Edit[] | undefined {
  const found = retryLoop(code, loop);
  const block = loop.enclosing('block');
  if (!found || found.leaves !== 'function' || !block || needsWhatGoes(found)) return undefined;
  // Nothing else stands in the block: the counter, the limit, the loop.
  if (block.namedChildren.length !== (found.limit ? 3 : 2) || hasCommentIn(block, block.start, block.end)) return undefined;
  const edits = builderEdits(code, step, [found.policy, predicate]);
  const imports = edits && wanted(code, step);
  return edits && imports ? [...imports, ...edits, replace({ start: block.start + 1, end: block.end - 1 }, ` ${found.attempt.text} `)] : undefined;
}

function aroundEdits(code: RustCode, step: Step, loop: CodeNode): readonly Edit[] | undefined {
  const found = loop.type === 'loop_expression' ? retryLoop(code, loop) : undefined;
  const context = contextArgument(code, step.receiver);
  const block = loop.enclosing('block');
  if (!found || found.leaves !== 'loop' || context === undefined || !block || plainValue(found.attempt) !== step.call || needsWhatGoes(found)) return undefined;
  if (step.call.field('function')?.type !== 'field_expression' || hasCommentIn(loop, loop.start, loop.end)) return undefined;
  const goes = removed(found);
  if (!goes.every((statement) => isUsedOnlyIn(block, statement, loop)) || goes.some((statement) => hasCommentBeside(code, statement))) return undefined;
  const next = chainBreak(code.text, loop.start);
  const text = `StepBuilder::new(${step.name.text})${next}.${found.policy}${next}.${predicate}${next}.execute(${context}, ${step.future.text})${next}.await?`;
  const imports = wanted(code, step);
  return imports && [...imports, ...goes.map((statement) => remove(wholeLine(code.text, statement))), replace(loop.range, text)];
}

function wanted(code: RustCode, step: Step): readonly Edit[] | undefined {
  return importEdits(code.root, code.names, crate, ['StepBuilder', 'RetryPolicy', 'RetryPredicate'], step.call);
}

/** The statements that nobody needs without the loop. */
function removed({ counter, limit }: RetryLoop): readonly CodeNode[] {
  return limit ? [counter, limit] : [counter];
}

/** Whether what is tried knows how often it was tried. */
function needsWhatGoes(found: RetryLoop): boolean {
  return removed(found).some((statement) => namesVariable(found.attempt, variableOf(statement)));
}

function variableOf(statement: CodeNode): string {
  const pattern = statement.field('pattern');
  return (pattern?.type === 'mut_pattern' ? pattern.namedChildren.at(-1) : pattern)?.text ?? '';
}

/** Whether a variable is used nowhere in the block but in the loop. */
function isUsedOnlyIn(block: CodeNode, statement: CodeNode, loop: CodeNode): boolean {
  const name = variableOf(statement);
  for (const node of block.descendants()) {
    if (node.end <= statement.end && node.start >= statement.start) continue;
    if (node.start >= loop.start && node.end <= loop.end) continue;
    if (node.children.length === 0 && namesVariable(node, name)) return false;
  }
  return true;
}

/** Whether something else stands in the statement's line, a comment for one, or in the statement. */
function hasCommentBeside(code: RustCode, statement: CodeNode): boolean {
  const { start, end } = wholeLine(code.text, statement);
  return code.text.slice(start, end).trim() !== statement.text || hasCommentIn(statement, statement.start, statement.end);
}

/** The lines of a statement with their line end. */
function wholeLine(text: string, { start, end }: Range): Range {
  let first = start;
  while (first > 0 && text[first - 1] !== '\n' && text[first - 1] !== '\r') first--;
  const rest = /^[^\r\n]*(?:\r\n|\r|\n)?/.exec(text.slice(end))?.[0].length ?? 0;
  return { start: first, end: end + rest };
}

function finding(loop: CodeNode, edits: readonly Edit[] | undefined): Finding {
  return {
    range: { start: loop.start, end: loop.start + (/^\w+/.exec(loop.text)?.[0].length ?? 1) },
    severity: 'information',
    message: {
      what: 'This loop tries a step again by hand.',
      why: 'Its counter is lost when the worker restarts; a retry policy of Kagzi V2 is kept.',
      todo: edits ? 'Let StepBuilder do it, and make sure that the errors to be tried again count as retryable (NetworkError, Timeout, DatabaseError).'
        : 'Replace it by StepBuilder with a retry policy and RetryPredicate::OnRetryableError; the loop does more than Upguide understands.',
    },
    fixes: edits ? [{ title: 'Let StepBuilder try again', applicability: 'unsafe', bulk: true, edits: () => edits }] : [],
  };
}

