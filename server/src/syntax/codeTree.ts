import type { Notable } from '../text/notes.ts';

/**
 * Code as a tree of plain objects. tree-sitter's own nodes live in WebAssembly memory that must be freed by hand; these
 * are made from them once and outlive them. A shape knows neither where it stands nor what it is to its parent, so that an
 * edit shares every shape it did not touch (`treeSitter.ts` finds them).
 */
export interface CodeShape {
  /** tree-sitter's name of the node: `call`, `identifier`, `(`. `ERROR` where the text fits no rule. */
  readonly type: string;
  readonly isNamed: boolean;
  readonly length: number;
  readonly children: readonly CodeShape[];
  /** Of each child: UTF-16 units from this node's start. */
  readonly offsets: readonly number[];
  /** Of each child: the field it fills, e.g. `function` of a `call`. Ends with the last child that fills one. */
  readonly fields: readonly (string | undefined)[];
  /** Whether something in it is an error or missing. */
  readonly broken: boolean;
  /** A token that tree-sitter put in because the text lacks it. */
  readonly missing: boolean;
}

const noChildren: readonly CodeNode[] = [];

/** The text that the nodes of a file are parts of. One object for all of them, so that a new text is one assignment. */
interface CodeSource {
  text: string;
}

/** Where a part of the tree stands that moves as a whole: a statement of the module or of a class. */
interface CodePlace {
  readonly source: CodeSource;
  start: number;
  parent: CodeNode | undefined;
  field: string | undefined;
}

/**
 * A node of a code tree with its place in the text. Made when somebody looks at it, and only then. After an edit, statements of the
 * module and of classes that it did not touch keep their nodes, which then stand where the new text has them: what somebody has found
 * out about such a node still holds. The tree of the text before the edit must not be used any more.
 */
export class CodeNode implements Notable {
  notes: Map<object, unknown> | undefined;
  readonly #shape: CodeShape;
  readonly #place: CodePlace;
  /** From the start of its place. */
  readonly #offset: number;
  /** `undefined` for the node that has the place for itself. */
  readonly #parent: CodeNode | undefined;
  readonly #field: string | undefined;
  #children: readonly CodeNode[] | undefined;

  private constructor(shape: CodeShape, place: CodePlace, offset: number, parent: CodeNode | undefined, field: string | undefined) {
    this.#shape = shape;
    this.#place = place;
    this.#offset = offset;
    this.#parent = parent;
    this.#field = field;
  }

  /** The root of a parsed text that starts at `start`. Takes over the untouched statements of `previous`, the text one edit ago. */
  static root(shape: CodeShape, text: string, start: number, previous?: CodeNode): CodeNode {
    const source = previous ? previous.#place.source : { text };
    source.text = text;
    const root = new CodeNode(shape, { source, start, parent: undefined, field: undefined }, 0, undefined, undefined);
    if (previous) root.#adopt(previous);
    return root;
  }

  /** What the text says here, as a value: the same object as long as no edit touches it. Leaves of the same type and length may share theirs. */
  get shape(): CodeShape {
    return this.#shape;
  }

  get parent(): CodeNode | undefined {
    return this.#parent ?? this.#place.parent;
  }

  /** Offset of the first character. */
  get start(): number {
    return this.#place.start + this.#offset;
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
    return this.#parent ? this.#field : this.#place.field;
  }

  /** The whole text that the node is a part of. */
  get source(): string {
    return this.#place.source.text;
  }

  /** The node as the text has it. */
  get text(): string {
    const { start } = this;
    return this.#place.source.text.slice(start, start + this.#shape.length);
  }

  /** Named and anonymous ones (operators, brackets, keywords), comments included. */
  get children(): readonly CodeNode[] {
    return (this.#children ??= this.#shape.children.length === 0 ? noChildren : this.#made());
  }

  #made(): readonly CodeNode[] {
    const { children, offsets, fields } = this.#shape;
    // A class in a function moves with the function.
    const apart = !this.#parent && isContainer(this);
    const made = new Array<CodeNode>(children.length);
    for (let i = 0; i < made.length; i++) {
      const child = children[i] as CodeShape;
      made[i] = apart ? this.#apart(child, i) : new CodeNode(child, this.#place, this.#offset + (offsets[i] as number), this, i < fields.length ? fields[i] : undefined);
    }
    return made;
  }

  /** A child with a place of its own. */
  #apart(shape: CodeShape, index: number): CodeNode {
    const { source } = this.#place;
    const place = { source, start: this.start + (this.#shape.offsets[index] ?? 0), parent: this, field: this.#shape.fields[index] };
    return new CodeNode(shape, place, 0, undefined, undefined);
  }

  /** Takes over the children of this node as it was before an edit: untouched ones whole, of touched containers what is in them. */
  #adopt(before: CodeNode): void {
    const old = before.#children;
    if (!old || !isContainer(this) || !isContainer(before)) return;
    const byShape = new Map(old.map((child) => [child.#shape, child]));
    const kept = new Set(this.#shape.children);
    const touched = old.filter((child) => !kept.has(child.#shape) && containerTypes.has(child.type));
    this.#children = this.#shape.children.map((shape, i) => {
      const same = byShape.get(shape);
      if (same) {
        byShape.delete(shape);
        same.#move(this.start + (this.#shape.offsets[i] ?? 0), this, this.#shape.fields[i]);
        return same;
      }
      const made = this.#apart(shape, i);
      const at = touched.findIndex(({ type }) => type === shape.type);
      const [former] = at < 0 ? [] : touched.splice(at, 1);
      if (former) made.#adopt(former);
      return made;
    });
  }

  #move(start: number, parent: CodeNode, field: string | undefined): void {
    const place = this.#place;
    place.parent = parent;
    place.field = field;
    const shift = start - place.start;
    if (shift === 0) return;
    place.start = start;
    if (this.#children && isContainer(this)) for (const child of this.#children) child.#move(child.start + shift, this, child.fieldName);
  }

  /** Children that the grammar names; comments are among them. */
  get namedChildren(): readonly CodeNode[] {
    const { children } = this;
    const { children: shapes } = this.#shape;
    const named: CodeNode[] = [];
    for (let i = 0; i < shapes.length; i++) if ((shapes[i] as CodeShape).isNamed) named.push(children[i] as CodeNode);
    return named.length === children.length ? children : named;
  }

  /** The first child in a field. */
  field(name: string): CodeNode | undefined {
    const at = this.#shape.fields.indexOf(name);
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

/** Nodes whose children move as wholes: modules, and classes down to the statements of their bodies. */
const containers: ReadonlySet<string> = new Set([
  'module', 'program', 'class_definition', 'decorated_definition', 'class_declaration', 'class_body', 'export_statement',
]);

/** Types of nodes that may be containers; a `block` is one in a class only. No child of such a node shares its shape with another node. */
export const containerTypes: ReadonlySet<string> = new Set([...containers, 'block']);

function isContainer(node: CodeNode): boolean {
  return containers.has(node.type) || (node.type === 'block' && node.parent?.type === 'class_definition');
}
