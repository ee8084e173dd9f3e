// @ts-check
/**
 * Makes `schemas/migration.schema.json` of the types in `server/src/migrations/own/migrationFile.ts`: doc comments become descriptions, tags constraints.
 * The changes, a union of many kinds, are told apart by their `kind` (`x-upguide-kind`).
 */
import path from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

/** @typedef {Record<string, any>} Schema */

const prefix = '#/definitions/';

/** @param {string} root of the repository @returns {string} the schema's text */
export function migrationSchema(root) {
  const generator = createGenerator({
    path: path.join(root, 'server/src/{migrations/own/migrationFile,analysis/change}.ts').replaceAll('\\', '/'),
    tsconfig: path.join(root, 'server/tsconfig.json'),
    skipTypeCheck: true, expose: 'all', additionalProperties: false, sortProps: false, extraTags: ['wanted'],
  });
  /** @param {string} type @returns {Record<string, Schema>} */
  const definitions = (type) => /** @type {any} */ (generator.createSchema(type).definitions);
  const all = { ...definitions('Change'), ...definitions('MigrationFile') };
  all.OwnChange = changeSchema(all.OwnChange, kindsOf(all, all.Change));

  const $defs = {};
  const used = new Set();
  const convert = converter(all, (name) => {
    if (used.has(name)) return;
    used.add(name);
    $defs[name] = convert(all[name]);
  });
  const file = convert(all.MigrationFile);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://raw.githubusercontent.com/upguide/upguide/main/schemas/migration.schema.json',
    'x-upguide-name': 'the format of migration files',
    'x-upguide-strict': true,
    ...file,
    examples: [example],
    $defs: Object.fromEntries(Object.entries($defs).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const example = {
  format: 1, id: 'acme', title: 'Acme', from: '1.0', to: '2.0', guide: 'Upgrading to Acme 2',
  detection: { packages: [{ ecosystem: 'pypi', name: 'acme' }] },
  entries: [{
    id: 'ENV', title: 'Environment variables', impact: 'medium', summary: 'The variables have a prefix now.', deprecatedIn: '2.0.0', removedIn: '3.0.0',
    changes: [{ kind: 'environmentRenamed', from: 'ACME', to: 'ACME_URL', why: 'Acme 2 reads ACME_URL.' }],
    examples: [{ file: '.env', flagged: 'ACME=https://acme.example\n', fixed: 'ACME_URL=https://acme.example\n' }],
  }],
};

/** The kinds of a union of `$ref`s, unions in it included: name of the definition → the kind. @param {Record<string, Schema>} all @param {Schema} union @returns {Map<string, string>} */
function kindsOf(all, union) {
  const kinds = new Map();
  for (const { $ref } of union.anyOf) {
    const name = nameOf($ref);
    const definition = all[name];
    if (definition?.anyOf) for (const [inner, kind] of kindsOf(all, definition)) kinds.set(inner, kind);
    else kinds.set(name, definition?.properties?.kind?.const);
  }
  for (const [name, kind] of kinds) {
    if (typeof kind !== 'string' || all[name].description === undefined) throw new Error(`${name} has no \`kind\`, or no comment`);
    const { properties, required } = all[name];
    const { change: _change, why, ...others } = properties;
    all[name] = {
      ...all[name],
      // In the order in which one writes them.
      properties: { kind: { ...others.kind, description: 'What kind of change it is.' }, ...without(others, 'kind'), why },
      required: ['kind', ...Object.keys(others).filter((key) => key !== 'kind' && required.includes(key)), 'why'],
    };
  }
  return kinds;
}

/** @param {Record<string, Schema>} properties @param {string} key */
function without({ ...properties }, key) {
  delete properties[key];
  return properties;
}

/** @param {Schema} written @param {Map<string, string>} kinds of definitions */
function changeSchema(written, kinds) {
  const sorted = [...kinds].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return {
    description: written.description,
    type: 'object',
    'x-upguide-kind': 'kind',
    properties: {
      kind: {
        description: 'What kind of change it is; the other keys follow from it.',
        type: 'string',
        enum: sorted.map(([, kind]) => kind),
        // The descriptions are those of the definitions, put in by `converter`.
        'x-upguide-enumDescriptions': Object.fromEntries(sorted.map(([name, kind]) => [kind, name])),
      },
    },
    required: ['kind'],
    allOf: sorted.map(([name, kind]) => ({ if: { properties: { kind: { const: kind } }, required: ['kind'] }, then: { $ref: `${prefix}${name}` } })),
  };
}

/** @param {string} reference */
function nameOf(reference) {
  return decodeURIComponent(reference.slice(prefix.length));
}

/** @param {unknown} text */
function onOneLine(text) {
  return String(text).replace(/\s*\n\s*/g, ' ');
}

/**
 * @param {Record<string, Schema>} all definitions
 * @param {(name: string) => void} use called for each definition that is referred to
 * @returns {(schema: Schema) => Schema}
 */
function converter(all, use) {
  /** @param {unknown} schema @returns {any} */
  const convert = (schema) => {
    if (Array.isArray(schema)) return schema.map(convert);
    if (typeof schema !== 'object' || schema === null) return schema;
    const { $ref, description, wanted, ...rest } = /** @type {Schema} */ (schema);
    if ($ref !== undefined) {
      const name = nameOf($ref);
      const definition = all[name];
      if (!definition) throw new Error(`no definition ${name}`);
      // What generics stand for has no name worth keeping.
      if (name.includes('<')) return convert({ ...definition, ...rest, ...(description === undefined ? {} : { description }) });
      use(name);
      return { ...(description === undefined ? {} : { description: onOneLine(description) }), $ref: `#/$defs/${name}` };
    }
    const result = description === undefined ? {} : { description: onOneLine(description) };
    for (const [key, value] of Object.entries(rest)) {
      if (key === 'properties') result[key] = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, convert(notEmpty(member))]));
      else if (key === 'items') result[key] = Array.isArray(value) ? value.map((item) => convert(notEmpty(item))) : convert(notEmpty(value));
      else if (key === 'x-upguide-enumDescriptions') result[key] = Object.fromEntries(Object.entries(value).map(([member, name]) => [member, onOneLine(all[name]?.description)]));
      else result[key] = convert(value);
    }
    if (wanted !== undefined) result['x-upguide-pattern'] = onOneLine(wanted);
    // A tuple of equals is a list of that length.
    if (Array.isArray(result.items)) {
      const [{ title: _title, ...item }] = result.items;
      if (result.items.some(({ title: _name, ...other }) => JSON.stringify(other) !== JSON.stringify(item))) throw new Error('a tuple of different types');
      result.items = item;
    }
    return result;
  };
  return convert;
}

/** Texts have at least one letter, but for those that say otherwise and those in maps. @param {Schema} schema */
function notEmpty(schema) {
  return schema.type === 'string' && schema.pattern === undefined && schema.enum === undefined && schema.const === undefined && schema.minLength === undefined ? { ...schema, minLength: 1 } : schema;
}
