import type { Range } from '../text/range.ts';
import { JsonTokens } from './jsonTokens.ts';
import type { YamlPath } from './yamlPath.ts';

/** Where a cursor stands in a JSON text that may be half typed. */
export interface JsonCursor {
  /** Of the object whose key is typed, or of the value that is typed. */
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  /** The word typed so far and what follows it directly, with its quotes. */
  readonly word: Range;
  /** Whether a colon stands behind the word already. */
  readonly hasColon: boolean;
}

interface Open {
  readonly isMap: boolean;
  /** Of the value that stands or comes next. */
  step: string | number;
  awaits: 'key' | 'colon' | 'value' | 'comma';
}

/** Takes a text, where the document begins and an offset in it; `undefined` in comments and where neither a key nor a value may stand. */
export function jsonCursorAt(text: string, start: number, offset: number): JsonCursor | undefined {
  const tokens = new JsonTokens(text, start, text.length);
  const stack: Open[] = [];
  for (let token = tokens.next(); ; token = tokens.next()) {
    if (tokens.comments.some(({ range }) => range.start < offset && offset < range.end)) return undefined;
    const top = stack.at(-1);
    const isWord = token.type === 'string' || token.type === 'literal' || token.type === 'unknown';
    if (token.type === 'end' || token.start >= offset || (isWord && token.end >= offset)) {
      if (top === undefined || (top.awaits !== 'key' && top.awaits !== 'value')) return undefined;
      const touches = isWord && token.start <= offset && offset <= token.end;
      const word = touches ? { start: token.start, end: token.end } : { start: offset, end: offset };
      const path = (top.awaits === 'key' ? stack.slice(0, -1) : stack).map(({ step }) => step);
      return { path, part: top.awaits, word, hasColon: /^\s*:/.test(text.slice(word.end, word.end + 20)) };
    }
    switch (token.type) {
      case '{':
      case '[':
        stack.push({ isMap: token.type === '{', step: token.type === '{' ? '' : 0, awaits: token.type === '{' ? 'key' : 'value' });
        break;
      case '}':
      case ']': {
        stack.pop();
        const outer = stack.at(-1);
        if (outer) outer.awaits = 'comma';
        break;
      }
      case ',':
        if (top?.isMap === true) top.awaits = 'key';
        else if (top) Object.assign(top, { step: Number(top.step) + 1, awaits: 'value' });
        break;
      case ':':
        if (top) top.awaits = 'value';
        break;
      default:
        if (top?.awaits === 'key') Object.assign(top, { step: String(token.value), awaits: 'colon' });
        else if (top) top.awaits = 'comma';
    }
  }
}
