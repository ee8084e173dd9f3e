import type { Migration } from '../analysis/migration.ts';
import { isWithin } from '../text/uri.ts';

/** The migrations that hold for a file or folder: those without a folder of their own, and those whose folder it lies in. */
export function migrationsAt(migrations: readonly Migration[], uri: string): readonly Migration[] {
  const holds = ({ folder }: Migration): boolean => folder === undefined || isWithin(folder, uri);
  // Asked for each file and key, and most workspaces have none of their own.
  return migrations.every(holds) ? migrations : migrations.filter(holds);
}
