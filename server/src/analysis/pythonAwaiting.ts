import { functionAround, isAsync } from './pythonRules.ts';
import type { PythonAnalysis } from '../facts/python/analysis.ts';
import type { CodeNode } from '../syntax/codeTree.ts';
import type { PythonImports } from '../syntax/pythonImports.ts';
import { insert, type Edit } from '../text/edit.ts';

/** Puts `await` before a call, in brackets where the value is used at once. */
export function awaitEdits(call: CodeNode): readonly Edit[] {
  const { parent, fieldName } = call;
  const tight = parent !== undefined && ((parent.type === 'attribute' && fieldName === 'object') || (parent.type === 'subscript' && fieldName === 'value')
    || (parent.type === 'call' && fieldName === 'function') || (parent.type === 'binary_operator' && parent.field('operator')?.text === '**' && fieldName === 'left'));
  return tight ? [insert(call.start, '(await '), insert(call.end, ')')] : [insert(call.start, 'await ')];
}

/** How a coroutine gets its value at a place. */
export interface Awaiting {
  /** What to do, for titles and messages. */
  readonly how: 'await' | 'asyncio.run';
  readonly edits: () => readonly Edit[];
}

/** `await` in an `async def`, `asyncio.run(…)` elsewhere (issue 4). `undefined` in a `lambda` or class body, and when `asyncio` means something else. */
export function awaitingAt(imports: PythonImports, call: CodeNode): Awaiting | undefined {
  const around = functionAround(call);
  if (around && isAsync(around)) return isInGenerator(call) ? undefined : { how: 'await', edits: () => awaitEdits(call) };
  if (!around && call.enclosing('lambda', 'class_definition')) return undefined;
  const plan = imports.plan([{ module: 'asyncio' }], call);
  return plan && { how: 'asyncio.run', edits: () => [insert(call.start, `${plan.names[0] ?? 'asyncio'}.run(`), insert(call.end, ')'), ...plan.edits] };
}

/** A generator with `await` in it is asynchronous: what takes it may not be. */
export function isInGenerator(call: CodeNode): boolean {
  return call.enclosing('generator_expression', 'function_definition')?.type === 'generator_expression';
}

/**
 * Whether a call's value is taken for a result: a member of it is read, there or through the name it is given, or nothing is done with it at
 * all. A coroutine that is handed on, kept or returned is not.
 */
export function isUsedAtOnce(python: PythonAnalysis, call: CodeNode): boolean {
  if (call.parent?.type === 'expression_statement' || isObject(call)) return true;
  if (nameGiven(call) === undefined || staysCoroutine(python, call)) return false;
  const uses = usesOf(python, call);
  return uses.length === 0 || uses.some(isObject);
}

/** Whether a call is awaited, or handed on to what awaits it (`gather`), there or through the name it is given. */
export function staysCoroutine(python: PythonAnalysis, call: CodeNode): boolean {
  return [call, ...usesOf(python, call)].some((one) => one.parent?.type === 'await' || isPassedOn(one));
}

/** The name that a call's value is given. */
function nameGiven(call: CodeNode): CodeNode | undefined {
  const name = call.parent?.type === 'assignment' && call.fieldName === 'right' ? call.parent.field('left') : undefined;
  return name?.type === 'identifier' ? name : undefined;
}

/** Where that name is read after it. */
function usesOf(python: PythonAnalysis, call: CodeNode): readonly CodeNode[] {
  const name = nameGiven(call);
  if (!name) return [];
  const scope = functionAround(call) ?? python.root;
  return python.identifiers(name.text).filter((one) => one.start > call.end && one.end <= scope.end && one.fieldName !== 'attribute' && !python.isStore(one));
}

/** `x` of `x.y` and `x[y]`, where `y` is nothing that a coroutine or a task has. */
function isObject({ parent, fieldName }: CodeNode): boolean {
  if (parent?.type === 'attribute') return fieldName === 'object' && !coroutineMembers.has(parent.field('attribute')?.text ?? '');
  return parent?.type === 'subscript' && fieldName === 'value';
}

const coroutineMembers: ReadonlySet<string> = new Set(['send', 'throw', 'close', 'cancel', 'done', 'result', 'exception', 'add_done_callback']);

/** Handed to what runs coroutines, also in a list or unpacked. */
function isPassedOn(node: CodeNode): boolean {
  let { parent } = node;
  while (parent && ['list', 'list_splat', 'tuple', 'list_comprehension', 'generator_expression', 'keyword_argument'].includes(parent.type)) ({ parent } = parent);
  const call = parent?.type === 'argument_list' ? parent.parent?.field('function')?.text : undefined;
  return call !== undefined && /\b(?:gather|create_task|ensure_future|wait|wait_for|as_completed|run|run_until_complete|run_coroutine_threadsafe)$/.test(call);
}
