import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import { entryOf, resolve } from '../../syntax/yamlPath.ts';
import type { YamlMap, YamlNode } from '../../syntax/yamlTree.ts';
import { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';
import { ansibleFacts, isAnsible } from './ansibleYaml.ts';
import { composeFacts } from './composeYaml.ts';
import { githubFacts, isGithub } from './githubYaml.ts';
import { gitlabFacts, isGitlab, withSettingsInDoubt } from './gitlabYaml.ts';
import { kubernetesFacts } from './kubernetesYaml.ts';
import { kustomizeFacts } from './kustomizeYaml.ts';
import { pipelineOf } from './otherPipelines.ts';
import { plainFacts } from './plainYaml.ts';
import { YamlScope } from './yamlScope.ts';

/** Something that a fact begins with: a reference, a name in capitals, a list of commands, a service. Most data files have none of it. */
const telling = /\$[{(A-Za-z_]|\{\{|\b[A-Z][A-Z0-9]*_[A-Z0-9]|\b(?:env|environment|variables|run|script|command|cmd|args|entrypoint|test|services)\b["']?\s*:|\bkind["']?\s*:\s*["']?Service\b/;

/** What compose files, Kubernetes manifests, Helm values, CI pipelines and other YAML say of the environment and of commands. Never throws. */
export function yamlFacts(file: ParsedYaml): readonly Fact[] {
  if (!telling.test(file.text)) return [];
  const scope = new YamlScope(file.text, EmbeddedText.slice(file.text), file.yaml.comments);
  const isGitlabFile = /\.gitlab-ci\.ya?ml$/.test(file.uri);
  let pipeline = false;
  for (const { root } of file.yaml.documents) {
    const node = resolve(root);
    if (node?.kind === 'map') pipeline = mappingFacts(scope, node, isGitlabFile) || pipeline;
    else if (node?.kind === 'seq' && isAnsible(node)) ansibleFacts(scope, node);
    else if (node) plainFacts(scope, node);
  }
  return pipeline ? withSettingsInDoubt(scope.facts) : scope.facts;
}

/** Reads a document by what it is for. Gives whether it is a pipeline whose variables may come from settings. */
function mappingFacts(scope: YamlScope, root: YamlMap, isGitlabFile: boolean): boolean {
  const has = (...names: readonly string[]): boolean => names.some((name) => entryOf(root, name) !== undefined);
  if (isKustomization(root)) kustomizeFacts(scope, root);
  else if (has('apiVersion') && has('kind')) kubernetesFacts(scope, root);
  else if (isGithub(root)) githubFacts(scope, root);
  else if (isCompose(root)) composeFacts(scope, root);
  else if (isGitlabFile || isGitlab(root)) {
    gitlabFacts(scope, root);
    return true;
  } else {
    const other = pipelineOf(root);
    if (other) other(scope, root);
    else plainFacts(scope, root);
    return other !== undefined;
  }
  return false;
}

function isKustomization(root: YamlMap): boolean {
  const version = entryOf(root, 'apiVersion')?.value;
  if (version?.kind === 'scalar') return typeof version.value === 'string' && version.value.startsWith('kustomize.config.k8s.io/');
  return ['resources', 'bases', 'namespace', 'namePrefix'].some((key) => entryOf(root, key))
    && ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'configMapGenerator', 'secretGenerator'].some((key) => entryOf(root, key));
}

const serviceKeys = ['image', 'build', 'environment', 'env_file', 'command', 'entrypoint', 'extends', 'depends_on', 'ports', 'volumes', 'deploy'];

function isCompose(root: YamlMap): boolean {
  const services = resolve(entryOf(root, 'services')?.value);
  return services?.kind === 'map' && services.entries.some(({ value }) => isService(value));
}

function isService(node: YamlNode | undefined): boolean {
  return serviceKeys.some((key) => entryOf(node, key) !== undefined);
}
