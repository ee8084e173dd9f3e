import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { TestWorkspace } from './workspaces.ts';

/** The example workspace. */
export const example = path.resolve(import.meta.dirname, '../../../examples/greenlang-0.2');

/** Copies the example into a workspace. */
export function copyExample(place: TestWorkspace): void {
  cpSync(example, place.root, { recursive: true });
}

/** Every file of a folder with its mode and its bytes; what Upguide keeps for itself left out. */
export function tree(root: string): Readonly<Record<string, string>> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => !/(^|\/)\.upguide(\/|$)/.test(name)).sort();
  return Object.fromEntries(names.flatMap((name) => {
    const file = path.join(root, name);
    const stat = statSync(file);
    return stat.isFile() ? [[name, `${(stat.mode & 0o777).toString(8)} ${readFileSync(file, 'latin1')}`]] : [];
  }));
}
