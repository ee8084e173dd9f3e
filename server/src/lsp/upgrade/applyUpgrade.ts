import { pathOfUri } from '../../node/uris.ts';
import type { ApplyResult, RunReference } from '../../protocol.ts';
import type { PlannedFile, UpgradePlan } from '../../service/languageService.ts';
import { confirmEdited } from '../../service/transaction/index.ts';
import { runTitle } from '../../service/upgrade/runChanges.ts';
import { cancelled } from '../guard.ts';
import type { Session } from '../session.ts';
import { cannotEdit, editDocuments } from './openDocuments.ts';
import { isChosen, planCurrent, refreshFiles, type Selection } from './planCurrent.ts';
import type { Progress } from './progress.ts';
import { groupByFolder, type RunOfFolder, writeRun } from './writeRun.ts';

type FileOutcome = Omit<ApplyResult['files'][number], 'uri'>;

/** Documents that change while they are edited are planned anew so often. */
const maxRounds = 3;

/** Applies what was chosen to the texts as they are now: closed files through the journal, open documents through the editor. */
export async function applyUpgrade(session: Session, selection: Selection, signal: AbortSignal, progress: Progress): Promise<ApplyResult> {
  const plan = await planCurrent(session, selection, signal, progress);
  if (!plan) return { runs: [], files: [], applied: { safe: 0, unsafe: 0 }, problem: 'Files keep changing while the upgrade is planned. Nothing was changed; try again when they are at rest.' };
  const account = new Account(session, plan);
  for (const uri of leftAlone(session, selection, plan)) account.set(uri, { outcome: 'refused', reason: 'It has unsaved changes, and was left alone as you wished.' });
  for (const { uri, reason } of plan.refused) account.set(uri, { outcome: 'refused', reason });

  const runs: RunOfFolder[] = [];
  for (const group of groupByFolder(session, plan.files)) {
    const run = await writeRun(session, group, runTitle({ items: plan.items, files: group.files }, session.service.detected()), signal, progress);
    if (run.stopped && runs.every(({ id }) => id === undefined)) throw cancelled();
    for (const [uri, outcome] of run.outcomes) account.set(uri, outcome);
    runs.push(run);
  }
  await refreshFiles(session, runs.flatMap(({ outcomes }) => [...outcomes].filter(([, { outcome }]) => outcome === 'written').map(([uri]) => uri)));
  await editOpen(session, selection, runs, account, progress);
  for (const run of runs) await confirm(session, run, account);
  return account.result(runs);
}

/** Documents that the user wants left alone, and that the upgrade would have edited. */
function leftAlone(session: Session, selection: Selection, plan: UpgradePlan): ReadonlySet<string> {
  return new Set(plan.items.filter((item) => selection.leave.has(item.uri) && isChosen(session, selection, item)).map(({ uri }) => uri));
}

/** Has the editor edit its documents, all of them in one step. */
async function editOpen(session: Session, selection: Selection, runs: readonly RunOfFolder[], account: Account, progress: Progress): Promise<void> {
  let files = runs.flatMap(({ toEdit }) => toEdit);
  if (!session.client.applyEdit) {
    for (const { uri } of files) account.set(uri, { outcome: 'refused', reason: cannotEdit });
    return;
  }
  const label = 'Upgrade';
  for (let round = 0; round < maxRounds && files.length > 0; round++) {
    const edited = await editDocuments(session, files, label);
    for (const file of files) if (edited.has(file.uri)) account.edited(file, runs);
    files = files.filter(({ uri }) => !edited.has(uri));
    if (files.length === 0) return;
    // Closed files are written: from here on there is no way to stop.
    const anew = await planCurrent(session, { ...selection, uris: files.map(({ uri }) => uri) }, new AbortController().signal, progress);
    if (!anew) break;
    account.add(anew);
    for (const { uri } of files) account.set(uri, { outcome: 'unchanged' });
    files = [...anew.files];
  }
  for (const { uri } of files) account.set(uri, { outcome: 'failed', reason: 'It kept changing, or the editor did not apply the edits. Run the command again.' });
}

/** The editor may have saved what it edited, and may have formatted it: that is what the run has left. */
async function confirm({ journals, logger }: Session, { folder, id }: RunOfFolder, account: Account): Promise<void> {
  if (!folder || id === undefined) return;
  const paths = account.editedIn(id).flatMap((uri) => pathOfUri(uri) ?? []);
  const problem = paths.length > 0 ? await confirmEdited(folder.path, id, paths, journals.host) : undefined;
  if (problem !== undefined) logger.warn(problem);
}

/** What becomes of each file, for the answer. */
class Account {
  readonly #session: Session;
  readonly #outcomes = new Map<string, FileOutcome>();
  readonly #planned = new Map<string, PlannedFile>();
  /** By `keyOf`: ids speak of a place in its folder, and two folders may hold the same file. */
  readonly #tiers = new Map<string, 'safe' | 'unsafe' | 'manual'>();
  /** URIs of edited documents by the run that keeps their originals. */
  readonly #editedIn = new Map<string, string[]>();

  constructor(session: Session, plan: UpgradePlan) {
    this.#session = session;
    this.add(plan);
  }

  /** Takes over what a (further) plan does. */
  add({ items, files }: UpgradePlan): void {
    for (const { uri, id, applicability } of items) this.#tiers.set(keyOf(uri, id), applicability);
    for (const file of files) this.#planned.set(file.uri, file);
  }

  set(uri: string, outcome: FileOutcome): void {
    this.#outcomes.set(uri, outcome);
  }

  edited(file: PlannedFile, runs: readonly RunOfFolder[]): void {
    const run = runs.find(({ recorded }) => recorded.has(file.uri));
    if (run?.id === undefined) {
      this.set(file.uri, { outcome: 'edited', reason: 'It had unsaved changes, so no run keeps its original. Undo in the editor takes the edits back.' });
      return;
    }
    this.set(file.uri, { outcome: 'edited' });
    this.#editedIn.set(run.id, [...this.editedIn(run.id), file.uri]);
    this.#session.journals.remember(run.id, file);
  }

  editedIn(run: string): readonly string[] {
    return this.#editedIn.get(run) ?? [];
  }

  result(runs: readonly RunOfFolder[]): ApplyResult {
    const files = [...this.#outcomes].map(([uri, outcome]) => ({ uri: this.#session.documents.clientUri(uri), ...outcome }));
    const changed = [...this.#outcomes].filter(([, { outcome }]) => outcome === 'written' || outcome === 'edited').map(([uri]) => uri);
    const settled = new Set(changed.flatMap((uri) => this.#planned.get(uri)?.edits.flatMap(({ items }) => items.map((id) => keyOf(uri, id))) ?? []));
    const count = (tier: 'safe' | 'unsafe') => [...settled].filter((key) => this.#tiers.get(key) === tier).length;
    const references = runs.flatMap(({ folder, id }): RunReference[] => (folder && id !== undefined ? [{ root: folder.uri, id }] : []));
    const problem = runs.find((run) => run.problem !== undefined && (run.unfinished || changed.length === 0))?.problem;
    return { runs: references, files, applied: { safe: count('safe'), unsafe: count('unsafe') }, ...(problem === undefined ? {} : { problem }) };
  }
}

function keyOf(uri: string, id: string): string {
  return `${id} ${uri}`;
}
