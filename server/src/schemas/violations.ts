import { fromPointer, toPointer, type YamlPath } from '../syntax/yamlPath.ts';
import { isInterpolated, opaque } from './instance.ts';
import type { CompiledSchema, JsonSchema, JsonType, ValidationError } from './jsonSchema.ts';
import { kindsOfValue } from './kinds.ts';
import { validationErrors } from './schemaCatalog.ts';
import { isInterpolation, jsonType, partsAt, partsOf, typesOfParts, type SchemaPart } from './schemaWalk.ts';

/** One thing that is wrong with a value: what several failed keywords of a schema come from. */
export type Violation =
  /** `path` ends with the missing key. `empty`: the key stands there with nothing behind it. */
  | { readonly kind: 'missing'; readonly path: YamlPath; readonly empty: boolean }
  /** `path` ends with the key. `report`: whether only slips count or every key that is not `known`, and whether it is allowed. */
  | { readonly kind: 'unknownKey'; readonly path: YamlPath; readonly known: readonly KnownKey[]; readonly report: 'typos' | 'information' | 'error'; readonly prefix: string }
  | { readonly kind: 'type'; readonly path: YamlPath; readonly expected: readonly JsonType[]; readonly actual: JsonType }
  /** `open`: other values are allowed, too; slips are reported, the rest not at all or as information. */
  | { readonly kind: 'value'; readonly path: YamlPath; readonly schema: JsonSchema; readonly actual: unknown; readonly open: 'no' | 'silent' | 'information' }
  | { readonly kind: 'range'; readonly path: YamlPath; readonly comparison: string; readonly limit: number }
  /** A text (or collection) of the wrong form; `wanted` says in words what is asked for. */
  | { readonly kind: 'form'; readonly path: YamlPath; readonly wanted: string | undefined };

/** A key that a schema knows in some place. */
export interface KnownKey {
  readonly name: string;
  readonly deprecated: boolean;
}

/** Keywords whose errors only sum up other errors. */
const summaries = new Set(['if', 'anyOf', 'oneOf', 'allOf', 'not']);

/** Of several errors about one value the one that says most. */
const priority = ['type', 'enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'pattern'];

/**
 * What is wrong with a value, one violation for each cause. Interpolations satisfy everything, and a key with nothing behind it
 * counts as not given; where the schema is strict, what looks like an interpolation is a text as any other. Takes the value over: its empty parts are filled or taken out on the way. Never throws.
 */
export function violationsOf(compiled: CompiledSchema, value: unknown): readonly Violation[] {
  let errors = validationErrors(compiled, value);
  const emptied = new Set<string>();
  for (const pointer of new Set(errors.map((error) => error.instancePath))) {
    const path = pathOf(value, pointer);
    if (path.length > 0 && valueAt(value, path) === null) {
      emptied.add(pointer);
      fillEmpty(compiled.schema, value, path);
    }
  }
  if (emptied.size > 0) errors = validationErrors(compiled, value);

  const groups = new Map<string, ValidationError[]>();
  for (const error of errors) {
    const group = groups.get(error.instancePath);
    if (group) group.push(error);
    else groups.set(error.instancePath, [error]);
  }
  const isStrict = compiled.schema['x-upguide-strict'] === true;
  const kindAt = kindsOfValue(value);
  const violations: Violation[] = [];
  for (const [pointer, group] of groups) {
    const path = pathOf(value, pointer);
    const actual = valueAt(value, path);
    if (actual === null || actual === undefined || (!isStrict && isInterpolated(actual))) continue;
    // By place, not by the errors' schema paths: behind a `$ref` these no longer say where in the document they begin.
    const parts = partsAt(compiled.schema, path, kindAt);
    violations.push(...keyViolations(parts, path, group, emptied));
    const own = valueViolation(compiled.schema, parts, path, actual, group);
    if (own) violations.push(own);
  }
  return violations;
}

/** An empty section is a section without keys; any other empty value is none. */
function fillEmpty(schema: JsonSchema, root: unknown, path: YamlPath): void {
  const parent = valueAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof parent !== 'object' || parent === null || last === undefined) return;
  const container = parent as Record<string | number, unknown>;
  if (typesOfParts(partsAt(schema, path, kindsOfValue(root))).includes('object')) container[last] = Object.create(null);
  else if (Array.isArray(parent)) container[last] = opaque;
  else Reflect.deleteProperty(container, last);
}

/** Missing and unknown keys; each key once, whichever subschemas say it. */
function keyViolations(parts: readonly SchemaPart[], path: YamlPath, group: readonly ValidationError[], emptied: ReadonlySet<string>): Violation[] {
  const found = new Map<string, Violation>();
  const schema = parts.find((part) => part.schema['x-upguide-unknownKeys'] !== undefined)?.schema ?? parts.find((part) => part.schema.additionalProperties === false)?.schema ?? {};
  const known = Object.entries(schema.properties ?? {}).map(([name, member]) => ({ name, deprecated: member.deprecated === true }));
  for (const { keyword, params } of group) {
    const { missingProperty, additionalProperty } = params;
    if (keyword === 'required' && typeof missingProperty === 'string') {
      const key = [...path, missingProperty];
      found.set(toPointer(key), { kind: 'missing', path: key, empty: emptied.has(toPointer(key)) });
    } else if (keyword === 'additionalProperties' && typeof additionalProperty === 'string') {
      const key = [...path, additionalProperty];
      const prefix = schema['x-upguide-typoPrefix'] ?? '';
      found.set(toPointer(key), { kind: 'unknownKey', path: key, known, report: schema['x-upguide-unknownKeys'] ?? (schema.additionalProperties === false ? 'error' : 'information'), prefix });
    }
  }
  return [...found.values()];
}

/** What is wrong with the value itself: one thing, the one that says most. */
function valueViolation(
  root: JsonSchema, parts: readonly SchemaPart[], path: YamlPath, actual: unknown, group: readonly ValidationError[],
): Violation | undefined {
  const own = group.filter(({ keyword, params }) => keyword !== 'required' && keyword !== 'additionalProperties' && !summaries.has(keyword)
    // An interpolation's pattern is no part of what was asked for.
    && !(keyword === 'pattern' && !parts.some(({ schema }) => schema.pattern === params.pattern)));
  const branches = group.some(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
    ? parts.flatMap(({ schema }) => [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
      .filter((branch) => !isInterpolation(branch) && branch['x-upguide-tolerated'] === undefined)
    : [];
  if (branches.length === 0) return mostTelling(parts, path, actual, own);
  // The branch that was meant is the one that takes values of this type: what the others say is noise.
  const types = branches.map((branch) => typesOfParts(partsOf(root, branch)));
  if (types.some((accepted) => accepted.length === 0 || accepts(accepted, actual))) {
    return mostTelling(parts, path, actual, own.filter((error) => error.keyword !== 'type'));
  }
  const listed = own.find((error) => error.keyword === 'enum');
  if (listed && typeof actual !== 'object') return violationOf(parts, path, actual, listed);
  return typeViolation(path, [...new Set(types.flat())], actual);
}

function mostTelling(parts: readonly SchemaPart[], path: YamlPath, actual: unknown, errors: readonly ValidationError[]): Violation | undefined {
  const rank = ({ keyword }: ValidationError): number => (priority.includes(keyword) ? priority.indexOf(keyword) : priority.length);
  const [first] = [...errors].sort((a, b) => rank(a) - rank(b));
  return first && violationOf(parts, path, actual, first);
}

function violationOf(parts: readonly SchemaPart[], path: YamlPath, actual: unknown, error: ValidationError): Violation | undefined {
  const { keyword, params } = error;
  const { type, comparison, limit } = params;
  if (keyword === 'type') return typeViolation(path, (Array.isArray(type) ? type : [type]) as JsonType[], actual);
  if (keyword === 'enum' || keyword === 'const') {
    const schema = parts.find((part) => part.schema[keyword] !== undefined)?.schema ?? {};
    const choice = parts.find((part) => part.schema.anyOf?.includes(schema))?.schema.anyOf;
    const open = choice?.find((branch) => branch['x-upguide-tolerated'] !== undefined)?.['x-upguide-tolerated'] ?? 'no';
    return { kind: 'value', path, schema, actual, open };
  }
  if (typeof comparison === 'string' && typeof limit === 'number' && typeof actual === 'number') return { kind: 'range', path, comparison, limit };
  const wanted = typeof limit === 'number' ? wantedLength(keyword, limit) : parts.find(({ schema }) => keyword === 'pattern' && schema.pattern === params.pattern)?.schema['x-upguide-pattern'];
  return { kind: 'form', path, wanted };
}

/** How long a text, a list or a map must be, in words. */
function wantedLength(keyword: string, limit: number): string | undefined {
  const unit = { Length: 'letters', Items: 'items', Properties: 'keys' }[keyword.slice(3)];
  if (unit === undefined) return undefined;
  if (keyword.startsWith('max')) return `of at most ${limit} ${unit}`;
  return limit === 1 ? 'not empty' : `of at least ${limit} ${unit}`;
}

function typeViolation(path: YamlPath, expected: readonly JsonType[], actual: unknown): Violation | undefined {
  // JSON has no infinity, YAML does.
  if (typeof actual === 'number' && !Number.isFinite(actual) && (expected.includes('number') || expected.includes('integer'))) return undefined;
  return { kind: 'type', path, expected, actual: jsonType(actual) };
}

function accepts(types: readonly JsonType[], value: unknown): boolean {
  return types.includes(jsonType(value)) || (types.includes('integer') && Number.isInteger(value));
}

function pathOf(root: unknown, pointer: string): YamlPath {
  let value = root;
  return fromPointer(pointer).map((token) => {
    const step = Array.isArray(value) ? Number(token) : token;
    value = valueAt(value, [step]);
    return step;
  });
}

function valueAt(root: unknown, path: YamlPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
