import { entryOf, resolve } from '../../syntax/yamlPath.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../syntax/yamlTree.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { interpolatedReads } from './interpolatedReads.ts';
import { copyByDollar, environmentIn, type AssignmentStyle } from './yamlEnvironment.ts';
import type { YamlScope } from './yamlScope.ts';
import { walkYaml } from './yamlWalk.ts';

const style: AssignmentStyle = { copyOf: copyByDollar, reads: (text, assigned) => interpolatedReads(text, { bare: true, assigned }) };
const scriptKeys = new Set(['script', 'before_script', 'after_script']);

/** GitLab CI: `variables`, scripts, `$NAME` in rules and elsewhere. */
export function gitlabFacts(scope: YamlScope, root: YamlMap): void {
  walkYaml(root, {
    entry: ({ name, value }) => {
      if (name === 'variables' && value?.kind !== 'scalar') {
        environmentIn(scope, value, style);
        return false;
      }
      return name !== undefined && scriptKeys.has(name) && scripts(scope, value);
    },
    scalar: (scalar) => { scope.add(...interpolatedReads(scope.textOf(scalar), { bare: true })); },
  });
}

function scripts(scope: YamlScope, node: YamlNode | undefined): boolean {
  // An anchored script is read where it stands.
  if (node?.kind === 'seq') for (const { value } of node.items) scripts(scope, value);
  else if (node?.kind === 'scalar' && typeof node.value === 'string') scope.add(...shellFacts(scope.textOf(node), { preprocessor: 'gitlab' }));
  return node?.kind === 'seq' || node?.kind === 'scalar';
}

/**
 * A variable that is read and nowhere set in the pipeline may come from the project's settings, where it has to be renamed by hand. Takes the
 * facts of one pipeline.
 */
export function withSettingsInDoubt(facts: readonly Fact[]): readonly Fact[] {
  const set = new Set(facts.flatMap((fact) => (fact.kind === 'environment' && fact.access === 'set' ? [fact.name] : [])));
  return facts.map((fact): Fact => (fact.kind === 'environment' && fact.access === 'read' && fact.renaming === undefined && !set.has(fact.name)
    ? { ...fact, ...doubt } : fact));
}

const doubt: Pick<EnvironmentFact, 'renaming' | 'because'> = { renaming: 'unsafe', because: 'no line of this pipeline sets it, so it may come from the settings of the CI' };

/** Whether a document is a pipeline of GitLab. */
export function isGitlab(root: YamlMap): boolean {
  const has = (name: string): boolean => entryOf(root, name) !== undefined;
  if (has('apiVersion') || has('services') && !has('stages')) return false;
  return root.entries.some((entry) => isJob(entry)) && !has('steps') && !has('jobs') && !has('pipelines');
}

function isJob({ name, value }: YamlEntry): boolean {
  const job = resolve(value);
  if (name === undefined || job?.kind !== 'map') return false;
  const script = resolve(entryOf(job, 'script')?.value);
  return (script?.kind === 'seq' || script?.kind === 'scalar') && ['stage', 'image', 'rules', 'only', 'needs', 'before_script', 'extends', 'variables', 'tags', 'artifacts'].some((key) => entryOf(job, key));
}
