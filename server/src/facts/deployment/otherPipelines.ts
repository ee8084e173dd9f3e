import { entryOf } from '../../syntax/yamlPath.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../../syntax/yamlTree.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { powershellFacts } from '../shell/powershellFacts.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { environmentIn } from './yamlEnvironment.ts';
import type { YamlScope } from './yamlScope.ts';
import { walkYaml } from './yamlWalk.ts';

/** CircleCI: `environment` maps and `run` steps. */
export function circleFacts(scope: YamlScope, root: YamlMap): void {
  walkYaml(root, {
    entry: ({ name, value }) => {
      if (name === 'environment') environmentIn(scope, value, {});
      else if (name === 'run') script(scope, value?.kind === 'map' ? entryOf(value, 'command')?.value : value, shellFacts);
      return false;
    },
  });
}

/** Azure Pipelines: `variables`, `env`, scripts, `$(NAME)`, which is filled in before a script runs. */
export function azureFacts(scope: YamlScope, root: YamlMap): void {
  walkYaml(root, {
    entry: ({ name, value }) => {
      switch (name) {
        case 'variables':
        case 'env':
          environmentIn(scope, value, {});
          return false;
        case 'script':
        case 'bash':
          script(scope, value, shellFacts);
          return false;
        case 'pwsh':
        case 'powershell':
          script(scope, value, powershellFacts);
          return false;
        default:
          return false;
      }
    },
    scalar: (scalar) => { scope.add(...macroReads(scope, scalar)); },
  });
}

/** Bitbucket Pipelines: lists of commands. */
export function bitbucketFacts(scope: YamlScope, root: YamlMap): void {
  walkYaml(root, {
    entry: ({ name, value }) => {
      if ((name !== 'script' && name !== 'after-script') || value?.kind !== 'seq') return false;
      for (const item of value.items) script(scope, item.value, shellFacts);
      return false;
    },
  });
}

function script(scope: YamlScope, node: YamlNode | undefined, facts: (text: EmbeddedText) => readonly Fact[]): void {
  if (node?.kind === 'scalar' && typeof node.value === 'string') scope.add(...facts(scope.textOf(node)));
}

/** A pipeline's variable, which may be one of its settings. */
function macroReads(scope: YamlScope, scalar: YamlScalar): readonly EnvironmentFact[] {
  if (typeof scalar.value !== 'string' || !scalar.value.includes('$(')) return [];
  const text = scope.textOf(scalar);
  return [...text.text.matchAll(/\$\(([A-Z_][A-Z0-9_]*)\)/g)].flatMap((match): EnvironmentFact[] => {
    const name = match[1] ?? '';
    const range = text.rangeOf(match.index + 2, match.index + 2 + name.length);
    return range ? [{ kind: 'environment', name, range, access: 'read' }] : [];
  });
}

/** Which of these services a pipeline is for. */
export function pipelineOf(root: YamlMap): typeof circleFacts | undefined {
  const value = (name: string): YamlNode | undefined => entryOf(root, name)?.value;
  if (value('pipelines')?.kind === 'map' && !value('apiVersion')) return bitbucketFacts;
  const jobs = value('jobs');
  if (jobs?.kind === 'map' && jobs.entries.some((job) => entryOf(job.value, 'steps')) && (value('version') ?? value('orbs'))) return circleFacts;
  const steps = value('steps') ?? (jobs?.kind === 'seq' ? jobs : undefined) ?? value('stages');
  const isAzure = steps?.kind === 'seq' && steps.items.some((item) => ['script', 'bash', 'task', 'pwsh', 'powershell', 'job', 'stage', 'deployment', 'checkout'].some((key) => entryOf(item.value, key)));
  return isAzure ? azureFacts : undefined;
}
