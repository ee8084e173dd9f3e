import type { Classification, Migration } from '../analysis/migration.ts';
import type { ImportFact } from '../facts/facts.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { baseName, directory } from '../text/uri.ts';
import { migrationsAt } from './migrationsAt.ts';
import { ownCopy } from './ownCopy.ts';
import type { FileRecord } from './projectIndex.ts';
import type { SharedFact } from './sharedFacts.ts';

/** Most files are no document of any system. */
const noDocuments: FileRecord['documents'] = new Map();

/** What is not known of a file yet. */
export function emptyRecord(uri: string, folder: string, isManifest: boolean): FileRecord {
  return {
    uri, directory: directory(uri), folder, kind: 'file', isManifest, text: undefined, version: undefined, language: undefined, facts: [], documents: noDocuments, ignoredByGit: undefined, skipped: undefined,
  };
}

/** A module that only proves that the project uses a system; `undefined` when it does not. */
export function proofRecord(uri: string, folder: string, imports: readonly ImportFact[]): FileRecord | undefined {
  return imports.length === 0 ? undefined : { ...emptyRecord(uri, folder, false), kind: 'sample', facts: imports };
}

/** A record of a file that could not be analysed: counted, and explained where somebody asks. */
export function skippedRecord(uri: string, folder: string, reason: string): FileRecord {
  return { ...emptyRecord(uri, folder, false), skipped: reason };
}

/** A record that is only there for its facts. */
export function sampleRecord(uri: string, folder: string, facts: readonly SharedFact[]): FileRecord {
  return { ...emptyRecord(uri, folder, false), kind: 'sample', facts: ownCopy(facts) };
}

/** A record of a file that makes its folder a project, and says nothing else as far as is known. */
export function manifestRecord(uri: string, folder: string): FileRecord {
  return { ...emptyRecord(uri, folder, true), kind: 'sample' };
}

/** What a file is to each migration that knows its name. */
export function classify(file: ParsedFile, migrations: readonly Migration[]): FileRecord['documents'] {
  const fileName = baseName(file.uri);
  const documents = new Map<string, { type: string; classification: Classification }>();
  for (const migration of migrationsAt(migrations, file.uri)) {
    const type = migration.documents.find(({ language, matchesName }) => language === file.language && matchesName(fileName));
    const classification = type?.classify(file);
    if (type && classification && (type.byContent !== true || classification.kind === 'ours')) documents.set(migration.id, { type: type.id, classification: { ...classification, ...ownCopy(classification) } });
  }
  return documents.size === 0 ? noDocuments : documents;
}
