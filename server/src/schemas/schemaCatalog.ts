import { compiledSchemas } from './generated/validators.js';
import type { CompiledSchema, ValidationError } from './jsonSchema.ts';

const byId: ReadonlyMap<string, CompiledSchema> = new Map(Object.entries(compiledSchemas));

/** Ids of all schemas: `env/v1`, `pack/v2`, … */
export const schemaIds: readonly string[] = [...byId.keys()];

/** The schema of a document type and version such as `pack/v2`; `undefined` for an unknown id. */
export function schemaById(id: string): CompiledSchema | undefined {
  return byId.get(id);
}

/** What the schema's validator finds wrong in a value. Never throws: a value too deep for it counts as correct. */
export function validationErrors(compiled: CompiledSchema, value: unknown): readonly ValidationError[] {
  try {
    return compiled.validate(value) ? [] : (compiled.validate.errors ?? []);
  } catch {
    // Validators recurse where a schema does (a field's items have items).
    return [];
  }
}
