import type { ParsedDotenv, ParsedYaml } from '../syntax/parsedFile.ts';
import { cursorAt } from '../syntax/yamlCursor.ts';
import { plainOrQuoted } from '../syntax/yamlEdits.ts';
import { nodeAt, pathAt } from '../syntax/yamlPath.ts';
import { kindsOfTree } from '../schemas/kinds.ts';
import { environmentVariables, valuesAt, type EnvironmentVariableInfo, type KeyInfo } from '../schemas/schemaInfo.ts';
import { replace } from '../text/edit.ts';
import type { Range } from '../text/range.ts';
import { documentOf, variableSchemas, type FeatureContext } from './featureContext.ts';
import { jsonCompletions } from './jsonCompletion.ts';
import type { Completion } from './languageService.ts';
import { keyCompletions, keyOrder, valueCompletions } from './schemaCompletions.ts';
import { tomlCompletions } from './tomlCompletion.ts';

/** A variable that is proposed, with the schema that describes it. */
type KnownVariable = EnvironmentVariableInfo & { readonly schema: string };

/** Keys, values, enum members and variable names that fit at the offset; none outside the system's documents. */
export function completions(context: FeatureContext, uri: string, offset: number): readonly Completion[] {
  const file = context.tree(uri);
  if (!file) return [];
  const variable = openInterpolation(file.text, offset);
  const document = documentOf(context, uri);
  if (file.language === 'dotenv') {
    const beside = context.states(uri).some(({ active, view }) => active && view.documentsBeside(uri).length > 0);
    if (!document && !beside) return [];
    return variable ? variables(context, uri, variable) : dotenvCompletions(file, knownVariables(context, uri), offset);
  }
  if (document && file.language === 'json') return jsonCompletions(file, document.parts(file), offset);
  if (!document || (file.language !== 'yaml' && file.language !== 'toml')) return [];
  if (variable) return variables(context, uri, variable);
  return file.language === 'toml' ? tomlCompletions(file, document.schema, offset) : yamlCompletions(file, document.schema, offset);
}

/** The variables of the new version, whatever the file still uses. */
function knownVariables(context: FeatureContext, uri: string): readonly KnownVariable[] {
  return variableSchemas(context, uri).flatMap(({ current }) => environmentVariables(current).map((info) => ({ ...info, schema: current })));
}

/** The name being typed behind `${`, with what already stands behind the cursor. */
function openInterpolation(text: string, offset: number): { readonly word: Range; readonly closed: boolean } | undefined {
  const before = /\$\{(\w*)$/.exec(text.slice(Math.max(0, offset - 120), offset));
  if (!before) return undefined;
  const after = /^\w*/.exec(text.slice(offset, offset + 120))?.[0] ?? '';
  const end = offset + after.length;
  return { word: { start: offset - (before[1] ?? '').length, end }, closed: /^[^\s}]*\}/.test(text.slice(end, end + 120)) };
}

function variables(context: FeatureContext, uri: string, { word, closed }: { readonly word: Range; readonly closed: boolean }): readonly Completion[] {
  const known = knownVariables(context, uri);
  const beside = context.states(uri)[0]?.view.environmentFilesBeside(uri) ?? [];
  const set = new Set(beside.flatMap(({ names }) => [...names]));
  const names = new Set([...set, ...known.filter(({ deprecated }) => !deprecated).map(({ name }) => name)]);
  return [...names].map((name): Completion => {
    const info = known.find((one) => one.name === name);
    return {
      label: name,
      kind: 'variable',
      detail: set.has(name) ? 'set beside this file' : 'not set yet',
      ...(info ? { markdown: info.description, deprecated: info.deprecated } : {}),
      edit: replace(word, closed ? name : `${name}}`),
      sort: `${set.has(name) ? '0' : '1'}${name}`,
    };
  });
}

function dotenvCompletions(file: ParsedDotenv, known: readonly KnownVariable[], offset: number): readonly Completion[] {
  const line = file.lines.lineAt(offset);
  const before = file.text.slice(file.lines.lineStart(line), offset);
  const value = /^\s*(?:export\s+)?(\w+)\s*=\s*(["']?)([\w-]*)$/.exec(before);
  if (value) {
    const info = known.find(({ name }) => name === value[1]);
    const word = { start: offset - (value[3] ?? '').length, end: offset + (/^[\w-]*/.exec(file.text.slice(offset, file.lines.lineEnd(line)))?.[0] ?? '').length };
    const listed = info?.enum.length ? info.enum : valuesAt(info?.schema ?? '', [value[1] ?? '']).filter(({ source }) => source !== 'example').map((one) => String(one.value));
    return info?.sensitive ? [] : listed.map((text, index): Completion => ({
      label: text, kind: 'enum', edit: replace(word, text), sort: String(index).padStart(3, '0'), ...(text === info?.default ? { detail: 'default' } : {}),
    }));
  }
  const name = /^\s*(?:export\s+)?(\w*)$/.exec(before);
  if (!name) return [];
  const present = new Set(file.dotenv.entries.filter(({ nameRange }) => offset < nameRange.start || offset > nameRange.end).map((entry) => entry.name));
  const tail = /^\w*=?/.exec(file.text.slice(offset, file.lines.lineEnd(line)))?.[0] ?? '';
  const word = { start: offset - (name[1] ?? '').length, end: offset + tail.length };
  return known.filter((info) => !present.has(info.name)).map((info): Completion => ({
    label: info.name,
    kind: 'variable',
    detail: [info.required ? 'required' : '', info.sensitive ? 'secret' : ''].filter((part) => part !== '').join(', '),
    markdown: info.description,
    deprecated: info.deprecated,
    edit: replace(word, `${info.name}=${info.sensitive ? '' : info.default ?? ''}`),
    sort: keyOrder(info),
  }));
}

function yamlCompletions(file: ParsedYaml, schema: string, offset: number): readonly Completion[] {
  const here = pathAt(file.yaml.documents[0]?.root, offset)?.node;
  // Prose in a block scalar looks like half-typed keys.
  if (here?.kind === 'scalar' && (here.style === 'literal' || here.style === 'folded')) return [];
  const cursor = cursorAt(file.text, file.lines, offset);
  if (!cursor) return [];
  const kindAt = kindsOfTree(file.yaml.documents[0]?.root);
  if (cursor.part === 'value') {
    return valueCompletions(schema, cursor.path, (value) => ({ edit: replace(cursor.word, typeof value === 'string' ? plainOrQuoted(value) : String(value)) }), kindAt);
  }
  const map = nodeAt(file.yaml.documents[0]?.root, cursor.path);
  const present = new Set(map?.kind === 'map' ? map.entries.filter(({ key }) => offset < key.range.start || offset > key.range.end).map(({ name }) => name) : []);
  const hasColon = /^\s*:/.test(file.text.slice(cursor.word.end, cursor.word.end + 20));
  return keyCompletions(schema, cursor.path, ({ name }) => !present.has(name), (info) => ({ edit: replace(cursor.word, hasColon ? info.name : keyText(info)) }), kindAt);
}

/** A key with its colon; the value follows on the same line, or on the next ones. */
function keyText({ name, kind }: KeyInfo): string {
  return kind === 'scalar' ? `${name}: ` : `${name}:`;
}
