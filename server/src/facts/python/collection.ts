import type { CodeNode, CodeShape } from '../../syntax/codeTree.ts';
import { fieldAt, literalAt, NodeFinder, textAt, type ShapePlace } from './shapePlaces.ts';

/** Types whose nodes have a name: what is called, the attribute, a subscript's only key, the variable that is assigned, what an identifier says. */
export type NamedType = 'call' | 'attribute' | 'subscript' | 'assignment' | 'identifier';

const none: readonly CodeNode[] = [];

/** Types that somebody asks for; what binds names is among them. */
const collected: ReadonlySet<string> = new Set([
  'call', 'attribute', 'subscript', 'assignment', 'augmented_assignment', 'return_statement', 'delete_statement', 'string', 'function_definition', 'identifier',
  'class_definition', 'import_statement', 'import_from_statement', 'try_statement', 'comparison_operator', 'lambda', 'for_statement', 'named_expression', 'as_pattern_target',
  'type_alias_statement', 'case_pattern', 'as_pattern', 'splat_pattern', 'global_statement', 'nonlocal_statement',
]);

/**
 * What is in one part of a module: a node with all below it, or the node alone. The shapes are walked when somebody first asks, and nodes are made of those
 * that somebody wants; all of it lives as long as an edit leaves the part alone.
 */
export class Collection {
  readonly #root: CodeNode;
  readonly #isDeep: boolean;
  /** Shapes of collected types in the order of the text. */
  #shapes: CodeShape[] | undefined;
  /** Of each shape: UTF-16 units from the start of the part. */
  #offsets: number[] = [];
  readonly #finder: NodeFinder;
  readonly #nodes = new Map<string, readonly CodeNode[]>();
  readonly #named = new Map<NamedType, ReadonlyMap<string, readonly number[]>>();
  readonly #callsWith = new Map<string, readonly CodeNode[]>();

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
    const known = this.#nodes.get(type);
    if (known) return known;
    const nodes = this.#nodesOf(type);
    this.#nodes.set(type, nodes);
    return nodes;
  }

  #nodesOf(type: string): readonly CodeNode[] {
    const shapes = this.#walked();
    const found: CodeNode[] = [];
    for (let i = 0; i < shapes.length; i++) {
      const shape = shapes[i] as CodeShape;
      if (shape.type !== type) continue;
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
    let next = source.indexOf(text, from);
    this.each((shape, offset) => {
      if (next < 0 || shape.type !== 'string') return;
      const start = from + offset;
      if (next < start) next = source.indexOf(text, start);
      if (next < start || next + text.length > start + shape.length) return;
      const node = this.node(shape, offset);
      if (node) found.push(node);
    });
    return found;
  }

  /** The names that nodes of a type have, in the order of their first places. */
  names(type: NamedType): Iterable<string> {
    return this.#namesOf(type).keys();
  }

  /** Nodes of a type with this name, in order. */
  named(type: NamedType, name: string): readonly CodeNode[] {
    const places = this.#namesOf(type).get(name);
    if (!places) return none;
    const shapes = this.#walked();
    const found: CodeNode[] = [];
    for (const i of places) {
      const node = this.node(shapes[i] as CodeShape, this.#offsets[i] as number);
      if (node) found.push(node);
    }
    return found;
  }

  #namesOf(type: NamedType): ReadonlyMap<string, readonly number[]> {
    const known = this.#named.get(type);
    if (known) return known;
    const named = new Map<string, number[]>();
    const shapes = this.#walked();
    const { start, source } = this.#root;
    for (let i = 0; i < shapes.length; i++) {
      const shape = shapes[i] as CodeShape;
      if (shape.type !== type) continue;
      const name = nameAt({ shape, start: start + (this.#offsets[i] as number) }, source);
      const list = name === undefined ? undefined : named.get(name);
      if (list) list.push(i);
      else if (name !== undefined) named.set(name, [i]);
    }
    this.#named.set(type, named);
    return named;
  }

  /** Calls that pass a keyword argument of this name, in the order of the keywords. */
  callsWith(keyword: string): readonly CodeNode[] {
    const known = this.#callsWith.get(keyword);
    if (known) return known;
    const calls = this.#passing(keyword);
    this.#callsWith.set(keyword, calls);
    return calls;
  }

  #passing(keyword: string): readonly CodeNode[] {
    const found: { readonly at: number; readonly call: ShapePlace }[] = [];
    const { start, source } = this.#root;
    this.each((shape, offset) => {
      if (shape.type !== 'call') return;
      for (let i = 0; i < shape.children.length; i++) {
        const list = shape.children[i] as CodeShape;
        if (list.type !== 'argument_list') continue;
        for (let k = 0; k < list.children.length; k++) {
          const argument = { shape: list.children[k] as CodeShape, start: start + offset + (shape.offsets[i] ?? 0) + (list.offsets[k] ?? 0) };
          const name = argument.shape.type === 'keyword_argument' ? fieldAt(argument, 'name') : undefined;
          if (name?.shape.length === keyword.length && source.startsWith(keyword, name.start)) found.push({ at: argument.start, call: { shape, start: offset } });
        }
      }
    });
    return found.sort((a, b) => a.at - b.at).flatMap(({ call }) => this.node(call.shape, call.start) ?? []);
  }

  /** The shapes, walked once. Iterative: code may be nested deeply. */
  #walked(): readonly CodeShape[] {
    if (this.#shapes) return this.#shapes;
    const shapes: CodeShape[] = [];
    const offsets: number[] = [];
    const open: CodeShape[] = [this.#root.shape];
    const starts: number[] = [0];
    for (let shape = open.pop(); shape; shape = open.pop()) {
      const start = starts.pop() ?? 0;
      if (collected.has(shape.type)) {
        shapes.push(shape);
        offsets.push(start);
      }
      if (!this.#isDeep) break;
      const { children } = shape;
      for (let i = children.length - 1; i >= 0; i--) {
        const child = children[i] as CodeShape;
        if (!child.isNamed) continue;
        open.push(child);
        starts.push(start + (shape.offsets[i] as number));
      }
    }
    this.#offsets = offsets;
    return (this.#shapes = shapes);
  }
}

function nameAt(place: ShapePlace, source: string): string | undefined {
  switch (place.shape.type) {
    case 'identifier':
      return textAt(place, source);
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
