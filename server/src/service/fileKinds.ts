import type { Migration } from '../analysis/migration.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { baseName } from '../text/uri.ts';

/** What the service does with a file of this name. */
export interface FileKind {
  readonly language: ParsedFile['language'];
  /** `document`: belongs to a system by its name; `manifest`: states packages, and makes its folder a project root; `file`: any other. */
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
  [/\.(?:md|markdown|mdx)$/i, 'markdown'],
];

/** A folder of requirements files, one for each environment. They belong to the project above: the folder is no root of its own. */
const inRequirements = /(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/;

/** Takes a URI or a path; the name counts, and for requirements its folder. `undefined` for files that nobody looks at. */
export function fileKind(path: string, migrations: readonly Migration[]): FileKind | undefined {
  const fileName = baseName(path);
  for (const migration of migrations) {
    const type = migration.documents.find(({ byContent, matchesName }) => byContent !== true && matchesName(fileName));
    if (type) return { role: 'document', language: type.language };
  }
  if (inRequirements.test(path)) return { role: 'file', language: 'requirements' };
  const language = languages.find(([pattern]) => pattern.test(fileName))?.[1];
  if (language === undefined) return undefined;
  return { role: isManifest(fileName) ? 'manifest' : 'file', language };
}

/** Whether data or code of this name can give the fields of a pack beside it their types. */
export function isSample(fileName: string): boolean {
  return /\.(?:json|ya?ml|py)$/.test(fileName);
}
