import type { CodeNode } from '../../syntax/codeTree.ts';
import { literalText } from './syntaxTools.ts';

export type NamedType = 'call' | 'attribute' | 'subscript';

/** Nodes of some statements by their type and name. */
export interface Collected {
  /** Nodes of a collected type in the order of the text. */
  nodes(type: string): readonly CodeNode[];
  /** Calls by the last name of what is called, attributes by their name, subscripts by their only key if that is a plain string; in order. */
  by(type: NamedType): ReadonlyMap<string, readonly CodeNode[]>;
  /** Identifiers that say `name`, in order. */
  identifiers(name: string): readonly CodeNode[];
}

type Named = ReadonlyMap<string, readonly CodeNode[]>;

const none: readonly CodeNode[] = [];
const nothing: Named = new Map();

/** The nodes of one part of a module. What it says of them lives as long as the part is left alone. */
export class Collection {
  readonly #nodes = new Map<string, CodeNode[]>();
  readonly #named = new Map<NamedType | 'identifier', Named>();

  add(type: string, node: CodeNode): void {
    const list = this.#nodes.get(type);
    if (list) list.push(node);
    else this.#nodes.set(type, [node]);
  }

  nodes(type: string): readonly CodeNode[] {
    return this.#nodes.get(type) ?? none;
  }

  /** By name; identifiers by what they say. */
  by(type: NamedType | 'identifier'): Named {
    const known = this.#named.get(type);
    if (known) return known;
    const nodes = this.#nodes.get(type);
    const named = nodes ? namesIn(nodes, type) : nothing;
    this.#named.set(type, named);
    return named;
  }
}

function namesIn(nodes: readonly CodeNode[], type: NamedType | 'identifier'): Named {
  const named = new Map<string, CodeNode[]>();
  for (const node of nodes) {
    const name = type === 'identifier' ? node.text : nameIn(node, type);
    const list = name === undefined ? undefined : named.get(name);
    if (list) list.push(node);
    else if (name !== undefined) named.set(name, [node]);
  }
  return named;
}

function nameIn(node: CodeNode, type: NamedType): string | undefined {
  if (type === 'attribute') return node.field('attribute')?.text;
  if (type === 'subscript') {
    const keys = node.fields('subscript');
    return keys[0] && keys.length === 1 ? literalText(keys[0]) : undefined;
  }
  const called = node.field('function');
  return called?.type === 'identifier' ? called.text : called?.type === 'attribute' ? called.field('attribute')?.text : undefined;
}

/** Several of them as one; lists are made when somebody asks. */
export class Collections implements Collected {
  readonly #parts: readonly Collection[];
  #lists: Map<string, readonly CodeNode[]> | undefined;
  #named: Map<NamedType, Named> | undefined;

  constructor(parts: readonly Collection[]) {
    this.#parts = parts;
  }

  nodes(type: string): readonly CodeNode[] {
    const lists = (this.#lists ??= new Map());
    const known = lists.get(type);
    if (known) return known;
    const list: CodeNode[] = [];
    for (const part of this.#parts) for (const node of part.nodes(type)) list.push(node);
    lists.set(type, list);
    return list;
  }

  by(type: NamedType): Named {
    const named = (this.#named ??= new Map());
    const known = named.get(type);
    if (known) return known;
    const all = new Map<string, CodeNode[]>();
    for (const part of this.#parts) {
      for (const [name, nodes] of part.by(type)) {
        const list = all.get(name);
        if (list) for (const node of nodes) list.push(node);
        else all.set(name, [...nodes]);
      }
    }
    named.set(type, all);
    return all;
  }

  identifiers(name: string): readonly CodeNode[] {
    const found: CodeNode[] = [];
    for (const part of this.#parts) for (const node of part.by('identifier').get(name) ?? none) found.push(node);
    return found;
  }
}
