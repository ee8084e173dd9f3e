import type { ProtocolItem, ProtocolMigration, ProtocolRoute, ProtocolStep } from '../../../server/src/protocol.ts';
import { createFilter } from './itemFilter.ts';
import { routeNodes } from './routeNodes.ts';
import { type Counts, type NodeOf, stepKey, type Tree, type TreeNode } from './treeNodes.ts';

/** What the tree is made of. */
export interface TreeInput {
  readonly files: ReadonlyMap<string, readonly ProtocolItem[]>;
  readonly migrations: readonly ProtocolMigration[];
  readonly grouping: 'change' | 'file';
  /** Text of the filter; empty for none. */
  readonly filter: string;
  readonly choices: { isTicked(item: ProtocolItem): boolean; isDone(id: string): boolean };
  /** Path of a file as the user knows it. */
  readonly pathOf: (uri: string) => string;
  readonly routes?: readonly ProtocolRoute[];
}

/** A tree with the counts of what it shows, and of everything there is. */
export interface CountedTree extends Tree {
  readonly shown: Counts;
  readonly all: Counts;
}

type Mutable<Node> = { -readonly [Key in keyof Node]: Node[Key] extends readonly string[] ? string[] : Node[Key] extends Counts ? MutableCounts : Node[Key] };
type MutableCounts = { -readonly [Key in keyof Counts]: Counts[Key] };
type Branch = Mutable<NodeOf<'migration'>> | Mutable<NodeOf<'change'>> | Mutable<NodeOf<'file'>>;

/**
 * The rows of the Upgrade view: migrations, below them changes and their files, or files alone, below them the findings. Migrations and changes
 * come in the guide's order, files by path, findings by place. Branches that the filter leaves empty are not there.
 */
export function buildTree(input: TreeInput): CountedTree {
  const nodes = new Map<string, TreeNode>();
  const branches = new Map<string, Branch>();
  const guides = new Map(input.migrations.map((migration) => [migration.id, migration]));
  const entries = new Map(input.migrations.flatMap(({ id, changes }) => changes.map((change, order) => [`${id}/${change.id}`, { ...change, order }])));
  const matches = createFilter(input.filter);
  const shown = zero();
  const all = zero();
  const roots: string[] = [];

  const branch = (make: Branch): Branch => {
    const known = branches.get(make.key);
    if (known) return known;
    branches.set(make.key, make);
    nodes.set(make.key, make);
    (make.parent === undefined ? roots : branches.get(make.parent)?.children)?.push(make.key);
    return make;
  };
  const branchesOf = (item: ProtocolItem, path: string): readonly Branch[] => {
    const root = `migration/${item.migration}`;
    const way = [branch({ kind: 'migration', key: root, parent: undefined, children: [], migration: guides.get(item.migration), counts: zero() })];
    const id = item.change ?? item.rule;
    let above = root;
    if (input.grouping === 'change') {
      const entry = entries.get(`${item.migration}/${id}`);
      above = `change/${item.migration}/${id}`;
      way.push(branch({ kind: 'change', key: above, parent: root, children: [], id, title: entry?.title ?? '', impact: entry?.impact, counts: zero() }));
    }
    way.push(branch({ kind: 'file', key: `file/${above}/${item.uri}`, parent: above, children: [], uri: item.uri, path, counts: zero() }));
    return way;
  };

  const files = [...input.files].map(([uri, items]) => ({ path: input.pathOf(uri), items }));
  files.sort((a, b) => comparePaths(a.path, b.path));
  for (const { path, items } of files) {
    for (const item of [...items].sort(comparePlaces)) {
      const ticked = input.choices.isTicked(item);
      const done = item.applicability === 'manual' && input.choices.isDone(item.id);
      add(all, item, ticked, done);
      const changeTitle = entries.get(`${item.migration}/${item.change ?? ''}`)?.title ?? '';
      const key = `item/${item.id}`;
      if (nodes.has(key) || !matches(item, { path, changeTitle })) continue;
      const way = branchesOf(item, path);
      for (const { counts } of way) add(counts, item, ticked, done);
      const parent = way.at(-1);
      parent?.children.push(key);
      nodes.set(key, { kind: 'item', key, parent: parent?.key, children: [], item, ticked, done });
      add(shown, item, ticked, done);
    }
  }
  sortByGuide(roots, branches, input.migrations, (key) => entries.get(key.slice('change/'.length))?.order);
  if (input.filter.trim() === '') for (const { id, checklist, followUps } of input.migrations) addSteps(nodes, branches.get(`migration/${id}`), id, checklist, followUps, input.choices);
  if (input.filter.trim() === '') addRoutes(nodes, branches, input);
  return { roots, nodes, shown, all };
}

function sortByGuide(roots: string[], branches: ReadonlyMap<string, Branch>, migrations: readonly ProtocolMigration[], orderOf: (change: string) => number | undefined): void {
  const last = Number.MAX_SAFE_INTEGER;
  const order = new Map(migrations.map(({ id }, index) => [`migration/${id}`, index]));
  roots.sort((a, b) => (order.get(a) ?? last) - (order.get(b) ?? last));
  for (const root of roots) {
    const { children } = branches.get(root) ?? { children: [] };
    if (children[0]?.startsWith('change/') === true) children.sort((a, b) => (orderOf(a) ?? last) - (orderOf(b) ?? last) || (a < b ? -1 : 1));
  }
}

/** The guide's steps around its changes: what to do before comes first, what to do afterwards last. */
function addSteps(nodes: Map<string, TreeNode>, root: Branch | undefined, id: string, before: readonly ProtocolStep[], after: readonly ProtocolStep[], choices: TreeInput['choices']): void {
  const section = (name: 'before' | 'after', title: string, steps: readonly ProtocolStep[]): string | undefined => {
    const key = `steps/${id}/${name}`;
    const children = steps.map((step) => {
      const child = stepKey(id, name, step);
      nodes.set(child, { kind: 'step', key: child, parent: key, children: [], step, done: choices.isDone(child) });
      return child;
    });
    if (children.length === 0) return undefined;
    nodes.set(key, { kind: 'steps', key, parent: root?.key, children, title, done: children.filter((child) => choices.isDone(child)).length });
    return key;
  };
  if (!root) return;
  const first = section('before', 'Before you begin', before);
  const then = section('after', 'Afterwards', after);
  root.children = [...(first === undefined ? [] : [first]), ...root.children, ...(then === undefined ? [] : [then])];
}

/** Routes come before all else. */
function addRoutes(nodes: Map<string, TreeNode>, branches: ReadonlyMap<string, Branch>, { routes = [], files, pathOf }: TreeInput): void {
  for (const rows of routeNodes({ routes, files, pathOf }).toReversed()) {
    const branch = branches.get(rows[0]?.parent ?? '');
    for (const row of branch ? rows : []) nodes.set(row.key, row);
    if (branch) branch.children = [...rows.slice(0, 1).map(({ key }) => key), ...branch.children];
  }
}

function add(counts: MutableCounts, { applicability }: ProtocolItem, ticked: boolean, done: boolean): void {
  counts[done ? 'done' : applicability]++;
  if (ticked) counts.ticked++;
}

function zero(): MutableCounts {
  return { safe: 0, unsafe: 0, manual: 0, done: 0, ticked: 0 };
}

/** By name within a folder, files of a folder together, the same everywhere. */
function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparePlaces({ range: { start: a } }: ProtocolItem, { range: { start: b } }: ProtocolItem): number {
  return a.line - b.line || a.character - b.character;
}
