import type { CodeNode } from '../../syntax/codeTree.ts';
import { insert, replace, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import { importsOf, isAttributed, isComment } from './useTrees.ts';
import type { RustNames } from './rustNames.ts';

/**
 * The edits that bring names of a crate into a file, for use at a place: into the `use` tree of the crate that stands at the file's top, else as a new
 * declaration. `undefined` when a name means something else there, or the place sees no imports of the top.
 */
export function importEdits(root: CodeNode, names: RustNames, crate: string, wanted: readonly string[], place: CodeNode): readonly Edit[] | undefined {
  // Imports of the top are not seen in a module.
  if (place.enclosing('mod_item')) return undefined;
  const missing: string[] = [];
  for (const name of wanted) {
    const found = names.lookUp(name, place);
    if (found === 'own') return undefined;
    if (found === 'free' || (found.by === 'wildcard' && found.path !== `${crate}::${name}`)) missing.push(name);
    else if (found.by === 'condition') return undefined;
    else if (!found.path.startsWith(`${crate}::`) || !found.path.endsWith(`::${name}`)) return undefined;
  }
  if (missing.length === 0) return [];
  const uses = root.children.filter(({ type, isBroken }) => type === 'use_declaration' && !isBroken);
  for (const use of uses) {
    const argument = use.field('argument');
    if (!argument || use.children.some(({ type }) => type === 'visibility_modifier' || isComment(type)) || isAttributed(use)) continue;
    const edits = merged(argument, crate, missing);
    if (edits) return edits;
  }
  const eol = lineEndOf(root.source);
  const line = `use ${crate}::${listText(missing)};`;
  const own = uses.find((use) => importsOf(use).some(({ path }) => path === crate || path.startsWith(`${crate}::`)));
  const last = own ?? uses.at(-1);
  if (last) return [insert(last.end, `${eol}${line}`)];
  const first = root.children.find(({ type }) => !isComment(type) && type !== 'inner_attribute_item' && type !== 'shebang');
  return first ? [insert(topOf(first), `${line}${eol}${eol}`)] : undefined;
}

function listText(names: readonly string[]): string {
  return names.length === 1 ? names.join('') : `{${names.join(', ')}}`;
}

/** `use crate::{…}` gets more entries, `use crate::Name` becomes a list. */
function merged(argument: CodeNode, crate: string, missing: readonly string[]): readonly Edit[] | undefined {
  if (argument.type === 'scoped_use_list' && argument.field('path')?.text === crate) {
    const list = argument.field('list');
    return list && appendedItems(list, missing);
  }
  const isName = argument.type === 'scoped_identifier' || (argument.type === 'use_as_clause' && argument.field('path')?.type === 'scoped_identifier');
  const path = argument.type === 'use_as_clause' ? argument.field('path') : argument;
  if (!isName || path?.field('path')?.text !== crate) return undefined;
  const name = path.field('name');
  return name && [replace({ start: name.start, end: argument.end }, `{${argument.source.slice(name.start, argument.end)}, ${missing.join(', ')}}`)];
}

/**
 * The edits that put entries behind the last one of a list in brackets (names of a `use`, arguments), in lines of their own where the others are.
 * `undefined` for a list without entries.
 */
export function appendedItems(list: CodeNode, missing: readonly string[]): readonly Edit[] | undefined {
  const entries = list.namedChildren.filter(({ type }) => !isComment(type));
  const last = entries.at(-1);
  if (!last) return undefined;
  const text = list.source;
  const comma = list.children.find(({ type, start }) => type === ',' && start >= last.end);
  const line = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(list.start, last.start));
  // A line each, when each entry has its own.
  const separate = line !== null && entries.every((entry) => /[\r\n][ \t]*$/.test(text.slice(list.start, entry.start)));
  if (separate) {
    const eol = lineEndOf(text);
    const more = missing.map((name) => `${eol}${line[1] ?? ''}${name},`).join('');
    const behind = comma?.end ?? last.end;
    // A comment behind the last entry is about that entry.
    const comment = list.namedChildren.find(({ type, start }) => isComment(type) && start >= behind);
    const near = comment && !/[\r\n]/.test(text.slice(behind, comment.end).trimEnd()) ? comment.start + comment.text.trimEnd().length : behind;
    return [...(comma ? [] : [insert(last.end, ',')]), insert(near, more)];
  }
  return [insert(last.end, missing.map((name) => `, ${name}`).join(''))];
}

/** The start of an item with its attributes and documentation. */
function topOf(item: CodeNode): number {
  let first = item;
  for (let before = first.previousSibling; before && (before.type === 'attribute_item' || (isComment(before.type) && /^(?:\/\/\/|\/\*\*)/.test(before.text))); before = before.previousSibling) first = before;
  return first.start;
}

