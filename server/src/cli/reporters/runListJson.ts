import type { FolderRun } from '../runs.ts';
import { showPath } from '../terminal.ts';

/** The runs for programs; paths are relative to the working folder, with `/`. */
export function runListJson(runs: readonly (FolderRun & { readonly waits: boolean })[], cwd: string): string {
  return `${JSON.stringify({
    version: 1,
    runs: runs.map(({ root, run, waits }) => ({
      id: run.id, root: showPath(cwd, root), started: run.started, origin: run.origin ?? null, title: run.title, state: run.state, interrupted: waits,
      ...(run.problem === undefined ? {} : { problem: run.problem }),
      files: run.files.map(({ path, state, changes }) => ({
        path: showPath(cwd, path), state,
        changes: changes.map(({ change, rule, title, applicability, count }) => ({ change: change ?? null, rule, title, applicability, count })),
      })),
    })),
  }, undefined, 2)}\n`;
}
