import type { Migration } from '../analysis/migration.ts';
import { isWithin } from '../text/uri.ts';

/**
 * The migrations that hold for a file or folder: those without a folder of their own, and those whose folder it lies in. Of several with one id, in folders inside one another, the
 * innermost holds.
 */
export function migrationsAt(migrations: readonly Migration[], uri: string): readonly Migration[] {
  const holds = ({ folder }: Migration): boolean => folder === undefined || isWithin(folder, uri);
  // Asked for each file and key, and most workspaces have none of their own.
  const held = migrations.every(holds) ? migrations : migrations.filter(holds);
  if (new Set(held.map(({ id }) => id)).size === held.length) return held;
  const depth = ({ folder }: Migration): number => folder?.length ?? 0;
  return held.filter((one) => !held.some((other) => other.id === one.id && depth(other) > depth(one)));
}
