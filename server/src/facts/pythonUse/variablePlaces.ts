import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';
import { targetIdentifiers } from '../python/syntaxTools.ts';
import { pythonStringText, unwrapped } from './pythonStringText.ts';
import type { UseNames } from './pythonNames.ts';

/** A literal that names a variable of the environment. */
export interface VariablePlace {
  readonly name: string;
  readonly range: Range;
  /** Names that are tried at the same place in a loop. */
  readonly beside: readonly string[];
  /** Why renaming the literal may change more than what is looked up, a clause for a message. */
  readonly because?: string;
}

/**
 * The literals that an expression takes a variable's name from: itself, the one value of a constant, or the items of a literal that a loop goes
 * through. Empty when the code leaves it open.
 */
export function variablePlaces(names: UseNames, expression: CodeNode | undefined): readonly VariablePlace[] {
  const node = unwrapped(expression);
  if (!node) return [];
  const own = literalPlace(node);
  if (own) return [{ ...own, beside: [] }];
  if (node.type !== 'identifier' && node.type !== 'attribute') return [];
  const loop = node.type === 'identifier' ? loopOf(node) : undefined;
  if (loop) return names.once(loop.body, `${loop.items.start} ${node.text}`, () => loopPlaces(names, node, loop));
  const constant = names.valueOf(node);
  const place = constant && literalPlace(constant);
  return place ? [{ ...place, beside: [] }] : [];
}

/** A string literal that is a variable's name. */
export function literalPlace(node: CodeNode): { readonly name: string; readonly range: Range } | undefined {
  const string = pythonStringText(node);
  const range = string?.rangeOf(0, string.text.length);
  return string && range && /^[A-Za-z_]\w*$/.test(string.text) ? { name: string.text, range } : undefined;
}

/** A loop that gives an identifier its value: what it goes through, and which part of each item. */
interface Loop {
  readonly items: CodeNode;
  readonly index: number | undefined;
  /** Everything in which the identifier means the item. */
  readonly body: CodeNode;
}

const comprehensions = new Set(['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression']);

/** The nearest loop or comprehension whose variable the identifier is. */
function loopOf(identifier: CodeNode): Loop | undefined {
  for (let node = identifier.parent; node; node = node.parent) {
    if (node.type === 'function_definition' || node.type === 'lambda') return undefined;
    const loops = node.type === 'for_statement' ? [node] : comprehensions.has(node.type) ? node.children.filter(({ type }) => type === 'for_in_clause') : [];
    for (const loop of loops) {
      const target = loop.field('left');
      const items = loop.field('right');
      if (!target || !items || (identifier.start >= items.start && identifier.end <= items.end)) continue;
      const index = targetIndex(target, identifier.text);
      if (index !== undefined) return { items, index: index < 0 ? undefined : index, body: node };
    }
  }
  return undefined;
}

/** -1 when the whole target is the name, its place in a flat tuple, or nothing. */
function targetIndex(target: CodeNode, name: string): number | undefined {
  if (target.type === 'identifier') return target.text === name ? -1 : undefined;
  if (!targetIdentifiers(target).some(({ text }) => text === name)) return undefined;
  const index = target.namedChildren.findIndex(({ type, text }) => type === 'identifier' && text === name);
  return index < 0 ? undefined : index;
}

const maxTried = 50;

function loopPlaces(names: UseNames, identifier: CodeNode, loop: Loop): readonly VariablePlace[] {
  let { index } = loop;
  let items = unwrapped(loop.items);
  // `enumerate(x)` counts in front of the item; `d.items()` gives pairs, `d.keys()` and `sorted(x)` the items themselves.
  if (items?.type === 'call') {
    const called = items.field('function');
    const first = items.field('arguments')?.namedChildren[0];
    if (called?.type === 'identifier' && called.text === 'enumerate') {
      if (index !== 1) return [];
      index = undefined;
      items = unwrapped(first);
    } else if (called?.type === 'identifier' && ['sorted', 'set', 'list', 'tuple', 'reversed'].includes(called.text)) {
      items = unwrapped(first);
    } else if (called?.type === 'attribute' && ['items', 'keys'].includes(called.field('attribute')?.text ?? '')) {
      items = unwrapped(called.field('object'));
    }
  }
  const literal = items && isItems(items) ? items : names.valueOf(items);
  if (!literal || !isItems(literal)) return [];
  const found = literal.namedChildren.flatMap((item) => {
    const place = itemPlace(item, index);
    return place ? [place] : [];
  });
  const because = usedOtherwise(identifier.text, loop.body) ? 'the list it stands in is used for more than looking variables up' : undefined;
  // A longer list is an inventory; nobody tries fifty names for one thing.
  const tried = found.length <= maxTried ? found : [];
  return found.map((place) => ({
    ...place,
    beside: tried.filter(({ name }) => name !== place.name).map(({ name }) => name),
    ...(because === undefined ? {} : { because }),
  }));
}

function isItems({ type }: CodeNode): boolean {
  return type === 'list' || type === 'tuple' || type === 'set' || type === 'dictionary' || type === 'expression_list';
}

/** The name in an item: the item itself, a dict's key, or a part of a tuple. */
function itemPlace(item: CodeNode, index: number | undefined): { readonly name: string; readonly range: Range } | undefined {
  if (item.type === 'pair') {
    const key = item.field('key');
    return key && (index === undefined || index === 0) ? literalPlace(key) : undefined;
  }
  if (index === undefined) return literalPlace(item);
  const part = item.type === 'tuple' || item.type === 'list' ? item.namedChildren.filter(({ type }) => type !== 'comment')[index] : undefined;
  return part && literalPlace(part);
}

/** Whether the loop's variable is a key of something (`result[name] = …`, `{name: …}`) or names an attribute: others then read that key. */
function usedOtherwise(name: string, body: CodeNode): boolean {
  for (const node of body.descendants()) {
    if (node.type !== 'identifier' || node.text !== name) continue;
    const { parent } = node;
    if (parent?.type === 'pair' && node.fieldName === 'key') return true;
    if (parent?.type === 'subscript' && node.fieldName === 'subscript' && !/environ$/.test(parent.field('value')?.text ?? '')) return true;
    if (parent?.type === 'argument_list' && /^[gsh](?:et|as)attr$/.test(parent.parent?.field('function')?.text ?? '')) return true;
  }
  return false;
}
