import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf, methodCall, plainValue, stringLiteral } from './rustTree.ts';

/** A chain that somebody wrote is shorter: further out nothing is looked at. */
const mostSteps = 20;

/**
 * Whether something stands in when a look-up finds nothing: `unwrap_or(…)` and its like in the chain behind it, or a text in the other arm of a `match`
 * or `if let` around it. Takes the call or macro that looks up.
 */
export function hasDefault(lookup: CodeNode): boolean {
  let node = lookup;
  for (let steps = 0; steps < mostSteps; steps++) {
    const above: CodeNode | undefined = node.parent?.type === 'field_expression' ? node.parent.parent : undefined;
    const method = methodCall(above);
    if (!above || !method || method.receiver.start !== node.start || method.receiver.end !== node.end) break;
    if (/^(?:unwrap_or(?:_else|_default)?|or|or_else|map_or(?:_else)?)$/.test(method.name.text)) return true;
    node = above;
  }
  const { parent, fieldName } = node;
  if (fieldName !== 'value' || !parent) return false;
  if (parent.type === 'match_expression') return armsOf(parent).some((arm) => /^(?:Err\b|None\b|_\s*$)/.test(arm.field('pattern')?.text ?? '') && givesText(arm.field('value')));
  const branch = parent.type === 'let_condition' ? parent.parent : undefined;
  return branch?.type === 'if_expression' && branch.field('condition') === parent && givesText(branch.field('alternative'));
}

function armsOf(match: CodeNode): readonly CodeNode[] {
  return match.field('body')?.namedChildren.filter(({ type }) => type === 'match_arm') ?? [];
}

/** Whether an expression or block gives a text that is written there: `"x"`, `"x".to_string()`, `String::from("x")`. */
function givesText(node: CodeNode | undefined, depth = 0): boolean {
  if (!node || depth > mostSteps) return false;
  if (node.type === 'else_clause' || node.type === 'block') return givesText(node.namedChildren.filter(({ type }) => !type.endsWith('comment')).at(-1), depth + 1);
  const value = plainValue(node);
  if (stringLiteral(value)) return true;
  const method = methodCall(value);
  if (method) return /^(?:to_string|to_owned|into|clone)$/.test(method.name.text) && givesText(method.receiver, depth + 1);
  return value?.type === 'call_expression' && value.field('function')?.text === 'String::from' && givesText(argumentsOf(value)[0], depth + 1);
}
