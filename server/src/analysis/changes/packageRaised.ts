import type { CommandFact, PackageFact } from '../../facts/facts.ts';
import { commandLiterals } from '../../facts/pythonUse/useWords.ts';
import { replace, type Edit } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { Range } from '../../text/range.ts';
import type { PackageRaised } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { installedPackages, type InstalledPackage } from './installedPackages.ts';
import { lookForOldPackages } from './packageLook.ts';
import { isTooOld, raisedSpecifier } from './raisedSpecifier.ts';

/**
 * One rule for all packages that a migration wants newer: requirements that let no version pass that will do. What also admits a newer version
 * (`>=0.1`) is left alone, and so is a requirement for Python versions that the system no longer runs on.
 */
export function packageRaised(migration: string, changes: readonly PackageRaised[], guideSection: string): Rule {
  const installs = lookForOldPackages(changes);
  return {
    id: `${migration}/package-raised`,
    change: changes[0]?.change,
    description: `A version is required that is too old (${changes.map(({ name, specifier }) => `\`${name}\`: \`${specifier}\``).join(', ')}).`,
    guideSection,
    languages: ['requirements', 'toml', 'ini', 'python', 'yaml', 'dockerfile', 'shell', 'batch', 'powershell', 'makefile', 'json'],
    onlyManifestsOf: ['json'],
    literals: [[...new Set(changes.flatMap(({ name, ecosystem }) => (ecosystem === 'docker' ? [name] : ecosystem === 'npm' ? [`"${name}"`, `${name}@`] : requirementLiterals(name))))]],
    // A setup script has its lists of requirements; any other file of Python installs by a command.
    literalsIn: { python: [[...commandLiterals, ...words(['install_requires', 'extras_require', 'tests_require', 'setup_requires'])]] },
    // Packages of other files are stated by manifests.
    mayMatterIn: { yaml: lookForOldPackages(changes, true), dockerfile: installs, shell: installs, batch: installs, powershell: installs, makefile: installs },
    *check(context) {
      if (!context.project.proven) return;
      const changeOf = (fact: PackageFact): PackageRaised | undefined => {
        const change = changes.find(({ ecosystem, name }) => ecosystem === fact.ecosystem && name === fact.name);
        return change && applies(context, change, fact) ? change : undefined;
      };
      for (const fact of context.facts) {
        const change = fact.kind === 'package' ? changeOf(fact) : undefined;
        if (change && fact.kind === 'package') yield finding(change, fact, fact.specifierRange && replaceWith(fact.specifierRange));
        if (fact.kind !== 'command') continue;
        for (const installed of installedPackages(fact)) {
          const old = changeOf(installed.fact);
          if (!old) continue;
          const isTrial = triesOne(fact, installed.fact);
          yield finding(old, isTrial ? { ...installed.fact, because: 'this command may be there to try just that release' } : installed.fact, isTrial ? undefined : inCommand(context.file, installed));
        }
      }
    },
  };
}

/** A pre-release, or one from a test index, is installed to try just that one. */
function triesOne({ words }: CommandFact, { specifier }: PackageFact): boolean {
  return /\d(?:a|b|rc|\.dev)\d*/.test(specifier) || words.some(({ text }) => text?.includes('test.pypi.org') === true);
}

/** How a requirement of a package can begin, as far as a plain search goes; code that imports it looks different. Poetry has sections for one package. */
export function requirementLiterals(name: string): readonly string[] {
  const spelled = [name, name.slice(0, 1).toUpperCase() + name.slice(1)];
  return spelled.flatMap((one) => ['=', '<', '>', '~', '!', '[', ' =', ' <', ' >', ' ~', ' \\', ' (', '" =', 'dependencies.'].map((sign) => (sign.endsWith('.') ? sign + one : one + sign)));
}

function applies(context: RuleContext, change: PackageRaised, fact: PackageFact): boolean {
  if (!isTooOld(fact.specifier, fact.syntax ?? 'pep440', change.since)) return false;
  if (change.from !== undefined && isTooOld(fact.specifier, fact.syntax ?? 'pep440', change.from)) return false;
  // Two lines with markers share the work: the other one is for the Python versions that matter.
  const isOther = (other: RuleContext['facts'][number]): boolean => other.kind === 'package' && other.ecosystem === fact.ecosystem && other.name === fact.name && other.list === fact.list
    && !isTooOld(other.specifier, other.syntax ?? 'pep440', change.since);
  if (fact.marker !== undefined && fact.list !== undefined && context.facts.some(isOther)) return false;
  return change.alongside === undefined || requires(context, change.alongside);
}

/** Whether the file, or a manifest of its project, requires the package. */
export function requires({ facts, project }: RuleContext, name: string): boolean {
  return facts.some((fact) => fact.kind === 'package' && fact.ecosystem === 'pypi' && fact.name === name)
    || project.packages(name).some(({ fact }) => fact.ecosystem === 'pypi');
}

/** Gives the edit that puts a specifier where the old one stands. */
type PutSpecifier = (specifier: string) => Edit | undefined;

function replaceWith(range: Range): PutSpecifier {
  return (specifier) => replace(range, specifier);
}

/** In a command line `<` and `>` need quotes around the word. */
function inCommand({ text, language }: RuleContext['file'], { fact, word }: InstalledPackage): PutSpecifier {
  return (specifier) => {
    const { specifierRange } = fact;
    if (!specifierRange) return undefined;
    const quoted = /["']/.test(text[word.range.start - 1] ?? '') && text[word.range.start - 1] === text[word.range.end];
    if (quoted || !/[<>]/.test(specifier)) return replace(specifierRange, specifier);
    // Quotes inside a string of another language would end it.
    const quote = language === 'json' || language === 'python' ? undefined : quoteFor(text, word.range.start);
    if (quote === undefined) return undefined;
    return replace(word.range, `${quote}${text.slice(word.range.start, specifierRange.start)}${specifier}${text.slice(specifierRange.end, word.range.end)}${quote}`);
  };
}

/** The quotes that can stand at an offset: the other ones than those the line has open there. */
function quoteFor(text: string, offset: number): string | undefined {
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1, offset);
  const isOpen = (quote: string): boolean => line.split(quote).length % 2 === 0;
  return !isOpen('"') ? '"' : isOpen("'") ? undefined : "'";
}

function finding(change: PackageRaised, { specifier, specifierRange, range, syntax, because }: PackageFact, put: PutSpecifier | undefined): Finding {
  const { name, applicability } = change;
  const version = raisedSpecifier(specifier, syntax ?? 'pep440', change);
  const image = syntax === 'tag';
  const edit = put?.(version);
  return {
    range: specifierRange ?? range,
    old: true,
    message: {
      what: image ? `The image ${name}:${specifier} is of an old version.` : `${name} ${specifier} is too old.`,
      why: change.why,
      todo: edit === undefined ? `Require ${name} ${version} here yourself: ${because ?? 'it has to be quoted'}.` : image ? `Take the image of version ${version}.` : `Require ${name} ${version}.`,
    },
    fixes: edit === undefined ? [] : [{ title: image ? `Use ${name}:${version}` : `Require ${name} ${version}`, applicability, bulk: true, edits: () => [edit] }],
  };
}
