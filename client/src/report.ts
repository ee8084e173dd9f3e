import * as vscode from 'vscode';
import type { Status } from '../../server/src/protocol.ts';
import { changesMade, type PlannedDocument } from './plannedDocument.ts';
import type { UpgradeContext, UpgradeScope } from './upgrade.ts';

/** What an upgrade did; the commands return it. */
export interface UpgradeReport {
  /** Files whose text is another one now. */
  readonly files: number;
  readonly safe: { readonly applied: number; readonly planned: number };
  readonly unsafe: { readonly applied: number; readonly planned: number };
  /** Files with fixes that the server refused to make. */
  readonly refused: number;
  /** Findings in the whole workspace afterwards. */
  readonly left: Status['findings'];
  readonly message: string;
}

/** How long the server gets to look at the changed files before the findings that are left are counted. */
const settleMs = 600;
const maxSettleMs = 5000;

/** Changes of a plan, by tier. */
export type ChangeCounts = Pick<UpgradeReport, 'safe' | 'unsafe'>;

/** Counts what was applied of a plan, by comparing the documents. Right after it was applied: later edits hide it. */
export function countChanges({ log }: UpgradeContext, documents: readonly PlannedDocument[]): ChangeCounts {
  const counts = { safe: { applied: 0, planned: 0 }, unsafe: { applied: 0, planned: 0 } };
  for (const planned of documents) {
    const made = changesMade(planned);
    if (!made) log.warn(`${vscode.workspace.asRelativePath(planned.uri)} has changed in other ways, too; its changes are not counted.`);
    for (const { applicability } of planned.changes) counts[applicability].planned++;
    for (const { applicability } of made ?? []) counts[applicability].applied++;
  }
  return counts;
}

/** The sum of two rounds. */
export function addCounts(a: ChangeCounts, b: ChangeCounts): ChangeCounts {
  const sum = (tier: keyof ChangeCounts) => ({ applied: a[tier].applied + b[tier].applied, planned: a[tier].planned + b[tier].planned });
  return { safe: sum('safe'), unsafe: sum('unsafe') };
}

/** Tells the user what was changed, and what is left. `documents` are as they were before the upgrade. */
export async function reportUpgrade(context: UpgradeContext, documents: readonly PlannedDocument[], counts: ChangeCounts, refused: number): Promise<UpgradeReport> {
  const files = documents.filter(({ document, before }) => document.getText() !== before).length;
  const left = (await settledStatus(context)).findings;
  const message = upgradeMessage(counts, files, refused, left);
  context.log.info(message);
  void show(context, message, files > 0, left.total > 0);
  return { files, ...counts, refused, left, message };
}

/** Nothing can be upgraded: says what was looked at and why that gave nothing. */
export async function explainNothing({ server, log }: UpgradeContext, { uris }: UpgradeScope, refused: number): Promise<UpgradeReport> {
  const status = await server.status();
  const none = { applied: 0, planned: 0 };
  const message = nothingMessage(status, uris !== undefined, refused);
  log.info(message);
  void showNothing(message, status, log);
  return { files: 0, safe: none, unsafe: none, refused, left: status.findings, message };
}

function upgradeMessage(counts: ChangeCounts, files: number, refused: number, left: Status['findings']): string {
  const skipped = counts.safe.planned + counts.unsafe.planned - counts.safe.applied - counts.unsafe.applied;
  return [
    `Upgraded ${plural(files, 'file')}: ${plural(counts.safe.applied, 'safe change')}, ${plural(counts.unsafe.applied, 'unsafe change')}.`,
    skipped > 0 ? `${plural(skipped, 'change')} left out.` : '',
    refused > 0 ? `${plural(refused, 'file')} left alone because a check failed (see the log).` : '',
    left.total > 0 ? `${plural(left.total, 'finding')} left, ${left.manual} of them for you to settle.` : 'No findings are left.',
  ].filter((part) => part !== '').join(' ');
}

function nothingMessage({ migrations, findings, files }: Status, oneFile: boolean, refused: number): string {
  const active = migrations.filter((migration) => migration.active);
  const looked = oneFile ? 'This file was checked.' : `${plural(files.scanned, 'file')} checked${files.skipped.length > 0 ? `, ${files.skipped.length} skipped` : ''}.`;
  const why = active.length === 0
    ? 'No migration is active here: nothing proves that a system with an upgrade guide is used. `upguide.migrations` switches one on.'
    : `Active: ${[...new Set(active.map(({ title, from, to }) => `${title} ${from} → ${to}`))].join(', ')}.`;
  return [
    'Upguide has nothing to change.', looked, why,
    refused > 0 ? `${plural(refused, 'file')} left alone because a check failed (see the log).` : '',
    !oneFile && findings.total > 0 ? `${plural(findings.total, 'finding')} cannot be settled automatically.` : '',
  ].filter((part) => part !== '').join(' ');
}

async function show({ undo, log }: UpgradeContext, message: string, changed: boolean, anyLeft: boolean): Promise<void> {
  const choices = [...(changed ? ['Undo'] : []), ...(anyLeft ? ['Show Problems'] : []), 'Show Log'];
  const choice = await vscode.window.showInformationMessage(message, ...choices);
  if (choice === 'Undo') await undo.undo();
  else await followUp(choice, log);
}

async function showNothing(message: string, status: Status, log: vscode.LogOutputChannel): Promise<void> {
  await followUp(await vscode.window.showInformationMessage(message, ...(status.findings.total > 0 ? ['Show Problems'] : []), 'Show Log'), log);
}

async function followUp(choice: string | undefined, log: vscode.LogOutputChannel): Promise<void> {
  if (choice === 'Show Problems') await vscode.commands.executeCommand('workbench.actions.view.problems');
  else if (choice === 'Show Log') log.show();
}

/** The status when the server has been quiet for a moment: it looks at changed files one after the other. */
async function settledStatus({ server }: UpgradeContext): Promise<Status> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(quiet);
      clearTimeout(latest);
      listener.dispose();
      resolve();
    };
    let quiet = setTimeout(done, settleMs);
    const latest = setTimeout(done, maxSettleMs);
    const listener = server.onStatus(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, settleMs);
    });
  });
  return await server.status();
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
