import type { Change } from './change.ts';
import type { Migration, MigrationRoute, RouteHop } from './migration.ts';
import { byVersion, compareRouteVersions, type RouteVersion, routeVersion } from './routeVersions.ts';

/** The way of a project through the versions of a system. */
export interface Route {
  /** In order; those that the project's version has behind it come first. */
  readonly steps: readonly RouteStep[];
  /** Versions that lead back to the first of them, which is also the last; `undefined` when none do. */
  readonly cycle: readonly string[] | undefined;
}

/** One hop of a route. */
export interface RouteStep {
  /** As guides write it, or the project's version. */
  readonly from: string;
  readonly to: string;
  /** Ids of the migrations whose rules serve it, in the order in which they were given; none: it is left to people. */
  readonly migrations: readonly string[];
  /** What the guide says of it. */
  readonly by: string | undefined;
  /** No migration knows a hop here: it only closes the gap between two that are known. */
  readonly gap: boolean;
  /** The project's version is not older than `to`. */
  readonly passed: boolean;
}

/** What a route asks of a migration. */
export type RouteMigration = Pick<Migration, 'id' | 'system' | 'from' | 'to' | 'route'>;

/** Where a route begins and ends. */
export type RouteEnds =
  /** The version that the project states; the route ends with the newest version, or with `target`. */
  | { readonly current: string; readonly target: string | undefined }
  /** No version is stated: from the oldest to the newest version of these migrations. */
  | { readonly between: readonly RouteMigration[] };

/** What a migration upgrades. */
export function systemOf({ id, system }: Pick<RouteMigration, 'id' | 'system'>): string {
  return system ?? id;
}

/**
 * The route that a migration's matrix of versions tells, if there is one among its changes: the rules serve the hop that ends where the migration does. Takes
 * the versions of the migration.
 */
export function routeFromChanges(changes: readonly Change[], { from, to }: Pick<RouteMigration, 'from' | 'to'>): MigrationRoute | undefined {
  const matrices = changes.filter((change) => change.kind === 'versionRoute');
  const hops = matrices.flatMap((matrix) => matrix.hops);
  if (hops.length === 0) return undefined;
  const end = routeVersion(to).key;
  const served = hops.some((hop) => routeVersion(hop.to).key === end);
  return {
    hops: [...hops.map((hop): RouteHop => (routeVersion(hop.to).key === end ? { ...hop, rules: true } : hop)), ...(served ? [] : [{ from, to, rules: true as const }])],
    packages: matrices.flatMap(({ packages, ecosystems }) => ecosystems.flatMap((ecosystem) => packages.map((name) => ({ ecosystem, name })))),
  };
}

interface Hop {
  readonly from: RouteVersion;
  readonly to: RouteVersion;
  readonly rules: boolean;
  readonly by: string | undefined;
  readonly migration: string;
}

/**
 * The route through the versions of one system. Takes all its migrations: hops of several ones meet where versions do. Of several hops from one
 * version the shortest counts. What leads to no newer version is no hop: such a cycle is named.
 */
export function routeThrough(migrations: readonly RouteMigration[], ends: RouteEnds): Route {
  const hops = migrations.flatMap(hopsOf);
  const { start, end } = 'current' in ends ? { start: ends.current, end: ends.target } : outermost(ends.between);
  if (start === undefined) return { steps: [], cycle: cycleOf(hops) };
  const first = routeVersion(start);
  const ahead = walk(hops, first, end === undefined ? undefined : routeVersion(end)).map((stretch) => servedStep(stretch, hops));
  return { steps: [...passedSteps(hops, first), ...ahead], cycle: cycleOf(hops) };
}

/**
 * The places of migrations in the order in which their fixes are taken, by id: an earlier hop first. Only for systems with several migrations;
 * places of different systems have nothing to do with each other.
 */
export function upgradeOrder(migrations: readonly RouteMigration[]): ReadonlyMap<string, UpgradePlace> {
  const places = new Map<string, UpgradePlace>();
  for (const system of new Set(migrations.map(systemOf))) {
    const rest = migrations.filter((migration) => systemOf(migration) === system)
      .sort((a, b) => byVersion(a.from, b.from))
      .map(({ id, from, to }) => ({ id, from: routeVersion(from).key, to: routeVersion(to).key }));
    if (rest.length < 2) continue;
    for (let place = 0; rest.length > 0; place++) {
      // In a cycle each waits for another one: then the order is as good as any.
      const next = rest.findIndex((one) => !rest.some((other) => other !== one && other.to === one.from));
      for (const { id } of rest.splice(Math.max(next, 0), 1)) places.set(id, { system, place });
    }
  }
  return places;
}

/** Where a migration stands among those of its system; from 0. */
export interface UpgradePlace {
  readonly system: string;
  readonly place: number;
}

function hopsOf({ id, from, to, route }: RouteMigration): readonly Hop[] {
  const hops: readonly RouteHop[] = route?.hops ?? [{ from, to, rules: true }];
  return hops.map((hop) => ({ from: routeVersion(hop.from), to: routeVersion(hop.to), rules: hop.rules === true, by: hop.by, migration: id }));
}

function outermost(migrations: readonly RouteMigration[]): { readonly start: string | undefined; readonly end: string | undefined } {
  return { start: migrations.map(({ from }) => from).sort(byVersion)[0], end: migrations.map(({ to }) => to).sort(byVersion).at(-1) };
}

type Stretch = Pick<Hop, 'from' | 'to'> & Pick<RouteStep, 'gap'>;

/** From version to version, until the end is reached or nothing leads on. */
function walk(hops: readonly Hop[], start: RouteVersion, end: RouteVersion | undefined): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const seen = new Set<string>();
  for (let at = start; !seen.has(at.key) && !(end && isAtLeast(at, end));) {
    seen.add(at.key);
    const next = nextHop(hops, at, seen);
    const to = next?.to ?? nextKnown(hops, at);
    if (to === undefined) break;
    stretches.push({ from: next?.from.key === at.key ? next.from : at, to, gap: next === undefined });
    at = to;
  }
  return stretches;
}

function isAtLeast(version: RouteVersion, other: RouteVersion): boolean {
  const difference = compareRouteVersions(version, other);
  return difference !== undefined && difference >= 0;
}

/** Whether it is known to be older. */
function isBefore(version: RouteVersion, other: RouteVersion): boolean {
  const difference = compareRouteVersions(version, other);
  return difference !== undefined && difference < 0;
}

/** Whether the hop leads to something newer, or to a word, of which nobody knows how new it is. */
function leadsOn({ from, to }: Hop): boolean {
  return !isAtLeast(from, to);
}

/** The shortest hop that leads on: from this version, or from an older one over this one. */
function nextHop(hops: readonly Hop[], at: RouteVersion, seen: ReadonlySet<string>): Hop | undefined {
  return nearest(hops.filter(({ from, to }) => isAtLeast(at, from) && !isAtLeast(at, to) && !seen.has(to.key)), ({ to }) => to);
}

/** The next version from which a hop leads on. */
function nextKnown(hops: readonly Hop[], at: RouteVersion): RouteVersion | undefined {
  return nearest(hops.filter((hop) => isBefore(at, hop.from) && leadsOn(hop)), ({ from }) => from)?.from;
}

/** The one with the oldest version; the first of several. */
function nearest(hops: readonly Hop[], versionOf: (hop: Hop) => RouteVersion): Hop | undefined {
  return hops.reduce<Hop | undefined>((known, hop) => (known === undefined || isBefore(versionOf(hop), versionOf(known)) ? hop : known), undefined);
}

/** A migration that skips versions on the way serves the last of its hops. */
function servedStep({ from, to, gap }: Stretch, hops: readonly Hop[]): RouteStep {
  const ending = hops.filter((hop) => hop.to.key === to.key || (isBefore(from, hop.to) && isBefore(hop.to, to)));
  const serving = ending.filter(({ rules }) => rules);
  const speaking = serving.length > 0 ? serving : ending;
  return {
    from: from.text, to: to.text, gap, passed: false,
    migrations: gap ? [] : [...new Set(serving.map(({ migration }) => migration))],
    by: gap ? undefined : speaking.find(({ by }) => by !== undefined)?.by,
  };
}

/** Hops with rules that the project's version has behind it: something old may still be left of them. */
function passedSteps(hops: readonly Hop[], start: RouteVersion): readonly RouteStep[] {
  const steps = new Map<string, RouteStep>();
  for (const hop of hops) {
    const { from, to, rules, by, migration } = hop;
    if (!rules || !isAtLeast(start, to) || !leadsOn(hop)) continue;
    const key = `${from.key} ${to.key}`;
    const known = steps.get(key);
    steps.set(key, { from: from.text, to: to.text, by: known?.by ?? by, gap: false, passed: true, migrations: [...known?.migrations ?? [], migration] });
  }
  return [...steps.values()].sort((a, b) => byVersion(a.from, b.from));
}

/** The first versions that lead back to themselves. */
function cycleOf(hops: readonly Hop[]): readonly string[] | undefined {
  let left = hops;
  // What leads nowhere is in no cycle; what is left in the end leads on for ever.
  for (let count = -1; count !== left.length;) {
    count = left.length;
    const starts = new Set(left.map(({ from }) => from.key));
    left = left.filter(({ to }) => starts.has(to.key));
  }
  const onward = new Map([...left].reverse().map((hop) => [hop.from.key, hop]));
  const way = new Map<string, string>();
  for (let hop = left[0]; hop; hop = onward.get(hop.to.key)) {
    const { key, text } = hop.from;
    if (way.has(key)) {
      const versions = [...way.values()].slice([...way.keys()].indexOf(key));
      return [...versions, versions[0] ?? text];
    }
    way.set(key, text);
  }
  return undefined;
}
