import type { Migration, Rule } from '../../analysis/migration.ts';
import { isMigrationFileName } from '../../service/fileKinds.ts';
import { migrationSchemaId, readParsedMigration, type ReadMigrationOptions } from './readMigrationFile.ts';

/** Id of the pseudo migration: first part of the rules about migration files. */
export const migrationFormatId = 'migration-file';

/**
 * A pseudo migration whose documents are migration files: a language service with this as its only migration gives diagnostics (syntax, schema, and what
 * only `readMigrationFile` sees), fixes, completion and hover for them. `optionsOf` says for the URI of a file what `readMigrationFile` needs; it is asked
 * whenever the file is looked at.
 */
export function migrationFormat(optionsOf: (uri: string) => ReadMigrationOptions): Migration {
  return {
    id: migrationFormatId,
    title: 'Migration file',
    from: '1.0',
    to: '1.0',
    guideTitle: 'Writing a migration',
    detection: { packages: [], environment: [], environmentTogether: [], imports: [] },
    changes: [],
    documents: [{
      id: 'migration',
      language: 'yaml',
      matchesName: isMigrationFileName,
      classify: (file) => (file.language === 'yaml' && file.yaml.documents[0]?.root
        ? { kind: 'ours', schema: migrationSchemaId, reason: 'a migration file', proves: true } : { kind: 'unknown', reason: 'empty' }),
    }],
    rules: [contentWrong(optionsOf)],
  };
}

function contentWrong(optionsOf: (uri: string) => ReadMigrationOptions): Rule {
  return {
    id: `${migrationFormatId}/content-wrong`,
    change: undefined,
    description: 'A migration file says something that makes no sense.',
    guideSection: '',
    languages: ['yaml'],
    *check({ file, document }) {
      if (file.language !== 'yaml' || document?.classification.kind !== 'ours') return;
      // Syntax and schema are the service's to report, with fixes.
      for (const { range, severity, message, source } of readParsedMigration(file, optionsOf(file.uri)).problems) {
        if (source === 'content') yield { range, severity, message, fixes: [] };
      }
    },
  };
}
