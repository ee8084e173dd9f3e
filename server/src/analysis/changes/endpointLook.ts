import type { EndpointMoved } from '../apiChange.ts';

/** What stands further back does not belong to a path, nor to the name of its argument. In UTF-16 units. */
const maxLength = 400;

/**
 * A look at a Python text for what `endpointMoved` asks of endpoints: a string that may be the whole of an old path, its end behind a constant, or the end under which a router
 * serves it, or a prefix that such routers are mounted under. A string counts to where its path ends; what stands before it in the string must be an end of the rest of the path.
 * Linear in the text.
 */
export function lookForEndpoints(changes: readonly EndpointMoved[]): (text: string) => boolean {
  const certain = changes.filter(({ common }) => common !== true);
  const common = changes.filter((change) => change.common === true);
  const old = certain.map(({ from }) => searchFor(from));
  const mounts = certain.map(({ from }) => from.slice(0, from.lastIndexOf('/'))).filter((above) => above !== '').map((above) => searchFor(above));
  const current = certain.map(({ to }) => searchFor(to));
  const everyday = common.map(({ from }) => searchFor(from));
  return (text) => {
    const has = (searches: readonly Search[], accepts: (place: Place) => boolean = () => true): boolean => searches.some((search) => isIn(text, search, accepts));
    // Of an everyday path its last word alone is no sign: everybody serves `/health`.
    return has(old) || has(everyday, ({ shown }) => shown !== '') || has(mounts, ({ before }) => mounting.test(before)) || (has(everyday) && has(current));
  };
}

/** Without one of these before it no string is a mount (see `servedAs`). */
const mounting = /prefix|[mM]ount/;

interface Search {
  /** The path without its last word. */
  readonly above: string;
  /** The last word, and what ends the path, or puts something behind it. */
  readonly end: RegExp;
}

function searchFor(path: string): Search {
  const at = path.lastIndexOf('/');
  return { above: path.slice(0, at), end: new RegExp(`${path.slice(at).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}/?(["'?#{])`, 'g') };
}

/** Where a string may have the end of a path. */
interface Place {
  /** What the string shows of the path, without its last word. */
  readonly shown: string;
  /** The text before the string. */
  readonly before: string;
  /** Whether braces in the string may stand for what the program puts there. */
  readonly isFormatted: boolean;
}

function isIn(text: string, { above, end }: Search, accepts: (place: Place) => boolean): boolean {
  for (const { index, 1: sign } of text.matchAll(end)) {
    const place = placeAt(text, index);
    if ((sign !== '{' || place.isFormatted) && above.endsWith(place.shown) && accepts(place)) return true;
  }
  return false;
}

function placeAt(text: string, at: number): Place {
  const around = text.slice(Math.max(0, at - maxLength), at);
  const quote = Math.max(around.lastIndexOf('"'), around.lastIndexOf('\''));
  const string = around.slice(quote + 1).replace(/^(?:(?:https?|wss?):\/\/[^/?#\s]*|%s|\{\w*\}|\$\{?\w+\}?)/, '');
  const before = around.slice(0, quote + 1);
  const brace = string.lastIndexOf('}');
  // Quotes in braces hide where the string begins.
  const isFormatted = /[fFtT][rR]?["']{1,3}$/.test(before) || (brace >= 0 && !string.includes('{'));
  return { shown: isFormatted ? string.slice(brace + 1) : string, before, isFormatted };
}
