import { type CancellationToken, ProgressType } from 'vscode-languageserver';
import type { ItemsParams, ItemsResult, PreviewParams, PreviewResult, ProtocolFileItems, ProtocolItem } from '../../protocol.ts';
import { isWithin } from '../../text/uri.ts';
import { aborted, cancelled, signalOf } from '../guard.ts';
import type { Session } from '../session.ts';
import { eachFile } from '../upgrade/eachFile.ts';
import { isChosen, selectionOf } from '../upgrade/planCurrent.ts';
import { workDone } from '../upgrade/progress.ts';
import { toMigrations } from '../upgrade/toItems.ts';
import { canonicalUri } from '../uris.ts';

const partialItems = new ProgressType<readonly ProtocolFileItems[]>();

/** Everything that is old in the workspace. What was found before a cancellation stays valid, so it is an answer, not an error. */
export async function items(session: Session, params: ItemsParams, token: CancellationToken): Promise<ItemsResult> {
  const signal = signalOf(token);
  const { connection, service, scanner } = session;
  const { partialResultToken } = params;
  const progress = workDone(connection, params.workDoneToken, 'Looking for what can be upgraded');
  const collected: ProtocolItem[] = [];
  try {
    await Promise.race([scanner.settled(), aborted(signal)]);
    const complete = !signal.aborted && await session.items.stream(signal, (part, { done, total }) => {
      if (partialResultToken === undefined) collected.push(...part.flatMap((file) => file.items));
      else if (part.length > 0) void connection.sendProgress(partialItems, partialResultToken, part);
      progress.report(`${done} of ${total} files`, done / total);
    });
    const accepted = complete ? await acceptedIn(session, signal) : 0;
    return { items: collected, complete, migrations: toMigrations(session.migrations, service.detected()), accepted };
  } finally {
    progress.done();
  }
}

async function acceptedIn({ edits, service, settings, workspace }: Session, signal: AbortSignal): Promise<number> {
  const folders = workspace.folders.filter((folder) => settings.hasBaseline(folder));
  const uris = service.files().filter((uri) => folders.some((folder) => isWithin(folder.uri, uri)));
  let accepted = 0;
  await eachFile(uris, { busy: () => edits.busy, goesOn: () => !signal.aborted }, (uri) => {
    accepted += service.diagnose(uri)?.accepted ?? 0;
  });
  return accepted;
}

/** One file before and after the chosen items, with what follows from them: applying them gives the same text. */
export async function preview(session: Session, params: PreviewParams, token: CancellationToken): Promise<PreviewResult> {
  const signal = signalOf(token);
  session.documents.giveAll();
  const uri = canonicalUri(params.uri);
  const { items: chosen } = params;
  const selection = chosen && selectionOf({ items: chosen });
  const plan = await session.service.plan({
    uris: [uri], applicability: 'unsafe', signal, ...(selection ? { items: (item) => isChosen(session, selection, item) } : {}),
  });
  if (signal.aborted) throw cancelled();
  const file = plan.files.find((planned) => planned.uri === uri);
  return file ? { before: file.before, after: file.after } : null;
}
