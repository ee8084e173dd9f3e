import fs from 'node:fs';
import path from 'node:path';

/** The files of the program in a folder: the bundles, and the grammars beside them. None where they cannot be told. */
export function programFiles(folder: string): readonly string[] {
  return [...filesIn(folder).filter((name) => name.endsWith('.js')), ...filesIn(path.join(folder, 'grammars'))];
}

function filesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => path.join(folder, name));
  } catch {
    return [];
  }
}
