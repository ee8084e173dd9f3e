import { fromPointer, type YamlPath } from '../syntax/yamlPath.ts';
import type { JsonSchema, JsonType } from './jsonSchema.ts';

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

/** All subschemas that speak about the same value as `schema`: itself, what `$ref`s lead to, branches, both sides of conditions. */
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
    for (const member of part.allOf ?? []) visit(member, alternative);
    visit(part.then, alternative);
    visit(part.else, alternative);
    for (const branch of [...(part.anyOf ?? []), ...(part.oneOf ?? [])]) if (!isInterpolation(branch)) visit(branch, true);
  };
  visit(schema, false);
  partsBySchema.set(schema, parts);
  return parts;
}

/** The subschemas that speak about the value at a path; empty where the schema says nothing. */
export function partsAt(root: JsonSchema, path: YamlPath): readonly SchemaPart[] {
  let parts = partsOf(root, root);
  for (const step of path) parts = partsBelow(root, parts, step);
  return parts;
}

/** Schemas never change, so what was found holds; every finding of a file asks, and there can be thousands. */
const partsBySchema = new WeakMap<JsonSchema, readonly SchemaPart[]>();
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
