import type { Interpolation } from './dotenvTree.ts';

/** `$$` and `\$` are escapes and consume what they escape; then `${NAME` with what follows the name, or a bare `$NAME`. */
const reference = /\$\$|\\\$|\$\{([A-Za-z_]\w*)(:?[-=?+])?|\$([A-Za-z_]\w*)/g;

/**
 * All references to environment variables in a string, in the order of their names: `$NAME`, `${NAME}`, `${NAME:-default}`,
 * also those inside another one's default. `$$` and `\$` are escapes. A `${` without its `}` counts up to the name or
 * operator, since users type it so. Takes the text as it stands in the file and the offset of its first unit; gives ranges
 * in the file. Linear in the text's length.
 */
export function interpolationsIn(text: string, baseOffset: number): Interpolation[] {
  if (!text.includes('$')) return [];
  const found: Interpolation[] = [];
  const closings = closingBraces(text);
  for (const match of text.matchAll(reference)) {
    const braced = match[1];
    const name = braced ?? match[3];
    if (name === undefined) continue;
    const start = baseOffset + match.index;
    const nameStart = start + (braced === undefined ? 1 : 2);
    const nameRange = { start: nameStart, end: nameStart + name.length };
    const operator = match[2];
    const matchEnd = match.index + match[0].length;
    let end = matchEnd;
    if (braced !== undefined) {
      const closing = closings.get(match.index);
      // `${NAME.x}` or `${{ … }}` is some other template language's.
      if (operator === undefined && text[matchEnd] !== '}' && matchEnd < text.length) continue;
      end = closing === undefined ? matchEnd : closing + 1;
    }
    const hasDefault = operator !== undefined && (operator.endsWith('-') || operator.endsWith('='));
    found.push({ name, nameRange, range: { start, end: baseOffset + end }, hasDefault });
  }
  return found;
}

/** For the offset of each `${` the offset of its `}`. */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\' && text[at + 1] === '$') at++;
    else if (unit === '$' && text[at + 1] === '$') at++;
    else if (unit === '$' && text[at + 1] === '{') open.push(at++);
    else if (unit === '}') {
      const start = open.pop();
      if (start !== undefined) closings.set(start, at);
    }
  }
  return closings;
}
