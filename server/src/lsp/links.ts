import { webPage } from '../analysis/webPages.ts';

/** Address of a change's page, or of the rule's when it belongs to no change. `explainUri` is the client's own prefix. */
export function explainLink(explainUri: string | undefined, migration: string, change: string | undefined, rule: string): string {
  return explainUri === undefined ? webPage(migration, change, rule) : explainUri + (change === undefined ? rule : `${migration}/${change}`);
}
