/** Where the pages of changes and rules stand for people who have no other way to read them. The only place that knows. */
const base = 'https://github.com/upguide/upguide/blob/main/docs';

/** Address of a change's page, or of the rule's row when it belongs to no change. */
export function webPage(migration: string, change: string | undefined, rule: string): string {
  return change === undefined ? `${base}/rules.md#${rule.replace('/', '-')}` : `${base}/changes/${migration}.md#${change.toLowerCase()}`;
}
