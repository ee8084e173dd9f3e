import * as vscode from 'vscode';
import type { ProtocolItem, Status } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';
import { Choices } from './choices.ts';
import { ItemLoader } from './itemLoader.ts';
import { ItemStore } from './itemStore.ts';
import { buildTree } from './itemTree.ts';
import { lookedAtTree } from './lookedAt.ts';
import { evidenceFile, pathOf } from './paths.ts';
import { changedRows } from './treeChanges.ts';
import { treeItemOf } from './treeItems.ts';
import { type Counts, emptyTree, itemsUnder, left, noCounts, type Tree, type TreeNode } from './treeNodes.ts';
import { viewMessage } from './viewMessage.ts';

/** Id of the view, as in package.json. */
const viewId = 'upguide.upgrade';

/** Changes within this time are drawn together: a reading tells files by the hundred. */
const drawMs = 100;

/** The Upgrade view: rows with boxes, message, badge and the contexts that its menus and welcomes ask for. Rows are named by their keys. */
export class UpgradeView implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly store = new ItemStore();
  readonly choices: Choices;
  readonly loader: ItemLoader;
  readonly #server: Server;
  readonly #memory: vscode.Memento;
  readonly #view: vscode.TreeView<string>;
  readonly #rowsChanged = new vscode.EventEmitter<string[] | undefined>();
  readonly #drawn = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable[];
  #tree: Tree = emptyTree;
  #all: Counts = noCounts;
  #shown: Counts = noCounts;
  #status: Status | undefined;
  #grouping: 'change' | 'file';
  #filter = '';
  #timer: NodeJS.Timeout | undefined;
  #endProgress: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#rowsChanged.event;
  /** Fires when rows and counts are current again. */
  readonly onDraw = this.#drawn.event;

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
    this.choices = new Choices(memory);
    this.#grouping = memory.get('upguide.grouping') === 'file' ? 'file' : 'change';
    this.loader = new ItemLoader(server, this.store);
    this.#view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true, canSelectMany: true, manageCheckboxStateManually: true });
    this.#listeners = [
      this.loader.onChange(() => this.#drawSoon()),
      server.onStatus((status) => {
        const routesChanged = JSON.stringify(status.routes) !== JSON.stringify(this.#status?.routes);
        this.#status = status;
        if (routesChanged || this.#isEmptyAndRead()) this.#drawSoon();
      }),
      this.#view.onDidChangeCheckboxState(({ items }) => {
        for (const [key, state] of items) this.tick([key], state === vscode.TreeItemCheckboxState.Checked);
      }),
    ];
    this.#setContexts();
  }

  /** Counts of everything, whatever the filter shows. */
  get counts(): Counts {
    return this.#all;
  }

  get grouping(): 'change' | 'file' {
    return this.#grouping;
  }

  get filter(): string {
    return this.#filter;
  }

  /** The rows as they are now. */
  get tree(): Tree {
    return this.#tree;
  }

  /** The line above the rows. */
  get message(): string {
    return this.#view.message ?? '';
  }

  getTreeItem(key: string): vscode.TreeItem {
    const node = this.#tree.nodes.get(key);
    return node ? treeItemOf(node) : new vscode.TreeItem('');
  }

  getChildren(key?: string): string[] {
    return [...(key === undefined ? this.#tree.roots : this.#tree.nodes.get(key)?.children ?? [])];
  }

  getParent(key: string): string | undefined {
    return this.#tree.nodes.get(key)?.parent;
  }

  node(key: string): TreeNode | undefined {
    return this.#tree.nodes.get(key);
  }

  /** The items that are shown at or below these rows. */
  itemsOf(keys: readonly string[]): readonly ProtocolItem[] {
    return [...new Set(keys.flatMap((key) => itemsUnder(this.#tree, key)))];
  }

  /** The items that are shown and ticked. */
  selected(): readonly ProtocolItem[] {
    return this.itemsOf(this.#tree.roots).filter((item) => this.choices.isTicked(item));
  }

  /** Ticks or unticks everything that is shown at or below these rows. */
  tick(keys: readonly string[], ticked: boolean): void {
    this.choices.tick(this.itemsOf(keys), ticked);
    this.draw();
  }

  group(grouping: 'change' | 'file'): void {
    this.#grouping = grouping;
    void this.#memory.update('upguide.grouping', grouping);
    this.draw();
  }

  filterBy(text: string): void {
    this.#filter = text.trim();
    this.draw();
  }

  /** Opens the view. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Reads the workspace (again), with a bar in the view. Through when it has ended, in whatever way. */
  async load(): Promise<void> {
    this.#endProgress ??= this.#showProgress();
    try {
      await this.loader.load();
      if (this.#isEmptyAndRead()) this.#status = await this.#server.status();
    } finally {
      this.#endProgress?.();
      this.#endProgress = undefined;
      this.draw();
    }
  }

  /** Brings rows, message, badge and contexts up to date now. */
  draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { store: { files, migrations }, choices } = this;
    const built = buildTree({ files, migrations, choices, grouping: this.#grouping, filter: this.#filter, pathOf: (uri) => pathOf(uri), routes: this.#status?.routes ?? [] });
    this.#all = built.all;
    this.#shown = built.shown;
    const before = this.#tree;
    this.#tree = this.#isEmptyAndRead() && this.#status ? lookedAtTree(this.#status, pathOf, evidenceFile) : built;
    const rows = changedRows(before, this.#tree);
    if (rows === undefined) this.#rowsChanged.fire(undefined);
    else if (rows.length > 0) this.#rowsChanged.fire([...rows]);
    const count = left(this.#all);
    this.#view.badge = { value: count, tooltip: `${count} left to upgrade` };
    this.#view.message = viewMessage({ state: this.loader.state, all: this.#all, shown: this.#shown, filter: this.#filter, accepted: this.store.accepted }) ?? '';
    this.#view.description = this.#filter === '' ? '' : `“${this.#filter}”`;
    this.#setContexts();
    this.#drawn.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#endProgress?.();
    vscode.Disposable.from(this.loader, this.#view, this.#rowsChanged, this.#drawn, ...this.#listeners).dispose();
  }

  #isEmptyAndRead(): boolean {
    return this.loader.state.kind === 'loaded' && this.store.size === 0;
  }

  #drawSoon(): void {
    this.#timer ??= setTimeout(() => this.draw(), drawMs);
  }

  #showProgress(): () => void {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => { end = resolve; });
    void vscode.window.withProgress({ location: { viewId } }, () => ended);
    return end;
  }

  #setContexts(): void {
    const contexts = {
      state: this.loader.state.kind,
      hasItems: this.store.size > 0,
      hasSelected: this.#shown.ticked > 0,
      groupedBy: this.#grouping,
      filtered: this.#filter !== '',
    };
    for (const [name, value] of Object.entries(contexts)) void vscode.commands.executeCommand('setContext', `${viewId}.${name}`, value);
  }
}
