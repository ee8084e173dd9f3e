// @ts-check
/**
 * Compiles every `schemas/<document>/v<n>.schema.json` and `schemas/<document>.schema.json` into validators that need no ajv and no `eval` at run time, and writes
 * them with the schemas themselves to `server/src/schemas/generated/` (git-ignored). Does nothing when they are up to date.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const schemaFolder = join(root, 'schemas');
const outputFolder = join(root, 'server', 'src', 'schemas', 'generated');

/** Keywords of ours that say something about a schema and check nothing. `schemas/README.md` lists them. */
export const annotations = [
  'x-upguide-change', 'x-upguide-enumDescriptions', 'x-upguide-kind', 'x-upguide-name', 'x-upguide-pattern', 'x-upguide-replacement',
  'x-upguide-secret', 'x-upguide-strict', 'x-upguide-synonyms', 'x-upguide-tolerated', 'x-upguide-typoPrefix', 'x-upguide-unknownKeys',
];

/** @returns {{ id: string, path: string, text: string }[]} in a stable order */
export function schemaFiles() {
  return readdirSync(schemaFolder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? readdirSync(join(schemaFolder, entry.name)).map((file) => `${entry.name}/${file}`) : [entry.name]))
    .flatMap((file) => {
      const id = /^([\w-]+(?:\/v\d+)?)\.schema\.json$/.exec(file)?.[1];
      if (id === undefined) return [];
      const path = join(schemaFolder, file);
      return [{ id, path, text: readFileSync(path, 'utf8') }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The shipped schemas allow what may be right (other keys, other values); the validators look closer, so that a likely
 * slip is seen. What they report there is judged by `violations.ts`, by the annotations that the closer look comes from.
 * @param {unknown} schema
 * @returns {unknown}
 */
export function closerLook(schema) {
  if (Array.isArray(schema)) return schema.map(closerLook);
  if (typeof schema !== 'object' || schema === null) return schema;
  /** @type {Record<string, unknown>} */
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    // Maps from names to schemas: a property may be called `enum`.
    if ((key === 'properties' || key === 'patternProperties' || key === '$defs') && typeof value === 'object' && value !== null) {
      result[key] = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closerLook(member)]));
      continue;
    }
    // What checks nothing would only make the validators larger.
    if (key === 'description' || key === 'examples' || key === 'default' || key === 'deprecated' || annotations.includes(key)) continue;
    // Instances, not schemas: they stay as they are.
    if (key === 'const' || key === 'enum') result[key] = value;
    else if (key === 'anyOf' && Array.isArray(value)) {
      result[key] = value.filter((branch) => branch?.['x-upguide-tolerated'] === undefined).map(closerLook);
    } else result[key] = closerLook(value);
  }
  if ('x-upguide-unknownKeys' in schema) result.additionalProperties = false;
  return result;
}

/** An ajv that knows our annotations. The tests use it too. */
export async function createAjv() {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({
    allErrors: true, inlineRefs: false, strict: true, strictRequired: false, allowUnionTypes: true, messages: false, strictTuples: false,
    code: { source: true, esm: true, lines: false, optimize: 2 },
  });
  for (const keyword of annotations) ajv.addKeyword({ keyword });
  // Neither unevaluated* nor $dynamicRef stands in our schemas; ajv would put code for them into each function.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  return ajv;
}

async function compile(files) {
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const { build } = await import('esbuild');
  const ajv = await createAjv();
  const names = Object.fromEntries(files.map(({ id, path, text }) => {
    let schema;
    try {
      schema = JSON.parse(text);
      ajv.addSchema(closerLook(schema));
    } catch (error) {
      throw new Error(`${path} is no valid schema: ${error instanceof Error ? error.message : String(error)}`);
    }
    return [id.replaceAll(/\W/g, '_'), schema.$id];
  }));
  const generate = /** @type {(ajv: unknown, names: Record<string, string>) => string} */ (
    /** @type {unknown} */ (typeof standalone === 'function' ? standalone : standalone.default));
  // ajv's module code still has `require("ajv/dist/runtime/…")`: bundling puts these helpers in.
  const bundled = await build({
    stdin: { contents: generate(ajv, names), resolveDir: root, sourcefile: 'validators.js', loader: 'js' },
    bundle: true, format: 'esm', platform: 'neutral', target: 'es2022', write: false, logLevel: 'silent', legalComments: 'none',
  });
  // ajv's helpers say in a text where they come from.
  const code = withoutSchemas(reportInOneCall(joinInPlace(bundled.outputFiles[0]?.text ?? ''))).replace(/^\s*\w+\.code = 'require\([^']*';$/gm, '');
  if (/\brequire\(["']|new Function\(/.test(code)) throw new Error('The validators still need require or eval.');
  // As texts, which the engine passes over when the program starts; most sessions look at one or two of them.
  const entries = files.map(({ id, text }) =>
    `  ${JSON.stringify(id)}: compiled(${JSON.stringify(JSON.stringify(JSON.parse(text)))}, ${id.replaceAll(/\W/g, '_')}),`);
  return `${code}
function compiled(text, validate) {
  let schema;
  return { get schema() { return schema ??= JSON.parse(text); }, validate };
}
export const compiledSchemas = {\n${entries.join('\n')}\n};\n`;
}

/**
 * Where something is wrong, ajv writes seven lines, and says more than `ValidationError` has. This is a third of the validators, all of which is read at each start.
 * @param {string} code
 */
function reportInOneCall(code) {
  const site = /const (err\d+) = \{ (instancePath(?:: .+?)?), schemaPath: "(?:[^"\\]|\\.)*", (keyword: .+) \};\n\s*if \(vErrors === null\) \{\n\s*vErrors = \[\1\];\n\s*\} else \{\n\s*vErrors\.push\(\1\);\n\s*\}\n/g;
  const compact = code.replace(site, (_, _name, instancePath, rest) => {
    const [, keyword, params] = /^keyword: ("\w+"), params: (\{.*\})$/.exec(rest) ?? [];
    if (keyword === undefined) throw new Error(`ajv no longer describes errors as this script expects: ${rest}`);
    // What was allowed stands in the schema, which whoever explains the error has.
    const kept = params.includes('allowedValues: ') ? '{}' : params;
    return `vErrors = failed(vErrors, ${instancePath.replace(/^instancePath: /, '')}, ${keyword}, ${kept});\n`;
  });
  if (/schemaPath/.test(compact.replace(/^var schema\d+ = .*$/gm, ''))) throw new Error('ajv no longer reports errors as this script expects: look at reportInOneCall.');
  return `${compact}
function failed(all, instancePath, keyword, params) {
  const error = { instancePath, keyword, params };
  if (all === null) return [error];
  all.push(error);
  return all;
}
`;
}

/**
 * ajv's functions keep whole schemas for the sake of a list of names here and there: these lists stand in their place, and the schemas go.
 * @param {string} code
 */
function withoutSchemas(code) {
  const schemas = new Map([...code.matchAll(/^var (schema\d+) = (\{.*\});$/gm)].map(([, name, text]) => [name, JSON.parse(text)]));
  const part = (name, path) => [...path.matchAll(/\.(\w+)|\[("?)(.+?)\2\]/g)].reduce((value, [, word, , other]) => value?.[word ?? other], schemas.get(name));
  const sets = [];
  const without = code.replace(/^var schema\d+ = \{.*\};\n/gm, '')
    .replace(/\bfunc\d+\.call\((schema\d+)\.properties, (\w+)\)/g, (_, name, key) => {
      sets.push(`const names${sets.length} = new Set(${JSON.stringify(Object.keys(part(name, '.properties')))});`);
      return `names${sets.length - 1}.has(${key})`;
    })
    .replace(/\btype: (schema\d+)((?:\.\w+|\[[^\]]+\])+)/g, (_, name, path) => `type: ${JSON.stringify(part(name, path))}`);
  const left = /\bschema\d+\b.*/.exec(without);
  if (left) throw new Error(`ajv still asks a schema: ${left[0]}`);
  return `${without}\n${sets.join('\n')}\n`;
}

/**
 * Where a `$ref` is called, ajv copies all errors so far: quadratic, seconds for a file with thousands of errors. Appending
 * gives the same list.
 * @param {string} code
 */
function joinInPlace(code) {
  const joined = code.replace(/(\w+) === null \? (\w+)\.errors : \1\.concat\(\2\.errors\)/g, 'joinErrors($1, $2.errors)');
  if (joined === code) throw new Error('ajv no longer joins errors as this script expects: look at joinInPlace.');
  return `${joined}
function joinErrors(all, more) {
  if (all === null) return more;
  for (const error of more) all.push(error);
  return all;
}
`;
}

const declarations = `import type { CompiledSchema } from '../jsonSchema.ts';
/** Every shipped schema by id (\`pack/v2\`), with its validator. */
export declare const compiledSchemas: Readonly<Record<string, CompiledSchema>>;
`;

/** Writes beside the file and renames: another process never reads half a file. */
function replaceFile(path, text) {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

/** Brings the generated files up to date. @returns {Promise<boolean>} whether there was something to do */
export async function compileSchemas() {
  const files = schemaFiles();
  const hash = createHash('sha256');
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  hash.update(readFileSync(join(root, 'node_modules', 'ajv', 'package.json')));
  for (const { id, text } of files) hash.update(`${id}\0${text}\0`);
  const stamp = `// Generated by scripts/compileSchemas.mjs from schemas/; do not edit. ${hash.digest('hex')}\n`;
  const target = join(outputFolder, 'validators.js');
  const types = join(outputFolder, 'validators.d.ts');
  if (startsWith(target, stamp) && startsWith(types, stamp)) return false;
  mkdirSync(outputFolder, { recursive: true });
  const code = await compile(files);
  replaceFile(types, stamp + declarations);
  replaceFile(target, stamp + code);
  return true;
}

function startsWith(path, text) {
  try {
    return readFileSync(path, 'utf8').startsWith(text);
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    await compileSchemas();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
