import fs from 'node:fs';
import nodeFiles from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../../server/src/cli/commandLine.ts';
import type { ResultStore } from '../../../server/src/node/resultCache/resultStore.ts';
import type { Entry } from '../../../server/src/node/resultCache/entryFormat.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { exampleCopies } from './examples.ts';

afterEach(() => { vi.restoreAllMocks(); });

const synchronous = ['openSync', 'readFileSync', 'readdirSync', 'lstatSync', 'statSync', 'existsSync', 'realpathSync', 'accessSync', 'readlinkSync'] as const;
const asynchronous = ['open', 'readFile', 'readdir', 'lstat', 'stat', 'realpath', 'access'] as const;

/** Notes every path that is given to Node's functions of the disk. */
function traced(): ReadonlySet<string> {
  const paths = new Set<string>();
  const note = (file: unknown) => { if (typeof file === 'string') paths.add(file); };
  for (const name of synchronous) {
    const original = fs[name] as (...values: unknown[]) => unknown;
    vi.spyOn(fs, name).mockImplementation(((...values: unknown[]) => { note(values[0]); return original.apply(fs, values); }) as never);
  }
  for (const name of asynchronous) {
    const original = nodeFiles[name] as (...values: unknown[]) => unknown;
    vi.spyOn(nodeFiles, name).mockImplementation(((...values: unknown[]) => { note(values[0]); return original.apply(nodeFiles, values); }) as never);
  }
  return paths;
}

/** Whether something changes in the evidence when the path does: it is a part of it, or its folder's names are. */
function isCovered(file: string, { folders, paths, contents }: Entry['evidence']): boolean {
  if ([...paths, ...contents].some(([known]) => known === file) || folders.some(([folder]) => folder === file)) return true;
  const words = folders.find(([folder]) => folder === path.dirname(file))?.slice(1) ?? [];
  const name = path.basename(file);
  // A plain file that does not count is seen by name only: it must not have been opened, which `opened` tells.
  return words.some((word) => word.slice(1) === name) ? !fs.statSync(file, { throwIfNoEntry: false })?.isFile() || words.includes(`F${name}`) : words.length > 0 && !fs.existsSync(file);
}

test('everything that a check looks at on the disk is part of the evidence', async () => {
  for (const { name, folder } of exampleCopies()) {
    fs.mkdirSync(path.join(folder, '.git/info'), { recursive: true });
    fs.symlinkSync('.env', path.join(folder, '.env.linked'));
    const kept: Entry[] = [];
    const store: ResultStore = { read: () => undefined, touch: () => undefined, write: (_, entry) => { kept.push(entry); } };
    const program = path.join(temporaryFolder({ 'program.js': '' }), 'program.js');
    const paths = traced();
    await runCommandLine(['check', '--format', 'sarif'], {
      cwd: folder, version: '1.0.0', colour: false, clock: { today: () => '2026-11-21' }, out: () => undefined, err: () => undefined,
      results: { store, folder: '/cache', program: () => [program], started: Date.now() + 1000 },
    }, new AbortController().signal);
    vi.restoreAllMocks();
    const [entry] = kept;
    expect({ name, kept: kept.length }).toEqual({ name, kept: 1 });
    // What lies above the folder decides which folder is read, which is part of the key; grammars are part of the program.
    const above = (file: string) => !file.startsWith(`${folder}${path.sep}`) && !/[\\/]\.git(?:ignore)?$/.test(file);
    const missed = [...paths].filter((file) => !above(file) && entry !== undefined && !isCovered(file, entry.evidence));
    expect({ name, missed }).toEqual({ name, missed: [] });
    expect(paths.size).toBeGreaterThan(10);
  }
});
