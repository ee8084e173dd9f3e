import { compareReleases, type Release, releaseOf } from '../syntax/versionSpecifiers.ts';

/** A version of a route, read once. */
export interface RouteVersion {
  /** As written. */
  readonly text: string;
  /** `undefined` for words (`legacy`) and pre-releases, which have no place among numbers. */
  readonly numbers: Release | undefined;
  /** The same for versions that are the same: of `v1.0` and `1.0.0`. */
  readonly key: string;
}

/** Reads a version: dotted numbers with or without a `v`, or a word. */
export function routeVersion(text: string): RouteVersion {
  const match = /^v?(\d{1,9}(?:\.\d{1,9}){0,8})$/i.exec(text);
  const numbers = match?.[1] === undefined ? undefined : releaseOf(match[1]);
  return { text, numbers, key: numbers?.join('.').replace(/(?:\.0)+$/, '') ?? text };
}

/** Negative when `a` is the older, 0 when they are the same, `undefined` where only people know which one is older. */
export function compareRouteVersions(a: RouteVersion, b: RouteVersion): number | undefined {
  if (a.numbers && b.numbers) return compareReleases(a.numbers, b.numbers);
  return a.key === b.key ? 0 : undefined;
}

/** For sorting: versions without an order stay as they come. */
export function byVersion(a: string, b: string): number {
  return compareRouteVersions(routeVersion(a), routeVersion(b)) ?? 0;
}
