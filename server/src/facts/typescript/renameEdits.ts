import type { CodeNode } from '../../syntax/codeTree.ts';
import { replace, type Edit } from '../../text/edit.ts';
import type { Variable } from './scopes.ts';

/**
 * The edits that call a variable by another name wherever it is used; its declarations are left alone. Keys and outer names of exports stay:
 * `{ old }` is `{ old: name }` then. `undefined` where the name cannot take the place of the old one.
 */
export function renamedUses({ references, declarations, writes, name: old }: Variable, name: string): readonly Edit[] | undefined {
  if (declarations.length !== 1 || writes.length > 0) return undefined;
  if (/^[a-z]/.test(name) !== /^[a-z]/.test(old) && references.some(isElement)) return undefined;
  return references.map((node) => {
    if (node.type === 'shorthand_property_identifier') return replace(node.range, `${old}: ${name}`);
    const { parent } = node;
    return replace(node.range, parent?.type === 'export_specifier' && !parent.field('alias') ? `${name} as ${old}` : name);
  });
}

/** A component: by its first letter it is told from an element of the page. */
function isElement({ parent }: CodeNode): boolean {
  return parent?.type.startsWith('jsx_') === true;
}
