import { webPage } from '../analysis/webPages.ts';
import { builtInMigrations } from '../migrations/index.ts';
import { migrationFormatId } from '../migrations/own/migrationFormat.ts';

const shipped: ReadonlySet<string> = new Set(builtInMigrations.map(({ id }) => id));

/**
 * Address of a change's page, or of the rule's when it belongs to no change. `explainUri` is the client's own prefix. Without one there is no page of a
 * workspace's own migration, and none of what is wrong with a migration file: `undefined`.
 */
export function explainLink(explainUri: string | undefined, migration: string, change: string | undefined, rule: string): string | undefined {
  if (rule.startsWith(`${migrationFormatId}/`)) return undefined;
  if (explainUri !== undefined) return explainUri + (change === undefined ? rule : `${migration}/${change}`);
  return change === undefined || shipped.has(migration) ? webPage(migration, change, rule) : undefined;
}
