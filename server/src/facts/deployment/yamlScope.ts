import { lastStarting } from '../../syntax/yamlPath.ts';
import type { YamlComment, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../syntax/yamlTree.ts';
import { EmbeddedText, type Piece } from '../../text/embeddedText.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../facts.ts';
import { suggestedVariable } from './suggestions.ts';
import { yamlScalarText } from './yamlText.ts';

/**
 * One YAML text (a file, or a string in one that holds YAML) and the facts found in it so far. Ranges of trees count in the YAML text,
 * ranges of facts in the file. Variables that comments suggest are in it from the start.
 */
export class YamlScope {
  /** Text of the whole file. */
  readonly file: string;
  readonly source: EmbeddedText;
  readonly #comments: readonly YamlComment[];
  readonly #facts: Map<string, Fact>;
  readonly #doubtful: Fact[];
  readonly #visited: Set<YamlNode>;

  /** `within`: the scope around the string that holds the YAML; both collect into one list. */
  constructor(file: string, source: EmbeddedText, comments: readonly YamlComment[], within?: YamlScope) {
    this.file = file;
    this.source = source;
    this.#comments = comments;
    this.#facts = within ? within.#facts : new Map();
    this.#doubtful = within ? within.#doubtful : [];
    this.#visited = within ? within.#visited : new Set();
    for (const { range } of comments) this.add(suggestedVariable(source, range.start, range.end));
  }

  /** All that was added; of several facts about one place the first that is sure. */
  get facts(): readonly Fact[] {
    const all = new Map(this.#facts);
    for (const fact of this.#doubtful) if (!all.has(placeOf(fact))) all.set(placeOf(fact), fact);
    return [...all.values()];
  }

  /** Adds facts. What was said of a place before counts: readers that know more come first. */
  add(...facts: readonly (Fact | undefined)[]): void {
    for (const fact of facts) {
      if (fact && !this.#facts.has(placeOf(fact))) this.#facts.set(placeOf(fact), fact);
    }
  }

  /** Adds what only counts where nothing surer is known of the place: an anchored mapping may turn out to be an environment later. */
  addDoubtful(fact: Fact): void {
    this.#doubtful.push(fact);
  }

  /** Whether the node is met for the first time: anchored values are reached more than once. */
  enter(node: YamlNode): boolean {
    if (this.#visited.has(node)) return false;
    this.#visited.add(node);
    return true;
  }

  /** Of the file; `undefined` where the YAML text is not as the file has it. */
  range({ start, end }: Range): Range | undefined {
    return this.source.rangeOf(start, end);
  }

  offset(index: number): number {
    return this.source.offsetAt(index);
  }

  /** What a program gets of a scalar. */
  textOf(scalar: YamlScalar): EmbeddedText {
    const inner = yamlScalarText(this.source.text, scalar);
    return this.source.text === this.file ? inner : through(this.file, this.source, inner);
  }

  /** What has to go for one entry of a mapping or one item of a list to be gone; `undefined` when something else would go with it. */
  removal(parent: YamlMap | YamlSeq, index: number): Range | undefined {
    const parts: readonly { readonly range: Range; readonly value: YamlNode | undefined }[] = parent.kind === 'map' ? parent.entries : parent.items;
    const part = parts[index];
    if (!part || part.value?.anchor !== undefined) return undefined;
    if (parent.flow) {
      const next = parts[index + 1];
      const before = parts[index - 1];
      const range = next ? { start: part.range.start, end: next.range.start } : { start: before?.range.end ?? part.range.start, end: part.range.end };
      return this.#hasComment(range) ? undefined : this.range(range);
    }
    return this.#hasComment(part.range) ? undefined : lineRemoval(this.file, { start: this.offset(part.range.start), end: this.offset(part.range.end - 1) + 1 });
  }

  #hasComment({ start, end }: Range): boolean {
    return (this.#comments[lastStarting(this.#comments, end - 1)]?.range.start ?? -1) >= start;
  }
}

function placeOf({ kind, range }: Fact): string {
  return `${kind} ${range.start} ${range.end}`;
}

/** The whole lines of a range; a comment behind it stays, on a line of its own. */
function lineRemoval(text: string, { start, end }: Range): Range | undefined {
  let lineStart = start;
  while (lineStart > 0 && (text[lineStart - 1] === ' ' || text[lineStart - 1] === '\t')) lineStart--;
  if (lineStart > 0 && text[lineStart - 1] !== '\n' && text[lineStart - 1] !== '\r') return undefined;
  let lineEnd = end;
  while (text[lineEnd] === ' ' || text[lineEnd] === '\t') lineEnd++;
  if (text[lineEnd] === '#') return { start, end: lineEnd };
  if (lineEnd < text.length && text[lineEnd] !== '\n' && text[lineEnd] !== '\r') return undefined;
  if (text.startsWith('\r\n', lineEnd)) return { start: lineStart, end: lineEnd + 2 };
  return { start: lineStart, end: Math.min(lineEnd + 1, text.length) };
}

/** A text inside of an embedded text, as one of the file. */
function through(file: string, outer: EmbeddedText, inner: EmbeddedText): EmbeddedText {
  const pieces: Piece[] = [];
  let start = 0;
  let offset = outer.offsetAt(inner.offsetAt(0));
  for (let i = 1; i <= inner.text.length; i++) {
    const next = i < inner.text.length ? outer.offsetAt(inner.offsetAt(i)) : -1;
    if (next === offset + i - start) continue;
    pieces.push({ text: inner.text.slice(start, i), offset });
    start = i;
    offset = next;
  }
  return EmbeddedText.of(file, pieces.length > 0 ? pieces : [{ text: inner.text, offset }]);
}
