import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { distFile } from '../support/buildOnce.ts';
import { python, run, stubEnvironment, type Ran } from '../stubs/python.ts';

const example = path.resolve(import.meta.dirname, '../../examples/greenlang-0.2');

/** A copy of the example in a temporary folder, and what can be run in it. The caller removes it. */
export interface ExampleCopy {
  readonly folder: string;
  /** All files but the journals of runs, by their path below the folder, as latin-1, so that equal strings are equal bytes. */
  readonly files: () => ReadonlyMap<string, string>;
  readonly read: (file: string) => string;
  readonly upguide: (...words: string[]) => Ran;
  /** Runs Python on a stub of GreenLang, with the variables of `.env` as the copy has it and those given. */
  readonly python: (version: '0.2' | '0.3', words: readonly string[], more?: Readonly<Record<string, string>>) => Ran;
  /** Runs a script in bash on a stub of GreenLang, with `gl` on PATH. */
  readonly bash: (version: '0.2' | '0.3', script: string) => Ran;
  readonly remove: () => void;
}

/** Copies the example. */
export function copyExample(): ExampleCopy {
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'upguide-runs-')));
  const folder = path.join(base, 'greenlang-0.2');
  fs.cpSync(example, folder, { recursive: true });
  const read = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');
  const environment = (version: '0.2' | '0.3', more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv =>
    // LOG_DIR: `greenlang.yaml` reads it and nothing defines it; Upguide says so before and after.
    stubEnvironment(version, { LOG_DIR: base, ...(parseEnv(read('.env')) as Record<string, string>), ...more });
  return {
    folder,
    read,
    files: () => new Map(fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file): [string, string] => [path.relative(folder, file).replaceAll(path.sep, '/'), fs.readFileSync(file, 'latin1')])
      .filter(([file]) => !file.startsWith('.upguide/runs/'))
      .sort(([one], [other]) => (one < other ? -1 : 1))),
    upguide: (...words) => run(process.execPath, [distFile('cli.js'), ...words], folder, { ...process.env, NO_COLOR: '1' }),
    python: (version, words, more) => run(python(), words, folder, environment(version, more)),
    bash: (version, script) => run('bash', ['-c', script], folder, environment(version)),
    remove: () => { fs.rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); },
  };
}
