import { readTextFile } from '../node/readTextFile.ts';
import { pathOfUri } from '../node/uris.ts';
import type { PlannedFile, UpgradePlan } from '../service/languageService.ts';
import { runUpgrade, type RunFileResult, type RunResult } from '../service/transaction/index.ts';
import { runChanges, runTitle } from '../service/upgrade/runChanges.ts';
import type { CommandEnvironment } from './environment.ts';
import type { Project } from './project.ts';

/** What became of a plan on the disk. */
export interface WrittenPlan {
  /** One a folder that had something to write, in the order of the folders. */
  readonly runs: readonly { readonly root: string; readonly result: RunResult }[];
  readonly files: readonly (RunFileResult & { readonly planned: PlannedFile })[];
}

/** Writes a plan: one run for each folder, so that each can be rolled back. Stops before the next folder once one could not be completed. */
export async function writePlan(plan: UpgradePlan, project: Project, environment: CommandEnvironment): Promise<WrittenPlan> {
  const byFolder = new Map<string, Map<string, PlannedFile>>();
  for (const planned of plan.files) {
    const path = pathOfUri(planned.uri);
    const folder = path === undefined ? undefined : project.folderOf(path);
    if (path === undefined || folder === undefined) continue;
    byFolder.set(folder, (byFolder.get(folder) ?? new Map<string, PlannedFile>()).set(path, planned));
  }
  const { progress } = environment;
  const runs: { root: string; result: RunResult }[] = [];
  const files: (RunFileResult & { planned: PlannedFile })[] = [];
  for (const [root, byPath] of byFolder) {
    const result = await runUpgrade({
      root, roots: project.folders, origin: 'cli', title: runTitle({ ...plan, files: [...byPath.values()] }, project.service.detected()), signal: environment.signal,
      files: [...byPath].map(([path, { before, after, edits }]) => ({ path, before, after, changes: runChanges(edits), via: 'disk' })),
      onProgress: ({ done, total }) => { progress.update('Writing', done, total); },
    }, environment.transactions);
    progress.clear();
    runs.push({ root, result });
    for (const file of result.files) {
      const planned = byPath.get(file.path);
      if (planned !== undefined) files.push({ ...file, planned });
    }
    if (result.state !== 'done') break;
  }
  return { runs, files };
}

/** Whether the file still has the text that was planned for; and if so, its byte order mark. */
export function currentMark({ uri, before }: PlannedFile): string | undefined {
  const path = pathOfUri(uri);
  const now = path === undefined ? undefined : readTextFile(path);
  return now?.kind === 'text' && now.text === before ? (now.bom ? '\uFEFF' : '') : undefined;
}
