import type { Range } from '../../text/range.ts';

/** A part of a string: characters as the file has them, or something that only the running program knows. */
export interface TextPart {
  /** `undefined`: not known, or written with an escape. */
  readonly text: string | undefined;
  /** Where the part begins in the file. */
  readonly start: number;
  /** For an interpolated constant: gives what it is. It may be a part of a path, but its characters do not stand here. */
  readonly constant?: () => string | undefined;
}

/** A URL or path that is all of a string. */
export interface EndpointText {
  readonly path: string;
  /** Of the path, as far as it stands in this string. */
  readonly range: Range;
  readonly host: string;
  /** Whether the beginning of `path` came from a constant. */
  readonly joined: boolean;
}

/** Stands for what is not known. No source text has it, and no URL. */
const unknown = '\0';

/** Puts the constants of a text in their places: only then host and path are certain. */
export function withConstants(parts: readonly TextPart[]): EndpointText | undefined {
  return endpointText(parts.map(({ text, start, constant }) => ({ text, start, known: text === undefined ? constant?.() : undefined })));
}

/**
 * The URL or path that a string is, when it is nothing else: no blanks, and a path that the file shows to its end. Takes the parts of the
 * string in order, constants not looked at (see `withConstants`); gives `undefined` for everything else, e.g. a sentence that mentions a path.
 */
export function endpointText(parts: readonly (TextPart & { readonly known?: string | undefined })[]): EndpointText | undefined {
  let whole = '';
  // Where in `whole` a part stands whose characters the file has here.
  const shown: { readonly index: number; readonly length: number; readonly start: number }[] = [];
  for (const { text, start, known } of parts) {
    if (text !== undefined) shown.push({ index: whole.length, length: text.length, start });
    whole += text ?? known ?? unknown;
    if (whole.length > longest) return undefined;
  }
  const head = /^(?:(?:https?|wss?):\/\/([^/?#\s]*)|%s|\{\w*\}|\$\{?\w+\}?|\0+)?(?=\/)/.exec(whole);
  if (!head) return undefined;
  const path = /^\/[\w.\-~%:@{}<>*/+,;=]*/.exec(whole.slice(head[0].length))?.[0] ?? '';
  const from = head[0].length;
  const to = from + path.length;
  const rest = whole.slice(to);
  if ((rest !== '' && !/^[?#]\S*$/.test(rest)) || path.startsWith('//') || path.length < 2) return undefined;
  // The path's end must stand in one part; its beginning may have come from a constant.
  const last = shown.find(({ index, length }) => to > index && to <= index + length);
  if (!last) return undefined;
  const begin = Math.max(from, last.index);
  const host = head[1] ?? '';
  return {
    path,
    range: { start: last.start + begin - last.index, end: last.start + to - last.index },
    host: /[\0{}$%]/.test(host) ? '' : host,
    joined: begin > from,
  };
}

/** No URL that somebody writes by hand is longer. In UTF-16 units. */
const longest = 2000;

/** Whether a path says by itself that it is an API's: strings that no call uses are only endpoints then. */
export function isApiPath({ path }: EndpointText): boolean {
  return /^\/(?:[\w-]+\/)?api\//.test(path);
}
