import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Flow } from './flow.ts';
import type { Interpreter } from './interpreter.ts';
import { attributeKey } from './scopes.ts';

/** Puts into a flow what `isinstance` tells where a condition that was followed holds; `depth` bounds the nesting. */
export function narrow(interpreter: Interpreter, node: CodeNode, flow: Flow, depth: number): void {
  if (depth > 20) return;
  if (node.type === 'parenthesized_expression') {
    for (const child of node.namedChildren) narrow(interpreter, child, flow, depth + 1);
  } else if (node.type === 'boolean_operator') {
    if (node.field('operator')?.text !== 'and') return;
    for (const side of [node.field('left'), node.field('right')]) if (side) narrow(interpreter, side, flow, depth + 1);
  } else if (node.type === 'call' && node.field('function')?.text === 'isinstance') {
    const [subject, type] = node.field('arguments')?.namedChildren.filter(({ type: one }) => one !== 'comment') ?? [];
    const key = subject?.type === 'identifier' ? subject.text : subject?.type === 'attribute' ? attributeKey(subject) : undefined;
    if (key === undefined || !subject || !type) return;
    // Of a class that nobody knows, of `dict`, or one of several: what was known no longer holds there.
    const of = interpreter.values.get(type);
    const name = of?.kind === 'class' || (of?.kind === 'symbol' && of.name.startsWith('builtins.')) ? of.name : undefined;
    const before = interpreter.values.get(subject);
    if (before?.kind === 'instance' && name !== undefined && interpreter.classes.reaches(before.of, name)) return;
    flow.set(key, name === undefined ? undefined : { kind: 'instance', of: name });
  }
}
