import type { Migration } from '../analysis/migration.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';

/** What the service does with a file of this name. */
export type FileKind =
  | { readonly kind: 'document'; readonly language: ParsedFile['language'] }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'sample' };

const manifest = /^(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|setup\.py|setup\.cfg|Pipfile|package\.json|Cargo\.toml)$/;
const sample = /\.(?:json|ya?ml|py)$/;

/** Takes the last path segment; `undefined` for files that nobody looks at. */
export function fileKind(fileName: string, migrations: readonly Migration[]): FileKind | undefined {
  for (const migration of migrations) {
    const type = migration.documents.find(({ matchesName }) => matchesName(fileName));
    if (type) return { kind: 'document', language: type.language };
  }
  if (manifest.test(fileName)) return { kind: 'manifest' };
  return sample.test(fileName) ? { kind: 'sample' } : undefined;
}
