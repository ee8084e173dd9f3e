import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterThisTest } from './cleanUp.ts';

/** A folder of its own for one test, with the given files; removed after the test. The path holds no symbolic link. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'upguide-test-')));
  afterThisTest(() => { fs.rmSync(folder, { recursive: true, force: true }); });
  for (const [name, content] of Object.entries(files)) writeFile(folder, name, content);
  return folder;
}

/** Writes one file of the folder, with the folders above it. */
export function writeFile(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return file;
}
