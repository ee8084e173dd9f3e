import type { Migration } from '../../analysis/migration.ts';
import type { RouteStep } from '../../analysis/route.ts';
import { migrationsAt } from '../migrationsAt.ts';
import type { ProjectRoute } from '../routes.ts';
import { changesOf, progressOfChanges, type Work } from './changesOf.ts';
import type { Places } from './places.ts';
import { left, total } from './progress.ts';
import type { ReportHop, ReportRoute } from './reportTypes.ts';

/** What routes are described with. */
export interface RouteInput {
  readonly routes: readonly ProjectRoute[];
  readonly migrations: readonly Migration[];
  /** Of one migration, in all files. */
  readonly workOf: (migration: string) => Work;
  readonly places: Places;
  readonly markedDone: ReadonlySet<string>;
}

/** The routes with what is done and left of each hop. Hops that the project has behind it are in them only while they have places. */
export function reportRoutes(input: RouteInput): readonly ReportRoute[] {
  const { routes, places } = input;
  const workAt = workByRoot(input);
  return routes.map(({ system, title, root, active, stated, current, target, steps, cycle }) => {
    const path = places.path(root);
    const served = new Set<string>();
    const here = migrationsAt(input.migrations, root);
    const hops = steps.map((step) => {
      // What a migration has to do is told once, at the first hop that it serves.
      const serving = step.migrations.filter((id) => !served.has(id));
      for (const id of serving) served.add(id);
      return reportHop(step, active, serving.map((id) => [id, workAt(id, path)]), { ...input, migrations: here });
    });
    return { system, title, path, current, stated, target, cycle, hops: hops.filter(({ passed, progress }) => !passed || total(progress) > 0) };
  });
}

function reportHop({ from, to, migrations: ids, by, gap, passed }: RouteStep, active: readonly string[], works: readonly (readonly [string, Work])[], input: RouteInput): ReportHop {
  const { migrations, places, markedDone } = input;
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  const changes = works.flatMap(([id, work]) => changesOf(work, known.get(id), places, markedDone));
  return {
    from, to, by, passed,
    kind: ids.length > 0 ? 'rules' : gap ? 'gap' : 'manual',
    guides: ids.map((id) => ({ migration: id, title: known.get(id)?.guideTitle ?? id, active: active.includes(id) })),
    progress: progressOfChanges(changes),
    changes: changes.filter(({ progress }) => left(progress) > 0).map(({ id, title, progress }) => ({ id, title, left: left(progress) })),
  };
}

/** The work of a migration below one of its roots, nearest first, by the root's path. */
function workByRoot({ routes, workOf, places }: RouteInput): (migration: string, root: string) => Work {
  const known = new Map<string, ReadonlyMap<string, Work>>();
  const sorted = (migration: string): ReadonlyMap<string, Work> => {
    const roots = new Set(routes.filter(({ active }) => active.includes(migration)).map(({ root }) => places.path(root)));
    const parts = new Map([...roots].map((root) => [root, { items: [] as Work['items'][number][], applied: [] as Work['applied'][number][] }]));
    const at = (uri: string) => parts.get(nearest(places.path(uri), roots) ?? '');
    const { items, applied } = workOf(migration);
    for (const item of items) at(item.uri)?.items.push(item);
    for (const change of applied) at(change.uri)?.applied.push(change);
    return parts;
  };
  return (migration, root) => {
    const parts = known.get(migration) ?? sorted(migration);
    known.set(migration, parts);
    return parts.get(root) ?? { items: [], applied: [] };
  };
}

/** Deeper than this no root lies above a file. */
const mostLevels = 100;

/** The nearest folder of the set that holds the file; paths are relative, also to a folder below the root (`..`). */
function nearest(file: string, folders: ReadonlySet<string>): string | undefined {
  let folder = file;
  for (let level = 0; level < mostLevels; level++) {
    folder = parent(folder);
    if (folders.has(folder)) return folder;
  }
  return undefined;
}

function parent(path: string): string {
  if (path === '.') return '..';
  if (path === '..' || path.endsWith('/..')) return `${path}/..`;
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}
