import { randomBytes } from 'node:crypto';
import nodeFiles from 'node:fs/promises';
import path from 'node:path';
import type { LanguageService } from '../service/languageService.ts';
import { type BaselineEntry, baselineFile, printBaseline } from '../service/upgrade/baseline.ts';
import { readBaseline } from './config.ts';
import { describeFileError, errorCode } from './fileErrors.ts';
import { readTextFile } from './readTextFile.ts';
import { pathOfUri, uriOfPath } from './uris.ts';

/**
 * Gives the baseline of a workspace folder these entries, in one step: readers see the old file or the new one. `undefined` takes the file away.
 * Gives what the user reads when it could not be done; then the old file is still there.
 */
export async function writeBaseline(folder: string, entries: readonly BaselineEntry[] | undefined): Promise<string | undefined> {
  const file = path.join(folder, baselineFile);
  try {
    if (entries === undefined) {
      await nodeFiles.rm(file, { force: true });
      return undefined;
    }
    const own = path.dirname(file);
    await nodeFiles.mkdir(own).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    // A link could lead anywhere, and a workspace may come from anybody.
    if (!(await nodeFiles.lstat(own)).isDirectory()) return `${own} is no folder but a link or a file, so no baseline is written there. Remove it first.`;
    await replace(file, printBaseline(entries));
    return undefined;
  } catch (error) {
    return `${file} could not be written: ${describeFileError(error)}. The baseline is as it was.`;
  }
}

/**
 * Whether the file of an entry is there and could not be checked (too large, no text, not readable). Then nothing is known of its findings, so its entries
 * stay. Takes the native path of the workspace folder.
 */
export function isUnchecked(folder: string, { path: inside }: Pick<BaselineEntry, 'path'>, service: Pick<LanguageService, 'diagnose'>): boolean {
  const file = path.join(folder, inside);
  return service.diagnose(uriOfPath(file))?.skipped !== undefined || readTextFile(file).kind === 'skipped';
}

/** Ids of the entries that match nothing any more, by the URI of their workspace folder; those of files that could not be checked are not among them. */
export async function staleEntries(service: Pick<LanguageService, 'diagnose' | 'staleBaseline'>, signal: AbortSignal): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const stale = await service.staleBaseline({ signal });
  return new Map(stale.map(({ folder, ids }) => {
    const root = pathOfUri(folder);
    const entries = new Map((root === undefined ? [] : readUsable(root)).map((entry) => [entry.id, entry]));
    return [folder, new Set(ids.filter((id) => {
      const entry = entries.get(id);
      return root === undefined || entry === undefined || !isUnchecked(root, entry, service);
    }))];
  }));
}

/** How many entries `staleEntries` finds. */
export async function countStale(service: Pick<LanguageService, 'diagnose' | 'staleBaseline'>, signal: AbortSignal): Promise<number> {
  return [...(await staleEntries(service, signal)).values()].reduce((sum, ids) => sum + ids.size, 0);
}

/** What was loaded may have been damaged since; whoever writes it anew says so. */
function readUsable(folder: string): readonly BaselineEntry[] {
  try {
    return readBaseline(path.join(folder, baselineFile)) ?? [];
  } catch {
    return [];
  }
}

async function replace(file: string, text: string): Promise<void> {
  const temporary = path.join(path.dirname(file), `.baseline-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = await nodeFiles.open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await nodeFiles.rename(temporary, file);
  } catch (error) {
    // The first error is the one to tell.
    await nodeFiles.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
