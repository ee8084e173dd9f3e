import { isAlias, isCollection, isMap, isPair, isScalar, type CST, type Document, type ParsedNode, type Scalar } from 'yaml';
import type { Range } from '../text/range.ts';
import { yamlProblem } from './yamlProblems.ts';
import type {
  SyntaxProblem, YamlAlias, YamlDocument, YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq,
} from './yamlTree.ts';

/** The tokens before a value that can hold its anchor and tag, and the place behind them. */
type Props = readonly CST.SourceToken[] | undefined;

/** Marks an anchor whose value is still being built: an alias that finds it lies inside its own target. */
interface OpenAnchor {
  readonly open: true;
}

type PackagePair = { key: unknown; value: unknown; srcToken?: CST.CollectionItem };

/**
 * Turns the documents of the `yaml` package into our own tree. One instance per document, since anchors end with it.
 * The nodes must come from a composer with `keepSourceTokens`. Each node is visited once; aliases are never followed.
 */
export class YamlBuilder {
  readonly problems: SyntaxProblem[] = [];
  readonly #anchors = new Map<string, YamlNode | OpenAnchor>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The document's tree; takes its syntax token for the properties of the root. */
  document(document: Document.Parsed, token: CST.Document | undefined): YamlDocument {
    return { root: this.#node(document.contents as ParsedNode | null, token?.start) };
  }

  /** `undefined` when nothing was written. */
  #node(node: ParsedNode | null, props: Props): YamlNode | undefined {
    if (!node) return undefined;
    if (isAlias(node)) return this.#alias(node);
    const tag = node.tag === undefined ? undefined : tokenSource(props, 'tag');
    const anchor = node.anchor;
    if (anchor === undefined && tag === undefined) {
      return isCollection(node) ? this.#collection(node) : isEmpty(node) ? undefined : this.#scalar(node);
    }
    const open: OpenAnchor = { open: true };
    if (anchor !== undefined) this.#anchors.set(anchor, open);
    let bare: YamlNode = isCollection(node) ? this.#collection(node) : this.#scalar(node);
    // The package puts a value of which there is only an anchor or a tag behind the blanks that follow.
    if (isScalar(node) && isEmpty(node)) bare = { ...bare, range: emptyRange(lastPropEnd(props) ?? bare.range.start) };
    if (anchor !== undefined) bare = { ...bare, anchor };
    if (tag !== undefined) bare = { ...bare, tag };
    // A later anchor of the same name inside this value wins over it.
    if (anchor !== undefined && this.#anchors.get(anchor) === open) this.#anchors.set(anchor, bare);
    return bare;
  }

  #collection(node: Exclude<ParsedNode, { type?: unknown; source: string }>): YamlMap | YamlSeq {
    const flow = node.flow === true;
    return isMap(node)
      ? this.#map(node as unknown as PackageCollection, flow)
      : this.#seq(node as unknown as PackageCollection, flow);
  }

  #map(node: PackageCollection, flow: boolean): YamlMap {
    const entries: YamlEntry[] = [];
    for (const pair of node.items) entries.push(this.#entry(pair as PackagePair));
    this.#duplicates(entries);
    return { kind: 'map', range: this.#span(node, flow, entries), flow, entries };
  }

  #entry(pair: PackagePair): YamlEntry {
    const source = pair.srcToken;
    const keyNode = pair.key as ParsedNode;
    const key = this.#node(keyNode, source?.start)
      ?? { kind: 'scalar', range: emptyRange(keyNode.range[0]), value: null, style: 'plain' };
    const colonToken = source?.sep?.find((token) => token.type === 'map-value-ind');
    const value = this.#node(pair.value as ParsedNode | null, source?.sep);
    const colon = colonToken?.offset ?? key.range.end;
    let end = colonToken ? colon + 1 : key.range.end;
    if (value) end = value.range.end;
    return {
      key,
      name: key.kind === 'scalar' ? nameOf(keyNode as Scalar.Parsed) : undefined,
      value,
      range: { start: firstProp(source?.start) ?? key.range.start, end: Math.max(end, key.range.end) },
      colon,
    };
  }

  #seq(node: PackageCollection, flow: boolean): YamlSeq {
    const items: YamlItem[] = [];
    const tokens = sourceItems(node.srcToken);
    let index = 0;
    for (const child of node.items) {
      // The package leaves out items that hold nothing but comments; its tokens still have them.
      while (index < tokens.length && !hasContent(tokens[index])) index++;
      const token = tokens[index++];
      // `[a: 1]` is a mapping of one entry, whose own tokens hold its properties.
      const value = isPair(child) ? undefined : this.#node(child as ParsedNode, flow && isSinglePair(child) ? [] : token?.start);
      const dash = token?.start.find((part) => part.type === 'seq-item-ind');
      const start = dash?.offset ?? firstProp(token?.start) ?? value?.range.start ?? (child as ParsedNode).range[0];
      items.push({ value, range: { start, end: Math.max(value?.range.end ?? 0, dash ? dash.offset + 1 : start) } });
    }
    return { kind: 'seq', range: this.#span(node, flow, items), flow, items };
  }

  #scalar(node: Scalar.Parsed): YamlScalar {
    const [start, end] = node.range;
    const value: unknown = node.value;
    const known = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
    const block = style === 'literal' || style === 'folded';
    return {
      kind: 'scalar',
      range: { start, end: block ? this.#trimmedEnd(start, end) : end },
      value: known ? value : node.source,
      style,
    };
  }

  #alias(node: { source: string; range: [number, number, number] }): YamlAlias {
    const range = { start: node.range[0], end: node.range[1] };
    const found = this.#anchors.get(node.source);
    if (!found) this.#problem('UNRESOLVED_ALIAS', range);
    else if ('open' in found) this.#problem('CYCLIC_ALIAS', range);
    return { kind: 'alias', range, name: node.source, target: found && !('open' in found) ? found : undefined };
  }

  /**
   * Ranges of block collections come from their parts: the package counts trailing comments and blank lines as well. So do
   * those of `a: 1` in `[a: 1]`, a flow mapping without brackets and without a token of its own.
   */
  #span(node: PackageCollection, flow: boolean, parts: readonly { readonly range: Range }[]): Range {
    const last = parts[parts.length - 1];
    if (!last) return { start: node.range[0], end: node.range[1] };
    // In broken texts an entry may begin behind the closing bracket.
    if (flow && node.srcToken) return { start: node.range[0], end: Math.max(node.range[1], last.range.end) };
    return { start: parts[0]?.range.start ?? node.range[0], end: last.range.end };
  }

  /** A block scalar's range in the package ends behind its trailing blank lines. */
  #trimmedEnd(start: number, end: number): number {
    let at = Math.min(end, this.#text.length);
    while (at > start) {
      const unit = this.#text.charCodeAt(at - 1);
      if (unit !== 10 && unit !== 13 && unit !== 32 && unit !== 9) break;
      at--;
    }
    return at;
  }

  #duplicates(entries: readonly YamlEntry[]): void {
    if (entries.length < 2) return;
    const seen = new Set<string | number | boolean | null>();
    for (const { key } of entries) {
      if (key.kind !== 'scalar') continue;
      if (seen.has(key.value)) this.#problem('DUPLICATE_KEY', key.range);
      seen.add(key.value);
    }
  }

  #problem(code: string, range: Range): void {
    this.problems.push(yamlProblem(code, range, this.#text.length));
  }
}

interface PackageCollection {
  readonly items: readonly unknown[];
  readonly range: [number, number, number];
  readonly srcToken?: CST.BlockMap | CST.BlockSequence | CST.FlowCollection;
}

const styles: Readonly<Record<string, YamlScalar['style']>> = {
  PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'literal', BLOCK_FOLDED: 'folded',
};

function isEmpty(node: Scalar.Parsed): boolean {
  return node.range[0] === node.range[1] && (node.type === undefined || node.type === 'PLAIN');
}

function emptyRange(offset: number): Range {
  return { start: offset, end: offset };
}

/** Keys are text to everyone who writes them: `1:` is named `1`, `yes:` is named `yes`, an empty key has an empty name. */
function nameOf(key: Scalar.Parsed): string {
  return typeof key.value === 'string' ? key.value : key.source;
}

function isSinglePair(child: unknown): boolean {
  return isMap(child) && child.srcToken === undefined;
}

function sourceItems(token: PackageCollection['srcToken']): readonly CST.CollectionItem[] {
  return token && 'items' in token ? token.items as readonly CST.CollectionItem[] : [];
}

function hasContent(item: CST.CollectionItem | undefined): boolean {
  if (!item) return false;
  if (item.value ?? item.key ?? item.sep) return true;
  return item.start.some(({ type }) => type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'anchor' || type === 'tag');
}

function tokenSource(tokens: Props, type: CST.SourceToken['type']): string | undefined {
  return tokens?.find((token) => token.type === type)?.source;
}

/** Where an entry begins when its key has a `? `, an anchor or a tag before it. */
function firstProp(tokens: Props): number | undefined {
  return tokens?.find(({ type }) => type === 'explicit-key-ind' || type === 'anchor' || type === 'tag')?.offset;
}

function lastPropEnd(tokens: Props): number | undefined {
  const last = tokens?.findLast(({ type }) => type === 'anchor' || type === 'tag');
  return last && last.offset + last.source.length;
}
