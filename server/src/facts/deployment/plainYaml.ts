import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yamlTree.ts';
import { interpolatedReads, templateReads } from './interpolatedReads.ts';
import { assignmentFact, environmentIn, upperName, type AssignmentStyle } from './yamlEnvironment.ts';
import type { YamlScope } from './yamlScope.ts';
import { walkYaml } from './yamlWalk.ts';

/** Keys below which names are variables, whatever the program: `env`, `environment`, `extraEnvVars`, `env_vars`. Compared in lower case without separators. */
const environmentKey = /^(?:extra|additional|common|global|default|secret|shared|base|pod|container|app)?env(?:s|vars?|ironment|ironmentvars?|ironmentvariables?)?(?:secrets?)?$/;

/** Keys below which a mapping of names in capitals is one of variables. */
const settingsKey = /^(?:config|configmap|configs|configdata|data|stringdata|variables|vars|settings|secrets?|secretdata)$/;

/** Texts for people. */
const proseKey = /^(?:description|help|notes?|message|summary|docs?|documentation|comments?|readme|title|about)$/;

/** Mappings whose keys name things that are no settings. */
const labelKey = /^(?:labels|matchlabels|commonlabels|podlabels|annotations|tags|descriptions?|docs?|documentation|help|examples?)$/;

const variableLike = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Whether a key says that variables of the environment stand below it. */
export function isEnvironmentKey(key: string): boolean {
  return environmentKey.test(normal(key));
}

/** What a value sees of other variables. */
const style: AssignmentStyle = { reads: () => [] };

/** Helm values, Ansible, serverless and YAML of unknown programs: positions that say so by their name, and `${NAME}`. */
export function plainFacts(scope: YamlScope, root: YamlNode): void {
  walkYaml(root, {
    entry: (entry, parent, path, index) => {
      settingsEntry(scope, { entry, parent, path, index });
      return false;
    },
    scalar: (scalar, path) => { valueReads(scope, scalar, path); },
  });
}

/** An entry with where it stands. */
export interface EntryPlace {
  readonly entry: YamlEntry;
  readonly parent: YamlMap;
  /** Names of the keys above. */
  readonly path: readonly string[];
  /** Of the entry in its parent. */
  readonly index: number;
}

/** Variables below keys that are named for them; a lone key that looks like a variable is doubtful. Takes an entry of any mapping. */
export function settingsEntry(scope: YamlScope, { entry: { key, name, value }, parent, path, index }: EntryPlace, own: AssignmentStyle = style): void {
  if (name === undefined) return;
  if (environmentKey.test(normal(name))) {
    environmentIn(scope, value, value?.kind === 'map' || value?.kind === 'alias' ? { ...own, names: upperName } : own);
  } else if (settingsKey.test(normal(name)) && value?.kind === 'map') {
    environmentIn(scope, value, { ...own, names: upperName });
  } else if (variableLike.test(name) && key.kind === 'scalar' && !path.some((step) => labelKey.test(normal(step)))) {
    const fact = assignmentFact(scope, style, { place: parent, index, name, key: scope.textOf(key), value, inherits: false });
    if (fact) scope.addDoubtful({ ...fact, renaming: 'unsafe', because: 'nothing around it says that this key is a variable of the environment' });
  }
}

/** `${NAME}` in a value; in a text for people it may be there to be read only. */
export function valueReads(scope: YamlScope, scalar: YamlScalar, path: readonly string[]): void {
  if (typeof scalar.value !== 'string' || !/\$\{|\{\{|\{%/.test(scalar.value)) return;
  const text = scope.textOf(scalar);
  const doubt = proseKey.test(path.at(-1)?.toLowerCase() ?? '') ? { doubt: { renaming: 'unsafe', because: 'it stands in a text for people' } as const } : {};
  scope.add(...interpolatedReads(text, doubt), ...templateReads(text), ...serverlessReads(text));
}

/** `${env:NAME}` and `${env:NAME, 'default'}` of the Serverless Framework, `${oc.env:NAME}` of OmegaConf. */
function serverlessReads(text: ReturnType<YamlScope['textOf']>): readonly ReturnType<typeof interpolatedReads>[number][] {
  return [...text.text.matchAll(/\$\{(?:oc\.)?env:\s*([A-Za-z_]\w*)(?=\s*[,}])/g)].flatMap((match) => {
    const name = match[1] ?? '';
    const end = match.index + match[0].length;
    const range = text.rangeOf(end - name.length, end);
    return range ? [{ kind: 'environment' as const, name, range, access: 'read' as const, hasDefault: text.text[end] === ',' }] : [];
  });
}

function normal(key: string): string {
  return key.replace(/[-_.]/g, '').toLowerCase();
}
