import { containerTypes, type CodeShape } from './codeTree.ts';

/** What is the same for all nodes of one type in one grammar. */
export interface ShapeKind {
  readonly type: string;
  readonly isNamed: boolean;
  /** Children of it are known by their shapes after an edit, so none of them may share its shape with another node. */
  readonly isContainer: boolean;
  /** Shared leaves by their length; made when there is one. */
  leaves: (CodeShape | undefined)[] | undefined;
}

/** What of a leaf there is not: one array for all of them. */
const nothing: readonly never[] = [];

/** Longer leaves and longer lists of fields are rarely the same. */
const maxSharedLeaf = 128;
const maxSharedFields = 8;

interface FieldList {
  readonly names: readonly (string | undefined)[];
  readonly longer: (FieldList | undefined)[];
}

/** Makes the shapes of one grammar, and lets those that say the same share what they have. */
export class ShapeMaker {
  readonly #fieldNames: readonly (string | null)[];
  readonly #fields: FieldList = { names: nothing, longer: [] };
  readonly #kinds: readonly ShapeKind[];
  readonly #error: ShapeKind = kindOf('ERROR', true);

  /** Types by id with what they are; names of fields by id. */
  constructor(types: readonly { readonly type: string; readonly isNamed: boolean }[], fieldNames: readonly (string | null)[]) {
    this.#kinds = types.map(({ type, isNamed }) => kindOf(type, isNamed));
    this.#fieldNames = fieldNames;
  }

  /** The kind of nodes of a type; of errors for a type that the grammar does not have. */
  kind(typeId: number): ShapeKind {
    return this.#kinds[typeId] ?? this.#error;
  }

  /** A node without children. Lengths and offsets are in UTF-16 units. */
  leaf(kind: ShapeKind, length: number, missing: boolean, parent: ShapeKind | undefined): CodeShape {
    if (missing || length >= maxSharedLeaf || !parent || parent.isContainer || kind === this.#error) return leaf(kind, length, missing, kind === this.#error);
    const leaves = (kind.leaves ??= new Array<CodeShape | undefined>(maxSharedLeaf).fill(undefined));
    return (leaves[length] ??= leaf(kind, length, false, false));
  }

  /** A node with children; `broken` says whether one of them is. */
  node(kind: ShapeKind, length: number, broken: boolean, children: readonly CodeShape[], offsets: readonly number[], fields: CodeShape['fields']): CodeShape {
    return { type: kind.type, isNamed: kind.isNamed, length, children, offsets, fields, broken: broken || kind === this.#error, missing: false };
  }

  /** The fields of children whose field ids (0: none) are at `from` up to `to`. */
  fields(ids: readonly number[], from: number, to: number): CodeShape['fields'] {
    let end = to;
    while (end > from && ids[end - 1] === 0) end--;
    if (end === from) return nothing;
    if (end - from > maxSharedFields) return ids.slice(from, end).map((id) => this.#fieldNames[id] ?? undefined);
    let list = this.#fields;
    for (let i = from; i < end; i++) {
      const id = ids[i] as number;
      list = list.longer[id] ??= { names: [...list.names, this.#fieldNames[id] ?? undefined], longer: [] };
    }
    return list.names;
  }
}

function kindOf(type: string, isNamed: boolean): ShapeKind {
  return { type, isNamed, isContainer: containerTypes.has(type), leaves: undefined };
}

function leaf({ type, isNamed }: ShapeKind, length: number, missing: boolean, isError: boolean): CodeShape {
  return { type, isNamed, length, children: nothing, offsets: nothing, fields: nothing, broken: missing || isError, missing };
}
