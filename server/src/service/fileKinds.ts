import type { Migration } from '../analysis/migration.ts';
import { environmentFileRole } from '../facts/environmentFiles.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { matchesName } from '../text/nameGlob.ts';
import { baseName } from '../text/uri.ts';
import { migrationsAt } from './migrationsAt.ts';

/** What the service does with a file of this name. */
export interface FileKind {
  readonly language: ParsedFile['language'];
  /** `document`: belongs to a system by its name, or to the `.env` family; `manifest`: states packages, and makes its folder a project root; `file`: any other. */
  readonly role: 'document' | 'manifest' | 'file';
}

const manifest = /^(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|setup\.py|setup\.cfg|Pipfile|package\.json|Cargo\.toml)$/;

/** Whether a file of this name states packages, and makes its folder a project. */
export function isManifest(fileName: string): boolean {
  return manifest.test(fileName);
}

/** Languages by the end of a file's name or by the whole name; the first that fits counts. */
const languages: readonly (readonly [RegExp, ParsedFile['language']])[] = [
  [/^(?:[\w.-]*(?:requirements|constraints)[\w.-]*\.(?:txt|in))$/i, 'requirements'],
  [/^(?:pyproject\.toml|Pipfile|Cargo\.toml)$/, 'toml'],
  [/(?<!^package-lock|^npm-shrinkwrap|\.min)\.(?:json|jsonc|jsonl|ndjson)$/, 'json'],
  [/^(?:\.python-version|runtime\.txt|\.nvmrc|\.node-version)$/, 'text'],
  [/^(?:GNUmakefile|[Mm]akefile|.*\.mk)$/, 'makefile'],
  [/^(?:(?:Dockerfile|Containerfile)(?:\..+)?|.+\.[Dd]ockerfile)$/, 'dockerfile'],
  [/\.pyw?$/, 'python'],
  [/(?<!\.d|\.min|\.bundle)\.[mc]?[jt]sx?$/, 'typescript'],
  [/\.rs$/, 'rust'],
  [/(?:\.(?:sh|bash|zsh|ksh|bats|envrc)|^\.(?:bashrc|bash_profile|profile|zshrc|zprofile|envrc))$/, 'shell'],
  [/\.(?:bat|cmd)$/i, 'batch'],
  [/\.psm?1$/i, 'powershell'],
  [/\.ya?ml$/, 'yaml'],
  [/\.(?:tpl|j2)$/, 'template'],
  [/\.(?:ini|cfg|service|socket|timer)$|^supervisord\.conf$/, 'ini'],
  [/\.sql$/, 'sql'],
  [/\.(?:graphqls?|gql)$/, 'graphql'],
  [/\.(?:md|markdown|mdx)$/i, 'markdown'],
];

/** Whether a file of this name (or path) may be a migration file of a user's own; others have files of such names, too. */
export function isMigrationFileName(name: string): boolean {
  return /\.migration\.ya?ml$/.test(name);
}

/** Whether a text is a migration file, by its place or by what it begins with. Takes a URI or a path. */
export function isMigrationFile(path: string, text: string): boolean {
  return isMigrationFileName(path) && (/(?:^|\/)\.upguide\/[^/]+$/.test(path) || /^format:[ \t]*\d/m.test(text));
}

/** A folder of requirements files, one for each environment. They belong to the project above: the folder is no root of its own. */
const inRequirements = /(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/;

/** What a file is by its name, and for requirements by its folder, to the migrations that hold there. `undefined` for files that nobody looks at. */
export function fileKind(uri: string, migrations: readonly Migration[]): FileKind | undefined {
  return kindByName(uri, migrationsAt(migrations, uri));
}

/** Whether somebody looks at files of this name, or takes their being there for proof. */
export function isAccepted(uri: string, migrations: readonly Migration[]): boolean {
  const here = migrationsAt(migrations, uri);
  return kindByName(uri, here) !== undefined || isProofByName(uri, here);
}

/** Whether a file of this name (of a URI or a path) proves by being there that a project uses the system of one of the migrations, whatever is in it. */
export function isProofByName(path: string, migrations: readonly Migration[]): boolean {
  return migrations.some(({ detection: { files = [] } }) => files.some((pattern) => matchesName(pattern, baseName(path))));
}

/** Whether a file is called like a document of some migration, and its text shows at sight that it is somebody else's. */
export function isForeign(uri: string, text: string, migrations: readonly Migration[]): boolean {
  const types = migrationsAt(migrations, uri).flatMap(({ documents }) => documents.filter(({ byContent, matchesName }) => byContent !== true && matchesName(baseName(uri))));
  return types.length > 0 && !isManifest(baseName(uri)) && types.every((type) => type.isForeign?.(text) === true);
}

/** As `fileKind`, of a URI or a path, for migrations of which it is known that they hold there. */
export function kindByName(path: string, migrations: readonly Migration[]): FileKind | undefined {
  const fileName = baseName(path);
  for (const migration of migrations) {
    const type = migration.documents.find(({ byContent, matchesName }) => byContent !== true && matchesName(fileName));
    // A manifest makes its folder a project, whoever else has a use for it.
    if (type) return { role: isManifest(fileName) ? 'manifest' : 'document', language: type.language };
  }
  // Whoever looks at one file of the family wants to know the others.
  if (environmentFileRole(fileName) !== undefined) return { role: 'document', language: 'dotenv' };
  if (inRequirements.test(path)) return { role: 'file', language: 'requirements' };
  const language = languages.find(([pattern]) => pattern.test(fileName))?.[1];
  if (language === undefined) return undefined;
  return { role: isManifest(fileName) ? 'manifest' : 'file', language };
}

/** Whether data or code of this name can give the fields of a pack beside it their types. */
export function isSample(fileName: string): boolean {
  return /\.(?:json|ya?ml|py)$/.test(fileName);
}
