import { describe, expect, it } from 'vitest';
import type { Change } from '../../server/src/analysis/change.ts';
import { type Route, type RouteEnds, routeFromChanges, type RouteMigration, routeThrough, upgradeOrder } from '../../server/src/analysis/route.ts';
import { compareRouteVersions, routeVersion } from '../../server/src/analysis/routeVersions.ts';
import { isPackageOf, statedVersion } from '../../server/src/analysis/statedVersion.ts';
import { devteamRunner } from '../../server/src/migrations/devteam-runner/migration.ts';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';

const hop = (from: string, to: string, values: Partial<RouteMigration> = {}): RouteMigration => ({ id: `m${from}-${to}`, system: 'sample', from, to, ...values });
const since = (current: string, target?: string): RouteEnds => ({ current, target });

/** `1.0 → 1.5 by m1.0-1.5`, `passed` and `gap` in front. */
function shown({ steps }: Route): readonly string[] {
  return steps.map(({ from, to, migrations, gap, passed }) => `${passed ? 'passed ' : ''}${gap ? 'gap ' : ''}${from} → ${to}${migrations.length === 0 ? '' : ` by ${migrations.join(' and ')}`}`);
}

const compare = (a: string, b: string): number | undefined => compareRouteVersions(routeVersion(a), routeVersion(b));

describe('versions of a route', () => {
  it('are compared as numbers, with or without a v and zeros at the end', () => {
    expect(compare('v1.0.0', '1.0')).toBe(0);
    expect(compare('1.9', '1.10')).toBeLessThan(0);
    expect(compare('2.0', '1.99')).toBeGreaterThan(0);
    expect(['v1.0.0', '1', '0.2.0', 'legacy'].map((version) => routeVersion(version).key)).toEqual(['1', '1', '0.2', 'legacy']);
  });

  it('have no order where they are words, and are the same only when spelled the same', () => {
    expect([compare('legacy', '1.0'), compare('2.0-beta', '2.0'), compare('legacy', 'legacy')]).toEqual([undefined, undefined, 0]);
  });
});

describe('the version that a requirement states', () => {
  it('is its lower bound', () => {
    const stated = (specifier: string, syntax?: Parameters<typeof statedVersion>[0]['syntax']): string | undefined => statedVersion({ specifier, ...(syntax && { syntax }) });
    expect(['==0.2.0', '>=1.4,<2', '~=1.4.2', '>1.2,>=1.3'].map((specifier) => stated(specifier))).toEqual(['0.2.0', '1.4', '1.4.2', '1.3']);
    expect([stated('^1.2.3', 'npm'), stated('1.x', 'npm'), stated('0.4', 'cargo'), stated('1.1.0', 'tag')]).toEqual(['1.2.3', '1', '0.4', '1.1.0']);
    expect(['<2', '!=1.5', '', '*', 'git+https://example.org/x'].map((specifier) => stated(specifier))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('is asked of the packages of the system alone, images in any registry', () => {
    const packages = [{ ecosystem: 'docker', name: 'runner' }, { ecosystem: 'pypi', name: 'runner' }] as const;
    const named = (ecosystem: 'docker' | 'pypi' | 'npm', name: string): boolean => isPackageOf({ ecosystem, name }, packages);
    expect([named('docker', 'runner'), named('docker', 'ghcr.io/acme/runner'), named('pypi', 'runner')]).toEqual([true, true, true]);
    expect([named('docker', 'other-runner'), named('pypi', 'acme/runner'), named('npm', 'runner')]).toEqual([false, false, false]);
  });
});

describe('a route', () => {
  it('leads through the hops of the guide, also those without rules', () => {
    const route = routeThrough([devteamRunner], since('1.0.0'));
    expect(shown(route)).toEqual(['1.0.0 → 1.1.0', '1.1.0 → 2.0.0 by devteam-runner', '2.0.0 → 3.0.0']);
    expect(route.steps.map(({ by }) => by?.split(' ')[0])).toEqual(['directly', 'guided', 'by']);
    expect(route.cycle).toBeUndefined();
    expect(shown(routeThrough([greenlang], since('0.1.4')))).toEqual(['0.1.4 → 0.2', '0.2 → 0.3 by greenlang']);
  });

  it('begins with the version of the project, in the middle of a hop too', () => {
    expect(shown(routeThrough([devteamRunner], since('1.1.3')))).toEqual(['1.1.3 → 2.0.0 by devteam-runner', '2.0.0 → 3.0.0']);
    expect(shown(routeThrough([devteamRunner], since('2.0.0')))).toEqual(['passed 1.1.0 → 2.0.0 by devteam-runner', '2.0.0 → 3.0.0']);
    expect(shown(routeThrough([devteamRunner], since('3.1')))).toEqual(['passed 1.1.0 → 2.0.0 by devteam-runner']);
  });

  it('ends with the version that the user wants', () => {
    expect(shown(routeThrough([devteamRunner], since('1.0.0', '2.0')))).toEqual(['1.0.0 → 1.1.0', '1.1.0 → 2.0.0 by devteam-runner']);
  });

  it('is that of the migration alone while no version is known', () => {
    expect(shown(routeThrough([greenlang], { between: [greenlang] }))).toEqual(['0.2 → 0.3 by greenlang']);
    expect(shown(routeThrough([devteamRunner], { between: [devteamRunner] }))).toEqual(['1.0.0 → 1.1.0', '1.1.0 → 2.0.0 by devteam-runner']);
    expect(shown(routeThrough([hop('1.4', '1.5'), hop('1.5', '2.0')], { between: [hop('1.5', '2.0')] }))).toEqual(['passed 1.4 → 1.5 by m1.4-1.5', '1.5 → 2.0 by m1.5-2.0']);
  });

  it('chains migrations whose versions meet, however they are registered', () => {
    const migrations = [hop('2.0', '3.0'), hop('1.5.0', '2.0'), hop('1.4', 'v1.5')];
    expect(shown(routeThrough(migrations, since('1.4')))).toEqual(['1.4 → v1.5 by m1.4-v1.5', '1.5.0 → 2.0 by m1.5.0-2.0', '2.0 → 3.0 by m2.0-3.0']);
  });

  it('lets a migration of the user serve a hop that the guide leaves to people', () => {
    const own = hop('2.0.0', '3.0.0', { id: 'ours', system: 'devteam-runner' });
    const route = routeThrough([devteamRunner, own], since('1.1.0'));
    expect(shown(route)).toEqual(['1.1.0 → 2.0.0 by devteam-runner', '2.0.0 → 3.0.0 by ours']);
    expect(route.steps.at(-1)?.by, 'the guide speaks of having no rules').toBeUndefined();
  });

  it('names gaps, in front of the first hop too', () => {
    expect(shown(routeThrough([hop('1.4', '1.5'), hop('2.0', '3.0')], since('1.2')))).toEqual(['gap 1.2 → 1.4', '1.4 → 1.5 by m1.4-1.5', 'gap 1.5 → 2.0', '2.0 → 3.0 by m2.0-3.0']);
  });

  it('takes the shortest hops, and a migration that skips some serves the last one', () => {
    const migrations = [hop('1.4', '2.0'), hop('1.5', '2.0'), hop('1.4', '1.5')];
    expect(shown(routeThrough(migrations, since('1.4')))).toEqual(['1.4 → 1.5 by m1.4-1.5', '1.5 → 2.0 by m1.4-2.0 and m1.5-2.0']);
  });

  it('names cycles and does not go round in them', () => {
    const numbers = routeThrough([hop('1.4', '1.5'), hop('1.5', '2.0'), hop('2.0', '1.4')], since('1.4'));
    expect(shown(numbers)).toEqual(['1.4 → 1.5 by m1.4-1.5', '1.5 → 2.0 by m1.5-2.0']);
    expect(numbers.cycle).toEqual(['1.4', '1.5', '2.0', '1.4']);
    const words = routeThrough([hop('one', 'two'), hop('two', 'one')], since('one'));
    expect(shown(words)).toEqual(['passed two → one by mtwo-one', 'one → two by mone-two']);
    expect(words.cycle).toEqual(['one', 'two', 'one']);
    expect(routeThrough([hop('1.0', '1.0')], since('1.0'))).toEqual({ steps: [], cycle: ['1.0', '1.0'] });
    expect(routeThrough([hop('1.0', '2.0'), hop('2.0', '2.0')], since('1.0')).cycle, 'also behind an honest hop').toEqual(['2.0', '2.0']);
  });

  it('chains words where they are spelled the same', () => {
    expect(shown(routeThrough([hop('1.0', 'next'), hop('legacy', '1.0')], since('legacy')))).toEqual(['legacy → 1.0 by mlegacy-1.0', '1.0 → next by m1.0-next']);
  });

  it('is found among many hops', () => {
    const migrations = Array.from({ length: 300 }, (_, index) => hop(`1.${index}`, `1.${index + 1}`)).reverse();
    const { steps, cycle } = routeThrough(migrations, since('1.0'));
    expect([steps.length, steps[0]?.from, steps.at(-1)?.to, cycle]).toEqual([300, '1.0', '1.300', undefined]);
  });
});

describe('the route of a matrix of versions', () => {
  const matrix = (...hops: readonly { readonly from: string; readonly to: string; readonly by: string }[]): Change => ({ kind: 'versionRoute', change: 'X', why: '', title: 'Sample', packages: ['sample', 'sample-cli'], ecosystems: ['pypi', 'docker'], hops });

  it('is served where the migration ends', () => {
    const route = routeFromChanges([matrix({ from: '1.0', to: '1.5', by: 'a' }, { from: '1.5', to: '2.0.0', by: 'b' })], { from: '1.0', to: '2.0' });
    expect(route?.hops).toEqual([{ from: '1.0', to: '1.5', by: 'a' }, { from: '1.5', to: '2.0.0', by: 'b', rules: true }]);
    expect(route?.packages?.map(({ ecosystem, name }) => `${ecosystem} ${name}`)).toEqual(['pypi sample', 'pypi sample-cli', 'docker sample', 'docker sample-cli']);
  });

  it('has the migration itself where the matrix does not know its end', () => {
    expect(routeFromChanges([matrix({ from: '1.0', to: '1.5', by: 'a' })], { from: '1.5', to: '2.0' })?.hops).toEqual([{ from: '1.0', to: '1.5', by: 'a' }, { from: '1.5', to: '2.0', rules: true }]);
    expect(routeFromChanges([], { from: '1.5', to: '2.0' })).toBeUndefined();
  });
});

describe('the order of upgrading', () => {
  it('is that of the versions, for systems with several migrations', () => {
    const order = upgradeOrder([hop('2.0', '3.0'), hop('1.10', '2.0'), hop('1.9', '1.10'), { id: 'alone', from: '1.0', to: '2.0' }]);
    expect([...order]).toEqual([['m1.9-1.10', { system: 'sample', place: 0 }], ['m1.10-2.0', { system: 'sample', place: 1 }], ['m2.0-3.0', { system: 'sample', place: 2 }]]);
  });

  it('follows words from one to the next, and is some order in a cycle', () => {
    const places = (migrations: readonly RouteMigration[]): readonly string[] => [...upgradeOrder(migrations)].map(([id]) => id);
    expect(places([hop('new', 'newest'), hop('old', 'new')])).toEqual(['mold-new', 'mnew-newest']);
    expect(places([hop('a', 'b'), hop('b', 'a')])).toEqual(['ma-b', 'mb-a']);
  });
});
