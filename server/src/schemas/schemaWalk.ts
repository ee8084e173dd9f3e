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
  return parts;
}

/** The subschemas that speak about the value at a path; empty where the schema says nothing. */
export function partsAt(root: JsonSchema, path: YamlPath): readonly SchemaPart[] {
  let parts = partsOf(root, root);
  for (const step of path) {
    const next = parts.flatMap(({ schema }) => {
      const child = childOf(schema, step);
      return child ? partsOf(root, child) : [];
    });
    // What two parts say about a member can lead to the same `$defs`.
    parts = next.filter((part, index) => next.findIndex((other) => other.schema === part.schema) === index);
  }
  return parts;
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
