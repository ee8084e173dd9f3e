import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ProtocolItem } from '../../../server/src/protocol.ts';
import type { ExtensionExports } from '../../../client/src/extension.ts';
import type { UpgradeView } from '../../../client/src/upgrade/upgradeView.ts';
import { eventually, fileUri } from './support.ts';

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
