import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { argumentsOf, methodCall } from '../../../facts/rust/rustTree.ts';
import { isComment } from '../../../facts/rust/useTrees.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';

/** A `loop` that tries something until it works or was tried often enough. */
export interface RetryLoop {
  /** What is tried, with its `.await`. */
  readonly attempt: CodeNode;
  /** Whether success leaves the loop or the function around it. */
  readonly leaves: 'loop' | 'function';
  /** The name of the counter, and the statement in the block around the loop that makes it. */
  readonly counter: CodeNode;
  /** Another statement there, which names the limit. */
  readonly limit: CodeNode | undefined;
  /** The setting of the builder that does the same. */
  readonly policy: string;
}

/** The longest pause of the guide's exponential policy, an hour. */
const longest = '3_600_000';

/** Takes a loop; gives it only when nothing in it is more than that. */
export function retryLoop(code: RustCode, loop: CodeNode): RetryLoop | undefined {
  const statements = statementsOf(loop.field('body'));
  const [increment, attempt, more] = statements;
  const name = increment && incremented(increment);
  if (name === undefined || attempt?.type !== 'match_expression' || more) return undefined;
  const tried = attempt.field('value');
  const arms = attempt.field('body')?.namedChildren.filter(({ type }) => type === 'match_arm') ?? [];
  const [success, again, failure] = arms;
  if (tried?.type !== 'await_expression' || !success || !again || !failure || arms.length !== 3) return undefined;
  const leaves = successLeaves(success);
  const pause = pauseOf(code, again, name);
  const limit = limitOf(again, name);
  if (!leaves || !pause || limit === undefined || !givesUp(failure)) return undefined;
  const block = loop.enclosing('block');
  const counter = block && declared(block, name, '0');
  if (!counter) return undefined;
  const number = /^\d/.test(limit) ? undefined : declared(block, limit);
  const times = number ? number.field('value')?.text ?? '' : limit;
  if (!/^\d[\d_]*(?:u32|u64|usize|i32)?$/.test(times)) return undefined;
  const attempts = times.replace(/(?:u|i)\w+$/, '');
  // Below 1 the loop tries once all the same.
  if (/^[0_]+$/.test(attempts)) return undefined;
  const policy = pause.doubles
    ? `retry_policy(RetryPolicy::exponential_with(${pause.milliseconds}, ${longest}, 2.0, ${attempts}, true))`
    : `retry_policy(RetryPolicy::fixed_with(${pause.milliseconds}, ${attempts}))`;
  return { attempt: tried, leaves, counter, limit: number, policy };
}

/** Expressions of a block in order, without `;` and comments; declarations as they are. */
export function statementsOf(block: CodeNode | undefined): readonly CodeNode[] {
  return (block?.namedChildren ?? []).filter(({ type }) => !isComment(type)).map((node) => (node.type === 'expression_statement' ? node.namedChildren.find(({ type }) => !isComment(type)) ?? node : node));
}

/** `attempts += 1`. */
function incremented(node: CodeNode): string | undefined {
  const left = node.type === 'compound_assignment_expr' ? node.field('left') : undefined;
  return left?.type === 'identifier' && node.field('operator')?.text === '+=' && node.field('right')?.text === '1' ? left.text : undefined;
}

/** `Ok(value) => break value` or `return Ok(value)`. */
function successLeaves(arm: CodeNode): RetryLoop['leaves'] | undefined {
  const bound = /^Ok\(\s*(\w+)\s*\)$/.exec(arm.field('pattern')?.text ?? '')?.[1];
  const value = only(arm.field('value'));
  if (bound === undefined || !value) return undefined;
  const given = value.namedChildren[0]?.text.replace(/\s/g, '');
  if (value.type === 'break_expression' && given === bound) return 'loop';
  return value.type === 'return_expression' && given === `Ok(${bound})` ? 'function' : undefined;
}

/** `Err(e) => return Err(e)`, with a conversion or without. */
function givesUp(arm: CodeNode): boolean {
  const bound = /^Err\(\s*(\w+)\s*\)$/.exec(arm.field('pattern')?.text ?? '')?.[1];
  const value = only(arm.field('value'));
  const given = value?.type === 'return_expression' ? value.namedChildren[0]?.text.replace(/\s/g, '') : undefined;
  return bound !== undefined && (given === `Err(${bound})` || given === `Err(${bound}.into())`);
}

/** An expression, or the only one of a block. */
function only(node: CodeNode | undefined): CodeNode | undefined {
  if (node?.type !== 'block') return node;
  const statements = statementsOf(node);
  return statements.length === 1 ? statements[0] : undefined;
}

/** The limit of `Err(e) if attempts < limit`. */
function limitOf(arm: CodeNode, counter: string): string | undefined {
  const pattern = arm.field('pattern');
  const condition = pattern?.field('condition');
  if (!pattern || !/^Err\(/.test(pattern.text) || condition?.type !== 'binary_expression') return undefined;
  const right = condition.field('right');
  if (condition.field('left')?.text !== counter || condition.field('operator')?.text !== '<') return undefined;
  return right?.type === 'integer_literal' || right?.type === 'identifier' ? right.text : undefined;
}

/** `{ sleep(duration).await; continue; }`. */
function pauseOf(code: RustCode, arm: CodeNode, counter: string): { readonly milliseconds: string; readonly doubles: boolean } | undefined {
  const value = arm.field('value');
  const [sleep, again, more] = value?.type === 'block' ? statementsOf(value) : [value];
  const call = sleep?.type === 'await_expression' ? sleep.namedChildren[0] : undefined;
  if (call?.type !== 'call_expression' || more || (again && (again.type !== 'continue_expression' || again.namedChildren.length > 0))) return undefined;
  if (code.names.pathOf(call.field('function')) !== 'tokio::time::sleep') return undefined;
  const [duration] = argumentsOf(call);
  const path = duration?.type === 'call_expression' ? code.names.pathOf(duration.field('function')) : undefined;
  const unit = /(?:^|::)Duration::from_(secs|millis)$/.exec(path ?? '')?.[1];
  const [amount] = duration ? argumentsOf(duration) : [];
  if (unit === undefined || !amount) return undefined;
  const inMilliseconds = (number: string): string => (unit === 'secs' ? `${String(Number(number) * 1000)}` : number);
  if (amount.type === 'integer_literal' && /^\d{1,7}$/.test(amount.text)) return { milliseconds: inMilliseconds(amount.text), doubles: false };
  const power = methodCall(amount);
  const base = power?.receiver.text.replace(/_?u\d+$/, '');
  const [exponent] = argumentsOf(amount);
  if (power?.name.text !== 'pow' || base !== '2' || exponent?.text !== counter) return undefined;
  return { milliseconds: inMilliseconds('2'), doubles: true };
}

/** `let mut name = value;` in a block itself. */
function declared(block: CodeNode, name: string, value?: string): CodeNode | undefined {
  const found = block.namedChildren.filter((node) => node.type === 'let_declaration' && node.field('pattern')?.text === name);
  const [one] = found;
  if (!one || found.length > 1) return undefined;
  return value === undefined || one.field('value')?.text.replace(/_?(?:u|i)(?:\d+|size)$/, '') === value ? one : undefined;
}
