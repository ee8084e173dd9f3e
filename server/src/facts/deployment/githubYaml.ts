import { entryOf } from '../../syntax/yamlPath.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yamlTree.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { batchFacts } from '../shell/batchFacts.ts';
import { environmentText } from '../shell/environmentText.ts';
import { powershellFacts } from '../shell/powershellFacts.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { environmentIn, type AssignmentStyle } from './yamlEnvironment.ts';
import type { YamlScope } from './yamlScope.ts';
import { stringAt, walkYaml } from './yamlWalk.ts';

const style: AssignmentStyle = {};

/** Workflows and actions of GitHub: `env` at every level, `run` scripts, `${{ env.NAME }}`, `${{ secrets.NAME }}`. */
export function githubFacts(scope: YamlScope, root: YamlMap): void {
  const shell = defaultShell(root);
  walkYaml(entryOf(root, 'runs')?.value, { entry: (entry, parent) => stepEntry(scope, entry, parent, shell) });
  const jobs = entryOf(root, 'jobs')?.value;
  for (const { value: job } of jobs?.kind === 'map' ? jobs.entries : []) {
    const jobShell = job?.kind === 'map' ? defaultShell(job) ?? shell ?? (/windows/i.test(stringAt(job, 'runs-on') ?? '') ? 'pwsh' : undefined) : shell;
    walkYaml(job, { entry: (entry, parent) => stepEntry(scope, entry, parent, jobShell) });
  }
  environmentIn(scope, entryOf(root, 'env')?.value, style);
  walkYaml(root, { scalar: (scalar, path) => { expressionReads(scope, scalar, path.at(-1) === 'if'); } });
}

function defaultShell(map: YamlMap): string | undefined {
  const run = entryOf(entryOf(map, 'defaults')?.value, 'run')?.value;
  return run?.kind === 'map' ? stringAt(run, 'shell') : undefined;
}

function stepEntry(scope: YamlScope, { name, value }: YamlEntry, parent: YamlMap, shell: string | undefined): boolean {
  switch (name) {
    case 'env':
      environmentIn(scope, value, style);
      break;
    case 'run':
      if (value?.kind === 'scalar' && typeof value.value === 'string') scope.add(...scriptFacts(scope.textOf(value), stringAt(parent, 'shell') ?? shell));
      break;
    case 'with':
      if (value?.kind === 'map') inputFacts(scope, value, stringAt(parent, 'uses') ?? '');
      break;
    default:
      break;
  }
  return false;
}

function scriptFacts(script: EmbeddedText, shell: string | undefined): readonly Fact[] {
  if (shell === undefined || /^(?:bash|sh)\b/.test(shell)) return shellFacts(script, { preprocessor: 'github' });
  if (/^(?:pwsh|powershell)\b/.test(shell)) return powershellFacts(script);
  return /^cmd\b/.test(shell) ? batchFacts(script) : [];
}

/** Inputs that hold assignments or scripts, of the actions that are known for them. */
function inputFacts(scope: YamlScope, inputs: YamlMap, action: string): void {
  for (const { name, value } of inputs.entries) {
    if (value?.kind !== 'scalar' || typeof value.value !== 'string') continue;
    if ((name === 'build-args' && /build-push-action|docker/.test(action)) || name === 'env_vars') scope.add(...environmentText(scope.textOf(value), true));
    else if (name === 'script' && /ssh/.test(action)) scope.add(...shellFacts(scope.textOf(value), { preprocessor: 'github' }));
  }
}

/** Names in `${{ … }}`, and in an `if`, which is an expression without the braces. */
function expressionReads(scope: YamlScope, scalar: YamlScalar, bare: boolean): void {
  if (typeof scalar.value !== 'string') return;
  if (!bare && !scalar.value.includes('${{')) return;
  const text = scope.textOf(scalar);
  const expressions = bare && !text.text.includes('${{') ? [{ start: 0, text: text.text }]
    : [...text.text.matchAll(/\$\{\{((?:[^}]|\}(?!\}))*)\}\}/g)].map((match) => ({ start: match.index + 3, text: match[1] ?? '' }));
  for (const expression of expressions) {
    for (const match of expression.text.matchAll(/(?<![\w.-])(env|secrets|vars)(?:\.|\[\s*')([A-Za-z_]\w*)/g)) {
      const [whole, context, name = ''] = match;
      const end = expression.start + match.index + whole.length;
      const range = text.rangeOf(end - name.length, end);
      if (range) scope.add({ kind: 'environment', name, range, access: 'read', ...origins[context ?? ''] });
    }
  }
}

/** What is kept in the settings of the repository has to be made there under the new name before it can be read by it. */
const origins: Readonly<Record<string, Pick<EnvironmentFact, 'renaming' | 'because'>>> = {
  env: {},
  secrets: { renaming: 'none', because: 'it names a secret in the settings of the repository' },
  vars: { renaming: 'none', because: 'it names a variable in the settings of the repository' },
};

/** Whether a document is a workflow or an action. */
export function isGithub(root: YamlMap): boolean {
  const jobs = entryOf(root, 'jobs')?.value;
  if (jobs?.kind === 'map' && jobs.entries.some(({ value }) => isJob(value))) return true;
  return entryOf(entryOf(root, 'runs')?.value, 'using') !== undefined;
}

function isJob(node: YamlNode | undefined): boolean {
  return entryOf(node, 'runs-on') !== undefined || (entryOf(node, 'uses') !== undefined && entryOf(node, 'steps') === undefined);
}
