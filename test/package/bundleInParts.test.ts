import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';

/** What the script exports; it has no types of its own. */
interface Bundler {
  bundleInParts(options: Readonly<Record<string, unknown>>, modules: readonly string[]): Promise<{ readonly files: readonly { readonly path: string; readonly text: string }[]; readonly metafile: { readonly inputs: object } }>;
  isPart(outfile: string, file: string): boolean;
}

const { bundleInParts, isPart } = await import(new URL('../../scripts/bundleInParts.mjs', import.meta.url).href) as Bundler;

const sources = {
  'program.ts': "import { both } from './both.ts';\nimport { part } from './part.ts';\nexport const run = (): string => `${part()} ${both.count} ${typeof __filename}`;\n",
  'part.ts': "import { both } from './both.ts';\nexport const part = (): string => `part ${++both.count}`;\n",
  'both.ts': 'export const both = { count: 0 };\n',
};

/** Bundles the program into a folder. */
async function bundled(name: string) {
  const folder = temporaryFolder(sources);
  const out = path.join(folder, 'out');
  mkdirSync(out);
  const options = { entryPoints: [path.join(folder, 'program.ts')], outfile: path.join(out, name), bundle: true, platform: 'node', target: 'node20', minify: true, metafile: true, logLevel: 'silent' };
  const { files, metafile } = await bundleInParts(options, [path.join(folder, 'part.ts')]);
  for (const { path: file, text } of files) writeFile(out, path.basename(file), text);
  return { out, files, metafile };
}

describe('a program in parts', () => {
  it('runs, with each module once, and is written after its parts', async () => {
    const { out, files, metafile } = await bundled('program.js');
    const names = files.map(({ path: file }) => path.relative(out, file));
    expect(names.length).toBe(2);
    expect(names.at(-1)).toBe('program.js');
    expect(names.slice(0, -1).every((name) => isPart('program.js', name))).toBe(true);
    expect(files.at(-1)?.text).toContain(names[0]);
    expect(Object.keys(metafile.inputs).length).toBe(3);
    const { run } = createRequire(import.meta.url)(path.join(out, 'program.js')) as { readonly run: () => string };
    expect([run(), run()]).toEqual(['part 1 1 string', 'part 2 2 string']);
  });

  it('must be called like its entry', async () => {
    await expect(bundled('other.js')).rejects.toThrow('must be called like its entry');
  });

  it('knows its parts by their names', () => {
    for (const name of ['commandLine.D4UXBVTY.js', '/w/dist/commandLine.6NVGHCFZ.js']) expect(isPart('dist/commandLine.js', name), name).toBe(true);
    for (const name of ['commandLine.js', 'commandLine.js.map', 'commandLine.D4UXBVTY.js.12.tmp', 'server.D4UXBVTY.js', 'commandLine.test.js', 'cli.js']) expect(isPart('dist/commandLine.js', name), name).toBe(false);
  });
});
