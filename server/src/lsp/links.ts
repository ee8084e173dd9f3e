import { webPage } from '../analysis/webPages.ts';
import { builtInMigrations } from '../migrations/index.ts';

const shipped: ReadonlySet<string> = new Set(builtInMigrations.map(({ id }) => id));

/**
 * Address of a change's page, or of the rule's when it belongs to no change. `explainUri` is the client's own prefix. Without one there is no page of a
 * workspace's own migration: `undefined`.
 */
export function explainLink(explainUri: string | undefined, migration: string, change: string | undefined, rule: string): string | undefined {
  if (explainUri !== undefined) return explainUri + (change === undefined ? rule : `${migration}/${change}`);
  return change === undefined || shipped.has(migration) ? webPage(migration, change, rule) : undefined;
}
