import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';

/** What a variable is bound to; without a type and a value when nothing of it is known. */
export interface Binding {
  readonly type: CodeNode | undefined;
  readonly value: CodeNode | undefined;
}

/** The nearest binding of a variable that a place sees; without a type and a value when a pattern binds it. */
export function bindingOf(name: string, place: CodeNode): Binding | undefined {
  for (let node = place; node.parent; node = node.parent) {
    const { parent } = node;
    const found = inParent(name, node, parent);
    if (found) return found;
    // Functions see no variables around them.
    if (parent.type === 'function_item') return undefined;
  }
  return undefined;
}

const lets = new Notes<ReadonlyMap<string, readonly CodeNode[]>>();

/** The `let` declarations of a block by the names that they bind, or seem to; in order. Read once. */
function letsOf(block: CodeNode): ReadonlyMap<string, readonly CodeNode[]> {
  const known = lets.get(block);
  if (known) return known;
  const found = new Map<string, CodeNode[]>();
  for (const statement of block.children) {
    if (statement.type !== 'let_declaration') continue;
    for (const name of boundNames(statement.field('pattern'))) {
      const same = found.get(name);
      if (same) same.push(statement);
      else found.set(name, [statement]);
    }
  }
  lets.set(block, found);
  return found;
}

const unknown: Binding = { type: undefined, value: undefined };

function inParent(name: string, node: CodeNode, parent: CodeNode): Binding | undefined {
  switch (parent.type) {
    case 'block': {
      const statement = letsOf(parent).get(name)?.findLast(({ end }) => end <= node.start);
      return statement && bound(statement.field('pattern'), statement, name);
    }
    case 'function_item':
    case 'closure_expression': {
      const parameters = parent.field('parameters')?.namedChildren ?? [];
      const parameter = parameters.find((one) => binds(one.type === 'parameter' ? one.field('pattern') : one, name));
      if (!parameter) return undefined;
      return parameter.type === 'parameter' ? bound(parameter.field('pattern'), parameter, name) : unknown;
    }
    case 'match_arm':
      return node.fieldName !== 'pattern' && binds(parent.field('pattern'), name) ? bound(parent.field('pattern'), parent.enclosing('match_expression'), name) : undefined;
    case 'match_pattern':
      return node.fieldName === 'condition' && binds(parent, name) ? unknown : undefined;
    case 'for_expression':
      return node.fieldName === 'body' && binds(parent.field('pattern'), name) ? unknown : undefined;
    case 'if_expression':
    case 'while_expression':
    case 'let_chain': {
      const condition = parent.type === 'let_chain' ? parent : node.fieldName === 'alternative' ? undefined : parent.field('condition');
      const conditions = [...(condition?.descendants() ?? [])].filter(({ type, end }) => type === 'let_condition' && (end <= node.start || node.fieldName === 'consequence' || node.fieldName === 'body'));
      const binding = conditions.findLast((one) => binds(one.field('pattern'), name));
      return binding && bound(binding.field('pattern'), binding, name);
    }
    default:
      return undefined;
  }
}

/**
 * What a pattern gives a name: its annotation or value when it is the name alone, its value when it is `Ok(name)` or `Some(name)`, else something that is
 * not known.
 */
function bound(pattern: CodeNode | undefined, holder: CodeNode | undefined, name: string): Binding {
  let plain = pattern;
  if (plain?.type === 'match_pattern' && plain.field('condition') === undefined) [plain] = plain.namedChildren;
  const taken = plain?.type === 'tuple_struct_pattern' && /^(?:Ok|Some)$/.test(plain.field('type')?.text ?? '') ? plain.namedChildren.filter((one) => one.fieldName !== 'type') : undefined;
  if (taken) plain = taken.length === 1 ? taken[0] : undefined;
  if (plain?.type === 'mut_pattern') plain = plain.namedChildren.at(-1);
  if (plain?.type !== 'identifier' || plain.text !== name) return unknown;
  return { type: taken ? undefined : holder?.field('type'), value: holder?.field('value') };
}

/** Whether a pattern binds a name; a name that only looks like a binding counts too. */
function binds(pattern: CodeNode | undefined, name: string): boolean {
  return boundNames(pattern).has(name);
}

function boundNames(pattern: CodeNode | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of pattern?.descendants() ?? []) {
    if (node.type === 'identifier' || node.type === 'shorthand_field_identifier') names.add(node.text);
  }
  return names;
}
