import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples');

/** A copy of each example workspace. */
export function exampleCopies(): readonly { readonly name: string; readonly folder: string }[] {
  const folders = fs.readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => {
    const folder = path.join(temporaryFolder(), name);
    fs.cpSync(path.join(examples, name), folder, { recursive: true });
    return { name, folder };
  });
}
