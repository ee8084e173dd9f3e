/** Where the pages of changes stand for people without our client. The only place that knows. */
const webBase = 'https://github.com/upguide/upguide/blob/main/docs/changes/';

/**
 * Address of a change's page. `explainUri` is the client's own prefix; without it the address is on the web, where a
 * rule that belongs to no change has no page.
 */
export function explainLink(explainUri: string | undefined, migration: string, change: string | undefined, rule: string): string | undefined {
  if (explainUri !== undefined) return explainUri + (change === undefined ? rule : `${migration}/${change}`);
  return change === undefined ? undefined : `${webBase}${migration}.md#${change.toLowerCase()}`;
}
