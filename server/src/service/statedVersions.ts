import type { Migration } from '../analysis/migration.ts';
import { byVersion } from '../analysis/routeVersions.ts';
import { isPackageOf, statedVersion } from '../analysis/statedVersion.ts';
import type { PackageFact } from '../facts/facts.ts';
import { relativePath } from '../text/uri.ts';
import type { Project } from './projectIndex.ts';
import type { ProjectState } from './projectStates.ts';

/** A version of a system that something in a project states. */
export interface StatedVersion {
  readonly version: string;
  /** `requirements.txt: greenlang==0.2.0`, the file relative to the workspace folder. */
  readonly evidence: string;
}

/** More of them would only be noise. */
const mostStated = 8;

/**
 * The versions that a project states of the system of these migrations, the oldest first: requirements and images, or else its documents, by the
 * version that they were written for.
 */
export function statedVersions(migrations: readonly Migration[], project: Project, { facts }: Pick<ProjectState, 'facts'>): readonly StatedVersion[] {
  const packages = migrations.flatMap(({ detection, route }) => route?.packages ?? detection.packages);
  const required = [...facts.packages.values()].flatMap((places) => places.flatMap(({ uri, fact }): readonly StatedVersion[] => {
    const version = isPackageOf(fact, packages) ? statedVersion(fact) : undefined;
    if (version === undefined) return [];
    return [{ version, evidence: `${relativePath(project.folder, uri)}: ${fact.name}${between(fact)}${fact.specifier}` }];
  }));
  const stated = required.length > 0 ? required : documentVersions(migrations, project);
  const unique = new Map(stated.map((one) => [one.evidence, one]));
  return [...unique.values()].sort((a, b) => byVersion(a.version, b.version)).slice(0, mostStated);
}

/** `runner:1.0`, `greenlang==0.2`, and `kagzi 1.2` where files have them apart. */
function between({ ecosystem, specifier }: PackageFact): string {
  return ecosystem === 'docker' ? ':' : /^\s*(?:[=<>!]|~=)/.test(specifier) ? '' : ' ';
}

function documentVersions(migrations: readonly Migration[], { records, folder }: Project): readonly StatedVersion[] {
  return migrations.flatMap(({ id, route }) => {
    const versions = route?.documents;
    if (!versions) return [];
    return records.flatMap(({ uri, documents }): readonly StatedVersion[] => {
      const classification = documents.get(id)?.classification;
      const version = classification?.kind === 'ours' ? versions[classification.schema] : undefined;
      return classification === undefined || version === undefined ? [] : [{ version, evidence: `${relativePath(folder, uri)}: ${classification.reason}` }];
    });
  });
}
