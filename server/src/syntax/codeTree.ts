/**
 * Code as a tree of plain objects. tree-sitter's own nodes live in WebAssembly memory that must be freed by hand; these
 * are made from them once and outlive them. A shape holds positions relative to its parent, so that an edit shares every
 * shape it did not touch (`buildShape` finds them by tree-sitter's node ids); `CodeNode` gives a shape its absolute place.
 */
export interface CodeShape {
  /** tree-sitter's name of the node: `call`, `identifier`, `(`. `ERROR` where the text fits no rule. */
  readonly type: string;
  readonly isNamed: boolean;
  /** The field of the parent that it fills, e.g. `function` of a `call`. */
  readonly field: string | undefined;
  /** UTF-16 units from the parent's start. */
  readonly from: number;
  readonly length: number;
  readonly children: readonly CodeShape[];
  /** tree-sitter's identity of the subtree; 0 for leaves. Equal ids of two consecutive trees mean equal subtrees. */
  readonly id: number;
  /** Whether something in it is an error or missing. */
  readonly broken: boolean;
  /** A token that tree-sitter put in because the text lacks it. */
  readonly missing: boolean;
}

const noChildren: readonly CodeNode[] = [];

/** A node of a code tree with its place in the text. Made when somebody looks at it, and only then. */
export class CodeNode {
  readonly #shape: CodeShape;
  readonly #source: string;
  readonly parent: CodeNode | undefined;
  /** Offset of the first character. */
  readonly start: number;
  #children: readonly CodeNode[] | undefined;

  constructor(shape: CodeShape, source: string, start: number, parent: CodeNode | undefined) {
    this.#shape = shape;
    this.#source = source;
    this.start = start;
    this.parent = parent;
  }

  get type(): string {
    return this.#shape.type;
  }

  /** Offset behind the last character. */
  get end(): number {
    return this.start + this.#shape.length;
  }

  get range(): { readonly start: number; readonly end: number } {
    return { start: this.start, end: this.end };
  }

  get isNamed(): boolean {
    return this.#shape.isNamed;
  }

  /** Whether something in it is an error or missing: what it says is not certain. */
  get isBroken(): boolean {
    return this.#shape.broken;
  }

  get isMissing(): boolean {
    return this.#shape.missing;
  }

  /** The field of the parent that it fills. */
  get fieldName(): string | undefined {
    return this.#shape.field;
  }

  /** The whole text that the node is a part of. */
  get source(): string {
    return this.#source;
  }

  /** The node as the text has it. */
  get text(): string {
    return this.#source.slice(this.start, this.end);
  }

  /** Named and anonymous ones (operators, brackets, keywords), comments included. */
  get children(): readonly CodeNode[] {
    if (this.#children) return this.#children;
    const { children } = this.#shape;
    return (this.#children = children.length === 0 ? noChildren : children.map((child) => new CodeNode(child, this.#source, this.start + child.from, this)));
  }

  /** Children that the grammar names; comments are among them. */
  get namedChildren(): readonly CodeNode[] {
    return this.children.filter(({ isNamed }) => isNamed);
  }

  /** The first child in a field. */
  field(name: string): CodeNode | undefined {
    const at = this.#shape.children.findIndex(({ field }) => field === name);
    return at < 0 ? undefined : this.children[at];
  }

  /** All children in a field. */
  fields(name: string): readonly CodeNode[] {
    return this.children.filter(({ fieldName }) => fieldName === name);
  }

  /** The nearest node above of one of these types. */
  enclosing(...types: readonly string[]): CodeNode | undefined {
    for (let node = this.parent; node; node = node.parent) if (types.includes(node.type)) return node;
    return undefined;
  }

  get nextSibling(): CodeNode | undefined {
    const siblings = this.parent?.children ?? [];
    return siblings[siblings.indexOf(this) + 1];
  }

  get previousSibling(): CodeNode | undefined {
    const siblings = this.parent?.children ?? [];
    return siblings[siblings.indexOf(this) - 1];
  }

  /** The smallest node that holds the range. */
  at(start: number, end: number = start): CodeNode {
    const child = this.children.find((one) => one.start <= start && one.end >= end && one.end > one.start);
    return child ? child.at(start, end) : this;
  }

  /** Itself and everything in it, in the order of the text. Iterative: code may be nested deeply. */
  *descendants(): Iterable<CodeNode> {
    const stack: CodeNode[] = [this];
    for (let node = stack.pop(); node; node = stack.pop()) {
      yield node;
      const { children } = node;
      for (let i = children.length - 1; i >= 0; i--) stack.push(children[i] as CodeNode);
    }
  }
}
