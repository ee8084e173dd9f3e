// node test/text/byteSearch/compare.mjs FOLDER [EVERY]
// Compares the byte search with expressions for its literals, and the filter of names and the header read from bytes with pythonHeader, on every (or each EVERY-th)
// Python file of a folder, and says what they cost.
import { readdirSync, readFileSync } from 'node:fs';
import { Module } from 'node:module';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../../..');
const [folder, every = '1'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say which folder: node test/text/byteSearch/compare.mjs FOLDER [EVERY]');

const bundled = await build({
  stdin: {
    contents: `
      export { builtInMigrations } from './migrations/index.ts';
      export { pythonHeader } from './service/pythonHeader.ts';
      export { decodeText } from './node/readTextFile.ts';
      export { readPythonHeader } from './service/readPythonHeader.ts';
      export { createByteSearch, isFound } from './text/byteSearch/byteSearch.ts';
      export { pythonHeaderNames } from './text/byteSearch/nameFilter.ts';
      export { anyOf, literalKey } from './text/literal.ts';`,
    resolveDir: path.join(root, 'server/src'), loader: 'ts',
  },
  bundle: true, format: 'cjs', platform: 'node', write: false, logLevel: 'error',
});
const bundle = new Module(path.join(root, 'compare.cjs'));
bundle._compile(bundled.outputFiles[0].text, bundle.id);
const { builtInMigrations, pythonHeader, readPythonHeader, decodeText, createByteSearch, isFound, pythonHeaderNames, anyOf, literalKey } = bundle.exports;

const asked = builtInMigrations.flatMap(({ rules }) => rules).flatMap(({ literals: groups, literalsIn }) => [groups?.[0] ?? [], ...literalsIn?.python ?? []]).flat();
const literals = [...new Map(asked.map((literal) => [literalKey(literal), literal])).values()];
const expressions = literals.map((literal) => anyOf([literal]));
const search = createByteSearch(literals);
const roots = new Set(['greenlang', 'sqlalchemy', 'fastapi', 'pydantic']);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.py')).map((entry) => path.join(entry.parentPath, entry.name))
  .filter((_, index) => index % Number(every) === 0);

const total = { files: files.length, megabytes: 0, literals: literals.length, wrongLiterals: 0, names: 0, missedNames: 0, otherNames: 0, wrongNames: 0, filterBytes: 0, wrongHeaders: 0, searchSeconds: 0, namesSeconds: 0, textHeaderSeconds: 0, headerSeconds: 0 };
let others = [];

function timed(key, run) {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  total[key] += (user + system) / 1e6;
  return result;
}

for (const file of files) {
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  total.megabytes += bytes.length / 1e6;
  const found = timed('searchSeconds', () => search.search(bytes));
  for (const [index, literal] of literals.entries()) {
    if (isFound(found, index) === expressions[index].test(text)) continue;
    total.wrongLiterals++;
    console.log(`${file}: ${JSON.stringify(literal)} ${isFound(found, index) ? 'is not there' : 'was not found'}`);
  }
  const filter = timed('namesSeconds', () => pythonHeaderNames(bytes));
  total.filterBytes += filter.words.byteLength / files.length;
  const expected = timed('textHeaderSeconds', () => {
    const decoded = decodeText(bytes);
    return decoded.kind === 'text' ? pythonHeader(decoded.text, roots) : undefined;
  });
  const header = timed('headerSeconds', () => readPythonHeader(bytes, roots));
  if (!isDeepStrictEqual(header, expected)) {
    total.wrongHeaders++;
    console.log(`${file}: the header differs`);
  }
  const { imports, derived, imported, rootNames, defines } = pythonHeader(text, roots);
  const names = [...imports.keys(), ...derived.flatMap(({ from, to }) => [from, to]), ...imported, ...rootNames, ...defines];
  const missed = names.filter((name) => !filter.mayHave(name));
  for (const name of missed) console.log(`${file}: the filter does not have ${name}`);
  total.names += names.length;
  total.missedNames += missed.length;
  // The names of the file before, where this one has not got them.
  const own = new Set(names.flatMap((name) => name.split('.')));
  const foreign = others.filter((name) => !own.has(name));
  total.otherNames += foreign.length;
  total.wrongNames += foreign.filter((name) => filter.mayHave(name)).length;
  others = [...own];
}
console.log(JSON.stringify(total, (_, value) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value), 2));
if (total.wrongLiterals + total.missedNames + total.wrongHeaders > 0) process.exitCode = 1;
