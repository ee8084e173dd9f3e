import type { YamlMap, YamlNode } from './yamlTree.ts';

/** How many nodes aliases may stand for in all. Beyond it they are null: a bomb of a few lines can mean billions. */
const maximumAliasedNodes = 100_000;

/** Bookkeeping that only documents with aliases need. */
interface Expansion {
  readonly known: Map<YamlNode, { readonly value: unknown; readonly nodes: number }>;
  /** Nodes converted so far, with those behind aliases counted each time. */
  nodes: number;
  /** The part of them that stands behind aliases. */
  aliased: number;
}

/**
 * The plain data of a tree, as a JSON parser would give it: for schema validation and rules. Each key is an own property
 * (`__proto__`, too); of equal keys the last one counts; keys that are collections are left out; nothing behind the colon
 * is null. An alias gives the data of its target (the same object each time), null when it has none or when all aliases
 * together would stand for more than 100,000 nodes. Merge keys are ordinary keys. Takes `undefined` for an empty document
 * and gives null for it. Linear in the size of the tree; never throws.
 */
export function toValue(node: YamlNode | undefined): unknown {
  return convert(node, { known: new Map(), nodes: 0, aliased: 0 });
}

function convert(node: YamlNode | undefined, expansion: Expansion): unknown {
  if (!node) return null;
  if (node.anchor === undefined) return convertBare(node, expansion);
  const before = expansion.nodes;
  const value = convertBare(node, expansion);
  expansion.known.set(node, { value, nodes: expansion.nodes - before });
  return value;
}

function convertBare(node: YamlNode, expansion: Expansion): unknown {
  expansion.nodes++;
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'map':
      return convertMap(node, expansion);
    case 'seq': {
      const items: unknown[] = [];
      for (const item of node.items) items.push(convert(item.value, expansion));
      return items;
    }
    case 'alias':
      return convertAlias(node.target, expansion);
  }
}

function convertMap(map: YamlMap, expansion: Expansion): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const entry of map.entries) {
    const name = entry.name ?? aliasedName(entry.key);
    if (name === undefined) continue;
    const value = convert(entry.value, expansion);
    if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    else object[name] = value;
  }
  return object;
}

/** `*anchor : value`: the key's name is the anchored text. */
function aliasedName(key: YamlNode): string | undefined {
  return key.kind === 'alias' && key.target?.kind === 'scalar' ? String(key.target.value) : undefined;
}

function convertAlias(target: YamlNode | undefined, expansion: Expansion): unknown {
  if (!target) return null;
  // Only when a part of a document is converted has the target not been seen yet.
  if (!expansion.known.has(target)) convert(target, expansion);
  const known = expansion.known.get(target);
  if (!known || expansion.aliased + known.nodes > maximumAliasedNodes) return null;
  expansion.aliased += known.nodes;
  expansion.nodes += known.nodes;
  return known.value;
}
