import type { YamlNode } from '../../syntax/yamlTree.ts';
import type { ServiceFact } from '../facts.ts';
import type { YamlScope } from './yamlScope.ts';

/** The service that a deployment file names here; `undefined` where no plain name stands as the file has it. */
export function serviceFact(scope: YamlScope, node: YamlNode | undefined): ServiceFact | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return undefined;
  const range = scope.textOf(node).rangeOf(0, node.value.length);
  return range && { kind: 'service', name: node.value, range };
}
