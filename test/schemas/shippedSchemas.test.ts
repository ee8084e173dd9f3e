import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { schemaById, schemaIds, validationErrors } from '../../server/src/schemas/schemaCatalog.ts';
import type { JsonSchema } from '../../server/src/schemas/jsonSchema.ts';
import { isInterpolation, partsOf, typesOfParts } from '../../server/src/schemas/schemaWalk.ts';

interface Ajv {
  compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown };
  addSchema(schema: object): Ajv;
}
interface Compiler {
  readonly compileSchemas: () => Promise<boolean>;
  readonly createAjv: () => Promise<Ajv>;
  readonly closerLook: (schema: unknown) => object;
  readonly schemaFiles: () => { readonly id: string; readonly text: string }[];
}
const compiler = await import(new URL('../../scripts/compileSchemas.mjs', import.meta.url).href) as Compiler;
const files = compiler.schemaFiles().map(({ id, text }) => ({ id, schema: JSON.parse(text) as JsonSchema }));

interface Subschema {
  readonly pointer: string;
  readonly schema: JsonSchema;
  /** Whether it is a member of `properties` and so something that users write. */
  readonly property: boolean;
}

function subschemas(schema: JsonSchema, pointer = '', property = false): Subschema[] {
  const maps = ['properties', '$defs', 'patternProperties'] as const;
  const lists = ['anyOf', 'oneOf', 'allOf'] as const;
  const singles = ['items', 'additionalProperties', 'then', 'else'] as const;
  return [
    { pointer, schema, property },
    ...maps.flatMap((key) => Object.entries(schema[key] ?? {}).flatMap(([name, member]) => subschemas(
      member, `${pointer}/${key}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, key === 'properties' && !pointer.endsWith('/then')))),
    ...lists.flatMap((key) => (schema[key] ?? []).flatMap((member, index) => subschemas(member, `${pointer}/${key}/${index}`))),
    ...singles.flatMap((key) => {
      const member = schema[key];
      return typeof member === 'object' ? subschemas(member, `${pointer}/${key}`) : [];
    }),
  ];
}

describe('compileSchemas', () => {
  it('finds them all and does nothing when they are up to date', async () => {
    expect(files.map(({ id }) => id)).toEqual(['devteam-runner/v1', 'devteam-runner/v2', 'env/v1', 'env/v2', 'greenlang/v1', 'greenlang/v2', 'migration', 'pack/v1', 'pack/v2', 'workflow-engine-env/v0', 'workflow-engine-env/v1', 'workflow-engine/v0', 'workflow-engine/v1']);
    await compiler.compileSchemas();
    expect(await compiler.compileSchemas()).toBe(false);
    expect(schemaIds).toEqual(files.map(({ id }) => id));
  });

  it('makes validators without eval and require', () => {
    const code = readFileSync(fileURLToPath(new URL('../../server/src/schemas/generated/validators.js', import.meta.url)), 'utf8');
    expect(code).not.toMatch(/\brequire\(|new Function|\beval\(/);
  });

  it('gives the catalogue the schemas as they are shipped', () => {
    for (const { id, schema } of files) expect(schemaById(id)?.schema).toEqual(schema);
    expect(schemaById('pack/v9')).toBeUndefined();
    expect(schemaById('constructor')).toBeUndefined();
  });
});

describe.each(files)('$id', ({ id, schema }) => {
  it('compiles as it is shipped, and so do all its examples', async () => {
    const ajv = await compiler.createAjv();
    const validate = ajv.compile(schema);
    for (const example of schema.examples ?? []) expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    expect(schema.examples?.length).toBeGreaterThan(0);
    for (const { pointer, schema: part } of subschemas(schema)) {
      if (part.examples === undefined || pointer === '') continue;
      const fragment = pointer.split('/').map(encodeURIComponent).join('/');
      const validatePart = ajv.compile({ $ref: `${schema.$id ?? ''}#${fragment}` });
      for (const example of part.examples) expect(validatePart(example), `${pointer}: ${JSON.stringify(example)}`).toBe(true);
    }
  });

  it('has no finding in its own examples, also at the closer look', () => {
    const compiled = schemaById(id);
    expect(compiled).toBeDefined();
    if (compiled) for (const example of schema.examples ?? []) expect(validationErrors(compiled, example)).toEqual([]);
  });

  it('describes every key, with examples and without titles', () => {
    const missing = subschemas(schema).filter(({ property }) => property).flatMap(({ pointer, schema: part }) => {
      const parts = partsOf(schema, part).filter(({ alternative }) => !alternative).map((found) => found.schema);
      // The schema of migration files is made of types, which have no examples; the whole file has one.
      const hasExamples = schema['x-upguide-strict'] === true || parts.some(({ examples }) => (examples?.length ?? 0) > 0);
      return parts.some(({ description }) => description !== undefined) && hasExamples ? [] : [pointer];
    });
    expect(missing).toEqual([]);
    expect(subschemas(schema).filter(({ schema: part }) => 'title' in part)).toEqual([]);
    for (const { pointer, schema: part } of subschemas(schema)) {
      if (part.description !== undefined) expect(part.description, pointer).toMatch(/^[A-Z`].*[.`]$/s);
    }
  });

  it('has branches of different types, and tolerated ones last', () => {
    for (const { pointer, schema: part } of subschemas(schema)) {
      const branches = (part.anyOf ?? []).filter((branch) => !isInterpolation(branch));
      const strict = branches.filter((branch) => branch['x-upguide-tolerated'] === undefined);
      expect(branches.slice(0, strict.length), pointer).toEqual(strict);
      const types = strict.flatMap((branch) => typesOfParts(partsOf(schema, branch)));
      expect(new Set(types).size, pointer).toBe(types.length);
    }
  });

  it('names known changes, and describes only members of its enumerations', () => {
    for (const { pointer, schema: part } of subschemas(schema)) {
      const change = part['x-upguide-change'];
      if (change !== undefined) expect(change, pointer).toMatch(/^[A-Z]{2}-[A-Z\d]+$/);
      const descriptions = part['x-upguide-enumDescriptions'];
      if (descriptions) expect(Object.keys(descriptions), pointer).toEqual(part.enum);
      for (const target of Object.values(part['x-upguide-synonyms'] ?? {})) expect(part.enum, pointer).toContain(target);
    }
  });
});
