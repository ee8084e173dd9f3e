import type { YamlPath } from '../syntax/yamlPath.ts';
import type { JsonSchema, JsonType } from './jsonSchema.ts';
import type { KindAt } from './kinds.ts';
import { schemaById } from './schemaCatalog.ts';
import { jsonType, partsAt, partsOf, typesOf, typesOfParts, type SchemaPart } from './schemaWalk.ts';

/** A key that a schema knows in some place, for completion. */
export interface KeyInfo {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** What replaces a deprecated key. */
  readonly replacement: string | undefined;
  /** What stands behind the colon: a value on the same line, or indented lines. */
  readonly kind: 'scalar' | 'map' | 'list';
  readonly default: unknown;
  readonly examples: readonly unknown[];
}

/** A value that a schema names, for completion. */
export interface ValueInfo {
  readonly value: string | number | boolean;
  readonly description: string;
  /** Whether only such values are allowed, or this one is an example of many. */
  readonly source: 'enum' | 'const' | 'boolean' | 'default' | 'example';
}

/** What a schema says about a place, for hover. */
export interface PlaceInfo {
  readonly description: string;
  /** `text`, `whole number, at least 1`, `list or map`; empty when any value will do. */
  readonly type: string;
  readonly default: unknown;
  readonly examples: readonly unknown[];
  readonly enum: readonly unknown[];
  /** What members of `enum` mean. */
  readonly enumDescriptions: Readonly<Record<string, string>>;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** The guide's entry, such as `BC-007`. */
  readonly change: string | undefined;
  readonly replacement: string | undefined;
  /** Whether the value must not be shown. */
  readonly secret: boolean;
}

/** A new secret that can be drawn: `bytes` random bytes, written in an encoding. */
export interface SecretForm {
  readonly encoding: 'hex' | 'base64';
  readonly bytes: number;
}

/** An environment variable that a schema describes. */
export interface EnvironmentVariableInfo {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Whether the value is a secret. */
  readonly sensitive: boolean;
  /** How to draw a new value; `undefined` for what is no secret, or one that somebody else issues. */
  readonly secret: SecretForm | undefined;
  readonly enum: readonly string[];
  readonly default: string | undefined;
  readonly deprecated: boolean;
  readonly change: string | undefined;
  readonly replacement: string | undefined;
}

/** The keys of the mapping at a path, in the schema's order. Empty where names are free (`inputs`) or nothing is known. `kindAt`: see `partsAt`. */
export function keysAt(schemaId: string, path: YamlPath, kindAt?: KindAt): readonly KeyInfo[] {
  const root = schemaById(schemaId)?.schema;
  if (!root) return [];
  const parts = partsAt(root, path, kindAt);
  const members = new Map<string, JsonSchema[]>();
  for (const { schema } of parts) {
    for (const [name, member] of Object.entries(schema.properties ?? {})) members.set(name, [...(members.get(name) ?? []), member]);
  }
  const required = requiredIn(parts);
  return [...members].map(([name, schemas]) => {
    const own = schemas.flatMap((schema) => partsOf(root, schema));
    return {
      name,
      description: text(own, 'description'),
      required: required.has(name),
      deprecated: isDeprecated(own),
      replacement: first(own, 'x-upguide-replacement'),
      kind: kindOf(own),
      default: first(own, 'default'),
      examples: first(own, 'examples') ?? [],
    };
  });
}

/** Values that the schema names for a path: those of an enumeration first, then the default and examples. Scalars only. */
export function valuesAt(schemaId: string, path: YamlPath, kindAt?: KindAt): readonly ValueInfo[] {
  const root = schemaById(schemaId)?.schema;
  if (!root) return [];
  // The kind that is typed already does not say which others there are.
  const parts = partsAt(root, path, kindAt && ((at, key) => (at.length === path.length - 1 && key === path.at(-1) ? undefined : kindAt(at, key))));
  const values = new Map<string | number | boolean, ValueInfo>();
  const add = (value: unknown, source: ValueInfo['source'], description: string): void => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
    if (!values.has(value)) values.set(value, { value, description, source });
  };
  for (const { schema } of parts) {
    for (const value of schema.enum ?? []) add(value, 'enum', schema['x-upguide-enumDescriptions']?.[String(value)] ?? '');
    if (schema.const !== undefined) add(schema.const, 'const', text(parts, 'description'));
  }
  if (typesOfParts(parts).includes('boolean')) for (const value of [true, false]) add(value, 'boolean', '');
  add(first(parts, 'default'), 'default', '');
  // An example of a secret would end up as the secret.
  for (const example of first(parts, 'examples') ?? []) if (!isSecret(parts) || /\$\{GL_/.test(String(example))) add(example, 'example', '');
  return [...values.values()];
}

/** What the schema says about the value at a path; `undefined` where it says nothing. */
export function describe(schemaId: string, path: YamlPath, kindAt?: KindAt): PlaceInfo | undefined {
  const root = schemaById(schemaId)?.schema;
  if (!root) return undefined;
  const parts = partsAt(root, path, kindAt);
  if (parts.length === 0) return undefined;
  const last = path.at(-1);
  const parent = typeof last === 'string' ? partsAt(root, path.slice(0, -1), kindAt) : [];
  return {
    description: text(parts, 'description'),
    type: typeText(parts),
    default: first(parts, 'default'),
    examples: first(parts, 'examples') ?? [],
    enumDescriptions: first(parts, 'x-upguide-enumDescriptions') ?? {},
    enum: parts.flatMap(({ schema }) => schema.enum ?? (schema.const === undefined ? [] : [schema.const])),
    required: typeof last === 'string' && requiredIn(parent).has(last),
    deprecated: isDeprecated(parts),
    change: first(parts, 'x-upguide-change'),
    replacement: first(parts, 'x-upguide-replacement'),
    secret: isSecret(parts),
  };
}

/** The environment variables that a schema describes, in its order; empty for an unknown schema. */
export function environmentVariables(schemaId: string): readonly EnvironmentVariableInfo[] {
  const root = schemaById(schemaId)?.schema;
  if (!root) return [];
  return Object.entries(root.properties ?? {}).map(([name, schema]) => {
    const parts = partsOf(root, schema);
    const secret = first(parts, 'x-upguide-secret');
    const defaultValue = first(parts, 'default');
    return {
      name,
      description: text(parts, 'description'),
      required: root.required?.includes(name) ?? false,
      sensitive: secret !== undefined,
      secret: typeof secret === 'object' ? secret : undefined,
      enum: parts.flatMap((part) => part.schema.enum ?? []).map(String),
      default: defaultValue === undefined ? undefined : String(defaultValue),
      deprecated: isDeprecated(parts),
      change: first(parts, 'x-upguide-change'),
      replacement: first(parts, 'x-upguide-replacement'),
    };
  });
}

/** The first part's keyword: outer parts come first, and what is said closer to the place counts more. */
function first<K extends keyof JsonSchema>(parts: readonly SchemaPart[], keyword: K): JsonSchema[K] | undefined {
  // What a branch says about deprecation is about that form of the value, not about the place.
  const all = keyword === 'x-upguide-replacement' ? parts.filter((part) => !part.alternative) : parts;
  return all.find(({ schema }) => schema[keyword] !== undefined)?.schema[keyword];
}

function text(parts: readonly SchemaPart[], keyword: 'description'): string {
  return first(parts, keyword) ?? '';
}

function isDeprecated(parts: readonly SchemaPart[]): boolean {
  return parts.some(({ schema, alternative }) => !alternative && schema.deprecated === true);
}

function isSecret(parts: readonly SchemaPart[]): boolean {
  return first(parts, 'x-upguide-secret') !== undefined;
}

function requiredIn(parts: readonly SchemaPart[]): ReadonlySet<string> {
  return new Set(parts.flatMap(({ schema }) => schema.required ?? []));
}

function kindOf(parts: readonly SchemaPart[]): KeyInfo['kind'] {
  // The first form that is not deprecated is the one to write.
  const types = parts.flatMap(({ schema, alternative }) => (alternative && schema.deprecated === true ? [] : [...(typesOf(schema) ?? [])]));
  const type = types[0] ?? jsonType(first(parts, 'examples')?.[0] ?? '');
  return type === 'object' ? 'map' : type === 'array' ? 'list' : 'scalar';
}

const typeWords: Readonly<Record<JsonType, string>> = {
  string: 'text', number: 'number', integer: 'whole number', boolean: 'true or false', array: 'list', object: 'map', null: 'empty',
};

function typeText(parts: readonly SchemaPart[]): string {
  const words = new Set<string>();
  for (const { schema, alternative } of parts) {
    if (alternative && (schema.deprecated === true || schema['x-upguide-tolerated'] !== undefined)) continue;
    for (const type of typesOf(schema) ?? []) words.add(typeWords[type] + bounds(schema));
  }
  return [...words].join(' or ');
}

function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const said = [
    minimum === undefined ? '' : `at least ${minimum}`, exclusiveMinimum === undefined ? '' : `more than ${exclusiveMinimum}`,
    maximum === undefined ? '' : `at most ${maximum}`, exclusiveMaximum === undefined ? '' : `less than ${exclusiveMaximum}`,
  ].filter((part) => part !== '');
  return said.length === 0 ? '' : `, ${said.join(', ')}`;
}
