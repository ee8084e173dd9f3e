import type { PackageFact } from '../../facts/facts.ts';
import { replace } from '../../text/edit.ts';
import type { PackageRaised } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { isTooOld, raisedSpecifier } from './raisedSpecifier.ts';

/**
 * One rule for all packages that a migration wants newer: requirements that let no version pass that will do. What also admits a newer version
 * (`>=0.1`) is left alone, and so is a requirement for Python versions that the system no longer runs on.
 */
export function packageRaised(migration: string, changes: readonly PackageRaised[], guideSection: string): Rule {
  return {
    id: `${migration}/package-raised`,
    change: changes[0]?.change,
    description: `A version is required that is too old (${changes.map(({ name, specifier }) => `\`${name}\`: \`${specifier}\``).join(', ')}).`,
    guideSection,
    languages: ['requirements', 'toml', 'ini', 'python', 'yaml', 'dockerfile'],
    literals: [[...new Set(changes.flatMap(({ name, ecosystem }) => (ecosystem === 'docker' ? [name] : requirementLiterals(name))))]],
    *check(context) {
      if (!context.project.proven) return;
      for (const fact of context.facts) {
        if (fact.kind !== 'package') continue;
        const change = changes.find(({ ecosystem, name }) => ecosystem === fact.ecosystem && name === fact.name);
        if (change && applies(context, change, fact)) yield finding(change, fact);
      }
    },
  };
}

/** How a requirement of a package can begin, as far as a plain search goes; code that imports it looks different. Poetry has sections for one package. */
export function requirementLiterals(name: string): readonly string[] {
  const spelled = [name, name.slice(0, 1).toUpperCase() + name.slice(1)];
  return spelled.flatMap((one) => ['=', '<', '>', '~', '!', '[', ' =', ' <', ' >', ' ~', ' \\', ' (', '" =', 'dependencies.'].map((sign) => (sign.endsWith('.') ? sign + one : one + sign)));
}

function applies(context: RuleContext, change: PackageRaised, fact: PackageFact): boolean {
  if (!isTooOld(fact.specifier, fact.syntax ?? 'pep440', change.since)) return false;
  if (fact.marker !== undefined && /\bpython_(?:full_)?version\b['"\s]*(?:<|==|in\b)/.test(fact.marker)) return false;
  return change.alongside === undefined || requires(context, change.alongside);
}

/** Whether the file, or a manifest of its project, requires the package. */
export function requires({ facts, project }: RuleContext, name: string): boolean {
  return facts.some((fact) => fact.kind === 'package' && fact.ecosystem === 'pypi' && fact.name === name)
    || project.packages(name).some(({ fact }) => fact.ecosystem === 'pypi');
}

function finding(change: PackageRaised, { specifier, specifierRange, range, syntax, because }: PackageFact): Finding {
  const { name, applicability } = change;
  const version = raisedSpecifier(specifier, syntax ?? 'pep440', change);
  const image = syntax === 'tag';
  return {
    range: specifierRange ?? range,
    old: true,
    message: {
      what: image ? `The image ${name}:${specifier} is of an old version.` : `${name} ${specifier} is too old.`,
      why: change.why,
      todo: specifierRange === undefined ? `Require ${name} ${version} here yourself: ${because ?? 'it is not clear how'}.` : image ? `Take the image of version ${version}.` : `Require ${name} ${version}.`,
    },
    fixes: specifierRange === undefined ? [] : [{
      title: image ? `Use ${name}:${version}` : `Require ${name} ${version}`, applicability, bulk: true, edits: () => [replace(specifierRange, version)],
    }],
  };
}
