import path from 'node:path';
import esbuild from 'esbuild';

/** Files of the program stay below this: see `bundleInParts`. */
const mostBytes = 2 ** 20;

/**
 * Bundles a program into several files of less than a megabyte. Node reads a file into one block of memory, and glibc takes a block of megabytes that is freed for a sign to keep more of all
 * that each thread frees from then on: 10 of 300 MB in a check of a large repository.
 *
 * Takes esbuild's `options` for one file, with the entry first and then modules that, with all that they need, become files of their own. Gives the files, and what esbuild knows of them.
 * esbuild splits ES modules alone, so each file is made a CommonJS module in a second step. Throws when a file is too large.
 */
export async function bundleInParts({ entryPoints, outfile, ...options }) {
  const { metafile, outputFiles } = await esbuild.build({
    ...options, entryPoints, outdir: path.dirname(outfile), entryNames: '[name]', chunkNames: 'part-[hash]', splitting: true, format: 'esm', plugins: [], write: false,
  });
  const nameOf = ({ path: file }) => path.basename(file);
  const parts = outputFiles.filter((file) => nameOf(file).startsWith('part-'));
  const program = path.basename(outfile, '.js');
  const names = new Map(parts.map((file, index) => [nameOf(file), `${program}.${index + 1}.js`]));
  const renamed = (text) => [...names].reduce((now, [from, to]) => now.replaceAll(from, to), text);
  const files = [];
  // The other entries say no more than which part has what they export.
  for (const file of outputFiles.filter((each) => parts.includes(each) || nameOf(each) === path.basename(outfile))) {
    const { code } = await esbuild.transform(renamed(file.text), { format: 'cjs', platform: options.platform, target: options.target, minify: options.minify, legalComments: options.legalComments });
    const name = names.get(nameOf(file)) ?? nameOf(file);
    if (code.length >= mostBytes) throw new Error(`${name} has ${code.length} bytes, which is too much: name one more module in scripts/build.mjs that becomes a part of its own.`);
    files.push({ path: path.join(path.dirname(outfile), name), text: code });
  }
  return { metafile, files };
}
