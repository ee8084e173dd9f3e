import type { CodeNode } from '../../syntax/codeTree.ts';
import type { EnvironmentUse } from './environmentUses.ts';
import type { UseNames } from './pythonNames.ts';

/**
 * For each use the names that the code tries at the same place or hands on there, in either order: `get(A) or get(B)`, `get(A, get(B))`,
 * `a if … else b`, `environ[A] = environ[B]`, and an `if` that asks for one and then reads the other or tells people to set it.
 */
export function namesBeside(names: UseNames, uses: readonly EnvironmentUse[]): readonly (readonly string[])[] {
  const sorted = uses.map((use, index) => ({ use, index })).sort((a, b) => a.use.range.start - b.use.range.start);
  const starts = sorted.map(({ use }) => use.range.start);
  const within = ({ start, end }: CodeNode): readonly EnvironmentUse[] => {
    const found: EnvironmentUse[] = [];
    for (let i = firstAtOrBehind(starts, start); i < sorted.length && found.length < maxNames; i++) {
      const { use } = sorted[i] as { use: EnvironmentUse };
      if (use.range.end > end) break;
      found.push(use);
    }
    return found;
  };
  return uses.map((use) => {
    const beside = new Set(use.beside);
    for (const region of regionsOf(use)) for (const { name } of within(region)) beside.add(name);
    for (const name of namesOfConditions(names, use, within)) beside.add(name);
    beside.delete(use.name);
    return [...beside];
  });
}

/** More names are no bridge any more. */
const maxNames = 50;

/** The expressions around a use in which another name stands for the same thing. */
function regionsOf({ node, range }: EnvironmentUse): readonly CodeNode[] {
  const regions: CodeNode[] = [];
  // A literal that stands elsewhere (a constant, a list) has no place of its own beside others.
  if (range.start < node.start || range.end > node.end) return regions;
  if (node.type === 'call' || node.type === 'assignment') regions.push(node);
  let steps = 0;
  for (let at = node.parent; at && steps < 8; at = at.parent, steps++) {
    switch (at.type) {
      case 'boolean_operator':
        if (at.field('operator')?.text === 'or') regions.push(at);
        break;
      case 'conditional_expression':
        regions.push(at);
        break;
      case 'call': {
        // The default of a look-up; any other call takes the value away.
        const method = at.field('function')?.text ?? '';
        if (!/(?:^|\.)(?:getenv|get|setdefault|pop|config|setenv)$/.test(method)) return regions;
        regions.push(at);
        break;
      }
      case 'assignment':
        if (at.field('left')?.type === 'subscript') regions.push(at);
        return regions;
      case 'argument_list':
      case 'parenthesized_expression':
      case 'attribute':
      case 'keyword_argument':
      case 'comparison_operator':
      case 'not_operator':
        break;
      default:
        return regions;
    }
  }
  return regions;
}

/** Names that stand in the conditions of the `if` statements around a use, or that such a statement's texts speak of. */
function namesOfConditions(names: UseNames, use: EnvironmentUse, within: (node: CodeNode) => readonly EnvironmentUse[]): readonly string[] {
  const found: string[] = [];
  let steps = 0;
  for (let at = use.node.parent; at && steps < 40; at = at.parent, steps++) {
    if (at.type === 'function_definition' || at.type === 'class_definition') break;
    const condition = at.type === 'if_statement' || at.type === 'elif_clause' ? at.field('condition') : undefined;
    if (!condition) continue;
    found.push(...within(condition).map(({ name }) => name));
    const isAsked = use.node.start >= condition.start && use.node.end <= condition.end;
    if (isAsked) {
      found.push(...namesInTexts(at.field('consequence')), ...within(at.field('consequence') ?? condition).map(({ name }) => name));
      continue;
    }
    for (const node of condition.descendants()) {
      if (node.type !== 'identifier' || (node.parent?.type === 'attribute' && node.fieldName === 'attribute')) continue;
      for (const assignment of names.assignments(node).slice(0, 5)) found.push(...within(assignment).map(({ name }) => name));
    }
  }
  return found;
}

/** Words in capitals in the strings of a short block: "X is deprecated, set Y". */
function namesInTexts(block: CodeNode | undefined): readonly string[] {
  if (!block || block.end - block.start > 2000) return [];
  const found: string[] = [];
  for (const node of block.descendants()) if (node.type === 'string') found.push(...(node.text.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g) ?? []));
  return found;
}

function firstAtOrBehind(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
