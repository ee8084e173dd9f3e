import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { rustIndex } from '../../../facts/rust/rustIndex.ts';
import { isBound, splitPath, symbolPlaces, usesOf, type SymbolImport } from '../../../facts/rust/rustSymbols.ts';
import { attributesOf, movedImport, removedImport } from '../../../facts/rust/rustUseMoves.ts';
import { useIndex } from '../../../facts/rust/useIndex.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { replace } from '../../../text/edit.ts';
import type { Finding, Fix } from '../../diagnostic.ts';
import type { Rule } from '../../migration.ts';
import { bulkFix } from '../../bulkFix.ts';
import type { SymbolReplaced } from '../../symbolChange.ts';
import { isBridge, isPublic, pathEdits, rivals } from './imports.ts';
import { rustRule, type RustEntry } from './rustRule.ts';

/** One rule for all items of a crate that have another name now: import and uses change together. */
export function rustSymbolReplaced(changes: readonly SymbolReplaced[], entry: RustEntry): Rule {
  return rustRule(entry, {
    name: 'symbol-replaced',
    changes,
    description: `Something is imported that has another name now (${changes.map(({ from, name, to, newName }) => `\`${from}::${name}\`: \`${to}::${newName}\``).join(', ')}).`,
    paths: changes.map(({ from, name }) => `${from}::${name}`),
    *check(code, change) {
      const now = `${change.to}::${change.newName}`;
      const { imports, paths, unclear, wildcards } = symbolPlaces(code, `${change.from}::${change.name}`);
      for (const one of imports) if (!isBridge(code, one, now)) yield importFinding(code, change, one, imports);
      for (const node of paths) yield pathFinding(code, change, node, now);
      for (const node of [...wildcards, ...unclear]) yield finding(change, node, `Use ${change.newName} of ${change.to} instead.`);
    },
  });
}

function finding({ name, from, newName, to, why }: SymbolReplaced, { range }: CodeNode, todo: string, fixes: readonly Fix[] = []): Finding {
  return { range, old: true, message: { what: `${name} of ${from} is ${newName} of ${to} now.`, why, todo }, fixes };
}

function pathFinding(code: RustCode, change: SymbolReplaced, node: CodeNode, now: string): Finding {
  const edits = pathEdits(code, node, now);
  return finding(change, node, `Use ${now} instead.`, edits ? [bulkFix('safe', `Use ${now}`, () => edits)] : []);
}

function importFinding(code: RustCode, change: SymbolReplaced, one: SymbolImport, all: readonly SymbolImport[]): Finding {
  const { name, newName, to } = change;
  const { declaration, entry } = one;
  const now = `${to}::${newName}`;
  const isAliased = entry.local !== name;
  const keeping = movedImport(declaration, entry, now, entry.local);
  const title = `Import ${newName} from ${to}`;
  if (isAliased || isPublic(declaration)) {
    // Who has it from here goes on finding it by its name.
    const fixes = keeping ? [bulkFix(isPublic(declaration) ? 'unsafe' : 'safe', title, () => keeping)] : [];
    return finding(change, entry.node, `Import ${newName} from ${to}${isAliased ? '' : ', by its old name here: other code takes it from this module'}.`, fixes);
  }
  const renaming = isThere(code, one, now) ? removedImport(declaration, entry) : movedImport(declaration, entry, now, newName);
  const uses = usesOf(code, one, name, `${change.from}::${name}`, all);
  const reason = reasonToWait(code, change, one, uses);
  if (reason !== undefined || !renaming) {
    const fixes: readonly Fix[] = keeping ? [{ title: `Import ${newName} from ${to} as ${name}`, applicability: 'unsafe', bulk: false, edits: () => keeping }] : [];
    return finding(change, entry.node, `Import ${newName} from ${to}, and use it in its place.${reason === undefined ? '' : ` ${reason}`}`, fixes);
  }
  const edits = [...renaming, ...uses.names.map(({ range }) => replace(range, newName))];
  // A module in a file of its own sees the private imports of this one.
  const tier = hasModuleFiles(declaration) ? 'unsafe' : 'safe';
  return finding(change, entry.node, `Import ${newName} from ${to}, and use it in its place.`, [bulkFix(tier, title, () => edits)]);
}

/** Whether the new name is brought in beside the old one, under no condition. */
function isThere(code: RustCode, { declaration }: SymbolImport, now: string): boolean {
  return useIndex(code.root).bringing(declaration.parent, splitPath(now)[1]).some((use) => use.entry.path === now && attributesOf(use.declaration).length === 0);
}

/** Why the uses of a name cannot be renamed with its import. */
function reasonToWait(code: RustCode, { name, newName, to }: SymbolReplaced, one: SymbolImport, { names, paths, tokens }: ReturnType<typeof usesOf>): string | undefined {
  if (tokens.length > 0) return `A macro or an attribute names ${name} too, and only a person can tell what it makes of it.`;
  if (paths.length > 0) return `Code takes ${name} from this module by a path.`;
  if (rivals(code, one).length > 0) return `Another import brings in ${name}, too.`;
  if (typeof code.names.lookUp(name, one.declaration) === 'string') return `Something else here is called ${name}, too.`;
  if (names.some(({ parent }) => parent?.type === 'shorthand_field_initializer') || (/^[a-z_]/.test(name) && isBound(code, name))) return `${name} is a variable or a field here, too.`;
  if (newName === name) return undefined;
  if (!isThere(code, one, `${to}::${newName}`) && rivals(code, one, newName).length > 0) return `Another import brings in ${newName}.`;
  const isTaken = rustIndex(code.root).named(newName).some((node) => (node.type === 'identifier' || node.type === 'type_identifier') && node.fieldName !== 'field' && code.names.pathOf(node) !== `${to}::${newName}`
    && !(node.parent?.type.startsWith('scoped_') === true && node.fieldName === 'name'));
  return isTaken || isBound(code, newName) ? `${newName} stands for something else in this file.` : undefined;
}

/** Whether the module that a declaration stands in has modules in files of their own. */
function hasModuleFiles({ parent }: CodeNode): boolean {
  return parent?.children.some((child) => child.type === 'mod_item' && child.field('body') === undefined) === true;
}
