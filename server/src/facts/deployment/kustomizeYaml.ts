import { entryOf, resolve } from '../../syntax/yamlPath.ts';
import type { YamlMap, YamlNode } from '../../syntax/yamlTree.ts';
import { kubernetesFacts, nestedFacts, patchFacts } from './kubernetesYaml.ts';
import { environmentIn } from './yamlEnvironment.ts';
import type { YamlScope } from './yamlScope.ts';
import { stringAt } from './yamlWalk.ts';

/** Kustomizations: patches in strings, and the literals of generated ConfigMaps and Secrets. */
export function kustomizeFacts(scope: YamlScope, root: YamlMap): void {
  for (const { name, value } of root.entries) {
    const items = mapsIn(value);
    switch (name) {
      case 'configMapGenerator':
      case 'secretGenerator':
        for (const item of items) {
          const keyOf = `${name === 'secretGenerator' ? 'Secret' : 'ConfigMap'}/${(item.kind === 'map' ? stringAt(item, 'name') : undefined) ?? ''}`;
          environmentIn(scope, entryOf(item, 'literals')?.value, { keyOf });
        }
        break;
      case 'patches':
      case 'patchesJson6902':
      case 'patchesStrategicMerge':
        for (const item of items) {
          const patch = item.kind === 'map' ? entryOf(item, 'patch')?.value : item;
          if (patch?.kind === 'scalar') nestedFacts(scope, patch, patchFacts);
        }
        break;
      default:
        if (value) kubernetesFacts(scope, value);
    }
  }
}

function mapsIn(node: YamlNode | undefined): readonly YamlNode[] {
  const list = resolve(node);
  return list?.kind === 'seq' ? list.items.flatMap(({ value }) => (value ? [value] : [])) : [];
}
