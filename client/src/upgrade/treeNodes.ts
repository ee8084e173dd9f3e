import type { ProtocolItem, ProtocolMigration, ProtocolStep } from '../../../server/src/protocol.ts';

/** What stands below a node, by what is to happen with it. */
export interface Counts {
  /** Findings that the upgrade can settle. */
  readonly safe: number;
  readonly unsafe: number;
  /** Findings for a person that are not marked as done. */
  readonly manual: number;
  readonly done: number;
  /** Of the safe and unsafe ones, those that the user has ticked. */
  readonly ticked: number;
}

/** A row of the Upgrade view. `key` stays the same for the same thing, whatever happens around it; rows name each other by it. */
export type TreeNode = { readonly key: string; readonly parent: string | undefined; readonly children: readonly string[] } & (
  | { readonly kind: 'migration'; readonly migration: ProtocolMigration | undefined; readonly counts: Counts }
  | {
    readonly kind: 'change';
    /** The entry of the guide; the rule for findings that belong to none. */
    readonly id: string;
    readonly title: string;
    readonly impact: 'low' | 'medium' | 'high' | undefined;
    readonly counts: Counts;
  }
  | { readonly kind: 'file'; readonly uri: string; readonly path: string; readonly counts: Counts }
  | { readonly kind: 'item'; readonly item: ProtocolItem; readonly ticked: boolean; readonly done: boolean }
  | { readonly kind: 'steps'; readonly title: string; readonly done: number }
  | { readonly kind: 'step'; readonly step: ProtocolStep; readonly done: boolean }
  | { readonly kind: 'note'; readonly label: string; readonly description: string; readonly icon: string; readonly uri: string | undefined }
);

/** A node of one kind. */
export type NodeOf<Kind extends TreeNode['kind']> = Extract<TreeNode, { kind: Kind }>;

/** All rows of the view. Rows of a closed branch are in it, too; VS Code asks for them when it is opened. */
export interface Tree {
  readonly roots: readonly string[];
  readonly nodes: ReadonlyMap<string, TreeNode>;
}

export const emptyTree: Tree = { roots: [], nodes: new Map() };

export const noCounts: Counts = { safe: 0, unsafe: 0, manual: 0, done: 0, ticked: 0 };

/** The key of a step's row, under which it is kept as done. By its words: an entry that a new version of the guide's data moves keeps its mark. */
export function stepKey(migration: string, phase: 'before' | 'after', { title }: Pick<ProtocolStep, 'title'>): string {
  return `step/${migration}/${phase}/${title}`;
}

/** What is left to do: the number that badge and status bar show. */
export function left({ safe, unsafe, manual }: Counts): number {
  return safe + unsafe + manual;
}

/** The items at or below a node, in the order of the view. */
export function itemsUnder(tree: Tree, key: string): readonly ProtocolItem[] {
  const node = tree.nodes.get(key);
  if (!node) return [];
  return node.kind === 'item' ? [node.item] : node.children.flatMap((child) => itemsUnder(tree, child));
}
