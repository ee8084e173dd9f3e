import type { Tree } from 'web-tree-sitter';
import type { EngineMemory } from './codeEngine.ts';
import type { ShapeKind, ShapeMaker } from './codeShapes.ts';
import type { CodeShape } from './codeTree.ts';
import type { TreeReader } from './cursorReader.ts';
import { LanguageTables, noProduction, type Production } from './languageTables.ts';
import type { Former, Reuse } from './treeReuse.ts';

/**
 * Reads tree-sitter's tree where it lies in the engine's memory, without a call. A node is two words there: either the whole of a small
 * leaf, or the address of a record, before which its children stand. What the engine's interface shows is not all of it: nodes that
 * the grammar hides are passed through, an alias renames a child, and a field may be given to a hidden node, whose children then fill it.
 * Where things lie is the engine's own affair and may change: `trustedReader` asks first.
 */
export class SubtreeReader implements TreeReader {
  readonly #memory: EngineMemory;
  readonly #maker: ShapeMaker;
  readonly #language: LanguageTables;
  readonly #frames: Frame[] = [];

  /** `language` is the language's address. */
  constructor(memory: EngineMemory, maker: ShapeMaker, language: number) {
    this.#memory = memory;
    this.#maker = maker;
    this.#language = new LanguageTables(memory, maker, language);
  }

  /** Throws when what lies there cannot be a tree. */
  read(tree: Tree, reuse: Reuse | undefined): CodeShape {
    const address: unknown = Reflect.get(tree, 0);
    if (typeof address !== 'number') throw new TypeError('the tree has no address');
    // Signed, since these are the machine's own small numbers.
    const words = new Int32Array(this.#memory.buffer);
    const root = words[address >>> 2] as number;
    if ((root & isInline) !== 0) throw new TypeError('the root of a tree is no small leaf');
    return this.#read(words, root >>> 2, reuse);
  }

  #read(words: Int32Array, root: number, reuse: Reuse | undefined): CodeShape {
    const maker = this.#maker;
    const language = this.#language;
    // Of all nodes that are being read: their children so far, one node's after the other's.
    const children: CodeShape[] = [];
    const offsets: number[] = [];
    const fieldIds: number[] = [];
    let top = 0;
    let depth = 0;
    let frame = this.#frame(0);
    frame.enter(words, root, words[root + paddingBytes] as number, language);
    frame.show(language.kind((words[root + symbolAndState] as number) & 0xffff), words[root + sizeBytes] as number, 0, reuse?.root);
    let owner = frame;
    const placeholder = maker.leaf(frame.kind, 0, false, undefined);
    // Every node has its own two words, so there cannot be more steps than this.
    for (let steps = words.length; steps > 0; steps--) {
      if (frame.left === 0) {
        depth--;
        if (!frame.isHidden) {
          const { kind, bottom, broken } = frame;
          const length = frame.size >> 1;
          const above = depth < 0 ? undefined : this.#frame(depth).owner;
          const shape = top === bottom
            ? maker.leaf(kind, length, false, above?.kind)
            : maker.node(kind, length, broken, children.slice(bottom, top), offsetsOf(offsets, bottom, top), maker.fields(fieldIds, bottom, top));
          if (!above) return shape;
          top = bottom;
          children[top - 1] = shape;
          owner = above;
          if (shape.broken) owner.broken = true;
        }
        frame = this.#frame(depth);
        continue;
      }
      frame.left--;
      const word = words[frame.next] as number;
      const second = words[frame.next + 1] as number;
      frame.next += 2;
      const isRecord = (word & isInline) === 0;
      const record = word >>> 2;
      const padding = isRecord ? words[record + paddingBytes] as number : (second >>> 16) & 0xff;
      const size = isRecord ? words[record + sizeBytes] as number : second >>> 24;
      const flags = isRecord ? words[record + recordFlags] as number : word >> 1;
      let symbol = isRecord ? (words[record + symbolAndState] as number) & 0xffff : (word >> 8) & 0xff;
      const start = frame.isFirst ? frame.end : frame.end + padding;
      frame.isFirst = false;
      frame.end = start + size;
      let shown = (flags & visible) !== 0;
      let field = 0;
      if ((flags & extra) === 0) {
        const at = frame.structural++;
        const { aliases, fields } = frame.production;
        const alias = at < aliases.length ? aliases[at] as number : 0;
        if (alias !== 0) {
          symbol = alias;
          shown = true;
        }
        field = at < fields.length ? fields[at] as number : 0;
        if (field === 0) field = frame.inherited;
      }
      const isParent = isRecord && words[record + childCount] !== 0 && words[record + visibleChildren] !== 0;
      if (!shown) {
        if (!isParent) continue;
        frame = this.#frame(++depth);
        frame.enter(words, record, start, language);
        frame.hide(owner, field);
        continue;
      }
      const kind = language.kind(symbol);
      const former = owner.former && reuse?.find(owner.former, kind.type, start >> 1, size >> 1);
      offsets[top] = (start - owner.start) >> 1;
      fieldIds[top] = field;
      if (former?.whole) {
        children[top++] = former.shape;
        if (former.shape.broken) owner.broken = true;
      } else if (isParent) {
        children[top++] = placeholder;
        frame = this.#frame(++depth);
        frame.enter(words, record, start, language);
        frame.show(kind, size, top, former);
        owner = frame;
      } else {
        const missing = size === 0 && (flags & (isRecord ? recordMissing : inlineMissing)) !== 0;
        const shape = maker.leaf(kind, size >> 1, missing, owner.kind);
        children[top++] = shape;
        if (shape.broken) owner.broken = true;
      }
    }
    throw new RangeError('the tree has no end');
  }

  #frame(depth: number): Frame {
    return (this.#frames[depth] ??= new Frame());
  }
}

/** A node whose children are being read. The objects are used again and again. */
class Frame {
  // Of its children: how many are left, where the next one is, the end of the last one, in bytes of the text.
  left = 0;
  next = 0;
  end = 0;
  isFirst = true;
  structural = 0;
  production: Production = noProduction;
  /** What a hidden node's children fill in the nearest node above that is shown. */
  inherited = 0;
  isHidden = false;
  /** The nearest frame that is shown, itself included: children go to it. */
  owner: Frame = this;
  kind: ShapeKind = noKind;
  start = 0;
  size = 0;
  bottom = 0;
  broken = false;
  former: Former | undefined = undefined;

  enter(words: Int32Array, record: number, start: number, language: LanguageTables): void {
    const count = words[record + childCount] as number;
    this.left = count;
    this.next = record - 2 * count;
    this.end = start;
    this.start = start;
    this.isFirst = true;
    this.structural = 0;
    this.production = count === 0 ? noProduction : language.production((words[record + depthAndProduction] as number) >>> 16);
  }

  show(kind: ShapeKind, size: number, bottom: number, former: Former | undefined): void {
    this.isHidden = false;
    this.owner = this;
    this.inherited = 0;
    this.kind = kind;
    this.size = size;
    this.bottom = bottom;
    this.broken = false;
    this.former = former;
  }

  hide(owner: Frame, field: number): void {
    this.isHidden = true;
    this.owner = owner;
    this.inherited = field;
  }
}

const noKind: ShapeKind = { type: 'ERROR', isNamed: true, isContainer: false, leaves: undefined };
/** The offsets of an only child that starts where its parent does. */
const atStart: readonly number[] = [0];

function offsetsOf(offsets: readonly number[], from: number, to: number): readonly number[] {
  return to - from === 1 && offsets[from] === 0 ? atStart : offsets.slice(from, to);
}

// Of a node's first word.
const isInline = 1;
// Of the flags; those of a small leaf have one bit before them.
const visible = 1;
const extra = 4;
const inlineMissing = 0x10;
const recordMissing = 0x200;
// Words of a record. Sizes are in bytes of UTF-16, the padding is what stands before the node.
const paddingBytes = 1;
const sizeBytes = 4;
const childCount = 9;
const symbolAndState = 10;
const recordFlags = 11;
const visibleChildren = 12;
const depthAndProduction = 16;
