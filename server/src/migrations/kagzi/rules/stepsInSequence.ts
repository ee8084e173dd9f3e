import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { namesVariable, plainText, stringLiteral } from '../../../facts/rust/rustTree.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { replace, type Edit } from '../../../text/edit.ts';
import { lineEndOf } from '../../../text/lineEnd.ts';
import { chainBreak, hasCommentIn, indentationAt } from '../layout.ts';
import { kagziModels } from '../names.ts';
import { stepOf, type Step } from './step.ts';

/** A statement that is a step: `let name = ctx.step(…).await?;`. */
interface StepStatement {
  readonly statement: CodeNode;
  /** What it binds. */
  readonly name: string;
  readonly step: Step;
}

/** Steps behind each other of which none uses what another one gave (Pattern 2). */
export const stepsInSequence: Rule = {
  id: 'kagzi/steps-in-sequence',
  change: 'KZ-PARALLEL',
  description: 'Steps follow each other, and none needs what another one gave.',
  guideSection: 'Pattern 2: Parallelizing Sequential Steps',
  languages: ['rust'],
  literals: [['kagzi'], ['step']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const block of code?.nodes('block') ?? []) {
      for (const run of code ? runsIn(code, block) : []) if (code) yield finding(code, block, run);
    }
  },
};

function* runsIn(code: RustCode, block: CodeNode): Iterable<readonly StepStatement[]> {
  let run: StepStatement[] = [];
  for (const statement of block.namedChildren) {
    const next = stepStatement(code, statement);
    const [first] = run;
    if (next && (!first || (next.step.receiver.text === first.step.receiver.text && !uses(next, run)))) {
      run.push(next);
      continue;
    }
    if (run.length > 1) yield run;
    run = next ? [next] : [];
  }
  if (run.length > 1) yield run;
}

/** Only with a plain name and `?`: then the tuple of `parallel` has the same values. */
function stepStatement(code: RustCode, statement: CodeNode): StepStatement | undefined {
  const pattern = statement.type === 'let_declaration' && !statement.field('type') ? statement.field('pattern') : undefined;
  const value = statement.field('value');
  const awaited = value?.type === 'try_expression' ? value.namedChildren[0] : undefined;
  const call = awaited?.type === 'await_expression' ? awaited.namedChildren[0] : undefined;
  const step = stepOf(code, call);
  if (pattern?.type !== 'identifier' || !step || step.receiver.type !== 'identifier' || !stringLiteral(step.name)) return undefined;
  return { statement, name: pattern.text, step };
}

/** Whether a step needs an earlier one: it names what that gave, or one of them changes what it borrows (`&mut list`). */
function uses({ step, name }: StepStatement, run: readonly StepStatement[]): boolean {
  return borrowsToChange(step) || run.some((one) => one.name === name || namesVariable(step.call, one.name) || borrowsToChange(one.step));
}

function borrowsToChange({ call }: Step): boolean {
  for (const { type } of call.descendants()) if (type === 'mutable_specifier') return true;
  return false;
}

function finding(code: RustCode, block: CodeNode, run: readonly StepStatement[]): Finding {
  const edits = editsOf(code, block, run);
  return {
    range: run[1]?.step.word.range ?? block.range,
    severity: 'hint',
    message: {
      what: `${String(run.length)} steps run one after the other here, and none needs what another one gave.`,
      why: 'Kagzi V2 runs such steps in parallel.',
      todo: 'Run them with ctx.parallel(…), if the order does not matter.',
    },
    // What a step does to the world outside cannot be seen: nobody but a person chooses this one.
    fixes: edits ? [{ title: 'Run the steps in parallel', applicability: 'unsafe', bulk: false, edits: () => edits }] : [],
  };
}

function editsOf(code: RustCode, block: CodeNode, run: readonly StepStatement[]): readonly Edit[] | undefined {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || hasCommentIn(block, first.statement.start, last.statement.end)) return undefined;
  const eol = lineEndOf(code.text);
  const base = indentationAt(code.text, first.statement.start);
  const inner = chainBreak(code.text, first.statement.start);
  const step = inner.slice(eol.length + base.length);
  const names = run.map(({ name }) => name).join(', ');
  const parts = run.map(({ step: one }) => plainText(one.name));
  if (parts.includes(undefined)) return undefined;
  const rows = run.map(({ step: one }) => `${inner}${step}(${one.name.text}, ${one.future.text}),`).join('');
  const text = `let (${names}) = ${first.step.receiver.text}.parallel(${inner}"${parts.join('+')}",${inner}(${rows}${inner}),${eol}${base}).await?;`;
  return [replace({ start: first.statement.start, end: last.statement.end }, text)];
}
