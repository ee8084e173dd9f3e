import { getNodeValue, type Node, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { Severity } from '../analysis/diagnostic.ts';
import type { UserSettings } from '../service/settings.ts';
import { parseBaseline, type BaselineEntry } from '../service/upgrade/baseline.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { expectedGlob, isTakenGlob } from './exclude.ts';
import { readTextFile } from './readTextFile.ts';

/** Where a workspace folder keeps its settings, relative to it. */
export const configFile = '.upguide/config.json';

/** A settings file that cannot be used. The message names the file, the place, the key and what is expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    readonly file: string,
    /** `migrations.greenlang`; empty for the file as a whole. */
    readonly key: string,
    /** What should stand there. */
    readonly expected: string,
    /** Counts from 1; `undefined` when the file could not be read. */
    readonly place?: { readonly line: number; readonly column: number },
  ) {
    super(`${file}${place ? `:${place.line}:${place.column}` : ''}: ${key === '' ? '' : `\`${key}\`: `}${expected}`);
  }
}

const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'hint', 'off'];
const states: readonly ('auto' | 'on' | 'off')[] = ['auto', 'on', 'off'];

/** How each key is read. The names of the keys are those of `UserSettings`; the compiler sees to it. */
const readers: { readonly [K in keyof UserSettings]: (config: Config, node: Node, key: string) => UserSettings[K] } = {
  migrations: (config, node, key) => config.record(node, key, (value, inner) => config.oneOf(value, inner, states)),
  targetVersions: (config, node, key) => config.record(node, key, (value, inner) => config.version(value, inner)),
  severities: (config, node, key) => config.record(node, key, (value, inner) => config.oneOf(value, inner, severities)),
  exclude: (config, node, key) => config.globs(node, key),
};

function isSettingsKey(name: string): name is keyof UserSettings {
  return Object.hasOwn(readers, name);
}

/** Reads a settings file; `undefined` when there is none. Throws a `ConfigError` for one that cannot be used. */
export function readSettings(file: string, shownAs = file): Partial<UserSettings> | undefined {
  const read = readTextFile(file);
  if (read.kind === 'missing') return undefined;
  if (read.kind === 'skipped') throw new ConfigError(shownAs, '', read.reason);
  return parseSettings(read.text, shownAs);
}

/** Reads a baseline file (see `baselineFile`); `undefined` when there is none. Throws a `ConfigError` for one that cannot be used. */
export function readBaseline(file: string, shownAs = file): readonly BaselineEntry[] | undefined {
  const read = readTextFile(file);
  if (read.kind === 'missing') return undefined;
  if (read.kind === 'skipped') throw new ConfigError(shownAs, '', read.reason);
  const parsed = parseBaseline(read.text);
  if (parsed.kind === 'problem') throw new ConfigError(shownAs, '', parsed.problem);
  return parsed.entries;
}

/** Reads settings as JSON with comments and trailing commas. Only keys that are there are set. */
export function parseSettings(text: string, file: string): Partial<UserSettings> {
  const config = new Config(file, new LineIndex(text));
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true });
  } catch {
    // The parser calls itself for each level, and the stack ends somewhere.
    throw config.error('', 'It is nested too deeply for settings.', 0);
  }
  const [first] = errors;
  if (first !== undefined) {
    throw config.error('', `This is no valid JSON (${printParseErrorCode(first.error)}). Expected an object such as { "migrations": { "greenlang": "on" } }.`, first.offset);
  }
  if (root === undefined) return {};
  const settings: { -readonly [K in keyof UserSettings]?: UserSettings[K] } = {};
  const set = <K extends keyof UserSettings>(key: K, node: Node) => {
    settings[key] = readers[key](config, node, key);
  };
  for (const { name, value, nameOffset } of config.entries(root, '')) {
    if (name === '$schema') continue;
    if (!isSettingsKey(name)) throw config.error(name, `There is no such setting. Expected ${list(Object.keys(readers))}.`, nameOffset);
    set(name, value);
  }
  return settings;
}

/** One settings file while it is read. */
class Config {
  readonly #file: string;
  readonly #lines: LineIndex;

  constructor(file: string, lines: LineIndex) {
    this.#file = file;
    this.#lines = lines;
  }

  error(key: string, expected: string, offset: number): ConfigError {
    const { line, character } = this.#lines.positionAt(offset);
    return new ConfigError(this.#file, key, expected, { line: line + 1, column: character + 1 });
  }

  *entries(node: Node, key: string): Generator<{ name: string; value: Node; nameOffset: number }> {
    if (node.type !== 'object') throw this.error(key, 'Expected an object { … }.', node.offset);
    for (const property of node.children ?? []) {
      const [name, value] = property.children ?? [];
      if (name !== undefined && value !== undefined) yield { name: String(getNodeValue(name)), value, nameOffset: name.offset };
    }
  }

  record<V>(node: Node, key: string, read: (value: Node, key: string) => V): Record<string, V> {
    const entries: [string, V][] = [];
    for (const { name, value } of this.entries(node, key)) entries.push([name, read(value, `${key}.${name}`)]);
    // `fromEntries` makes own properties of all names, `__proto__` included.
    return Object.fromEntries(entries);
  }

  oneOf<V extends string>(node: Node, key: string, allowed: readonly V[]): V {
    const found = allowed.find((value) => value === getNodeValue(node));
    if (found === undefined) throw this.error(key, `Expected one of ${list(allowed.map((value) => `"${value}"`))}.`, node.offset);
    return found;
  }

  version(node: Node, key: string): string {
    const value: unknown = getNodeValue(node);
    if (typeof value !== 'string' || !/^\d+(\.\d+){0,2}$/.test(value)) throw this.error(key, 'Expected a version in quotes, such as "0.3".', node.offset);
    return value;
  }

  globs(node: Node, key: string): string[] {
    if (node.type !== 'array') throw this.error(key, 'Expected a list of globs, such as ["legacy/**"].', node.offset);
    return (node.children ?? []).map((item, index) => {
      const value: unknown = getNodeValue(item);
      if (typeof value !== 'string' || value.trim() === '' || !isTakenGlob(value)) {
        throw this.error(`${key}[${index}]`, `Expected ${expectedGlob}, in quotes.`, item.offset);
      }
      return value;
    });
  }
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${String(words.at(-1))}`;
}
