// Writes everything that is derived from the sources: docs/changes/*.md, docs/rules.md, schemas/migration.schema.json and the generated parts of README.md and
// docs/writing-a-migration.md.
//   node scripts/generate.mjs            write
//   node scripts/generate.mjs --check    write nothing; exit code 1 when a file is stale
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { exampleSection, kindsSection } from './generate/migrationGuide.mjs';
import { migrationSchema } from './generate/migrationSchema.mjs';
import { changesPage, commandsSection, rulesPage, rulesSection, settingsSection } from './generate/pages.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values: flags } = parseArgs({ options: { check: { type: 'boolean' } } });
const command = 'npm run generate';

/** Bundles a TypeScript file in memory and gives what it exports. */
async function load(file) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(root, file)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}

async function main() {
  const { builtInMigrations } = await load('server/src/migrations/index.ts');
  const { ownRules } = await load('server/src/service/ownRules.ts');
  const { commands, optionOf } = await load('server/src/cli/usage.ts');
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

  const wanted = new Map();
  for (const migration of builtInMigrations) wanted.set(`docs/changes/${migration.id}.md`, changesPage(migration));
  wanted.set('docs/rules.md', rulesPage(builtInMigrations, Object.values(ownRules)));
  const schema = migrationSchema(root);
  wanted.set('schemas/migration.schema.json', schema);
  const guide = 'docs/writing-a-migration.md';
  wanted.set(guide, [
    ['example', exampleSection(await readFile(path.join(root, 'examples/own-migration/.upguide/acme.migration.yaml'), 'utf8'))],
    ['kinds', kindsSection(schema)],
  ].reduce((text, [name, section]) => replaceSection(guide, text, name, section), await readFile(path.join(root, guide), 'utf8')));
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  wanted.set('README.md', [
    ['rules', rulesSection(builtInMigrations)],
    ['commands', commandsSection(commands, optionOf)],
    ['settings', settingsSection(await withTexts(manifest))],
  ].reduce((text, [name, section]) => replaceSection('README.md', text, name, section), readme));

  const stale = [];
  for (const [file, text] of wanted) {
    const target = path.join(root, file);
    const current = existsSync(target) ? (await readFile(target, 'utf8')).replaceAll('\r\n', '\n') : undefined;
    if (current === text) continue;
    stale.push(file);
    if (flags.check) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  if (flags.check && stale.length > 0) {
    console.error(`Stale: ${stale.join(', ')}. Run \`${command}\` and commit the result.`);
    return 1;
  }
  console.log(stale.length === 0 ? 'Everything generated is up to date.' : `Wrote ${stale.join(', ')}.`);
  return 0;
}

/** The manifest with `%key%` replaced by the texts of package.nls.json, if there is one. */
async function withTexts(manifest) {
  const file = path.join(root, 'package.nls.json');
  const texts = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
  const replace = (value) => {
    if (typeof value === 'string') return value.replace(/^%(.+)%$/, (whole, key) => texts[key] ?? whole);
    if (Array.isArray(value)) return value.map(replace);
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
    return value;
  };
  return replace(manifest);
}

/** What stands between `<!-- generated:name -->` and `<!-- /generated:name -->` is ours; the rest is not touched. */
function replaceSection(file, text, name, section) {
  const open = `<!-- generated:${name} -->`;
  const close = `<!-- /generated:${name} -->`;
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`${file} lacks ${open} … ${close}`);
  return `${text.slice(0, start + open.length)}\n\n${section.trimEnd()}\n\n${text.slice(end)}`;
}

main().then(
  (code) => { process.exitCode = code; },
  (error) => {
    console.error(`generate failed: ${error.message}`);
    process.exitCode = 2;
  },
);
