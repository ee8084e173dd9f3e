import ignore, { type Ignore } from 'ignore';

/** The patterns of one `.gitignore`. */
export interface GitPatterns {
  /**
   * What they say about a path relative to their folder, with `/`, and with one at the end for a folder: `undefined` for nothing. The folders above it must be
   * known not to be ignored by them.
   */
  test(relative: string): boolean | undefined;
  /** The same, and `true` for all that lies in a folder which they ignore. */
  testAlong(relative: string): boolean | undefined;
}

/** Reads patterns. Nearly every file matches none of them, and to find that out one by one takes most of the time of a walk: so first its name is looked at. */
export function readGitPatterns(text: string, ignoreCase: boolean): GitPatterns {
  const patterns = ignore({ ignorecase: ignoreCase }).add(text);
  const mayMatch = createNameFilter(text, ignoreCase);
  return {
    test: (relative) => (mayMatch(relative) ? verdict(patterns, relative) : undefined),
    testAlong: (relative) => verdict(patterns, relative),
  };
}

function verdict(patterns: Ignore, relative: string): boolean | undefined {
  if (!ignore.isPathValid(relative)) return undefined;
  try {
    const { ignored, unignored } = patterns.test(relative);
    if (ignored) return true;
    return unignored ? false : undefined;
  } catch {
    // A pattern that makes no regular expression: git would not match anything with it either.
    return undefined;
  }
}

/** What a path must have for a pattern to match it. Empty texts ask for nothing. */
interface Needs {
  /** How the path begins. */
  readonly start: string;
  /** How its last name begins and ends. */
  readonly head: string;
  readonly tail: string;
  /** What the whole last name is like, where its end says nothing. */
  readonly shape?: RegExp;
}

/** Tells of a path whether one of the patterns may match it, by the plain parts of the patterns. */
function createNameFilter(text: string, ignoreCase: boolean): (relative: string) => boolean {
  // What is equal to a regular expression that ignores case is equal in capitals.
  const fold = (part: string) => (ignoreCase ? capitals(part) : part);
  const exact = new Set<string>();
  const byLastUnit = new Map<string, Needs[]>();
  const others: Needs[] = [];
  for (const line of fold(text).split(/\r?\n/)) {
    const needs = needsOf(line);
    if (needs === undefined) continue;
    if (typeof needs === 'string') exact.add(needs);
    else if (needs.tail === '') others.push(needs);
    else {
      const last = needs.tail.slice(-1);
      byLastUnit.set(last, [...byLastUnit.get(last) ?? [], needs]);
    }
  }
  return (relative) => {
    const path = fold(relative.endsWith('/') ? relative.slice(0, -1) : relative);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const fits = ({ start, head, tail, shape }: Needs) => name.startsWith(head) && name.endsWith(tail) && path.startsWith(start) && shape?.test(name) !== false;
    return exact.has(name) || byLastUnit.get(name.slice(-1))?.some(fits) === true || others.some(fits);
  };
}

/** In capitals, unit by unit: `ß` would become two, and no `?` of a pattern stands for two. */
function capitals(text: string): string {
  const capital = text.toUpperCase();
  if (capital.length === text.length) return capital;
  return text.split('').map((unit) => (unit.toUpperCase().length === 1 ? unit.toUpperCase() : unit)).join('');
}

/** What a line asks for: the whole name, or parts; nothing for a line without a pattern. */
function needsOf(line: string): Needs | string | undefined {
  if (line.trim() === '' || line.startsWith('#')) return undefined;
  // A class of letters is at least some letter.
  const pattern = (line.startsWith('!') ? line.slice(1) : line).replace(/\[[^[\]/\\]+\]/g, '?').replace(/\*?\\([#!])/g, '*$1').replace(/ +$/, '');
  // Other escapes, white space that is no space, and half a class have rules of their own.
  if (/[\\[\]]|[^\S ]/.test(pattern)) return { start: '', head: '', tail: '' };
  const path = pattern.replace(/^\//, '').replace(/\/+$/, '');
  const start = path.includes('/') || pattern.startsWith('/') ? /^[^*?]*/.exec(path)?.[0] ?? '' : '';
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (last !== '' && !/[*?]/.test(last)) return last;
  // `**` at the end is for all that lies below.
  if (last.includes('**') || last === '') return { start, head: '', tail: '' };
  const head = /^[^*?]*/.exec(last)?.[0] ?? '';
  const tail = /[^*?]*$/.exec(last)?.[0] ?? '';
  return tail === '' && (last.match(/\*/g) ?? []).length <= maxStars ? { start, head, tail, shape: shapeOf(last) } : { start, head, tail };
}

/** More of them could take long. */
const maxStars = 3;

function shapeOf(name: string): RegExp {
  return new RegExp(`^${name.replace(/[.+^${}()|]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
