import type { PackageFact } from '../facts/facts.ts';
import { compareReleases, type Release, versionClauses } from '../syntax/versionSpecifiers.ts';
import type { Detection } from './migration.ts';

const lowerBounds: ReadonlySet<string> = new Set(['==', '===', '=', '~=', '^', '~', '>=', '>']);

/** The oldest version that a requirement lets in, `1.4` of `>=1.4,<2`; `undefined` when it sets no lower bound, or is not understood. */
export function statedVersion({ specifier, syntax }: Pick<PackageFact, 'specifier' | 'syntax'>): string | undefined {
  const bounds = (versionClauses(specifier, syntax ?? 'pep440') ?? []).filter(({ operator }) => lowerBounds.has(operator)).map(({ release }) => release);
  return bounds.reduce<Release | undefined>((highest, bound) => (highest && compareReleases(highest, bound) >= 0 ? highest : bound), undefined)?.join('.');
}

/** Whether a requirement is one of these packages. An image counts in any registry. */
export function isPackageOf({ ecosystem, name }: Pick<PackageFact, 'ecosystem' | 'name'>, packages: Detection['packages']): boolean {
  return packages.some((wanted) => wanted.ecosystem === ecosystem && (wanted.name === name || (ecosystem === 'docker' && name.endsWith(`/${wanted.name}`))));
}
