import type { Classification, DocumentType } from '../../analysis/migration.ts';
import { environmentFileRole } from '../../facts/environmentFiles.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import type { YamlNode } from '../../syntax/yamlTree.ts';
import { matchesName } from '../../text/nameGlob.ts';
import type { MigrationFile, OwnDocument } from './migrationFile.ts';

/** The document types of a migration file: what it lists, and the `.env` family, which is the system's by its variables. */
export function documentTypesOf({ documents = [], detection }: Pick<MigrationFile, 'documents' | 'detection'>): readonly DocumentType[] {
  return [
    ...documents.map((document): DocumentType => ({
      id: document.id,
      language: document.language,
      matchesName: (name) => document.files.some((pattern) => matchesName(pattern, name)),
      classify: (file) => classify(document, file),
    })),
    { id: 'env', language: 'dotenv', matchesName: (name) => environmentFileRole(name) !== undefined, classify: (file) => classifyEnvironment(detection, file) },
  ];
}

function classify({ id, keys, proves = false }: OwnDocument, file: ParsedFile): Classification {
  const roots = file.language === 'yaml' ? file.yaml.documents.flatMap(({ root }) => root ?? []) : file.language === 'toml' && file.toml.root ? [file.toml.root] : [];
  const [root, second]: readonly YamlNode[] = roots;
  if (!root) return { kind: 'unknown', reason: 'empty' };
  if (second) return { kind: 'foreign', reason: 'several YAML documents in one file' };
  if (root.kind !== 'map') return { kind: 'foreign', reason: 'no mapping at the root' };
  const found = keys?.find((key) => entryOf(root, key) !== undefined);
  if (keys !== undefined && found === undefined) return { kind: 'foreign', reason: `none of the keys ${keys.join(', ')}` };
  // No schema is known of it.
  return { kind: 'ours', schema: '', reason: found === undefined ? id : `${id}, with ${found}`, proves };
}

function classifyEnvironment({ environment = [], environmentTogether = [] }: MigrationFile['detection'], file: ParsedFile): Classification {
  const names = new Set(file.language === 'dotenv' ? file.dotenv.entries.map(({ name }) => name) : []);
  const only = environment.filter((name) => names.has(name));
  const together = environmentTogether.filter((name) => names.has(name));
  // `unknown`, not foreign: its place beside another document of the system may still make it the system's.
  if (only.length === 0 && together.length < 2) return { kind: 'unknown', reason: 'no variable that only this system has' };
  return { kind: 'ours', schema: '', reason: [...only, ...together].slice(0, 3).join(', '), proves: false };
}
