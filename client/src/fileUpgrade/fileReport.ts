import * as vscode from 'vscode';
import type { Status } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';
import { whenQuiet } from '../quiet.ts';
import { changesMade, type PlannedDocument } from './plannedDocument.ts';
import type { FileUpgradeContext } from './upgradeOneFile.ts';

/** What the upgrade of a file did; the command returns it. */
export interface FileUpgradeReport {
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

/** Changes of a plan, by tier. */
type ChangeCounts = Pick<FileUpgradeReport, 'safe' | 'unsafe'>;

/** Counts what was applied of a plan, by comparing the documents. */
function countChanges({ log }: FileUpgradeContext, documents: readonly PlannedDocument[]): ChangeCounts {
  const counts = { safe: { applied: 0, planned: 0 }, unsafe: { applied: 0, planned: 0 } };
  for (const planned of documents) {
    const made = changesMade(planned);
    if (!made) log.warn(`${vscode.workspace.asRelativePath(planned.uri)} has changed in other ways, too; its changes are not counted.`);
    for (const { applicability } of planned.changes) counts[applicability].planned++;
    for (const { applicability } of made ?? []) counts[applicability].applied++;
  }
  return counts;
}

/** Tells the user what was changed, and what is left. Right after it was applied: later edits hide what was. */
export async function reportUpgrade(context: FileUpgradeContext, documents: readonly PlannedDocument[], refused: number): Promise<FileUpgradeReport> {
  const counts = countChanges(context, documents);
  const files = documents.filter(({ document, before }) => document.getText() !== before).length;
  await whenQuiet(context.server.onStatus);
  const left = (await context.server.status()).findings;
  const message = upgradeMessage(counts, files, refused, left);
  context.log.info(message);
  void show(message, left.total > 0, context.log);
  return { files, ...counts, refused, left, message };
}

/** Nothing can be upgraded: says what was looked at and why that gave nothing. */
export async function explainNothing({ server, log }: FileUpgradeContext, refused: number): Promise<FileUpgradeReport> {
  const status = await server.status();
  const none = { applied: 0, planned: 0 };
  const message = nothingMessage(status, refused);
  log.info(message);
  void show(message, status.findings.total > 0, log);
  return { files: 0, safe: none, unsafe: none, refused, left: status.findings, message };
}

function upgradeMessage(counts: ChangeCounts, files: number, refused: number, left: Status['findings']): string {
  const skipped = counts.safe.planned + counts.unsafe.planned - counts.safe.applied - counts.unsafe.applied;
  return [
    `Upgraded ${counted(files, 'file')}: ${counted(counts.safe.applied, 'safe change')}, ${counted(counts.unsafe.applied, 'unsafe change')}.`,
    skipped > 0 ? `${counted(skipped, 'change')} left out.` : '',
    refused > 0 ? `${counted(refused, 'file')} left alone because a check failed (see the log).` : '',
    left.total > 0 ? `${counted(left.total, 'finding')} left, ${left.manual} of them for you to settle.` : 'No findings are left.',
  ].filter((part) => part !== '').join(' ');
}

function nothingMessage({ migrations }: Status, refused: number): string {
  const active = migrations.filter((migration) => migration.active);
  const why = active.length === 0
    ? 'No migration is active here: nothing proves that a system with an upgrade guide is used. `upguide.migrations` switches one on.'
    : `Active: ${[...new Set(active.map(({ title, from, to }) => `${title} ${from} → ${to}`))].join(', ')}.`;
  return [
    'Upguide has nothing to change.', 'This file was checked.', why,
    refused > 0 ? `${counted(refused, 'file')} left alone because a check failed (see the log).` : '',
  ].filter((part) => part !== '').join(' ');
}

async function show(message: string, anyLeft: boolean, log: vscode.LogOutputChannel): Promise<void> {
  const choice = await vscode.window.showInformationMessage(message, ...(anyLeft ? ['Show Problems'] : []), 'Show Log');
  if (choice === 'Show Problems') await vscode.commands.executeCommand('workbench.actions.view.problems');
  else if (choice === 'Show Log') log.show();
}
