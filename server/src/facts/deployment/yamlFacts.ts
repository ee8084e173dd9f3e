import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import { environmentFacts } from '../environment.ts';
import type { Fact } from '../facts.ts';

/** What compose files, Kubernetes manifests, Helm values, CI pipelines and other YAML say of the environment, commands and runtimes. Never throws. */
export function yamlFacts(file: ParsedYaml): readonly Fact[] {
  return environmentFacts(file);
}
