import type { Migration } from '../analysis/migration.ts';
import { type Route, routeThrough, systemOf } from '../analysis/route.ts';
import { byVersion } from '../analysis/routeVersions.ts';
import { migrationsAt } from './migrationsAt.ts';
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
  /** What states a version, the oldest first. */
  readonly stated: readonly StatedVersion[];
  /** The oldest of them; `undefined` when nothing states one: then the route is that of the active migrations alone. */
  readonly current: string | undefined;
  /** The version that the user wants to go to. */
  readonly target: string | undefined;
}

/** The routes of all project roots, one for each system that has an active migration there. */
export function projectRoutes(migrations: readonly Migration[], { index, states }: Pick<ServiceState, 'index' | 'states'>, settingsOf: (folder: string) => Settings): readonly ProjectRoute[] {
  return index.projects().flatMap((project) => {
    const state = states.of(project);
    const known = migrationsAt(migrations, project.root);
    const active = known.filter(({ id }) => state.detections.get(id)?.active === true);
    return [...new Set(active.map(systemOf))].map((system): ProjectRoute => {
      const family = known.filter((migration) => systemOf(migration) === system);
      const here = active.filter((migration) => systemOf(migration) === system);
      const stated = statedVersions(family, project, state);
      const current = stated[0]?.version;
      const target = newestTarget(family, settingsOf(project.folder));
      return {
        system,
        title: family[0]?.title ?? system,
        root: project.root,
        active: here.map(({ id }) => id),
        stated, current, target,
        ...routeThrough(family, current === undefined ? { between: here } : { current, target }),
      };
    });
  });
}

/** The user may name one for each migration. */
function newestTarget(migrations: readonly Migration[], { targetVersions }: Settings): string | undefined {
  return migrations.flatMap(({ id }) => targetVersions[id] ?? []).sort(byVersion).at(-1);
}
