import type { DocumentPart, Migration } from '../analysis/migration.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { documentParts } from './documentParts.ts';
import type { MigrationState } from './fileAnalysis.ts';
import type { FileReport } from './languageService.ts';
import type { ProjectIndex } from './projectIndex.ts';
import type { Clock } from './workspace.ts';

/** What the editor features need of the service; unknown files give `undefined` or nothing. */
export interface FeatureContext {
  readonly migrations: readonly Migration[];
  readonly index: ProjectIndex;
  readonly clock: Clock;
  readonly report: (uri: string) => FileReport | undefined;
  /** As it was read; `undefined` when the disk has another one by now. */
  readonly text: (uri: string) => string | undefined;
  readonly tree: (uri: string) => ParsedFile | undefined;
  readonly states: (uri: string) => readonly MigrationState[];
}

/** A file that is a document of an active migration. */
export interface OwnedDocument {
  readonly state: MigrationState;
  /** The schema that holds for the file. */
  readonly schema: string;
  /** The values in the file that schemas speak of. */
  readonly parts: (file: ParsedFile) => readonly DocumentPart[];
}

/** The migration whose document the file is, when it is active there, with the schema that holds for it. */
export function documentOf(context: FeatureContext, uri: string): OwnedDocument | undefined {
  for (const state of context.states(uri)) {
    const { active, document, migration } = state;
    if (active && document?.classification.kind === 'ours') return { state, schema: document.classification.schema, parts: (file) => documentParts(migration, file, document) };
  }
  return undefined;
}

/** The schemas of variables that hold for a file: those of the system whose document it is, else those of all that are active there. */
export function variableSchemas(context: FeatureContext, uri: string): readonly NonNullable<Migration['variables']>[] {
  const document = documentOf(context, uri);
  const states = document ? [document.state] : context.states(uri).filter(({ active }) => active);
  return states.flatMap(({ migration }) => migration.variables ?? []);
}
