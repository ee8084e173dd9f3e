import type { YamlScalar } from './yamlTree.ts';

const otherThanText = /^(?:~|null|Null|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;

/** What a scalar without quotes means by the core schema of YAML 1.2. */
export function plainValue(source: string): YamlScalar['value'] {
  const first = source.charCodeAt(0);
  // Digits, `+ - .`, `~`, and the first letters of null, true and false: nearly everything else is a text at once.
  const mayBeOther = (first >= 43 && first <= 57) || first === 126 || first === 110 || first === 78 || first === 116 || first === 84 || first === 102 || first === 70;
  if (!mayBeOther || !otherThanText.test(source)) return source;
  switch (source.charAt(0)) {
    case '~': case 'n': case 'N':
      return null;
    case 't': case 'T':
      return true;
    case 'f': case 'F':
      return false;
  }
  if (source.startsWith('0o')) return parseInt(source.slice(2), 8);
  if (source.startsWith('0x')) return parseInt(source.slice(2), 16);
  if (/nan$/i.test(source)) return NaN;
  if (/inf$/i.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  return /^[-+]?[0-9]+$/.test(source) ? parseInt(source, 10) : parseFloat(source);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', '/': '/', 0: '\0' };

/** A text in quotes on one line, beginning at `at`, and where it ends; `undefined` when it has no end there, or rare escapes. */
export function quotedText(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  return text.charCodeAt(at) === 34 ? doubleQuoted(text, at) : singleQuoted(text, at);
}

function doubleQuoted(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  let value = '';
  let from = at + 1;
  for (let index = from; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 34) return { value: value + text.slice(from, index), end: index + 1 };
    if (unit === 10) return undefined;
    if (unit !== 92) continue;
    const escaped = escapes[text.charAt(index + 1)];
    if (escaped === undefined) return undefined;
    value += text.slice(from, index) + escaped;
    index++;
    from = index + 1;
  }
  return undefined;
}

function singleQuoted(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  let value = '';
  let from = at + 1;
  for (let index = from; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 10) return undefined;
    if (unit !== 39) continue;
    if (text.charCodeAt(index + 1) !== 39) return { value: value + text.slice(from, index), end: index + 1 };
    value += text.slice(from, index + 1);
    index++;
    from = index + 1;
  }
  return undefined;
}

/** What follows the first line of a block scalar. */
export interface BlockText {
  readonly value: string;
  /** Behind its last unit that is no blank. */
  readonly end: number;
  /** Where the first line begins that is no part of it. */
  readonly next: number;
}

/**
 * The text of a block scalar whose lines begin at `from` and stand deeper than `parent`. `undefined` where that depends on more than the lines: nothing in it, blanks that
 * count, lines that stand out when they are to be folded.
 */
export function blockText(text: string, from: number, { parent, folded, clip }: { readonly parent: number; readonly folded: boolean; readonly clip: boolean }): BlockText | undefined {
  let indent = -1;
  let value = '';
  let end = from;
  let blanks = 0;
  let widest = 0;
  let start = from;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline < 0 ? text.length : newline;
    let at = start;
    while (at < lineEnd && text.charCodeAt(at) === 32) at++;
    const width = at - start;
    if (at === lineEnd) {
      widest = Math.max(widest, width);
      if (newline < 0) break;
      blanks++;
    } else {
      if (indent < 0 ? width <= parent : width < indent) {
        if (width > parent) return undefined;
        break;
      }
      if (indent < 0) indent = width;
      if (text.charCodeAt(at) === 9 || (folded && width > indent)) return undefined;
      const isFirst = end === from;
      // Folding puts a space for one line end, and one line end less for more.
      if (folded && !isFirst) value += blanks === 0 ? ' ' : '\n'.repeat(blanks);
      else value += '\n'.repeat(blanks + (isFirst ? 0 : 1));
      value += text.slice(start + indent, lineEnd);
      blanks = 0;
      end = lineEnd;
    }
    start = lineEnd + 1;
  }
  if (indent < 0 || widest > indent) return undefined;
  while (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9) end--;
  return { value: clip ? `${value}\n` : value, end, next: Math.min(start, text.length) };
}
