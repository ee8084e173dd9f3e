import type { Migration } from '../analysis/migration.ts';
import { type Route, routeThrough, systemOf } from '../analysis/route.ts';
import { byVersion } from '../analysis/routeVersions.ts';
import { directory, isWithin } from '../text/uri.ts';
import { migrationsAt } from './migrationsAt.ts';
import type { Project } from './projectIndex.ts';
import type { ProjectState } from './projectStates.ts';
import type { ServiceState } from './serviceState.ts';
import type { Settings } from './settings.ts';
import { type StatedVersion, statedVersions } from './statedVersions.ts';

/** The route of one project root through the versions of one system. */
export interface ProjectRoute extends Route {
  /** Id of the system. */
  readonly system: string;
  /** Its name. */
  readonly title: string;
  /** URI of the project root. */
  readonly root: string;
  /** Ids of the migrations that are active here. */
  readonly active: readonly string[];
  /** What states a version, the oldest first: in the root, or else in the nearest one around it. */
  readonly stated: readonly StatedVersion[];
  /** The oldest of them; `undefined` when nothing states one: then the route is that of the active migrations alone. */
  readonly current: string | undefined;
  /** The version that the user wants to go to. */
  readonly target: string | undefined;
}

/** Gives the routes of all project roots as they are now, one for each system that has an active migration there. */
export function createProjectRoutes(migrations: readonly Migration[], { index, states }: Pick<ServiceState, 'index' | 'states'>, settingsOf: (folder: string) => Settings): () => readonly ProjectRoute[] {
  // The status asks while somebody types: what a project states is found out once a revision.
  const known = new WeakMap<ProjectState, Map<string, readonly StatedVersion[]>>();
  const ownVersions = (project: Project, system: string, family: readonly Migration[]): readonly StatedVersion[] => {
    const state = states.of(project);
    const versions = known.get(state) ?? new Map<string, readonly StatedVersion[]>();
    known.set(state, versions);
    const own = versions.get(system) ?? statedVersions(family, project, state);
    versions.set(system, own);
    return own;
  };
  /** Those of the project itself, or of the nearest one around it: members of a workspace leave versions to its root. */
  const versionsAt = (project: Project, system: string, family: readonly Migration[]): readonly StatedVersion[] => {
    for (let folder = project.root; isWithin(project.folder, folder); folder = directory(folder)) {
      const around = folder === project.root ? project : index.projectAt(folder);
      const versions = around ? ownVersions(around, system, family) : [];
      if (versions.length > 0 || folder === project.folder || folder === directory(folder)) return versions;
    }
    return [];
  };
  return () => index.projects().flatMap((project) => {
    const { detections } = states.of(project);
    const here = migrationsAt(migrations, project.root);
    const active = here.filter(({ id }) => detections.get(id)?.active === true);
    return [...new Set(active.map(systemOf))].map((system): ProjectRoute => {
      const family = here.filter((migration) => systemOf(migration) === system);
      const switchedOn = active.filter((migration) => systemOf(migration) === system);
      const stated = versionsAt(project, system, family);
      const current = stated[0]?.version;
      const target = newestTarget(family, settingsOf(project.folder));
      return {
        system,
        title: family[0]?.title ?? system,
        root: project.root,
        active: switchedOn.map(({ id }) => id),
        stated, current, target,
        ...routeThrough(family, current === undefined ? { between: switchedOn } : { current, target }),
      };
    });
  });
}

/** The user may name one for each migration. */
function newestTarget(migrations: readonly Migration[], { targetVersions }: Settings): string | undefined {
  return migrations.flatMap(({ id }) => targetVersions[id] ?? []).sort(byVersion).at(-1);
}
