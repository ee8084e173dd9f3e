import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { ProtocolItem } from '../../../server/src/protocol.ts';
import type { ExtensionExports } from '../../../client/src/extension.ts';
import type { Counts } from '../../../client/src/upgrade/treeNodes.ts';
import type { UpgradeView } from '../../../client/src/upgrade/upgradeView.ts';
import { closeAll, eventually, fileUri, filesOnDisk, restoreFiles } from './support.ts';

/** What the extension that runs lets its tests see. */
export async function extensionExports(): Promise<ExtensionExports> {
  const extension = vscode.extensions.getExtension<ExtensionExports>('upguide.upguide');
  assert.ok(extension);
  return await extension.activate();
}

/** The Upgrade view of the extension that runs. */
export async function upgradeView(): Promise<UpgradeView> {
  return (await extensionExports()).view;
}

/** The view with the workspace read, everything shown, and the choices that everything begins with. */
export async function readView(): Promise<UpgradeView> {
  const view = await upgradeView();
  await vscode.commands.executeCommand('upguide.upgradeWorkspace');
  view.filterBy('');
  view.group('change');
  const items = [...view.store.items()];
  view.choices.tick(items.filter(({ applicability }) => applicability === 'safe'), true);
  view.choices.tick(items.filter(({ applicability }) => applicability === 'unsafe'), false);
  view.choices.markDone(items.map(({ id }) => id), false);
  view.draw();
  assert.equal(view.loader.state.kind, 'loaded', view.message);
  return view;
}

/** How far the view is, now. */
export function stateOf(view: UpgradeView): string {
  return view.loader.state.kind;
}

/** The items of a file of the workspace, in their order. */
export function itemsIn(view: UpgradeView, relative: string): readonly ProtocolItem[] {
  const uri = fileUri(relative).toString();
  return [...view.store.files].filter(([file]) => vscode.Uri.parse(file).toString() === uri).flatMap(([, items]) => items);
}

/** The first item of a file that this rule has found. */
export async function itemOf(view: UpgradeView, relative: string, rule: string): Promise<ProtocolItem> {
  return await eventually(`an item of ${rule}`, () => itemsIn(view, relative).find((item) => item.rule === rule), () => itemsIn(view, relative).map((item) => item.rule));
}

/** The key of the row of an item. */
export function rowOf({ id }: ProtocolItem): string {
  return `item/${id}`;
}

/** Whether a row's box is ticked; `undefined` without a box. */
export function boxOf(view: UpgradeView, key: string): boolean | undefined {
  const box = view.getTreeItem(key).checkboxState;
  if (box === undefined) return undefined;
  return (typeof box === 'object' ? box.state : box) === vscode.TreeItemCheckboxState.Checked;
}

/** The tabs that are open, by title. */
export function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}

/** The files of the workspace with unsaved changes. */
export function unsaved(): readonly string[] {
  return vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => vscode.workspace.asRelativePath(uri));
}

/** Waits for these tabs, and for these unsaved files: VS Code opens and closes tabs a moment after what it is asked to do. */
export async function tabsBecome(titles: readonly string[], withUnsaved: readonly string[]): Promise<void> {
  const now = (): unknown => [tabs(), unsaved()];
  await eventually(`the tabs ${titles.join(', ')}`, () => isDeepStrictEqual(now(), [titles, withUnsaved]), now);
}

/** The workspace as a suite found it: what is on disk, and what the view counts. */
export interface FoundWorkspace {
  readonly files: ReadonlyMap<string, string>;
  readonly left: Counts;
}

/** Reads the workspace, for a suite that puts it back after each of its tests. */
export async function findWorkspace(): Promise<FoundWorkspace> {
  return { files: await filesOnDisk(), left: (await readView()).counts };
}

/** Closes all editors, puts the files back, and waits until the view counts what it did: the server learns of files on disk by and by. */
export async function restoreWorkspace({ files, left }: FoundWorkspace): Promise<void> {
  await closeAll();
  await restoreFiles(files);
  const view = await upgradeView();
  // What a test has marked as done is still there.
  const now = (): readonly number[] => [view.counts.safe, view.counts.unsafe, view.counts.manual + view.counts.done];
  const then = [left.safe, left.unsafe, left.manual + left.done];
  await eventually('everything as it was', () => now().every((count, index) => count === then[index]), () => view.counts);
}
