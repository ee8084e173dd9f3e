import { readTextFile } from '../../node/readTextFile.ts';
import { pathOfUri } from '../../node/uris.ts';
import type { ApplyParams } from '../../protocol.ts';
import type { PlanOptions, PlannedFile, UpgradeItem, UpgradePlan } from '../../service/languageService.ts';
import { isWithin } from '../../text/uri.ts';
import { aborted, cancelled } from '../guard.ts';
import type { Session } from '../session.ts';
import { canonicalUri } from '../uris.ts';
import { clientId } from './itemIds.ts';
import type { Progress } from './progress.ts';

/** Plans are made anew when texts change meanwhile; where they never rest, the user gets an answer, too. */
const maxPlans = 3;

/** What the user chose. URIs are in the service's spelling. */
export interface Selection {
  /** Ids of items as the client has them; all of the tier without it. */
  readonly items: ReadonlySet<string> | undefined;
  readonly applicability: 'safe' | 'unsafe';
  /** Files or folders; everything without it. */
  readonly uris: readonly string[] | undefined;
  /** Documents that stay as they are. */
  readonly leave: ReadonlySet<string>;
}

/** What a request chooses. Who names items has seen their tier. */
export function selectionOf(params: ApplyParams): Selection {
  return {
    items: params.items && new Set(params.items),
    applicability: params.items || params.applicability === 'unsafe' ? 'unsafe' : 'safe',
    uris: params.uris?.map(canonicalUri),
    leave: new Set((params.leave ?? []).map(canonicalUri)),
  };
}

/** Whether the user chose an item: by its id or its tier, or by the one that brought it up. Documents left alone count, too. */
export function isChosen({ workspace }: Session, { items, applicability }: Selection, item: UpgradeItem): boolean {
  if (item.applicability === 'manual') return false;
  const follows = item.followUp && item.applicability === 'safe';
  return items ? items.has(clientId(workspace.folders, item)) || follows : applicability === 'unsafe' || item.applicability === 'safe';
}

/**
 * A plan for the texts as they are in the editor and on disk at this moment. `undefined` when they changed again and again. Fails with the
 * protocol's answer when the signal is given.
 */
export async function planCurrent(session: Session, selection: Selection, signal: AbortSignal, progress: Progress): Promise<UpgradePlan | undefined> {
  await Promise.race([session.scanner.settled(), aborted(signal)]);
  for (let made = 0; made < maxPlans; made++) {
    if (signal.aborted) throw cancelled();
    session.documents.giveAll();
    const plan = await session.service.plan({
      ...planOptions(session, selection),
      signal,
      onProgress: ({ done, total }) => progress.report(`Planning: ${done} of ${total} files`, total === 0 ? 0 : done / total),
    });
    if (signal.aborted) throw cancelled();
    if (!plan.complete) continue;
    const outdated = [...plan.outdated, ...plan.files.filter((file) => !isCurrent(session, file)).map(({ uri }) => uri)];
    if (outdated.length === 0) return plan;
    await refreshFiles(session, outdated);
  }
  return undefined;
}

/** Whether the file's text still is the one that was planned for. */
export function isCurrent({ documents, service }: Session, { uri, before }: PlannedFile): boolean {
  const open = documents.current(uri);
  if (open) return service.text(uri) === before;
  const path = pathOfUri(uri);
  const read = path === undefined ? undefined : readTextFile(path);
  return read?.kind === 'text' && read.text === before;
}

/** Files on disk are other ones than before: the index, the diagnostics and the counts follow. */
export async function refreshFiles({ service, publisher, status }: Session, uris: readonly string[]): Promise<void> {
  if (uris.length === 0) return;
  await service.refresh(uris);
  publisher.later([...uris, ...service.takeChanged()]);
  status.changed();
}

function planOptions(session: Session, selection: Selection): PlanOptions {
  const { service } = session;
  const { applicability, items, leave, uris } = selection;
  const files = uris && [...new Set(uris.flatMap((uri) => {
    const inFolder = service.files().filter((file) => isWithin(uri, file));
    return inFolder.length > 0 ? inFolder : [uri];
  }))];
  return {
    applicability,
    ...(files ? { uris: files } : {}),
    ...(items || leave.size > 0 ? { items: (item: UpgradeItem) => !leave.has(item.uri) && isChosen(session, selection, item) } : {}),
  };
}
