import type { YamlNode } from '../../syntax/yamlTree.ts';
import type { Range } from '../../text/range.ts';

/** A part of a YAML tree that has no meaning as plain data. */
export interface UnreadablePart {
  readonly range: Range;
  readonly what: string;
  readonly todo: string;
}

/** How many values aliases may stand for, and how deep they may lead: beyond it a few lines mean billions. */
const maximumAliased = 10_000;
const maximumDepth = 200;

/** Tags, and aliases that stand for too much. Gives up at the first of these. */
export function unreadableParts(root: YamlNode): readonly UnreadablePart[] {
  const found: UnreadablePart[] = [];
  let aliased = 0;
  let isTooMuch = false;
  const visit = (node: YamlNode | undefined, behind: YamlNode | undefined, depth: number): void => {
    if (!node || isTooMuch) return;
    if ((behind !== undefined && ++aliased > maximumAliased) || depth > maximumDepth) {
      isTooMuch = true;
      const { start, end } = (behind ?? node).range;
      found.push({ range: { start, end: Math.min(end, start + 200) }, what: 'Aliases of this file stand for too much.', todo: 'Write out what you mean, or split the file.' });
      return;
    }
    if (node.tag !== undefined && behind === undefined) found.push({ range: node.range, what: `The tag ${node.tag.slice(0, 40)} has no meaning here.`, todo: 'Remove it.' });
    switch (node.kind) {
      case 'map':
        for (const { value } of node.entries) visit(value, behind, depth + 1);
        return;
      case 'seq':
        for (const { value } of node.items) visit(value, behind, depth + 1);
        return;
      case 'alias':
        return visit(node.target, behind ?? node, depth + 1);
      case 'scalar':
        return;
    }
  };
  visit(root, undefined, 0);
  return found;
}
