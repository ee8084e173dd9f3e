import { lifecycleOf, lifecycleText } from '../analysis/lifecycle.ts';
import type { GuideChange, Migration, Rule } from '../analysis/migration.ts';
import type { Explanation } from './languageService.ts';
import { ownRules } from './ownRules.ts';

/** The page of a change (`BC-007`) or rule id; `undefined` for an unknown one. Case does not matter. */
export function explain(migrations: readonly Migration[], id: string, today: string): Explanation | undefined {
  const wanted = id.trim().toLowerCase();
  for (const migration of migrations) {
    const change = migration.changes.find((entry) => entry.id.toLowerCase() === wanted || `${migration.id}/${entry.id}`.toLowerCase() === wanted);
    if (change) return { id: change.id, title: change.title, markdown: changePage(migration, change, today) };
    const rule = migration.rules.find((entry) => entry.id.toLowerCase() === wanted);
    if (rule) return { id: rule.id, title: rule.description, markdown: rulePage(migration, rule, today) };
  }
  const own = Object.values(ownRules).find((rule) => rule.id === wanted);
  return own && { id: own.id, title: own.description, markdown: `# ${own.id}\n\n${own.description}\n` };
}

/** Ids and titles of everything that has a page: changes first, then rules. */
export function explainable(migrations: readonly Migration[]): readonly { readonly id: string; readonly title: string }[] {
  const ofMigrations = migrations.flatMap(({ changes, rules }) => [
    ...changes.map(({ id, title }) => ({ id, title })),
    ...rules.map(({ id, description }) => ({ id, title: description })),
  ]);
  return [...ofMigrations, ...Object.values(ownRules).map(({ id, description }) => ({ id, title: description }))];
}

function changePage(migration: Migration, change: GuideChange, today: string): string {
  const lifecycle = lifecycleOf(change, { target: undefined, today });
  const rules = migration.rules.filter((rule) => rule.change === change.id);
  return [
    `# ${change.id}: ${change.title}`,
    `${migration.title} ${migration.from} → ${migration.to} · impact ${change.impact} · ${lifecycleText(change)}${lifecycle === 'removed' && change.removedOn ? ', which is in the past' : ''}`,
    ...change.summary,
    ...change.examples.flatMap(({ language, before, after }) => [
      `**Before** (${migration.from})`, fenced(language, before), `**After** (${migration.to})`, fenced(language, after),
    ]),
    ...(rules.length === 0 ? [] : ['## Rules', rules.map(({ id, description }) => `- \`${id}\`: ${description}`).join('\n')]),
    `From: ${migration.guideTitle}, ${change.id}.`,
  ].join('\n\n') + '\n';
}

function rulePage(migration: Migration, rule: Rule, today: string): string {
  const change = migration.changes.find(({ id }) => id === rule.change);
  const head = `# ${rule.id}\n\n${rule.description}\n`;
  return change ? `${head}\n${changePage(migration, change, today).replace(/^# /, '## ')}` : head;
}

/** A fenced block; the fence is longer than any in the code. */
export function fenced(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/\n+$/, '')}\n${fence}`;
}
