// Packages the extension as a VSIX that installs everywhere: `npm run package` (after `npm run build`).
//   node scripts/package.mjs [--out FILE]
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readZip, unzip } from './vscode/unzip.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Writes the VSIX from what stands in `dist/`. */
export async function packageExtension({ out }) {
  for (const needed of ['dist/extension.js', 'dist/server.js']) {
    if (!existsSync(path.join(root, needed))) throw new Error(`${needed} is missing: run \`npm run build\` first.`);
  }
  const { createVSIX } = await import('@vscode/vsce');
  await mkdir(path.dirname(out), { recursive: true });
  // Everything is bundled: a VSIX with node_modules would only be larger.
  await createVSIX({ cwd: root, packagePath: out, dependencies: false, skipLicense: !existsSync(path.join(root, 'LICENSE')) });
}

/** Packages and unpacks: the folder that an editor would have after an installation. `work` is a folder to do it in. */
export async function unpackedExtension(work) {
  const file = path.join(work, 'upguide.vsix');
  await packageExtension({ out: file });
  await unzip(file, path.join(work, 'vsix'));
  await rm(file);
  return path.join(work, 'vsix/extension');
}

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const out = path.resolve(values.out ?? path.join(root, `upguide-${version}.vsix`));
  await packageExtension({ out });
  const files = await readZip(out);
  for (const { name, data } of files) console.log(`${String(data().length).padStart(9)}  ${name}`);
  console.log(`${out}: ${files.length} files, ${Math.round((await stat(out)).size / 1024)} KB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
