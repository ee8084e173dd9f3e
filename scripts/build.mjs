// Bundles the extension, the language server, the CLI and the editor test suite into dist/.
//   node scripts/build.mjs            minified
//   node scripts/build.mjs --dev      readable, with source maps
//   node scripts/build.mjs --watch    --dev, and again on every change
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { bundleInParts, isPart, mostBytes } from './bundleInParts.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { values: flags } = parseArgs({ options: { watch: { type: 'boolean' }, dev: { type: 'boolean' } } });
const readable = flags.dev === true || flags.watch === true;

const bundles = [
  { entry: 'client/src/extension.ts', out: 'dist/extension.js', external: ['vscode'] },
  { entry: 'server/src/lsp/main.ts', out: 'dist/server.js', program: true },
  // Apart from the command line: an unchanged workspace is answered from the last run, without that.
  { entry: 'server/src/cli/main.ts', out: 'dist/cli.js', program: true, apart: { './commandLine.ts': './commandLine.js' } },
  { entry: 'server/src/cli/commandLine.ts', out: 'dist/commandLine.js', parts: ['server/src/migrations/index.ts', 'server/src/schemas/schemaFindings.ts'] },
  { entry: 'test/vscode/index.ts', out: 'dist/test/vscode/index.js', external: ['vscode', 'mocha'], optional: true },
];

/** Grammars are loaded as bytes at run time, so they are shipped beside the bundles. */
const grammars = [
  ['web-tree-sitter/web-tree-sitter.wasm', 'web-tree-sitter.wasm'],
  ['tree-sitter-python/tree-sitter-python.wasm', 'tree-sitter-python.wasm'],
  ['tree-sitter-typescript/tree-sitter-typescript.wasm', 'tree-sitter-typescript.wasm'],
  ['tree-sitter-typescript/tree-sitter-tsx.wasm', 'tree-sitter-tsx.wasm'],
  ['tree-sitter-rust/tree-sitter-rust.wasm', 'tree-sitter-rust.wasm'],
];

/** Replaced in one step: a server that starts while a build runs sees the old bundle or the new one, never half of it. */
async function writeWhole(file, contents, mode) {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, contents);
  if (mode !== undefined) await chmod(temporary, mode);
  await rename(temporary, file);
}

/**
 * The same program without characters beyond ASCII, which esbuild leaves in tagged templates. V8 keeps a text at two bytes a character as soon as it has one that is not of Latin-1:
 * for a bundle two megabytes in each thread.
 */
function inAscii(contents) {
  return Buffer.from(contents).toString().replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const writeOutputs = (bundle) => ({
  name: 'write-outputs',
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length > 0) return;
      for (const output of result.outputFiles ?? []) {
        // Places in a source map would be wrong then.
        await writeWhole(output.path, readable ? output.contents : inAscii(output.contents), bundle.program && output.path.endsWith('.js') ? 0o755 : undefined);
      }
      console.log(`${bundle.out}  ${Math.round((result.outputFiles?.at(-1)?.contents.length ?? 0) / 1024)} KB`);
    });
  },
});

/** Leaves an import to run time: the module is a bundle of its own. */
const importApart = (modules) => ({
  name: 'import-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path: asked }) => (Object.hasOwn(modules, asked) ? { path: modules[asked], external: true } : undefined));
  },
});

const optionsOf = (bundle) => ({
  entryPoints: [path.join(root, bundle.entry)],
  outfile: path.join(root, bundle.out),
  absWorkingDir: root,
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // jsonc-parser's UMD build does not survive bundling; its module build does.
  mainFields: ['module', 'main'],
  // The ES build of web-tree-sitter needs import.meta.url, which a CommonJS bundle has not.
  // The Node build of yaml looks into process.env for every token; its browser build does the same work without that.
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter'), yaml: fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url)) },
  external: bundle.external ?? [],
  banner: bundle.program ? { js: '#!/usr/bin/env node' } : {},
  minify: !readable,
  sourcemap: readable ? 'linked' : false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // So that an import at run time is a plain `require`.
  supported: bundle.apart === undefined ? {} : { 'dynamic-import': false },
  plugins: [importApart(bundle.apart ?? {}), writeOutputs(bundle)],
});

/** Builds and writes one bundle. Gives what esbuild knows of it. */
async function build(bundle) {
  if (bundle.parts === undefined) return (await esbuild.build(optionsOf(bundle))).metafile;
  // Parts have no source maps.
  const { metafile, files } = readable ? { ...await esbuild.build(optionsOf(bundle)), files: [] } : await bundleInParts(optionsOf(bundle), bundle.parts.map((entry) => path.join(root, entry)));
  for (const { path: file, text } of files) {
    const written = inAscii(text);
    if (written.length >= mostBytes) throw new Error(`${file} has ${written.length} bytes, which is too much: name one more module in \`parts\`, in scripts/build.mjs.`);
    await writeWhole(file, written);
    console.log(`${path.relative(root, file)}  ${Math.round(written.length / 1024)} KB`);
  }
  await removeOtherParts(bundle, files.map(({ path: file }) => path.basename(file)));
  return metafile;
}

/** Removes the parts that earlier builds have left behind. */
async function removeOtherParts({ out }, kept) {
  const program = path.join(root, out);
  for (const name of await readdir(path.dirname(program))) {
    if (isPart(program, name) && !kept.includes(name)) await rm(path.join(path.dirname(program), name));
  }
}

/** The licences of everything that was bundled, as they ask for. */
async function writeNotices(metafiles) {
  const packages = new Set();
  for (const metafile of metafiles) {
    for (const input of Object.keys(metafile.inputs)) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (found) packages.add(found[1]);
    }
  }
  const parts = [];
  for (const folder of [...packages].sort()) {
    const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(path.join(root, folder))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(path.join(root, folder, file), 'utf8') : `License: ${license}`;
    parts.push(`${name} ${version}\n\n${text.trim()}\n`);
  }
  await writeWhole(path.join(root, 'dist/THIRD_PARTY_NOTICES.txt'), parts.join(`\n${'-'.repeat(80)}\n\n`));
}

async function main() {
  for (const script of ['scripts/compileSchemas.mjs', 'scripts/compileWasm.mjs']) {
    const { status } = spawnSync(process.execPath, [path.join(root, script)], { stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
  }
  await mkdir(path.join(root, 'dist/grammars'), { recursive: true });
  for (const [from, to] of grammars) await copyFile(path.join(root, 'node_modules', from), path.join(root, 'dist/grammars', to));

  const present = [];
  for (const bundle of bundles) {
    if (!bundle.optional || existsSync(path.join(root, bundle.entry))) present.push(bundle);
    else console.log(`${bundle.out}  skipped: ${bundle.entry} does not exist`);
  }
  if (flags.watch) {
    for (const bundle of present) await (await esbuild.context(optionsOf(bundle))).watch();
    return undefined;
  }
  const results = await Promise.allSettled(present.map(build));
  const failures = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  // esbuild has printed its own.
  for (const failure of failures) if (!Array.isArray(failure?.errors)) console.error(failure);
  if (failures.length > 0) return 1;
  await writeNotices(results.map(({ value }) => value));
  return 0;
}

const code = await main();
if (code !== undefined) process.exit(code);
