import { parse, type DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
/** An element of a parsed page. */
export type PageElement = DefaultTreeAdapterMap['element'];

/** A page as a browser reads it, with what it had to forgive. */
export interface ParsedPage {
  readonly errors: readonly string[];
  /** In the order of the page. */
  readonly elements: readonly PageElement[];
}

/** Parses HTML as browsers do. */
export function parsePage(text: string): ParsedPage {
  const errors: string[] = [];
  const document = parse(text, { onParseError: ({ code, startOffset }) => { errors.push(`${code}: ${text.slice(startOffset - 20, startOffset + 20)}`); } });
  return { errors, elements: [...elementsIn(document)] };
}

function* elementsIn(node: Node): Generator<PageElement> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child);
}

export function attribute(element: PageElement, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

/** The text inside, with single blanks. */
export function textOf(node: Node): string {
  const raw = (each: Node): string => ('value' in each ? each.value : 'childNodes' in each ? each.childNodes.map(raw).join('') : '');
  return raw(node).replaceAll(/\s+/g, ' ').trim();
}

/** Elements of these names below an element, or in the page. */
export function all(from: ParsedPage | PageElement, ...names: readonly string[]): readonly PageElement[] {
  const elements = 'elements' in from ? from.elements : [...elementsIn(from)];
  return elements.filter(({ tagName }) => names.includes(tagName));
}

/** The one element with this id; throws when there is none. */
export function byId(page: ParsedPage, id: string): PageElement {
  const found = page.elements.find((element) => attribute(element, 'id') === id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
