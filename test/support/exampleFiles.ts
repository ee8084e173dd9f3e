import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The texts of an example workspace by path. */
export function exampleFiles(name = 'greenlang-0.2'): Readonly<Record<string, string>> {
  const root = path.resolve(import.meta.dirname, '../../examples', name);
  return Object.fromEntries(readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(root, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]));
}
