import { RE2JS } from 're2js';

/** A regular expression that finds texts in time that grows with the searched text alone. */
export interface TextPattern {
  readonly expression: RE2JS;
  /** How much work a unit of text is, in steps. */
  readonly size: number;
}

/** Larger programs (`(a{1,50}){1,50}`) take too long a unit of text. */
const maximumSize = 1_000;

/** What makes folding of letters slow: a class with letters of other scripts is gone through letter by letter. */
const otherLetters = /[^\x00-\x7f]|\\[xpP]/;

/** Compiles an expression of RE2's syntax; the reason, for the user, when it is none or too large, or when it finds empty text. */
export function compilePattern(source: string): TextPattern | { readonly problem: string } {
  if (/\(\?[a-zA-Z]*i/.test(source) && otherLetters.test(source)) return { problem: 'with `(?i)` it may hold letters of ASCII alone' };
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(source, RE2JS.MULTILINE);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unknown';
    return { problem: `it is no regular expression of RE2 (${reason}); look-around and back-references are not part of it` };
  }
  const size = expression.programSize();
  if (size > maximumSize) return { problem: `it is too large: repetitions such as \`{1,50}\` inside one another multiply` };
  if (expression.matcher('').find()) return { problem: `it also finds the empty text, which is everywhere` };
  return { expression, size };
}

/** A piece of a replacement: text as it is, or a group of the match by number or name. */
type Piece = { readonly text: string } | { readonly group: number | string };

/** Reads a replacement (`$1`, `${name}`, `$$`) for an expression; the reason, for the user, when it names a group that there is not. */
export function readReplacement(template: string, { expression }: TextPattern): readonly Piece[] | { readonly problem: string } {
  const pieces: Piece[] = [];
  const names = expression.namedGroups();
  let end = 0;
  for (const match of template.matchAll(/\$(?:(\$)|(\d{1,2})|\{(\w+)\})/g)) {
    const [whole, dollar, number, name] = match;
    pieces.push({ text: template.slice(end, match.index) + (dollar ?? '') });
    end = match.index + whole.length;
    if (dollar !== undefined) continue;
    const group = number === undefined ? name ?? '' : Number(number);
    const isThere = typeof group === 'number' ? group <= expression.groupCount() : Object.hasOwn(names, group);
    if (!isThere) return { problem: `the expression has no group \`${String(group)}\`` };
    pieces.push({ group });
  }
  return [...pieces, { text: template.slice(end) }];
}

/** A place that an expression fits, with the texts of its groups. */
export interface TextMatch {
  readonly start: number;
  readonly end: number;
  readonly group: (group: number | string) => string;
}

/** Longer lines are data, or made by a program. */
const maximumLine = 2_000;

/** Steps that all expressions of a rule may take in one file: about a second. */
const maximumWork = 30_000_000;

/** More places of one kind in one file help nobody. */
const maximumMatches = 1_000;

/** What is left to the expressions of one rule in one file. */
export interface Budget {
  work: number;
  matches: number;
}

/** All of it. */
export function fileBudget(): Budget {
  return { work: maximumWork, matches: maximumMatches };
}

/**
 * The places in the lines of a text that an expression fits, in order. Takes offsets of lines that may hold one. Each search from where the last one
 * ended may go through the rest of its line, so many matches in a long line cost the square of its length: what is left when the budget is used up is not looked at.
 */
export function* matchesInLines(text: string, lines: Iterable<{ readonly start: number; readonly end: number }>, { expression, size }: TextPattern, budget: Budget): Iterable<TextMatch> {
  for (const { start, end } of lines) {
    if (end - start > maximumLine) continue;
    const line = text.slice(start, end);
    const matcher = expression.matcher(line);
    for (let at = 0; at < line.length;) {
      budget.work -= (line.length - at) * size;
      if (budget.work < 0 || budget.matches <= 0) return;
      if (!matcher.find(at)) break;
      const [from, to] = [matcher.start(), matcher.end()];
      at = Math.max(to, from + 1);
      if (to === from) continue;
      budget.matches--;
      yield { start: start + from, end: start + to, group: (group) => matcher.group(group) ?? '' };
    }
  }
}

/** A replacement filled in for a match; asked for before the next match is looked for. */
export function filledReplacement(pieces: readonly Piece[], { group }: TextMatch): string {
  return pieces.map((piece) => ('text' in piece ? piece.text : group(piece.group))).join('');
}
