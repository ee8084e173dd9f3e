import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { Notes } from '../../text/notes.ts';
import { rustNames, type RustNames } from './rustNames.ts';
import { rustTypes, type RustModels, type RustTypes } from './rustTypes.ts';

/** A Rust file as rules ask about it. */
export interface RustCode {
  readonly root: CodeNode;
  readonly text: string;
  readonly names: RustNames;
  readonly types: RustTypes;
  /** Nodes of a type, in the order of the text. */
  nodes(type: 'call_expression' | 'macro_invocation' | 'loop_expression' | 'block' | 'struct_expression'): readonly CodeNode[];
  /** Whether a name stands anywhere in the code, outside of comments and strings. */
  mentions(name: string): boolean;
}

const made = new Notes<Map<RustModels, RustCode>>();

/** What is known of a Rust file; `undefined` for other files, and without a tree. Made once for a file and the models. */
export function rustCode(file: ParsedFile, models: RustModels): RustCode | undefined {
  if (file.language !== 'rust' || !file.tree) return undefined;
  const { root } = file.tree;
  const byModels = made.get(root) ?? new Map<RustModels, RustCode>();
  made.set(root, byModels);
  let code = byModels.get(models);
  if (!code) byModels.set(models, code = read(root, file.text, models));
  return code;
}

const collected: ReadonlySet<string> = new Set(['call_expression', 'macro_invocation', 'loop_expression', 'block', 'struct_expression']);

function read(root: CodeNode, text: string, models: RustModels): RustCode {
  const byType = new Map<string, CodeNode[]>();
  const words = new Set<string>();
  for (const node of root.descendants()) {
    if (collected.has(node.type)) {
      const same = byType.get(node.type);
      if (same) same.push(node);
      else byType.set(node.type, [node]);
    }
    if (node.type === 'identifier' || node.type === 'type_identifier') words.add(node.text);
  }
  const names = rustNames();
  return { root, text, names, types: rustTypes(names, models), nodes: (type) => byType.get(type) ?? [], mentions: (name) => words.has(name) };
}
