import { join } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver';
import { countStale, staleEntries, writeBaseline } from '../../node/baselineFile.ts';
import { ConfigError, readBaseline } from '../../node/config.ts';
import { uriOfPath } from '../../node/uris.ts';
import type { BaselineParams, BaselineResult } from '../../protocol.ts';
import { baselineEntries, type BaselineEntry, baselineFile } from '../../service/upgrade/baseline.ts';
import { isWithin } from '../../text/uri.ts';
import { aborted, cancelled, signalOf } from '../guard.ts';
import type { Session } from '../session.ts';
import { eachFile } from '../upgrade/eachFile.ts';
import { clientId } from '../upgrade/itemIds.ts';
import type { JournalFolder } from '../upgrade/journals.ts';
import { reloadSettings } from './configuration.ts';

/** Accepts what there is today, or forgets what was accepted; then the diagnostics are those of the new baseline. */
export async function baseline(session: Session, params: BaselineParams, token: CancellationToken): Promise<BaselineResult> {
  const signal = signalOf(token);
  await Promise.race([session.scanner.settled(), aborted(signal)]);
  if (signal.aborted) throw cancelled();
  return session.journals.exclusive(() => change(session, params, signal));
}

async function change(session: Session, params: BaselineParams, signal: AbortSignal): Promise<BaselineResult> {
  const { journals, service, workspace } = session;
  session.documents.giveAll();
  const change = params.action === 'accept' ? await acceptance(session, params.items, signal)
    : params.action === 'prune' ? await pruning(session, signal) : () => undefined;
  if (signal.aborted) throw cancelled();
  const files: string[] = [];
  const problems: string[] = [];
  let accepted = 0;
  for (const folder of journals.folders()) {
    const before = read(folder);
    if (typeof before === 'string' && params.action !== 'clear') {
      problems.push(before);
      continue;
    }
    const entries = typeof before === 'string' ? [] : before;
    const after = change(folder, entries ?? []);
    const failed = isSame(entries, after) ? undefined : await writeBaseline(folder.path, after);
    if (failed !== undefined) problems.push(failed);
    else if (!isSame(entries, after)) files.push(uriOfPath(join(folder.path, baselineFile)));
    accepted += (failed === undefined ? after : entries)?.length ?? 0;
  }
  if (files.length > 0) await reloadSettings(session, workspace.folders.filter(({ uri }) => files.some((file) => isWithin(uri, file))));
  return { accepted, stale: await countStale(service, signal), files, ...(problems.length > 0 ? { problem: problems.join(' ') } : {}) };
}

/** Gives a folder's entries after the change; `undefined` for no file at all. */
type Change = (folder: JournalFolder, entries: readonly BaselineEntry[]) => readonly BaselineEntry[] | undefined;

async function acceptance({ edits, journals, service, workspace }: Session, ids: readonly string[] | undefined, signal: AbortSignal): Promise<Change> {
  const wanted = ids && new Set(ids);
  const found = new Map<string, BaselineEntry[]>();
  await eachFile(service.files(), { busy: () => edits.busy, goesOn: () => !signal.aborted }, (uri) => {
    const folder = journals.folderOf(uri);
    if (!folder) return;
    const items = service.items(uri).filter((item) => wanted?.has(clientId(workspace.folders, item)) ?? true);
    found.set(folder.uri, [...found.get(folder.uri) ?? [], ...baselineEntries(folder.uri, items)]);
  });
  return (folder, entries) => {
    const known = new Set(entries.map(({ id }) => id));
    const all = [...entries, ...(found.get(folder.uri) ?? []).filter(({ id }) => !known.has(id))];
    return all.length > 0 ? all : undefined;
  };
}

async function pruning({ service }: Session, signal: AbortSignal): Promise<Change> {
  const stale = await staleEntries(service, signal);
  return (folder, entries) => {
    const left = entries.filter(({ id }) => !stale.get(folder.uri)?.has(id));
    return left.length > 0 ? left : undefined;
  };
}

/** A folder's entries; a text for the user when the file cannot be used. */
function read({ path, name }: JournalFolder): readonly BaselineEntry[] | string | undefined {
  try {
    return readBaseline(join(path, baselineFile), `${name}/${baselineFile}`);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function isSame(before: readonly BaselineEntry[] | undefined, after: readonly BaselineEntry[] | undefined): boolean {
  return before?.length === after?.length && (after ?? []).every(({ id }, index) => before?.[index]?.id === id);
}
