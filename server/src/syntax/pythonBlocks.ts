import { pythonLineEnd } from './pythonLines.ts';

/** A statement of a Python module's top level with the comments before it, or the rest of the text behind the last one. */
export interface PythonBlock {
  readonly start: number;
  readonly end: number;
  /** Name of a top-level def, async def or class, whose decorators belong to the block; `undefined` for all other statements. */
  readonly name: string | undefined;
}

/**
 * The top-level blocks of a Python text, in order and without gaps, found without a parser; linear in the text's length. A block begins at
 * a line that is not indented; the clauses of a compound statement (`else`, `except`) are in its block. `undefined` where it is not certain:
 * a string or bracket that does not close, a backslash that joins nothing, a decorator of nothing, line ends of `\r` alone. Then the
 * whole must be parsed. A text with syntax errors may have blocks all the same; they say nothing about where the error reaches.
 */
export function pythonBlocks(text: string): readonly PythonBlock[] | undefined {
  if (text.includes('\0') || /\r(?!\n)/.test(text)) return undefined;
  const blocks: PythonBlock[] = [];
  let start = 0;
  let name: string | undefined;
  let hasStatement = false;
  let isDecorated = false;
  /** The first comment at the margin behind the last statement: it belongs to the next one, if that is at the margin too. */
  let comment = -1;
  for (let at = 0; at < text.length;) {
    const lineStart = at;
    at = skipIndent(text, at);
    const code = text.charCodeAt(at);
    if (code === newline || at === text.length) {
      at++;
      continue;
    }
    const isAtMargin = at === lineStart || !indented(text, lineStart, at);
    if (code === hash) {
      if (isAtMargin && comment < 0) comment = lineStart;
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
      continue;
    }
    if (code === backslash || (isDecorated && !isAtMargin)) return undefined;
    if (isAtMargin) {
      const head = headAt(text, at);
      if (!head || (isDecorated ? head.kind === 'clause' || head.kind === 'other' : head.kind === 'clause' && !hasStatement)) return undefined;
      if (!isDecorated && head.kind !== 'clause') {
        const border = comment < 0 ? lineStart : comment;
        if (hasStatement) {
          blocks.push({ start, end: border, name });
          start = border;
        }
        name = undefined;
      }
      isDecorated = head.kind === 'decorator';
      if (head.kind === 'definition') name = head.name;
      hasStatement = true;
    }
    comment = -1;
    const end = pythonLineEnd(text, at);
    if (end === undefined) return undefined;
    at = end;
  }
  if (isDecorated) return undefined;
  if (text !== '') blocks.push({ start, end: text.length, name });
  return blocks;
}

type Head = { readonly kind: 'decorator' | 'clause' | 'other' } | { readonly kind: 'definition'; readonly name: string };

const other: Head = { kind: 'other' };
const word = /[a-z]+(?![\w\u{80}-\u{10ffff}])/uy;
const definition = /(?:async[ \t]+def|def|class)[ \t]+([\p{L}_][\p{L}\p{N}\p{M}_]*)/uy;
const asyncStatement = /async[ \t]+(?:for|with)(?!\w)/y;

/** What a statement begins with; `undefined` where only a parser can tell. */
function headAt(text: string, at: number): Head | undefined {
  const code = text.charCodeAt(at);
  if (code === atSign) return { kind: 'decorator' };
  // The grammar skips more kinds of spaces than Python does.
  if (code > 127) return /[\s\u{feff}\u{2060}\u{200b}]/u.test(text.charAt(at)) ? undefined : other;
  switch (matchAt(word, text, at)?.[0]) {
    case 'else':
    case 'elif':
    case 'except':
    case 'finally':
      return { kind: 'clause' };
    case 'async':
      if (matchAt(asyncStatement, text, at)) return other;
      return definitionAt(text, at);
    case 'def':
    case 'class':
      return definitionAt(text, at);
    default:
      return other;
  }
}

function definitionAt(text: string, at: number): Head | undefined {
  const name = matchAt(definition, text, at)?.[1];
  return name === undefined ? undefined : { kind: 'definition', name };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skipIndent(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== space && code !== tab && code !== formFeed && code !== carriageReturn) return at;
    at++;
  }
}

/** Whether the line is indented: a form feed puts it back to the margin. */
function indented(text: string, from: number, to: number): boolean {
  const last = text.charCodeAt(to - 1);
  return from < to && last !== formFeed && last !== carriageReturn;
}

const tab = 9;
const newline = 10;
const formFeed = 12;
const carriageReturn = 13;
const space = 32;
const hash = 35;
const atSign = 64;
const backslash = 92;
