import type { ProtocolItem, ProtocolMigration } from '../../../server/src/protocol.ts';
import { Choices, type ChoiceMemory } from '../../../client/src/upgrade/choices.ts';
import { buildTree, type CountedTree, type TreeInput } from '../../../client/src/upgrade/itemTree.ts';

/** An item of GreenLang's guide; give what matters. */
export function item(id: string, some: Partial<ProtocolItem> & { readonly line?: number } = {}): ProtocolItem {
  const { line = 0, ...rest } = some;
  const at = { line, character: 0 };
  return {
    id, uri: 'file:///w/.env', range: { start: at, end: { line, character: 5 } }, migration: 'greenlang', change: 'BC-007', rule: 'greenlang/environment-renamed',
    severity: 'warning', message: `message of ${id}`, applicability: 'safe', fix: `fix of ${id}`, ...rest,
  };
}

export const greenlang: ProtocolMigration = {
  id: 'greenlang', title: 'GreenLang', from: '0.2', to: '0.3',
  changes: [
    { id: 'BC-003', title: 'Configuration renamed', impact: 'high' },
    { id: 'BC-007', title: 'Variables renamed', impact: 'low' },
  ],
  checklist: [], followUps: [],
};

export function byFile(items: readonly ProtocolItem[]): ReadonlyMap<string, readonly ProtocolItem[]> {
  const files = new Map<string, ProtocolItem[]>();
  for (const each of items) files.set(each.uri, [...files.get(each.uri) ?? [], each]);
  return files;
}

/** A memory that lasts as long as the object. */
export function memory(stored: Record<string, unknown> = {}): ChoiceMemory & { readonly stored: Record<string, unknown> } {
  return { stored, get: (key) => stored[key], update: (key, value) => { stored[key] = value; return Promise.resolve(); } };
}

export function tree(items: readonly ProtocolItem[], some: Partial<TreeInput> = {}): CountedTree {
  return buildTree({
    files: byFile(items), migrations: [greenlang], grouping: 'change', filter: '', choices: new Choices(memory()), pathOf: (uri) => uri.slice('file:///w/'.length), ...some,
  });
}

/** The tree as indented lines. */
export function lines({ roots, nodes }: Pick<CountedTree, 'roots' | 'nodes'>, depth = 0): readonly string[] {
  return roots.flatMap((key) => {
    const node = nodes.get(key);
    return [`${'  '.repeat(depth)}${key}`, ...lines({ roots: node?.children ?? [], nodes }, depth + 1)];
  });
}
