import type { Range } from '../text/range.ts';
import { iniOptions, type IniValueLine } from './iniOptions.ts';
import { pythonTokens, type PythonToken } from './pythonTokens.ts';
import { normalisePythonName, requirementAt, type Requirement } from './requirements.ts';

/** A requirement in a setup script: a string literal. */
export interface SetupPyRequirement {
  readonly requirement: Requirement;
  /** Of the string with its quotes, when it alone is an element of a list (or tuple); `undefined` when code decides about it. */
  readonly element: Range | undefined;
  readonly quote: string;
  /** Offset of the list's bracket. */
  readonly list: number;
}

/** What a `setup.py` says. */
export interface SetupPy {
  /** The package's own name, normalised. */
  readonly name: string | undefined;
  readonly requirements: readonly SetupPyRequirement[];
  /** The specifier behind `python_requires`, between its quotes. */
  readonly pythonRequires: { readonly value: string; readonly range: Range } | undefined;
}

const lists = /^(?:install_requires|extras_require|tests_require|setup_requires)$/;

/**
 * Reads a `setup.py`: the string literals of `install_requires` and its like, written in place or in a list of that name at the
 * top of the same file. A careful look at the tokens, no Python; what is computed is not seen. Never throws; linear.
 */
export function parseSetupPy(text: string): SetupPy {
  const tokens = pythonTokens(text);
  const closing = closings(tokens);
  const named = namedLists(tokens, closing);
  const opens = new Set<number>();
  let name: string | undefined;
  let pythonRequires: SetupPy['pythonRequires'];
  for (let i = 0; i + 2 < tokens.length; i++) {
    const [keyword, equals, value] = [tokens[i], tokens[i + 1], tokens[i + 2]] as [PythonToken, PythonToken, PythonToken];
    if (keyword.kind !== 'name' || equals.text !== '=') continue;
    if (lists.test(keyword.text)) {
      const open = value.kind === 'name' ? named.get(value.text) : i + 2;
      if (open !== undefined && closing.has(open)) opens.add(open);
    } else if (value.kind === 'string' && isAlone(tokens, i + 2)) {
      if (keyword.text === 'python_requires') pythonRequires ??= { value: text.slice(value.inner.start, value.inner.end), range: value.inner };
      else if (keyword.text === 'name' && tokens[i - 1]?.kind === 'punctuation') name ??= normalisePythonName(text.slice(value.inner.start, value.inner.end));
    }
  }
  const requirements: SetupPyRequirement[] = [];
  let behind = -1;
  for (const open of [...opens].sort((a, b) => a - b)) {
    const close = closing.get(open);
    if (close === undefined || open < behind) continue;
    collect(text, tokens, open, close, requirements);
    behind = close;
  }
  return { name, requirements, pythonRequires };
}

/** The token that closes the bracket at each token. */
function closings(tokens: readonly PythonToken[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind !== 'punctuation') continue;
    if ('[({'.includes(text)) open.push(i);
    else if ('])}'.includes(text)) {
      const from = open.pop();
      if (from !== undefined) found.set(from, i);
    }
  }
  return found;
}

/** Lists that a name at the top level stands for; not those of names that get a value twice. */
function namedLists(tokens: readonly PythonToken[], closing: ReadonlyMap<number, number>): ReadonlyMap<string, number> {
  const found = new Map<string, number | undefined>();
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as PythonToken;
    if (token.kind === 'punctuation') i = closing.get(i) ?? i;
    if (token.kind !== 'name' || !token.startsLine) continue;
    let equals = i + 1;
    // `NAME: list[str] = [`
    if (tokens[equals]?.text === ':') while (equals < i + 10 && tokens[equals]?.text !== '=') equals++;
    if (tokens[equals]?.text !== '=') continue;
    found.set(token.text, found.has(token.text) || !closing.has(equals + 1) ? undefined : equals + 1);
  }
  return new Map([...found].filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/** Adds the strings between two brackets that are requirements. */
function collect(text: string, tokens: readonly PythonToken[], from: number, to: number, found: SetupPyRequirement[]): void {
  const open: number[] = [];
  for (let i = from; i < to; i++) {
    const token = tokens[i] as PythonToken;
    if (token.kind === 'punctuation' && '[({'.includes(token.text)) open.push(i);
    else if (token.kind === 'punctuation' && '])}'.includes(token.text)) open.pop();
    if (token.kind !== 'string' || /f/i.test(token.prefix)) continue;
    const bracket = open.at(-1) ?? from;
    const isCall = tokens[bracket]?.text === '(' && tokens[bracket - 1]?.kind === 'name';
    // A string before a colon is the name of an extra.
    if (isCall || tokens[i + 1]?.text === ':') continue;
    const source = text.slice(token.inner.start, token.inner.end);
    const requirement = requirementAt(source, token.inner.start);
    if (!requirement) continue;
    const sure = isAlone(tokens, i) && token.quote.length === 1 && !source.includes('\\') && /^[[(]$/.test(tokens[bracket]?.text ?? '');
    found.push({ requirement, element: sure ? { start: token.start, end: token.end } : undefined, quote: token.quote, list: tokens[bracket]?.start ?? 0 });
  }
}

/** Whether a string is all that stands between two commas, brackets or the like. */
function isAlone(tokens: readonly PythonToken[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'string' && !/f/i.test(token.prefix) && /^[[({,:=]$/.test(tokens[at - 1]?.text ?? '') && /^[\])},]$/.test(tokens[at + 1]?.text ?? '');
}

/** What a `setup.cfg` says. */
export interface SetupCfg {
  readonly name: string | undefined;
  readonly requirements: readonly { readonly requirement: Requirement; readonly line: IniValueLine; readonly list: number }[];
  readonly pythonRequires: IniValueLine | undefined;
}

/** Reads a `setup.cfg`: name, `install_requires` and the extras, `python_requires`. Never throws. */
export function parseSetupCfg(text: string): SetupCfg {
  const requirements: { requirement: Requirement; line: IniValueLine; list: number }[] = [];
  let name: string | undefined;
  let pythonRequires: IniValueLine | undefined;
  for (const { section, key, offset, lines } of iniOptions(text)) {
    if (section === 'metadata' && key === 'name' && lines[0]) name ??= normalisePythonName(lines[0].text);
    if (section === 'options' && key === 'python_requires' && lines.length === 1) pythonRequires ??= lines[0];
    if (section !== 'options.extras_require' && !(section === 'options' && /^(?:install|tests|setup)_requires$/.test(key))) continue;
    for (const line of lines) {
      const requirement = requirementAt(line.text, line.offset);
      if (requirement) requirements.push({ requirement, line, list: offset });
    }
  }
  return { name, requirements, pythonRequires };
}
