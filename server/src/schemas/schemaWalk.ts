import { fromPointer, type YamlPath } from '../syntax/yamlPath.ts';
import type { JsonSchema, JsonType } from './jsonSchema.ts';
import type { KindAt } from './kinds.ts';

/** One of the subschemas that speak about a place, without `$ref` and conditions. */
export interface SchemaPart {
  readonly schema: JsonSchema;
  /** Whether it holds only for one form of the value (a branch of `anyOf`); what it says about itself is not about the place. */
  readonly alternative: boolean;
}

/** The subschema at a JSON pointer into a schema document; `undefined` when there is none. */
export function schemaAtPointer(root: JsonSchema, pointer: string): unknown {
  let found: unknown = root;
  for (const step of fromPointer(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/**
 * All subschemas that speak about the same value as `schema`: itself, what `$ref`s lead to, branches, both sides of conditions; not those that hold for a
 * kind only (`x-upguide-kind`).
 */
export function partsOf(root: JsonSchema, schema: JsonSchema): readonly SchemaPart[] {
  const remembered = partsBySchema.get(schema);
  if (remembered) return remembered;
  const parts: SchemaPart[] = [];
  const visited = new Set<JsonSchema>();
  const visit = (part: JsonSchema | undefined, alternative: boolean): void => {
    if (!part || visited.has(part)) return;
    visited.add(part);
    parts.push({ schema: part, alternative });
    if (part.$ref !== undefined) visit(referenced(root, part.$ref), alternative);
    if (part['x-upguide-kind'] === undefined) for (const member of part.allOf ?? []) visit(member, alternative);
    visit(part.then, alternative);
    visit(part.else, alternative);
    for (const branch of [...(part.anyOf ?? []), ...(part.oneOf ?? [])]) if (!isInterpolation(branch)) visit(branch, true);
  };
  visit(schema, false);
  partsBySchema.set(schema, parts);
  return parts;
}

/**
 * The subschemas that speak about the value at a path; empty where the schema says nothing. Without `kindAt`, or where it gives no known kind, those that
 * hold for one kind of a mapping only are left out.
 */
export function partsAt(root: JsonSchema, path: YamlPath, kindAt?: KindAt): readonly SchemaPart[] {
  let parts = partsOf(root, root);
  for (const [index, step] of path.entries()) {
    parts = partsBelow(root, parts, step);
    const key = kindAt && parts.find(({ schema }) => schema['x-upguide-kind'] !== undefined)?.schema['x-upguide-kind'];
    if (kindAt && key !== undefined) parts = partsOfKind(root, parts, key, kindAt(path.slice(0, index + 1), key));
  }
  return parts;
}

/** Adds what is said of a mapping whose `key` has the value `kind`. */
function partsOfKind(root: JsonSchema, parts: readonly SchemaPart[], key: string, kind: unknown): readonly SchemaPart[] {
  const remembered = partsByKind.get(parts) ?? new Map<unknown, readonly SchemaPart[]>();
  partsByKind.set(parts, remembered);
  const branches = parts.flatMap(({ schema }) => schema['x-upguide-kind'] === undefined ? [] : schema.allOf ?? []).filter((branch) => branch.if?.properties?.[key]?.const === kind);
  if (branches.length === 0) return parts;
  const found = remembered.get(kind) ?? [...parts, ...branches.flatMap(({ then }) => (then ? partsOf(root, then) : []))];
  remembered.set(kind, found);
  return found;
}

/** Schemas never change, so what was found holds; every finding of a file asks, and there can be thousands. */
const partsBySchema = new WeakMap<JsonSchema, readonly SchemaPart[]>();
const partsByKind = new WeakMap<readonly SchemaPart[], Map<unknown, readonly SchemaPart[]>>();
const partsByStep = new WeakMap<readonly SchemaPart[], Map<string, readonly SchemaPart[]>>();

function partsBelow(root: JsonSchema, parts: readonly SchemaPart[], step: string | number): readonly SchemaPart[] {
  const known = typeof step === 'string' && parts.some(({ schema }) => schema.properties && Object.hasOwn(schema.properties, step));
  // All items mean the same, and so do all names that no part knows.
  const key = typeof step === 'number' ? 'item' : known ? `key ${step}` : 'other';
  const remembered = partsByStep.get(parts) ?? new Map<string, readonly SchemaPart[]>();
  partsByStep.set(parts, remembered);
  const found = remembered.get(key) ?? childParts(root, parts, step);
  remembered.set(key, found);
  return found;
}

function childParts(root: JsonSchema, parts: readonly SchemaPart[], step: string | number): readonly SchemaPart[] {
  // What two parts say about a member can lead to the same `$defs`.
  const found = new Map<JsonSchema, SchemaPart>();
  for (const { schema } of parts) {
    const child = childOf(schema, step);
    for (const part of child ? partsOf(root, child) : []) if (!found.has(part.schema)) found.set(part.schema, part);
  }
  return [...found.values()];
}

/** The types that a part takes; `undefined` when it does not say. */
export function typesOf(schema: JsonSchema): readonly JsonType[] | undefined {
  if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  return values && [...new Set(values.map(jsonType))];
}

/** The types that a value may have by all parts together, the interpolation left out. */
export function typesOfParts(parts: readonly SchemaPart[]): readonly JsonType[] {
  return [...new Set(parts.flatMap(({ schema }) => typesOf(schema) ?? []))];
}

/** The type of a value as JSON Schema names it; numbers are `number`. */
export function jsonType(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

/** Whether the branch only says that an interpolation will do instead. */
export function isInterpolation(branch: JsonSchema): boolean {
  return branch.$ref === '#/$defs/interpolation';
}

/** What a `$ref` within the document leads to. */
export function referenced(root: JsonSchema, reference: string): JsonSchema | undefined {
  const found = reference.startsWith('#') ? schemaAtPointer(root, reference.slice(1)) : undefined;
  return typeof found === 'object' && found !== null ? (found as JsonSchema) : undefined;
}

function childOf(schema: JsonSchema, step: string | number): JsonSchema | undefined {
  if (typeof step === 'number') return typeof schema.items === 'object' ? schema.items : undefined;
  if (schema.properties && Object.hasOwn(schema.properties, step)) return schema.properties[step];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}
