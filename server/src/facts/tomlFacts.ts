import type { ParsedToml } from '../syntax/parsedFile.ts';
import { entryOf } from '../syntax/yamlPath.ts';
import type { YamlNode, YamlScalar } from '../syntax/yamlTree.ts';
import { EmbeddedText } from '../text/embeddedText.ts';
import { interpolatedReads } from './deployment/interpolatedReads.ts';
import type { EnvironmentFact } from './facts.ts';

/** Manifests are filled in by nobody. */
const manifest = /\/(?:pyproject|Cargo)\.toml$|\/Pipfile$/;

/** Variables that a TOML file reads (`"${NAME}"`), or sets for Cargo's programs (`[env]` of `.cargo/config.toml`). Never throws. */
export function tomlFacts({ uri, text, toml: { root } }: ParsedToml): readonly EnvironmentFact[] {
  if (!root || manifest.test(uri)) return [];
  const reads = [...strings(root)].flatMap((scalar) => readsIn(text, scalar));
  return uri.endsWith('/.cargo/config.toml') ? [...reads, ...cargoVariables(entryOf(root, 'env')?.value)] : reads;
}

function* strings(root: YamlNode): Generator<YamlScalar> {
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'scalar' && node.style !== 'plain') yield node;
    else if (node.kind === 'map') for (const { value } of node.entries) stack.push(...(value ? [value] : []));
    else if (node.kind === 'seq') for (const { value } of node.items) stack.push(...(value ? [value] : []));
  }
}

/** Of a text that stands in the file as it is: behind an escape, places would be off. */
function readsIn(text: string, { range, value }: YamlScalar): readonly EnvironmentFact[] {
  const inner = text.slice(range.start + 1, range.end - 1);
  return inner === value ? interpolatedReads(EmbeddedText.slice(text, range.start + 1, range.end - 1)) : [];
}

function cargoVariables(table: YamlNode | undefined): readonly EnvironmentFact[] {
  if (table?.kind !== 'map') return [];
  return table.entries.flatMap(({ key, name }): EnvironmentFact[] => {
    const bare = key.kind === 'scalar' && key.style === 'plain';
    return bare && name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? [{ kind: 'environment', name, range: key.range, access: 'set', hasValue: true, group: table.range.start }] : [];
  });
}
