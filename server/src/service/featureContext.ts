import type { Migration } from '../analysis/migration.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
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
  readonly tree: (uri: string) => ParsedFile | undefined;
  readonly states: (uri: string) => readonly MigrationState[];
}

/** The migration whose document the file is, when it is active there, with the schema that holds for it. */
export function documentOf(context: FeatureContext, uri: string): { readonly state: MigrationState; readonly schema: string } | undefined {
  for (const state of context.states(uri)) {
    if (state.active && state.document?.classification.kind === 'ours') return { state, schema: state.document.classification.schema };
  }
  return undefined;
}
