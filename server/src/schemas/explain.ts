import type { Message, Severity } from '../analysis/diagnostic.ts';
import type { YamlPath } from '../syntax/yamlPath.ts';
import type { JsonSchema, JsonType } from './jsonSchema.ts';
import type { KindAt } from './kinds.ts';
import { partsAt, typesOf, typesOfParts, type SchemaPart } from './schemaWalk.ts';
import { isSpellingVariant, nearby } from './suggest.ts';
import type { Violation } from './violations.ts';

/** What a violation means to a user. */
export interface Explained {
  readonly message: Message;
  readonly severity: Severity;
  /** What was probably meant: another key for an unknown one, another value for a wrong one. */
  readonly suggestion: Suggestion | undefined;
}

/** What was probably meant. */
export interface Suggestion {
  readonly text: string;
  /** Whether nothing else is close and it is a slip of the keyboard, not another word. */
  readonly certain: boolean;
}

const typeNames: Readonly<Record<JsonType, string>> = {
  string: 'a text', number: 'a number', integer: 'a whole number', boolean: '`true` or `false`', array: 'a list', object: 'a map', null: 'empty',
};

/**
 * Says a violation in three parts, with what was probably meant. Never shows a value of the file: it may be a secret.
 * `undefined` for what is no finding: an unknown key or value, where others are allowed and none is close. Where the schema is strict, everything is an error.
 */
export function explain(violation: Violation, schema: JsonSchema, kindAt?: KindAt): Explained | undefined {
  const explained = meaningOf(violation, schema, partsAt(schema, violation.path, kindAt));
  return explained && schema['x-upguide-strict'] === true ? { ...explained, severity: 'error' } : explained;
}

function meaningOf(violation: Violation, schema: JsonSchema, parts: readonly SchemaPart[]): Explained | undefined {
  const why = parts.find((part) => part.schema.description !== undefined)?.schema.description ?? '';
  const place = quote(placeName(violation.path));
  const example = exampleOf(parts);
  const such = example === undefined ? '' : `, such as ${example}`;
  switch (violation.kind) {
    case 'missing':
      return wrong('error', { what: missingText(violation, schema), why, todo: `${missingTodo(violation, parts)}${such}.` });
    case 'unknownKey':
      return unknownKey(violation, schema);
    case 'type': {
      const expected = alternatives(violation.expected.map((type) => typeNames[type]));
      const scalars = violation.actual === 'string' || violation.actual === 'number' || violation.actual === 'boolean';
      const severity = scalars && violation.expected.some((type) => type !== 'array' && type !== 'object') ? 'warning' : 'error';
      const todo = violation.expected.includes('string') && scalars ? 'Put the value in quotes.' : `Write ${expected}${such}.`;
      return wrong(severity, { what: `${place} must be ${expected}, but is ${actualName(violation.actual)}.`, why, todo });
    }
    case 'value':
      return wrongValue(violation, place, why, schema);
    case 'range': {
      const bound = `${boundNames[violation.comparison] ?? violation.comparison} ${violation.limit}`;
      return wrong('error', { what: `${place} must be ${bound}.`, why, todo: `Choose a value of ${bound}${such}.` });
    }
    case 'form':
      return wrong('warning', { what: violation.wanted === undefined ? `${place} has not the form it must have.` : `${place} must be ${violation.wanted}.`, why, todo: `Correct the value${such}.` });
  }
}

const boundNames: Readonly<Record<string, string>> = { '>=': 'at least', '<=': 'at most', '>': 'more than', '<': 'less than' };

function wrong(severity: Severity, message: Message, suggestion?: Suggestion): Explained {
  return { message, severity, suggestion };
}

function actualName(type: JsonType): string {
  return type === 'boolean' ? 'a boolean' : typeNames[type];
}

function missingText(violation: Violation & { kind: 'missing' }, schema: JsonSchema): string {
  if (violation.empty) return `${quote(placeName(violation.path))} is empty.`;
  const parent = violation.path.slice(0, -1);
  const key = quote(String(violation.path.at(-1)));
  return parent.length === 0 ? `The file has no ${key}, which ${schemaName(schema)} requires.` : `${quote(placeName(parent))} has no ${key}.`;
}

/** Longer lists of values are for completion. */
const listedAtMost = 8;

function missingTodo(violation: Violation & { kind: 'missing' }, parts: readonly SchemaPart[]): string {
  const listed = parts.find((part) => part.schema.enum)?.schema.enum;
  const key = quote(String(violation.path.at(-1)));
  const choice = listed && listed.length <= listedAtMost ? `: ${alternatives(listed.map((value) => quote(String(value))))}` : '';
  return violation.empty ? `Give ${key} a value${choice}` : `Add ${key}${choice}`;
}

function unknownKey(violation: Violation & { kind: 'unknownKey' }, schema: JsonSchema): Explained | undefined {
  const key = String(violation.path.at(-1));
  const parent = violation.path.slice(0, -1);
  const name = schemaName(schema);
  if (key.startsWith(violation.prefix)) {
    // An old name is suggested only when no current one is close: what is old gets its own finding then.
    const current = nearby(key, violation.known.filter((known) => !known.deprecated).map((known) => known.name));
    const near = current.length > 0 ? current : nearby(key, violation.known.map((known) => known.name));
    const [first] = near;
    if (first !== undefined) {
      const where = parent.length === 0 ? name : `${quote(placeName(parent))} in ${name}`;
      return wrong('warning', {
        what: `${quote(key)} is not a key of ${where}.`,
        why: violation.report === 'error' ? '' : 'A misspelt key has no effect.',
        todo: `Did you mean ${alternatives(near.slice(0, 3).map(quote))}?`,
      }, { text: first, certain: near.length === 1 && current.length === 1 });
    }
  }
  if (violation.report === 'typos') return undefined;
  if (violation.report === 'error') {
    const where = parent.length === 0 ? name : `${quote(placeName(parent))} in ${name}`;
    const known = violation.known.length > 12 ? '' : ` Its keys are ${new Intl.ListFormat('en').format(violation.known.map((one) => quote(one.name)))}.`;
    return wrong('error', { what: `${quote(key)} is not a key of ${where}.`, why: known.trim(), todo: 'Remove it, or correct its name.' });
  }
  return wrong('information', {
    what: `${quote(placeName(violation.path))} is not part of ${name}.`, why: '', todo: 'Keep it if another program reads it, else remove it.',
  });
}

/** The message for `count` unknown keys of one mapping, of which the first few are named. */
export function unknownKeys(shown: readonly YamlPath[], count: number, schema: JsonSchema): Message {
  const names = shown.map((path) => quote(placeName(path))).join(', ');
  return {
    what: `${names} and ${count - shown.length} more ${count - shown.length === 1 ? 'key' : 'keys'} of this mapping are not part of ${schemaName(schema)}.`,
    why: '',
    todo: 'Keep them if another program reads them, else remove them.',
  };
}

function wrongValue(violation: Violation & { kind: 'value' }, place: string, why: string, root: JsonSchema): Explained | undefined {
  const { schema, actual, open } = violation;
  const allowed = schema.enum ?? [schema.const];
  const texts = allowed.filter((value): value is string => typeof value === 'string');
  if (typeof actual !== 'string') {
    // `2.0` without quotes is a number: the text was meant when it is the number's spelling.
    const meant = texts.find((text) => Number(text) === actual);
    const todo = meant === undefined ? `Write ${alternatives(allowed.map(spell))}.` : `Write ${quote(`"${meant}"`)}, in quotes.`;
    const text = `${place} must be the text ${alternatives(allowed.map(spell))}, but is ${actualName(jsonTypeName(actual))}.`;
    return wrong(meant === undefined ? 'error' : 'warning', { what: text, why, todo }, meant === undefined ? undefined : { text: meant, certain: true });
  }
  const variant = texts.find((text) => isSpellingVariant(text, actual));
  // Where any value is allowed, another spelling may be meant: programs often ignore case.
  if (variant !== undefined && open === 'silent') return undefined;
  const synonym = synonymOf(schema, actual);
  const near = variant !== undefined ? [variant] : synonym !== undefined ? [synonym] : nearby(actual, texts);
  const [first] = near;
  if (first === undefined && open === 'silent') return undefined;
  const choice = allowed.length > listedAtMost ? '' : ` ${alternatives(allowed.map(spell))}`;
  const what = open === 'silent' ? `The value of ${place} is probably misspelt.`
    : open === 'information' ? `The value of ${place} is none of those that ${schemaName(root)} names:${choice}.`
      : `${place} must be${choice === '' ? ' one of the listed values' : choice}.`;
  const todo = first !== undefined ? `Did you mean ${alternatives(near.slice(0, 3).map(quote))}?`
    : open === 'information' ? 'Choose one of them if one fits.' : 'Choose one of them.';
  const severity = open === 'no' ? 'error' : first === undefined ? 'information' : 'warning';
  return wrong(severity, { what, why, todo }, first === undefined ? undefined : { text: first, certain: near.length === 1 && synonym === undefined });
}

function jsonTypeName(value: unknown): JsonType {
  return typesOf({ const: value })?.[0] ?? 'null';
}

function synonymOf(schema: JsonSchema, word: string): string | undefined {
  const entries = Object.entries(schema['x-upguide-synonyms'] ?? {});
  return entries.find(([synonym]) => synonym.toLowerCase() === word.toLowerCase())?.[1];
}

function exampleOf(parts: readonly SchemaPart[]): string | undefined {
  // An enumeration is listed, and a map or a list does not fit into a sentence.
  if (parts.some(({ schema }) => schema.enum !== undefined || schema['x-upguide-secret'] !== undefined)) return undefined;
  if (typesOfParts(parts).includes('boolean')) return undefined;
  const example = parts.find(({ schema }) => schema.examples !== undefined)?.schema.examples?.[0];
  return typeof example === 'object' || example === undefined ? undefined : spell(example);
}

/** What messages call the schema. */
export function schemaName(schema: JsonSchema): string {
  return schema['x-upguide-name'] ?? 'its schema';
}

/** A path as people write it: `inputs.fuel_type.type`, `dependencies[0].version`. */
export function placeName(path: YamlPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`)).join('') || 'the file';
}

/** Keys come from the file: a long one, or one of several lines, must not break the message. */
function quote(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f]+/g, ' ').replaceAll('`', '\'');
  return `\`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\``;
}

function spell(value: unknown): string {
  return quote(typeof value === 'string' && Number.isNaN(Number(value)) ? value : JSON.stringify(value));
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`;
}
