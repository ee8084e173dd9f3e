import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Finding } from '../diagnostic.ts';

/**
 * Uses of one value belong together: a read that changes while another stays old breaks one of the two. A value is what one expression
 * (`result`, `self.last`) stands for in one function, or in one statement of the module.
 */
export class MemberGroups {
  /** By value: the use that a person must change, as the code has it. */
  readonly #left = new Map<string, string>();

  /** Notes that a use (`.success`) of an object must be changed by a person. */
  leave(object: CodeNode, use: string): void {
    const key = keyOf(object);
    if (!this.#left.has(key)) this.#left.set(key, use);
  }

  /** The finding of a use, without fixes for bulk runs when another use of the object is left. */
  together(finding: Finding, object: CodeNode): Finding {
    const use = this.#left.get(keyOf(object));
    return use === undefined || !finding.fixes.some(({ bulk }) => bulk) ? finding : alone(finding, `${use} of the same value has to be changed by a person.`);
  }
}

/** A finding whose fixes are for the lightbulb alone, and why. */
export function alone({ message, fixes, ...rest }: Finding, reason: string): Finding {
  return { ...rest, message: { ...message, todo: `${message.todo} Change all uses of this value together: ${reason}` }, fixes: fixes.map((fix) => ({ ...fix, applicability: 'unsafe', bulk: false })) };
}

/** The outermost function around an object, or its statement of the module, and the object's text. */
function keyOf(object: CodeNode): string {
  let scope = object;
  for (let at = object.parent; at && at.type !== 'module'; at = at.parent) {
    if (at.type === 'function_definition' || scope.type !== 'function_definition') scope = at;
  }
  return `${scope.start} ${object.text}`;
}
