import type { PackageFact, RoomInsertion } from '../../facts/facts.ts';
import { insert, type Edit } from '../../text/edit.ts';
import type { PackageRequired } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { mayBeConda } from './packageLook.ts';
import { requirementLiterals } from './packageRaised.ts';

/**
 * One rule for all packages that the new version of a system needs beside itself: a manifest that requires the system, in a project of which
 * no manifest requires them. Each becomes a requirement of the same list, in its place where the list is sorted.
 */
export function packageRequired(migration: string, changes: readonly PackageRequired[], guideSection: string): Rule {
  return {
    id: `${migration}/package-required`,
    change: changes[0]?.change,
    description: `A package is not required that the new version needs (${changes.map(({ name, specifier }) => `\`${name}${specifier}\``).join(', ')}).`,
    guideSection,
    languages: ['requirements', 'toml', 'ini', 'python', 'yaml'],
    onlyManifestsOf: ['python'],
    literals: [[...new Set(changes.flatMap(({ alongside }) => requirementLiterals(alongside)))]],
    mayMatterIn: { yaml: mayBeConda },
    *check(context) {
      if (!context.project.proven || !context.project.complete) return;
      const family = new Set(changes.flatMap(({ name, alongside, near }) => [name, alongside, ...near ?? []]));
      for (const change of changes) {
        const system = context.facts.find((fact): fact is PackageFact => fact.kind === 'package' && isRequirement(fact, change.alongside));
        if (system && !isRequired(context, change.name)) yield finding(context, change, system, family);
      }
    },
  };
}

function isRequirement(fact: PackageFact, name: string): boolean {
  return fact.ecosystem === 'pypi' && fact.name === name && fact.constraint !== true && !(fact.specifier === '' && fact.because !== undefined);
}

/** The file itself may be newer than what the index knows of it. */
function isRequired({ facts, file, project }: RuleContext, name: string): boolean {
  return facts.some((fact) => fact.kind === 'package' && fact.ecosystem === 'pypi' && fact.name === name)
    || project.packages(name).some(({ uri, fact }) => uri !== file.uri && fact.ecosystem === 'pypi' && fact.constraint !== true);
}

function finding(context: RuleContext, change: PackageRequired, system: PackageFact, family: ReadonlySet<string>): Finding {
  const { name, specifier, alongside } = change;
  const insertions = placeFor(context, name, system, family);
  return {
    range: system.range,
    severity: 'warning',
    message: {
      what: `${alongside} is required here, but ${name} is not.`,
      why: change.why,
      todo: insertions ? `Require ${name}${specifier} too.` : `Require ${name}${specifier} too${system.because === undefined ? '' : `: ${system.because}`}.`,
    },
    fixes: insertions ? [{ title: `Require ${name}${specifier}`, applicability: 'safe', bulk: true, edits: () => insertions.map((one) => filled(one, change)) }] : [],
  };
}

function filled({ at, text }: RoomInsertion, { name, specifier }: PackageRequired): Edit {
  return insert(at, text.replace('$name', name).replace('$version', specifier));
}

/** Shorter lists are in order by chance. */
const shortestSorted = 4;

/** Where the package goes: to its place in a sorted list, else behind the system and the packages of its family that follow it. */
function placeFor({ facts, file }: RuleContext, name: string, system: PackageFact, family: ReadonlySet<string>): readonly RoomInsertion[] | undefined {
  const list = facts.filter((fact): fact is PackageFact => fact.kind === 'package' && fact.list !== undefined && fact.list === system.list);
  if (list.length >= shortestSorted && list.every((fact, i) => i === 0 || (list[i - 1]?.name ?? '') <= fact.name)) {
    const after = list.filter((fact) => fact.name < name).at(-1);
    return after ? after.room?.after : list[0]?.room?.before;
  }
  let last = system;
  for (const next of list.slice(list.indexOf(system) + 1)) {
    const between = file.text.slice(last.range.end, next.range.start);
    if (!family.has(next.name) || !next.room || /(?:\r\n|\r(?!\n)|\n)[ \t]*[#\r\n]/.test(between)) break;
    last = next;
  }
  return last.room?.after;
}
