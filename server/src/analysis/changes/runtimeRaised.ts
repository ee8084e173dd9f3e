import type { RuntimeFact } from '../../facts/facts.ts';
import { compareReleases, releaseOf } from '../../syntax/versionSpecifiers.ts';
import { remove, replace, type Edit } from '../../text/edit.ts';
import type { Literal } from '../../text/literal.ts';
import type { RuntimeRaised } from '../change.ts';
import type { Finding, Fix } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { raisedRange } from './raisedSpecifier.ts';
import { lookForOldPython } from './runtimeLook.ts';

/** One rule for all runtimes that a migration wants newer: in manifests, version files, images and CI pipelines. */
export function runtimeRaised(migration: string, changes: readonly RuntimeRaised[], guideSection: string): Rule {
  const { inYaml, inDockerfile } = lookForOldPython(changes);
  return {
    id: `${migration}/runtime-raised`,
    change: changes[0]?.change,
    description: `A version of a runtime is asked for that is too old (${changes.map(({ title, since }) => `${title} before ${since}`).join(', ')}).`,
    guideSection,
    languages: ['requirements', 'toml', 'ini', 'python', 'yaml', 'dockerfile', 'json', 'text'],
    literals: [[...new Set(changes.flatMap(literalsOf))]],
    ...(changes.every(({ runtime }) => runtime === 'python') ? { literalsIn: { yaml: pythonInYaml(changes) }, mayMatterIn: { yaml: inYaml, dockerfile: inDockerfile } } : {}),
    onlyManifestsOf: ['python', 'json'],
    *check({ facts, project }) {
      if (!project.proven) return;
      const isRequired = ({ ecosystem, name }: { readonly ecosystem: string; readonly name: string }): boolean => project.packages(name).some(({ fact }) => fact.ecosystem === ecosystem);
      const runtimes = facts.filter((fact): fact is RuntimeFact => fact.kind === 'runtime');
      for (const fact of runtimes) {
        const change = changes.find(({ runtime, alongside }) => runtime === fact.runtime && (alongside === undefined || alongside.some(isRequired)));
        const found = change && finding(change, fact, runtimes);
        if (found) yield found;
      }
    },
  };
}

/** What a file other than a manifest contains that asks for an older version; one that holds a version and nothing else has only that. */
function literalsOf({ runtime, since }: RuntimeRaised): readonly string[] {
  const [major = 0, minor = 0] = releaseOf(since);
  const older = runtime === 'node' ? numbers(oldestNode, major) : numbers(oldestPython, minor).map((one) => `${major}.${one}`);
  const alone = older.flatMap((version) => [`${version}.`, `${version}\n`, `${version}\r`]);
  return runtime === 'node' ? ['"node"', 'node:', 'node-version', 'NODE_VERSION', 'UseNode', 'NodeTool', ...alone, ...older.map((version) => `v${version}`)] : [
    'requires-python', 'python_requires', 'python_full_version', 'python:', 'python-version', 'python_version', 'PYTHON_VERSION', 'python-3.', 'python=', 'python>', 'python<', 'python~', 'python =', 'python >', 'python <',
    'basepython', 'base_python', 'envlist', 'env_list', 'versionSpec', ...alone,
  ];
}

/**
 * What a YAML file contains that asks for an older Python: the word, and a version where a value or a tag begins, or what a conda environment has behind
 * the package's name. Only versions with a dot and of the same major version are old by themselves (see `isOld`).
 */
function pythonInYaml(changes: readonly RuntimeRaised[]): readonly (readonly Literal[])[] {
  const older = new Set(changes.flatMap(({ since }) => {
    const [major = 0, minor = 0] = releaseOf(since);
    return numbers(0, minor).map((one) => `${major}.${one}`);
  }));
  const versions = [' ', '\t', '"', '\'', ':', '[', ',', 'v', '\n', '\r'].flatMap((before) => [...older].map((version) => before + version));
  // `3.1` is the beginning of newer ones, too.
  const exact = versions.flatMap((version): readonly Literal[] => (version.endsWith('.1') ? [{ word: version }, `${version}.`] : [version]));
  return [['python', 'Python'], [...exact, ...['=', '>', '<', '~', '!', '^', ' =', ' >', ' <', ' ~', ' !', ' ^', '  ', '\t', ' \t', ...numbers(0, 10).map((digit) => ` ${digit}`)].map((behind) => `python${behind}`)]];
}

/** Nobody asks for older ones any more: Node by its major version, Python by its minor one. */
const oldestNode = 12;
const oldestPython = 5;

function numbers(from: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);
}

function finding(change: RuntimeRaised, fact: RuntimeFact, all: readonly RuntimeFact[]): Finding | undefined {
  const { title, since, why } = change;
  const outcome = fact.form === 'range' ? raisedRange(fact.version, fact.syntax ?? 'pep440', since) : isOld(change, fact) ? raisedOrGone(change, fact, all) : undefined;
  if (outcome === undefined) return undefined;
  const fix = fact.raising === 'none' || outcome === 'empty' ? undefined : fixOf(change, fact, outcome);
  const because = fact.because ?? (outcome === 'empty' ? `nothing certain would be left of it` : undefined);
  const version = fact.form === 'range' && typeof outcome === 'object' && 'raised' in outcome ? outcome.raised : since;
  return {
    range: fact.range,
    old: true,
    message: {
      what: fact.form === 'range' ? `${title} ${fact.version} lets versions pass that are too old.` : `${title} ${fact.version} is too old.`,
      why,
      todo: fix?.title === undefined ? `Ask for ${title} ${since} or newer yourself${because === undefined ? '' : `: ${because}`}.`
        : `${fix.title === gone(fact) ? 'Take it out; newer versions are in the list' : `Ask for ${version}`}${because === undefined ? '' : ` (look first: ${because})`}.`,
    },
    fixes: fix ? [fix] : [],
  };
}

type Outcome = { readonly raised: string } | { readonly removal: NonNullable<RuntimeFact['list']>['removal'] };

function isOld({ runtime, since }: RuntimeRaised, { version }: RuntimeFact): boolean {
  const release = releaseOf(version);
  // Node counts its releases by their first number.
  if (runtime === 'node') return compareReleases(release, releaseOf(since)) < 0;
  // Another major version is another story (Python 2): whoever is there needs more than a number.
  return release.length > 1 && release[0] === releaseOf(since)[0] && compareReleases(release, releaseOf(since)) < 0;
}

/** One of several versions goes where a newer one is in the list; else the newest of them is raised and the others go. */
function raisedOrGone(change: RuntimeRaised, fact: RuntimeFact, all: readonly RuntimeFact[]): Outcome {
  const raised = { raised: fact.undotted ? change.since.replace('.', '') : change.since };
  if (!fact.list) return raised;
  const { group } = fact.list;
  const others = all.filter((other) => other !== fact && other.form === 'exact' && other.list?.group === group);
  const isNewest = others.every((other) => {
    const order = compareReleases(releaseOf(other.version), releaseOf(fact.version));
    return order < 0 || (order === 0 && other.range.start > fact.range.start);
  });
  return isNewest ? raised : { removal: fact.list.removal };
}

/** The title of a fix that takes a version out of its list. */
function gone({ version }: RuntimeFact): string {
  return `Remove ${version}`;
}

function fixOf({ title, since }: RuntimeRaised, fact: RuntimeFact, outcome: Outcome): Fix | undefined {
  const applicability = fact.raising === 'unsafe' ? 'unsafe' : 'safe';
  if ('raised' in outcome) {
    const minor = /^\d+\.\d+/.exec(outcome.raised)?.[0] ?? outcome.raised;
    const edits = (): readonly Edit[] => [replace(fact.range, outcome.raised), ...(fact.also ?? []).map((place) => replace(place, minor))];
    return { title: `Ask for ${title} ${fact.undotted ? since : outcome.raised}`, applicability, bulk: true, edits };
  }
  const { removal } = outcome;
  return removal && { title: gone(fact), applicability, bulk: true, edits: () => [remove(removal)] };
}
