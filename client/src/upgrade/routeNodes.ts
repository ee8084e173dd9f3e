import type { ProtocolHop, ProtocolItem, ProtocolRoute } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';
import type { NodeOf, TreeNode } from './treeNodes.ts';

/** What the rows are made of. */
export interface RouteInput {
  readonly routes: readonly ProtocolRoute[];
  readonly files: ReadonlyMap<string, readonly ProtocolItem[]>;
  /** Path of a project root as the user knows it. */
  readonly pathOf: (uri: string) => string;
}

type Note = Pick<NodeOf<'note'>, 'label' | 'description' | 'icon'>;

/**
 * The rows about the way through the versions, with what is left of each hop; a route of a single hop with rules says no more than its migration does, and has none.
 * Each list has the row itself first; its parent is the row of the route's first active migration.
 */
export function routeNodes(input: RouteInput): readonly (readonly TreeNode[])[] {
  const countOf = counter(input);
  return input.routes.flatMap((route) => {
    const hops = route.hops.filter((hop) => !hop.passed || countOf(route, hop) > 0);
    const [first] = hops;
    const migration = route.active[0];
    if (!first || migration === undefined || (hops.length === 1 && first.kind === 'rules' && !route.cycle)) return [];
    const parent = `migration/${migration}`;
    const key = `route/${route.system}/${route.root}`;
    const rows = [
      ...hops.map((hop) => hopNote(hop, route, countOf(route, hop))),
      ...route.cycle ? [{ label: route.cycle.join(' → '), description: 'these versions lead in a circle', icon: 'warning' }] : [],
    ];
    const children = rows.map((row, index): TreeNode => ({ kind: 'note', key: `${key}/${index}`, parent: key, children: [], uri: undefined, ...row }));
    const single = input.routes.filter(({ system }) => system === route.system).length === 1;
    const where = [...(single ? [] : [input.pathOf(route.root)]), ...(route.current === null ? ['no version is stated here'] : [])].join(' · ');
    return [[
      { kind: 'note', key, parent, children: children.map((child) => child.key), label: `Route: ${versions(route)}`, description: where, icon: 'milestone', uri: undefined },
      ...children,
    ]];
  });
}

/** What is ahead. */
function versions({ hops, current }: ProtocolRoute): string {
  const ahead = hops.filter(({ passed }) => !passed);
  return ahead.length === 0 ? current ?? '' : [...ahead.slice(0, 1).map(({ from }) => from), ...ahead.map(({ to }) => to)].join(' → ');
}

function hopNote({ from, to, kind, by, migrations }: ProtocolHop, { active }: ProtocolRoute, count: number): Note {
  const label = `${from} → ${to}`;
  const says = by === null ? '' : `; the guide says: ${by}`;
  switch (kind) {
    case 'gap': return { label, description: 'by hand: no guide here leads over it', icon: 'person' };
    case 'manual': return { label, description: `by hand: no guide here has rules for it${says}`, icon: 'person' };
    case 'rules': return { label, description: migrations.some((id) => active.includes(id)) ? `${counted(count, 'place')} left${says}` : `its migration is not active here (${migrations.join(', ')})`, icon: 'book' };
  }
}

/** Counts the items of a hop's migrations in the route's root, each for the nearest root. What a migration has left is counted at its first hop. */
function counter({ routes, files }: RouteInput): (route: ProtocolRoute, hop: ProtocolHop) => number {
  const counts = new Map<string, number>();
  const rootsOf = new Map<string, Set<string>>();
  for (const { active, root } of routes) for (const id of active) rootsOf.set(id, (rootsOf.get(id) ?? new Set()).add(decoded(root)));
  for (const [uri, items] of files) {
    for (const { migration } of items) {
      const root = nearest(decoded(uri), rootsOf.get(migration));
      const key = `${migration} ${root ?? ''}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return ({ root, hops }, hop) => {
    const earlier = new Set(hops.slice(0, hops.indexOf(hop)).flatMap(({ migrations }) => migrations));
    return hop.migrations.filter((id) => !earlier.has(id)).reduce((sum, id) => sum + (counts.get(`${id} ${decoded(root)}`) ?? 0), 0);
  };
}

function nearest(uri: string, roots: ReadonlySet<string> | undefined): string | undefined {
  for (let slash = uri.lastIndexOf('/'); roots && slash > 0; slash = uri.lastIndexOf('/', slash - 1)) {
    const folder = uri.slice(0, slash);
    if (roots.has(folder)) return folder;
  }
  return undefined;
}

/** Editors and servers spell one URI in several ways. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri).replace(/\/$/, '');
  } catch {
    return uri;
  }
}
