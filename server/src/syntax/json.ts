import { JsonTokens, type JsonToken } from './jsonTokens.ts';
import type { SyntaxProblem, YamlComment, YamlDocument, YamlEntry, YamlItem, YamlNode, YamlScalar, YamlStream } from './yamlTree.ts';

/** In UTF-16 units. */
const maximumLength = 10 * 1024 * 1024;
/** The validators of schemas recurse as deep as the data. */
const maximumDepth = 200;
/** More would tell nobody anything. */
const maximumProblems = 50;

/** An object or list that is still open. */
interface Frame {
  readonly kind: 'map' | 'seq';
  readonly start: number;
  readonly entries: YamlEntry[];
  readonly items: YamlItem[];
  /** What may come next. */
  state: 'key' | 'colon' | 'value' | 'comma';
  key: YamlScalar | undefined;
  colon: number;
}

/**
 * Reads JSON with ranges, into the same tree as YAML (to which JSON is the flow style): what looks things up in a tree, or checks it by a schema, takes
 * both. Comments and trailing commas pass. With `lines`, every line that is not blank is a document (JSON Lines). Broken text gives a tree of what
 * can be read, and problems. Linear; never throws, and refuses what is too large or too deep.
 */
export function parseJson(text: string, { lines = false }: { readonly lines?: boolean } = {}): YamlStream {
  if (text.length > maximumLength) return refuse('too-large', 'TOO_LARGE', 'This file is too large to be looked at.');
  const reader = new JsonReader(text);
  if (!lines) reader.read(0, text.length);
  else for (const { start, end } of linesOf(text)) if (text.slice(start, end).trim() !== '') reader.read(start, end);
  if (reader.tooDeep) return refuse('too-deep', 'TOO_DEEP', 'Values are nested too deeply in this file.');
  const { documents, comments, problems } = reader;
  return { documents, comments, problems };
}

function refuse(refused: 'too-large' | 'too-deep', code: string, message: string): YamlStream {
  return { documents: [], comments: [], problems: [{ code, message, range: { start: 0, end: 0 } }], refused };
}

function* linesOf(text: string): Iterable<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield { start, end };
    start = end + 1;
  }
}

class JsonReader {
  readonly documents: YamlDocument[] = [];
  readonly comments: YamlComment[] = [];
  readonly problems: SyntaxProblem[] = [];
  tooDeep = false;
  readonly #text: string;
  #stack: Frame[] = [];
  #root: YamlNode | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads one document. */
  read(start: number, end: number): void {
    const tokens = new JsonTokens(this.#text, start, end);
    this.#stack = [];
    this.#root = undefined;
    let token = tokens.next();
    for (; token.type !== 'end' && !this.tooDeep; token = tokens.next()) {
      if (token.problem !== undefined) this.#problem(token, token.problem);
      const frame = this.#stack.at(-1);
      if (frame) this.#inside(frame, token);
      else if (this.#root === undefined && isValue(token)) this.#value(token);
      else this.#problem(token, this.#root === undefined ? 'A value belongs here.' : 'Nothing may stand behind the value of the file.');
    }
    if (this.#stack.length > 0) this.#problem(token, 'A closing bracket is missing.');
    else if (this.#root === undefined && this.#text.slice(start, end).trim() !== '') this.#problem(token, 'A value is missing.');
    while (this.#stack.length > 0) this.#close(token.end);
    this.documents.push({ root: this.#root });
    for (const comment of tokens.comments) this.comments.push(comment);
  }

  #inside(frame: Frame, token: JsonToken): void {
    switch (token.type) {
      case '}':
      case ']':
        if ((token.type === '}') !== (frame.kind === 'map')) {
          this.#problem(token, 'This closes something else than what is open.');
          return;
        }
        if (frame.kind === 'map' && frame.key) this.#problem(token, 'A value is missing before this.');
        this.#close(token.end);
        return;
      case ',':
        if (frame.state !== 'comma') this.#problem(token, 'Something is missing before this comma.');
        this.#flush(frame);
        frame.state = frame.kind === 'map' ? 'key' : 'value';
        return;
      case ':':
        if (frame.kind === 'seq' || frame.state !== 'colon') {
          this.#problem(token, 'A colon belongs behind a key.');
          return;
        }
        frame.colon = token.start;
        frame.state = 'value';
        return;
      default:
        if (frame.kind === 'map' && frame.state !== 'value') this.#key(frame, token);
        else {
          if (frame.state === 'comma') this.#problem(token, 'A comma is missing before this.');
          this.#value(token);
        }
    }
  }

  /** Something that can only be a key here. */
  #key(frame: Frame, token: JsonToken): void {
    if (frame.state === 'colon') this.#problem(token, 'A colon is missing before this.');
    else if (frame.state === 'comma') this.#problem(token, 'A comma is missing before this.');
    if (token.type !== 'string') {
      if (frame.state === 'colon') {
        frame.state = 'value';
        this.#value(token);
        return;
      }
      if (frame.state === 'key') this.#problem(token, 'A key in double quotes belongs here.');
      // What it opens is closed again somewhere.
      if (token.type === '{' || token.type === '[') this.#open(token);
      return;
    }
    this.#flush(frame);
    frame.key = scalar(token);
    frame.colon = token.end;
    frame.state = 'colon';
  }

  #value(token: JsonToken): void {
    if (token.type === '{' || token.type === '[') this.#open(token);
    else {
      if (token.type === 'unknown') this.#problem(token, 'This is no value of JSON; a text needs double quotes.');
      this.#put(scalar(token));
    }
  }

  #open({ type, start }: JsonToken): void {
    if (this.#stack.length >= maximumDepth) this.tooDeep = true;
    else this.#stack.push({ kind: type === '{' ? 'map' : 'seq', start, entries: [], items: [], state: type === '{' ? 'key' : 'value', key: undefined, colon: 0 });
  }

  #close(end: number): void {
    const frame = this.#stack.pop();
    if (!frame) return;
    this.#flush(frame);
    const range = { start: frame.start, end };
    this.#put(frame.kind === 'map' ? { kind: 'map', flow: true, entries: frame.entries, range } : { kind: 'seq', flow: true, items: frame.items, range });
  }

  /** Gives a finished value to what it stands in. */
  #put(value: YamlNode): void {
    const frame = this.#stack.at(-1);
    if (!frame) this.#root ??= value;
    else if (frame.kind === 'seq') frame.items.push({ value, range: value.range });
    else if (frame.key && frame.state === 'value') {
      frame.entries.push({ key: frame.key, name: String(frame.key.value), value, range: { start: frame.key.range.start, end: value.range.end }, colon: frame.colon });
      frame.key = undefined;
    } else return;
    if (frame) frame.state = 'comma';
  }

  /** Keeps a key that got no value. */
  #flush(frame: Frame): void {
    const { key, colon } = frame;
    if (!key) return;
    frame.entries.push({ key, name: String(key.value), value: undefined, range: { start: key.range.start, end: frame.state === 'value' ? colon + 1 : key.range.end }, colon });
    frame.key = undefined;
  }

  #problem({ start, end }: JsonToken, message: string): void {
    if (this.problems.length < maximumProblems) this.problems.push({ code: 'JSON', message, range: { start, end } });
  }
}

function isValue({ type }: JsonToken): boolean {
  return type === '{' || type === '[' || type === 'string' || type === 'literal' || type === 'unknown';
}

function scalar({ type, start, end, value }: JsonToken): YamlScalar {
  return { kind: 'scalar', value, style: type === 'string' ? 'double' : 'plain', range: { start, end } };
}
