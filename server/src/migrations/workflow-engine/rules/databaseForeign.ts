import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { isPlaceholder } from '../../../analysis/secrets.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import type { Range } from '../../../text/range.ts';
import { databaseVariables } from '../names.ts';

/** The engine is given the address of another database than PostgreSQL, or none. */
export const databaseForeign: Rule = {
  id: 'workflow-engine/database-foreign',
  change: 'WE-ENV',
  description: 'The address of the database, in `.env` or in the configuration, is none of PostgreSQL.',
  guideSection: 'WE-ENV: Issue 2',
  languages: ['dotenv', 'toml'],
  *check({ file, project, document }) {
    if (!project.proven || document?.classification.kind !== 'ours') return;
    if (file.language === 'dotenv') {
      for (const { name, value, valueRange } of file.dotenv.entries) if (databaseVariables.includes(name) && isOther(value)) yield findingFor(valueRange, name);
    }
    if (file.language === 'toml') {
      const url = entryOf(entryOf(file.toml.root, 'database')?.value, 'url')?.value;
      if (url?.kind === 'scalar' && typeof url.value === 'string' && isOther(url.value)) yield findingFor(url.range, 'database.url');
    }
  },
};

/** Neither an address of PostgreSQL nor something that is filled in later. */
function isOther(value: string): boolean {
  return value !== '' && !/^postgres(?:ql)?:\/\/|[$<{]/i.test(value) && !isPlaceholder(value);
}

function findingFor(range: Range, name: string): Finding {
  return {
    range,
    severity: 'error',
    message: {
      what: `${name} is no address of PostgreSQL.`,
      why: 'The engine finds its database nowhere else, and stops with "Connection refused to PostgreSQL".',
      todo: 'Write it as postgresql://user:password@host:5432/database.',
    },
    fixes: [],
  };
}
