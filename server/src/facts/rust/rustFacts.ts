import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ParsedCode } from '../../syntax/parsedFile.ts';
import type { Fact } from '../facts.ts';
import { rustEnvironment } from './rustEnvironment.ts';
import { rustNames } from './rustNames.ts';

const collected = ['call_expression', 'macro_invocation', 'token_tree', 'attribute'] as const;

/** What Rust code says: the environment variables that it reads and sets. Without a tree nothing. Never throws. */
export function rustFacts(file: ParsedCode): readonly Fact[] {
  if (!file.tree) return [];
  const byType = new Map<string, CodeNode[]>(collected.map((type) => [type, []]));
  for (const node of file.tree.root.descendants()) byType.get(node.type)?.push(node);
  return rustEnvironment((type) => byType.get(type) ?? [], rustNames());
}
