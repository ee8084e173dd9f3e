import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describePage } from '../../support/casePages.ts';
import { acme } from './acme.ts';

/** Changes of a package's API that are data; a page for each kind. */
for (const page of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md')).sort()) {
  describePage(path.join(import.meta.dirname, page), { id: acme.id, migrations: [acme] });
}
