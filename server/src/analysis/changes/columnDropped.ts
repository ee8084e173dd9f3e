import type { ColumnFact } from '../../facts/facts.ts';
import { inFences } from '../../facts/textLooks/fenceLook.ts';
import type { ColumnDropped } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';

/**
 * One rule for all dropped columns of a migration: SQL and models that still name them. Table names are everybody's, so the project must be
 * proven. Silent where the column is dropped in the same file, and in the history of a database, which ran before the drop and is never rewritten.
 */
export function columnDropped(migration: string, changes: readonly ColumnDropped[], guideSection: string): Rule {
  const names = changes.map(({ column }) => column);
  return {
    id: `${migration}/column-dropped`,
    change: changes[0]?.change,
    description: `SQL or a model names a column that the new version drops (${changes.map(({ table, column }) => `\`${table}.${column}\``).join(', ')}).`,
    guideSection,
    languages: ['sql', 'python', 'markdown'],
    // SQL is written in capitals too.
    literals: [[...names, ...names.map((name) => name.toUpperCase())]],
    mayMatterIn: { markdown: inFences(new Set(['sql']), (text) => names.some((name) => text.toLowerCase().includes(name.toLowerCase()))) },
    *check({ file, facts, project }) {
      if (!project.proven || isHistory(file.uri.slice(project.root.length))) return;
      const columns = facts.filter((fact): fact is ColumnFact => fact.kind === 'column');
      for (const change of changes) {
        const own = columns.filter((fact) => isColumn(fact, change, migration));
        if (own.some(({ use }) => use === 'drop')) continue;
        for (const fact of own) yield finding(change, fact);
      }
    },
  };
}

/** A table may stand in a schema that is named after the system. */
function isColumn({ table, column }: ColumnFact, change: ColumnDropped, migration: string): boolean {
  return column.toLowerCase() === change.column && [change.table, `${migration}.${change.table}`].includes(table.toLowerCase());
}

/** Numbered scripts, the folders of migration tools, and scripts that take a migration back. */
function isHistory(path: string): boolean {
  return /(?:^|\/)(?:migrations?|versions|alembic|flyway|liquibase|changelogs?)\/|(?:^|\/)(?:[VUvu]\d[\w.]*__|\d{3,}[_-])[^/]*$|(?:^|[^A-Za-z])(?:down|rollback|revert|undo)[^A-Za-z/][^/]*$/.test(path);
}

function finding({ table, column, why }: ColumnDropped, { range, use }: ColumnFact): Finding {
  return {
    range,
    old: true,
    message: {
      what: use === 'define' ? `The column ${table}.${column} is defined here, and the new version drops it.` : `The column ${table}.${column} is used here, and the new version drops it.`,
      why,
      todo: use === 'define'
        ? `Take the column out of the definition, together with what reads it.`
        : `Take it out of the statement, and save what is still needed of its data before the database is migrated.`,
    },
    fixes: [],
  };
}
