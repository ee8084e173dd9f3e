import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GrammarLoader } from '../service/workspace.ts';

/** The folder of this file, which is the bundle's folder once it is built; an ES module in tests has no such name. */
function codeFolders(): string[] {
  const folders: string[] = [];
  if (typeof __dirname === 'string') folders.push(__dirname);
  const program = process.argv[1];
  if (program !== undefined && existsSync(program)) folders.push(path.dirname(realpathSync(program)));
  return [...new Set(folders)];
}

/** Where an unbundled run finds the packages: the nearest `node_modules` above the code. */
function packageFile(folder: string, packageName: string, file: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    const candidate = path.join(current, 'node_modules', packageName, file);
    if (existsSync(candidate)) return candidate;
    if (path.dirname(current) === current) return undefined;
  }
}

/** The package that ships a grammar. */
function packageOf(language: string): string {
  return `tree-sitter-${language === 'tsx' ? 'typescript' : language}`;
}

/**
 * Reads the grammars that are shipped in `grammars/` beside the bundle, or those of the installed packages when the code
 * runs unbundled. The engine's bytes are kept, because each grammar asks for them; those of a grammar are needed once, and are megabytes.
 */
export function createGrammarLoader(folders: readonly string[] = codeFolders()): GrammarLoader {
  let engine: Promise<Uint8Array> | undefined;

  const find = (file: string, packageName: string): string => {
    for (const folder of folders) {
      const shipped = path.join(folder, 'grammars', file);
      if (existsSync(shipped)) return shipped;
    }
    for (const folder of folders) {
      const installed = packageFile(folder, packageName, file);
      if (installed !== undefined) return installed;
    }
    throw new Error(`${file} is not shipped with this version. Expected in ${folders.map((folder) => path.join(folder, 'grammars')).join(' or ')}; build it with \`npm run build\`.`);
  };

  const read = (file: string, packageName: string): Promise<Uint8Array> => Promise.resolve().then(() => readFile(find(file, packageName)));

  return {
    load: (language) => (/^[a-z]+$/.test(language)
      ? read(`tree-sitter-${language}.wasm`, packageOf(language))
      : Promise.reject(new Error(`There is no grammar for ${JSON.stringify(language)}.`))),
    engine: () => (engine ??= read('web-tree-sitter.wasm', 'web-tree-sitter').catch((error: unknown) => {
      // A failure is not kept: the file may be there the next time.
      engine = undefined;
      throw error;
    })),
  };
}
