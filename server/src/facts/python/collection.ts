import type { CodeNode, CodeShape } from '../../syntax/codeTree.ts';
import type { Collected, ListedType, NamedNodes } from './collected.ts';
import { fieldAt, literalAt, NodeFinder, textAt, type ShapePlace } from './shapePlaces.ts';

const none: readonly CodeNode[] = [];

/** Types that somebody asks for; what binds names is among them. */
const collectedTypes = [
  'call', 'attribute', 'subscript', 'assignment', 'augmented_assignment', 'return_statement', 'delete_statement', 'string', 'function_definition', 'identifier',
  'class_definition', 'import_statement', 'import_from_statement', 'try_statement', 'comparison_operator', 'lambda', 'for_statement', 'named_expression', 'as_pattern_target',
  'type_alias_statement', 'case_pattern', 'as_pattern', 'splat_pattern', 'global_statement', 'nonlocal_statement',
];
/** Where a type is in that list. */
const numberOf: ReadonlyMap<string, number> = new Map(collectedTypes.map((type, i) => [type, i]));

/** Shapes of one type among all that were collected, as indexes. */
type Indexes = readonly number[];

const noIndexes: Indexes = [];

/**
 * What is in one part of a module: a node with all below it, or the node alone. The shapes are walked when somebody first asks, and nodes are made of those
 * that somebody wants; all of it lives as long as an edit leaves the part alone.
 */
export class Collection implements Collected {
  readonly #root: CodeNode;
  readonly #isDeep: boolean;
  /** Shapes of collected types in the order of the text. */
  #shapes: CodeShape[] | undefined;
  /** Of each shape: UTF-16 units from the start of the part. */
  #offsets: number[] = [];
  /** By the number of the type. */
  readonly #lists: (number[] | undefined)[] = [];
  readonly #finder: NodeFinder;
  #nodes: Map<string, readonly CodeNode[]> | undefined;
  #identifiers: Map<string, readonly CodeNode[]> | undefined;
  #by: Map<ListedType, NamedNodes> | undefined;
  #passing: ReadonlyMap<string, readonly Passing[]> | undefined;

  constructor(root: CodeNode, isDeep: boolean) {
    this.#root = root;
    this.#isDeep = isDeep;
    this.#finder = new NodeFinder(root);
  }

  get root(): CodeNode {
    return this.#root;
  }

  /** Calls `visit` for each collected shape in order, with its start from that of the part. */
  each(visit: (shape: CodeShape, offset: number) => void): void {
    const shapes = this.#walked();
    for (let i = 0; i < shapes.length; i++) visit(shapes[i] as CodeShape, this.#offsets[i] as number);
  }

  /** The node of a shape that `each` has given. */
  node(shape: CodeShape, offset: number): CodeNode | undefined {
    if (shape.length > 0) return this.#finder.find(shape, offset);
    const start = this.#root.start + offset;
    for (const node of this.#root.descendants()) if (node.shape === shape && node.start === start) return node;
    return undefined;
  }

  /** Nodes of a type in order. */
  nodes(type: string): readonly CodeNode[] {
    const nodes = (this.#nodes ??= new Map());
    const known = nodes.get(type);
    if (known) return known;
    const found = this.#nodesOf(type);
    nodes.set(type, found);
    return found;
  }

  #nodesOf(type: string): readonly CodeNode[] {
    const indexes = this.#listOf(type);
    const shapes = this.#walked();
    const found: CodeNode[] = [];
    for (const i of indexes) {
      const shape = shapes[i] as CodeShape;
      if (shape.length === 0) return this.#isDeep ? [...this.#root.descendants()].filter((node) => node.isNamed && node.type === type) : [this.#root];
      const node = this.#finder.find(shape, this.#offsets[i] as number);
      if (node) found.push(node);
    }
    return found.length === 0 ? none : found;
  }

  /** String literals that have this in them, in order. */
  stringsWith(text: string): readonly CodeNode[] {
    const { start: from, source } = this.#root;
    const found: CodeNode[] = [];
    const strings = this.#listOf('string');
    const shapes = this.#walked();
    let next = source.indexOf(text, from);
    for (let at = 0; at < strings.length && next >= 0; at++) {
      const shape = shapes[strings[at] as number] as CodeShape;
      const offset = this.#offsets[strings[at] as number] as number;
      const start = from + offset;
      if (next < start) next = source.indexOf(text, start);
      if (next < start || next + text.length > start + shape.length) continue;
      const node = this.node(shape, offset);
      if (node) found.push(node);
    }
    return found;
  }

  /** Identifiers that say this, in order. */
  identifiers(name: string): readonly CodeNode[] {
    const all = (this.#identifiers ??= new Map());
    const known = all.get(name);
    if (known) return known;
    const found = this.#saying(name);
    all.set(name, found);
    return found;
  }

  /** Few of the many identifiers are asked for, so they are found by the text. */
  #saying(name: string): readonly CodeNode[] {
    if (name === '') return none;
    const { text } = this.#root;
    const found: CodeNode[] = [];
    let at = 0;
    for (let next = text.indexOf(name); next >= 0; next = text.indexOf(name, next + name.length)) {
      const indexes = this.#listOf('identifier');
      at = firstFrom(indexes, this.#offsets, next, at);
      const i = indexes[at];
      if (i === undefined) break;
      const shape = this.#walked()[i] as CodeShape;
      if (this.#offsets[i] !== next || shape.length !== name.length) continue;
      const node = this.node(shape, next);
      if (node) found.push(node);
    }
    return found.length === 0 ? none : found;
  }

  /** Nodes of a type by their names, which are in the order of their first places. */
  by(type: ListedType): NamedNodes {
    const all = (this.#by ??= new Map());
    const known = all.get(type);
    if (known) return known;
    const places = this.#namesOf(type);
    const made = new Map<string, readonly CodeNode[]>();
    const named: NamedNodes = {
      keys: () => places.keys(),
      get: (name) => {
        const indexes = places.get(name);
        if (!indexes) return undefined;
        const nodes = made.get(name) ?? this.#nodesAt(indexes);
        made.set(name, nodes);
        return nodes;
      },
    };
    all.set(type, named);
    return named;
  }

  #nodesAt(indexes: Indexes): readonly CodeNode[] {
    const shapes = this.#walked();
    const found: CodeNode[] = [];
    for (const i of indexes) {
      const node = this.node(shapes[i] as CodeShape, this.#offsets[i] as number);
      if (node) found.push(node);
    }
    return found;
  }

  #namesOf(type: ListedType): ReadonlyMap<string, Indexes> {
    const named = new Map<string, number[]>();
    const indexes = this.#listOf(type);
    const shapes = this.#walked();
    const { start, source } = this.#root;
    for (const i of indexes) {
      const name = nameAt({ shape: shapes[i] as CodeShape, start: start + (this.#offsets[i] as number) }, source);
      const list = name === undefined ? undefined : named.get(name);
      if (list) list.push(i);
      else if (name !== undefined) named.set(name, [i]);
    }
    return named;
  }

  /** Calls that pass a keyword argument of this name, in the order of the keywords. */
  callsWith(keyword: string): readonly CodeNode[] {
    const shapes = this.#walked();
    return ((this.#passing ??= this.#keywords()).get(keyword) ?? []).flatMap(({ call }) => this.node(shapes[call] as CodeShape, this.#offsets[call] as number) ?? []);
  }

  #keywords(): ReadonlyMap<string, readonly Passing[]> {
    const found = new Map<string, Passing[]>();
    const indexes = this.#listOf('call');
    const shapes = this.#walked();
    const { start, source } = this.#root;
    for (const call of indexes) {
      const shape = shapes[call] as CodeShape;
      for (let i = 0; i < shape.children.length; i++) {
        const list = shape.children[i] as CodeShape;
        if (list.type !== 'argument_list') continue;
        const listStart = start + (this.#offsets[call] as number) + (shape.offsets[i] ?? 0);
        for (let k = 0; k < list.children.length; k++) {
          const argument = list.children[k] as CodeShape;
          if (argument.type !== 'keyword_argument') continue;
          const at = listStart + (list.offsets[k] ?? 0);
          const keyword = textOfField({ shape: argument, start: at }, 'name', source);
          if (keyword === undefined) continue;
          const same = found.get(keyword);
          if (same) same.push({ at, call });
          else found.set(keyword, [{ at, call }]);
        }
      }
    }
    for (const list of found.values()) list.sort((a, b) => a.at - b.at);
    return found;
  }

  #listOf(type: string): Indexes {
    this.#walked();
    return this.#lists[numberOf.get(type) ?? -1] ?? noIndexes;
  }

  /** The shapes, walked once. Iterative: code may be nested deeply. */
  #walked(): readonly CodeShape[] {
    if (this.#shapes) return this.#shapes;
    const shapes: CodeShape[] = [];
    const offsets: number[] = [];
    const lists = this.#lists;
    const collect = (shape: CodeShape, start: number): void => {
      const number = numberOf.get(shape.type);
      if (number === undefined) return;
      (lists[number] ??= []).push(shapes.length);
      shapes.push(shape);
      offsets.push(start);
    };
    const { shape: root } = this.#root;
    collect(root, 0);
    // What is open, from outside to inside, with where it starts and which child is next.
    const open: CodeShape[] = this.#isDeep ? [root] : [];
    const starts: number[] = [0];
    const nexts: number[] = [0];
    for (let top = open.length - 1; top >= 0;) {
      const { children, offsets: childOffsets } = open[top] as CodeShape;
      const start = starts[top] as number;
      let next = nexts[top] as number;
      let inner: CodeShape | undefined;
      while (next < children.length && !inner) {
        const child = children[next] as CodeShape;
        if (child.isNamed) {
          collect(child, start + (childOffsets[next] as number));
          if (child.children.length > 0) inner = child;
        }
        next++;
      }
      nexts[top] = next;
      if (inner) {
        open[++top] = inner;
        starts[top] = start + (childOffsets[next - 1] as number);
        nexts[top] = 0;
      } else {
        top--;
      }
    }
    this.#offsets = offsets;
    return (this.#shapes = shapes);
  }
}

/** A keyword argument: where it stands, and the index of the call that passes it. */
interface Passing {
  readonly at: number;
  readonly call: number;
}

/** Where in a list, from `low` on, the first shape stands that does not start before `offset`. */
function firstFrom(indexes: Indexes, offsets: readonly number[], offset: number, low: number): number {
  let from = low;
  let to = indexes.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((offsets[indexes[middle] as number] as number) < offset) from = middle + 1;
    else to = middle;
  }
  return from;
}

function nameAt(place: ShapePlace, source: string): string | undefined {
  switch (place.shape.type) {
    case 'attribute':
      return textOfField(place, 'attribute', source);
    case 'assignment': {
      const left = fieldAt(place, 'left');
      return left?.shape.type === 'identifier' ? textAt(left, source) : undefined;
    }
    case 'subscript': {
      const { fields } = place.shape;
      const key = fields.indexOf('subscript') === fields.lastIndexOf('subscript') ? fieldAt(place, 'subscript') : undefined;
      return key && literalAt(key, source);
    }
    default:
      return calledAt(place, source);
  }
}

/** The last name of what a call calls. */
export function calledAt(call: ShapePlace, source: string): string | undefined {
  const called = fieldAt(call, 'function');
  if (called?.shape.type === 'identifier') return textAt(called, source);
  return called?.shape.type === 'attribute' ? textOfField(called, 'attribute', source) : undefined;
}

function textOfField(place: ShapePlace, name: string, source: string): string | undefined {
  const field = fieldAt(place, name);
  return field && textAt(field, source);
}
