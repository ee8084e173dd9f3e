import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { argumentsOf, methodCall } from '../../../facts/rust/rustTree.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, replace, type Edit } from '../../../text/edit.ts';
import { chainBreak, hasCommentIn } from '../layout.ts';
import { workflowContext } from '../names.ts';

/** `ctx.step(name, future).await` on a proven context. */
export interface Step {
  readonly call: CodeNode;
  readonly receiver: CodeNode;
  /** The word `step`. */
  readonly word: CodeNode;
  readonly name: CodeNode;
  readonly future: CodeNode;
  /** The call with its `.await`. */
  readonly awaited: CodeNode;
}

/** Takes any call. */
export function stepOf(code: RustCode, call: CodeNode | undefined): Step | undefined {
  const method = methodCall(call);
  if (!call || method?.name.text !== 'step' || call.isBroken) return undefined;
  const { receiver } = method;
  const [name, future, more] = argumentsOf(call);
  const awaited = call.parent;
  if (!name || !future || more || awaited?.type !== 'await_expression' || code.types.typeOf(receiver) !== workflowContext) return undefined;
  return { call, receiver, word: method.name, name, future, awaited };
}

/** The context as an argument, borrowed where it is not yet; `undefined` for what should not be written twice. */
export function contextArgument(code: RustCode, receiver: CodeNode): string | undefined {
  if (receiver.type === 'identifier') return code.types.isReference(receiver.text, receiver) ? receiver.text : `&${receiver.text}`;
  const path = receiver.text.replace(/\s+/g, '');
  return receiver.type === 'field_expression' && /^\w+(?:\.\w+)+$/.test(path) ? `&${path}` : undefined;
}

/**
 * The edits that make a step a `StepBuilder` with these settings, the name and the future left as they stand; `undefined` where a comment stands in
 * what is replaced, or the call gives its types.
 */
export function builderEdits(code: RustCode, { call, receiver, name, future }: Step, settings: readonly string[]): readonly Edit[] | undefined {
  const context = contextArgument(code, receiver);
  const close = call.end - 1;
  if (context === undefined || call.field('function')?.type !== 'field_expression') return undefined;
  if (hasCommentIn(call, call.start, name.start) || hasCommentIn(call, name.end, future.start) || hasCommentIn(call, future.end, close)) return undefined;
  const next = chainBreak(code.text, call.start);
  const edits: Edit[] = [
    replace({ start: call.start, end: name.start }, 'StepBuilder::new('),
    replace({ start: name.end, end: future.start }, `)${settings.map((setting) => `${next}.${setting}`).join('')}${next}.execute(${context}, `),
  ];
  if (future.end < close) edits.push(replace({ start: future.end, end: close }, ''));
  if (code.text[call.end] === '.') edits.push(insert(call.end, next));
  return edits;
}
