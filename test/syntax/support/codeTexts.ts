import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** Files below a folder of this repository, or of any other with an absolute path, whose names end like this; node_modules are left out. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(path.resolve(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/**
 * Code of the examples, the stubs and the rule pages, by where it is from. `endings` are those of file names, `fence` the language of the
 * pages' blocks.
 */
export function codeTexts(endings: readonly string[], fence: string): readonly (readonly [string, string])[] {
  const files = endings.flatMap((ending) => [...filesBelow('examples', ending), ...filesBelow('test/stubs', ending)]).map((file) => [path.relative(root, file), readText(file)] as const);
  const block = new RegExp(`^\`\`\`${fence}\\b.*\\n([^]*?)^\`\`\`$`, 'gm');
  const blocks = filesBelow('test/migrations', '.md').flatMap((file) => [...readText(file).matchAll(block)].map((match) => [`${path.relative(root, file)} at ${match.index}`, match[1] ?? ''] as const));
  return [...files, ...blocks];
}

/** A file's text without its byte order mark. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8').replace(/^\u{feff}/u, '');
}
