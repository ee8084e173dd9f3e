import type { CodeNode } from '../../syntax/codeTree.ts';

/** Types whose nodes are listed by name: what is called, the attribute, a subscript's only key, the variable that is assigned. */
export type ListedType = 'call' | 'attribute' | 'subscript' | 'assignment';

/** Nodes by name, made when somebody asks for them. */
export interface NamedNodes {
  /** The names that there are. */
  keys(): Iterable<string>;
  /** The nodes of this name, in order; `undefined` when there are none. */
  get(name: string): readonly CodeNode[] | undefined;
}

/** Nodes of some statements by their type and name. */
export interface Collected {
  /** Nodes of a collected type in the order of the text. */
  nodes(type: string): readonly CodeNode[];
  /**
   * Calls by the last name of what is called, attributes by their name, subscripts by their only key if that is a plain string, assignments by the variable
   * that is given a value.
   */
  by(type: ListedType): NamedNodes;
  /** String literals that have this in them as the file has it, in order. */
  stringsWith(text: string): readonly CodeNode[];
  /** Identifiers that say `name`, in order. */
  identifiers(name: string): readonly CodeNode[];
  /** Calls that pass a keyword argument of this name, in the order of the keywords. */
  callsWith(keyword: string): readonly CodeNode[];
}

/** The nodes of several parts as one; lists are made when somebody asks. */
export class Collections implements Collected {
  readonly #parts: readonly Collected[];
  #lists: Map<string, readonly CodeNode[]> | undefined;
  #named: Map<ListedType, NamedNodes> | undefined;

  constructor(parts: readonly Collected[]) {
    this.#parts = parts;
  }

  nodes(type: string): readonly CodeNode[] {
    const lists = (this.#lists ??= new Map());
    const known = lists.get(type);
    if (known) return known;
    const list = this.#joined((part) => part.nodes(type));
    lists.set(type, list);
    return list;
  }

  callsWith(keyword: string): readonly CodeNode[] {
    return this.#joined((part) => part.callsWith(keyword));
  }

  stringsWith(text: string): readonly CodeNode[] {
    return this.#joined((part) => part.stringsWith(text));
  }

  identifiers(name: string): readonly CodeNode[] {
    return this.#joined((part) => part.identifiers(name));
  }

  #joined(of: (part: Collected) => readonly CodeNode[]): readonly CodeNode[] {
    const list: CodeNode[] = [];
    for (const part of this.#parts) for (const node of of(part)) list.push(node);
    return list;
  }

  by(type: ListedType): NamedNodes {
    const named = (this.#named ??= new Map());
    const known = named.get(type);
    if (known) return known;
    const all = new NamesOfParts(this.#parts, type);
    named.set(type, all);
    return all;
  }
}

/** Which parts have nodes of a name. */
class NamesOfParts implements NamedNodes {
  readonly #parts = new Map<string, NamedNodes[]>();
  readonly #nodes = new Map<string, readonly CodeNode[]>();

  constructor(parts: readonly Collected[], type: ListedType) {
    for (const part of parts) {
      const named = part.by(type);
      for (const name of named.keys()) {
        const list = this.#parts.get(name);
        if (list) list.push(named);
        else this.#parts.set(name, [named]);
      }
    }
  }

  keys(): Iterable<string> {
    return this.#parts.keys();
  }

  get(name: string): readonly CodeNode[] | undefined {
    const known = this.#nodes.get(name);
    if (known) return known;
    const nodes = this.#parts.get(name)?.flatMap((part) => part.get(name) ?? []);
    if (nodes) this.#nodes.set(name, nodes);
    return nodes;
  }
}
