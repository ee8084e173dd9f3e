import * as vscode from 'vscode';
import type { ProtocolRange } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';
import { type Counts, left, type NodeOf, type TreeNode } from './treeNodes.ts';

/** A row as VS Code draws it. `contextValue` tells menus what can be done with it: `fix` where something can be applied. */
export function treeItemOf(node: TreeNode): vscode.TreeItem {
  const item = drawn(node);
  // A row cannot lose its box in VS Code, which draws the old one again: a row without one is another row.
  item.id = item.checkboxState === undefined ? node.key : `${node.key}/box`;
  return item;
}

function drawn(node: TreeNode): vscode.TreeItem {
  switch (node.kind) {
    case 'migration': return migrationRow(node);
    case 'change': return changeRow(node);
    case 'file': return fileRow(node);
    case 'item': return itemRow(node);
    case 'steps': return stepsRow(node);
    case 'step': return stepRow(node);
    case 'note': return noteRow(node);
  }
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function migrationRow({ key, migration, counts }: NodeOf<'migration'>): vscode.TreeItem {
  const row = new vscode.TreeItem(migration ? `${migration.title} ${migration.from} → ${migration.to}` : key.slice('migration/'.length), Expanded);
  row.description = `${left(counts)} left`;
  row.iconPath = new vscode.ThemeIcon('book');
  row.tooltip = tooltip(counts);
  return branch(row, 'migration', counts);
}

function changeRow({ id, title, impact, counts, children }: NodeOf<'change'>): vscode.TreeItem {
  const row = new vscode.TreeItem(title === '' ? id : `${id} · ${title}`, Collapsed);
  row.description = [
    left(counts) === 0 ? 'done' : `${left(counts)}`,
    impact ?? '',
    partly(counts),
  ].filter((part) => part !== '').join(' · ');
  row.tooltip = tooltip(counts, `${title === '' ? id : `${id} · ${title}`}\n${impact === undefined ? '' : `${impact} impact, `}in ${counted(children.length, 'file')}`);
  return branch(row, 'change', counts);
}

function fileRow({ uri, path, counts }: NodeOf<'file'>): vscode.TreeItem {
  const slash = path.lastIndexOf('/');
  const row = new vscode.TreeItem(path.slice(slash + 1), Collapsed);
  // For the icon alone: under the file's own URI, VS Code would add the number of its problems, which is another one.
  row.resourceUri = vscode.Uri.parse(uri).with({ scheme: 'upguide-file' });
  row.iconPath = vscode.ThemeIcon.File;
  row.description = [slash < 0 ? '' : path.slice(0, slash), left(counts) === 0 ? 'done' : `${left(counts)}`, partly(counts)].filter((part) => part !== '').join(' · ');
  row.tooltip = tooltip(counts, path);
  return branch(row, 'file', counts);
}

function branch(row: vscode.TreeItem, kind: string, counts: Counts): vscode.TreeItem {
  const fixable = counts.safe + counts.unsafe;
  row.contextValue = `${kind}${fixable > 0 ? '.fix' : ''}`;
  if (fixable > 0) row.checkboxState = box(counts.ticked === fixable, `${counts.ticked} of ${fixable} selected`);
  return row;
}

function itemRow({ item, ticked, done }: NodeOf<'item'>): vscode.TreeItem {
  const { range, applicability, change, rule, message, fix } = item;
  const row = new vscode.TreeItem(fix ?? firstSentence(message), None);
  const line = range.start.line + 1;
  row.description = `${done ? 'done · ' : applicability === 'unsafe' ? 'unsafe · ' : ''}line ${line}`;
  row.iconPath = itemIcon(applicability, done);
  row.tooltip = new vscode.MarkdownString();
  row.tooltip.appendText(message);
  row.tooltip.appendMarkdown(`\n\n---\n\n${explanation(applicability, done)}\n\n\`${change === null ? rule : `${change} · ${rule}`}\` · line ${line}`);
  row.contextValue = applicability === 'manual' ? `item.manual${done ? '.done' : ''}` : 'item.fix';
  if (applicability !== 'manual') row.checkboxState = box(ticked, ticked ? 'Selected' : 'Not selected');
  row.accessibilityInformation = { label: `${fix ?? message}, ${done ? 'done' : applicability}, line ${line}` };
  row.command = openCommand(vscode.Uri.parse(item.uri), range);
  return row;
}

function itemIcon(applicability: 'safe' | 'unsafe' | 'manual', done: boolean): vscode.ThemeIcon {
  if (done) return new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed'));
  if (applicability === 'manual') return new vscode.ThemeIcon('person');
  if (applicability === 'unsafe') return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon('lightbulb-autofix', new vscode.ThemeColor('editorLightBulbAutoFix.foreground'));
}

function explanation(applicability: 'safe' | 'unsafe' | 'manual', done: boolean): string {
  if (done) return 'You have marked this as done.';
  if (applicability === 'manual') return '**For you**: no edit is certain enough. Mark it as done when it is settled.';
  if (applicability === 'unsafe') return '**Unsafe**: applied only when you tick it. Look at the diff first.';
  return '**Safe**: follows from the guide and from what is proven about this file.';
}

function stepsRow({ title, children, done }: NodeOf<'steps'>): vscode.TreeItem {
  const row = new vscode.TreeItem(title, Collapsed);
  row.description = `${done} of ${counted(children.length, 'step')} done`;
  row.iconPath = new vscode.ThemeIcon('checklist');
  row.contextValue = 'steps';
  return row;
}

function stepRow({ key, step: { title, command, script }, done }: NodeOf<'step'>): vscode.TreeItem {
  const row = new vscode.TreeItem(title, None);
  row.description = [done ? 'done' : '', command ?? ''].filter((part) => part !== '').join(' · ');
  row.iconPath = done ? itemIcon('manual', true) : new vscode.ThemeIcon(command !== undefined ? 'terminal' : script !== undefined ? 'database' : 'circle-large-outline');
  row.tooltip = command === undefined ? title : `${title}\n\nA click puts the command into a terminal. It does not run it.`;
  row.contextValue = `step${done ? '.done' : ''}`;
  if (command !== undefined || script !== undefined) row.command = { command: 'upguide.upgrade.runStep', title: 'Prepare Step', arguments: [key] };
  return row;
}

function noteRow({ label, description, icon, uri, children }: NodeOf<'note'>): vscode.TreeItem {
  const row = new vscode.TreeItem(label, children.length > 0 ? Collapsed : None);
  row.description = description;
  row.tooltip = [label, description].filter((part) => part !== '').join(': ');
  row.iconPath = new vscode.ThemeIcon(icon);
  row.contextValue = 'note';
  if (uri !== undefined) row.command = openCommand(vscode.Uri.parse(uri));
  return row;
}

function openCommand(uri: vscode.Uri, range?: ProtocolRange): vscode.Command {
  const selection = range && new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  return { command: 'vscode.open', title: 'Open', arguments: [uri, { preview: true, ...(selection && { selection }) }] };
}

function box(ticked: boolean, label: string): NonNullable<vscode.TreeItem['checkboxState']> {
  return {
    state: ticked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: label,
    accessibilityInformation: { label },
  };
}

/** VS Code's boxes have no third state; a branch that is ticked in part says so. */
function partly({ safe, unsafe, ticked }: Counts): string {
  return ticked > 0 && ticked < safe + unsafe ? `${ticked} of ${safe + unsafe} selected` : '';
}

function tooltip({ safe, unsafe, manual, done, ticked }: Counts, heading?: string): string {
  const counts = `${safe} safe, ${unsafe} unsafe, ${manual} for you, ${done} done; ${ticked} selected`;
  return heading === undefined ? counts : `${heading}\n${counts}`;
}

function firstSentence(message: string): string {
  return (/^.*?[.!?](?=\s|$)/s.exec(message)?.[0] ?? message).replace(/\s+/g, ' ');
}
