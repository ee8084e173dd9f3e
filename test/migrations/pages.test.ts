import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { describePage } from '../support/casePages.ts';

const root = path.dirname(new URL(import.meta.url).pathname);

for (const system of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  for (const page of readdirSync(path.join(root, system.name)).filter((name) => name.endsWith('.md')).sort()) {
    describePage(path.join(root, system.name, page), { id: system.name });
  }
}

describe('pages', () => {
  it('there is a page for every rule, and no page for an unknown one', () => {
    for (const migration of builtInMigrations) {
      const pages = readdirSync(path.join(root, migration.id)).filter((name) => name.endsWith('.md')).map((name) => name.replace(/\.md$/, ''));
      const rules = migration.rules.map(({ id }) => id.slice(migration.id.length + 1));
      expect(pages.filter((name) => !name.startsWith('guide-')).sort()).toEqual([...rules].sort());
    }
  });
});
