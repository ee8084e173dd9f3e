import { importsOf } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { moduleOf, removeName, removeStatement } from '../../../../syntax/pythonImportStatements.ts';
import { replace, type Edit } from '../../../../text/edit.ts';

/** How a file names the asynchronous client's class. */
export interface NamedClients {
  /** Makes all of it the synchronous client's; `undefined` where that is not certain. */
  readonly edits?: () => readonly Edit[];
  /** Without `edits`: why not, a clause for the message. */
  readonly because?: string;
}

const modules: ReadonlySet<string> = new Set(['resonantgenesis', 'resonantgenesis.client']);
const [old, wanted] = ['ResonantClient', 'SyncClient'] as const;

/** `undefined` when the file does not name the class: then its clients are made elsewhere. */
export function namedClients(python: PythonAnalysis): NamedClients | undefined {
  const imports = python.imports.filter(({ module, name }) => modules.has(module) && name === old);
  const members = python.nodes('attribute').filter((node) => node.field('attribute')?.text === old && modules.has(python.nameOf(node.field('object') ?? node) ?? ''));
  if (imports.length === 0 && members.length === 0) return undefined;
  if (python.root.isBroken) return { because: 'the file does not parse' };
  const [one, ...more] = imports;
  if (more.length > 0) return { because: 'the class is imported more than once' };
  if (one && python.inImportBridge(one.node)) return { because: 'the import has a fallback' };
  const inMembers = members.flatMap((node) => node.field('attribute') ?? []).map((name) => replace(name.range, wanted));
  if (!one) return { edits: () => inMembers };
  if (moduleOf(one.statement) === undefined) return { because: 'the import is relative' };
  if (one.local !== old) return { edits: () => [replace(nameIn(one.node).range, wanted), ...inMembers] };
  const present = python.imports.find(({ module, name }) => modules.has(module) && name === wanted);
  if (!present && importsOf(python).isTaken({ module: 'resonantgenesis', name: wanted })) return { because: `${wanted} stands for something else in this file` };
  const uses = usesOf(python);
  if (!uses) return { because: `${old} stands for something else somewhere in this file` };
  const name = present ? present.local : wanted;
  const inImport = present ? withoutName(python, one.statement, one.node) : [replace(one.node.range, wanted)];
  if (!inImport) return { because: 'the import cannot be taken out' };
  return { edits: () => [...inImport, ...uses.map((use) => replace(use, name)), ...inMembers] };
}

function nameIn(item: CodeNode): CodeNode {
  return item.type === 'aliased_import' ? item.field('name') ?? item : item;
}

function withoutName(python: PythonAnalysis, statement: CodeNode, item: CodeNode): readonly Edit[] | undefined {
  const { text } = python.file;
  return statement.fields('name').length === 1 ? removeStatement(text, statement) : removeName(text, statement, item);
}

/** The places that name the class, quoted annotations too. `undefined` when the name is bound again, or a string may be code to somebody. */
function usesOf(python: PythonAnalysis): readonly CodeNode['range'][] | undefined {
  const uses = python.identifiers(old).filter((node) => node.fieldName !== 'attribute' && !node.enclosing('import_from_statement', 'import_statement'));
  if (uses.some((node) => python.isStore(node) || node.fieldName === 'name' || node.parent?.type === 'parameters')) return undefined;
  const quoted: CodeNode['range'][] = [];
  for (const string of python.nodes('string')) {
    if (!new RegExp(`\\b${old}\\b`).test(string.text)) continue;
    const isName = /^["']/.test(string.text) && string.text.slice(1, -1) === old;
    if (isName && string.enclosing('type', 'call')?.type === 'type') quoted.push({ start: string.start + 1, end: string.end - 1 });
    else if (/^[a-zA-Z]*(["'])[\w.]+\1$/.test(string.text)) return undefined;
  }
  return [...uses.map(({ range }) => range), ...quoted];
}

