/** Where the pages of changes and rules stand for people without our client. The only place of the server that knows. */
const webBase = 'https://github.com/upguide/upguide/blob/main/docs';

/** Address of a change's page, or of the rule's when it belongs to no change. `explainUri` is the client's own prefix. */
export function explainLink(explainUri: string | undefined, migration: string, change: string | undefined, rule: string): string {
  if (explainUri !== undefined) return explainUri + (change === undefined ? rule : `${migration}/${change}`);
  return change === undefined
    ? `${webBase}/rules.md#${rule.replace('/', '-')}`
    : `${webBase}/changes/${migration}.md#${change.toLowerCase()}`;
}
