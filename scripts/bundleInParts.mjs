import path from 'node:path';
import esbuild from 'esbuild';

/** No file of a program in parts is this large: see `bundleInParts`. */
export const mostBytes = 2 ** 20;

/**
 * Bundles a program into several files of less than a megabyte. Node reads a file into one block of memory, and glibc takes a block of megabytes that is freed for a sign to keep more of all
 * that each thread frees from then on: 10 of 300 MB in a check of a large repository.
 *
 * Takes esbuild's options for one file, of which plugins do not count, and modules that, with all that they need, are to be files of their own. Gives the files in the order in which to write
 * them, the program last, and what esbuild knows of them. A part is called by its content, so that no program finds another build's part in the place of its own.
 */
export async function bundleInParts({ entryPoints, outfile, ...options }, modules) {
  // esbuild splits ES modules alone, so each file is made a CommonJS module in a second step.
  const { metafile, outputFiles } = await esbuild.build({
    ...options, entryPoints: [...entryPoints, ...modules], outdir: path.dirname(outfile), entryNames: '[name]', chunkNames: `${path.basename(outfile, '.js')}.[hash]`, splitting: true, format: 'esm',
    plugins: [], write: false,
  });
  const program = outputFiles.filter(({ path: file }) => path.basename(file) === path.basename(outfile));
  if (program.length !== 1) throw new Error(`${outfile} is not among what esbuild made: the program's file must be called like its entry.`);
  // The other entries say no more than which part has what they export.
  const parts = outputFiles.filter(({ path: file }) => isPart(outfile, file));
  const files = [];
  for (const { path: file, text } of [...parts, ...program]) {
    const { platform, target, minify, legalComments, logLevel } = options;
    const { code } = await esbuild.transform(text, { format: 'cjs', platform, target, minify, legalComments, logLevel });
    files.push({ path: file, text: code });
  }
  return { metafile, files };
}

/** Whether a file is a part of the program at `outfile`, of this build or another one. */
export function isPart(outfile, file) {
  const program = path.basename(outfile, '.js');
  const name = path.basename(file);
  return name.startsWith(program) && /^\.[A-Z0-9]+\.js$/.test(name.slice(program.length));
}
