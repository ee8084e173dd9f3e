import * as vscode from 'vscode';
import type { UpgradeApplier } from './applyUpgrade.ts';
import { prepareStep } from './guideSteps.ts';
import type { Previews } from './previews.ts';
import { rowKeys } from './rowKeys.ts';
import type { UpgradeView } from './upgradeView.ts';

/** What the commands of the Upgrade view work with. */
export interface ViewParts {
  readonly view: UpgradeView;
  readonly previews: Previews;
  readonly applier: UpgradeApplier;
}

type Run = (argument: unknown, selection: unknown) => unknown;

/** The commands of the view's title and rows by their ids; rows come as their keys. They are not in the palette, except those that need no row. */
export function viewCommands({ view, previews, applier }: ViewParts): Readonly<Record<string, Run>> {
  return {
    'upguide.upgrade.refresh': () => view.load(),
    'upguide.upgrade.cancel': () => view.loader.cancel(),
    'upguide.upgrade.groupByChange': () => view.group('change'),
    'upguide.upgrade.groupByFile': () => view.group('file'),
    'upguide.upgrade.filter': (argument) => filter(view, argument),
    'upguide.upgrade.clearFilter': () => view.filterBy(''),
    'upguide.upgrade.applySelected': () => applier.apply({ items: view.selected() }),
    'upguide.upgrade.apply': (key, selection) => {
      const keys = rowKeys(key, selection);
      const items = view.itemsOf(keys).filter((item) => item.applicability !== 'manual' && (keys.includes(`item/${item.id}`) || view.choices.isTicked(item)));
      return applier.apply({ items });
    },
    'upguide.upgrade.showDiff': (key) => showDiff(view, previews, key),
    'upguide.upgrade.markDone': (key, selection) => mark(view, rowKeys(key, selection), true),
    'upguide.upgrade.markNotDone': (key, selection) => mark(view, rowKeys(key, selection), false),
    'upguide.upgrade.explain': (key) => {
      const node = view.node(String(key));
      const id = node?.kind === 'change' ? node.id : node?.kind === 'item' ? node.item.change ?? node.item.rule : undefined;
      return vscode.commands.executeCommand('upguide.explainChange', id);
    },
    'upguide.upgrade.runStep': (key) => {
      const node = view.node(String(key));
      return node?.kind === 'step' ? prepareStep(node.step) : false;
    },
  };
}

/** With `{ text }` at once; else asks, and filters with every key. A button in the title brings the focused row, which is not meant. */
async function filter(view: UpgradeView, argument: unknown): Promise<void> {
  if (typeof argument === 'object' && argument !== null && 'text' in argument) {
    view.filterBy(String(argument.text));
    return;
  }
  const before = view.filter;
  const input = vscode.window.createInputBox();
  input.title = 'Filter the Upgrade view';
  input.placeholder = 'Words in changes, files and messages; safe, unsafe or manual';
  input.value = before;
  await new Promise<void>((resolve) => {
    let accepted = false;
    input.onDidChangeValue((value) => view.filterBy(value));
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) view.filterBy(before);
      resolve();
    });
    input.show();
  });
  input.dispose();
}

async function showDiff(view: UpgradeView, previews: Previews, key: unknown): Promise<boolean> {
  const node = view.node(String(key));
  if (node?.kind === 'item') return await previews.show({ uri: node.item.uri, items: [node.item.id] }, node.item.fix ?? 'Upgrade');
  if (node?.kind !== 'file') return false;
  const ticked = view.itemsOf([node.key]).filter((item) => view.choices.isTicked(item));
  if (ticked.length === 0) {
    void vscode.window.showInformationMessage('Nothing is selected in this file. Tick what the diff is to show first.');
    return false;
  }
  return await previews.show({ uri: node.uri, items: ticked.map(({ id }) => id) }, `${ticked.length} selected`);
}

function mark(view: UpgradeView, keys: readonly string[], done: boolean): void {
  const ids = keys.flatMap((key) => {
    const node = view.node(key);
    if (node?.kind === 'step') return [node.key];
    return node?.kind === 'item' && node.item.applicability === 'manual' ? [node.item.id] : [];
  });
  view.choices.markDone(ids, done);
  view.draw();
}
