import { partPointer, type Classification, type DocumentPart, type DocumentType, type Migration } from '../analysis/migration.ts';
import type { Finding } from '../analysis/diagnostic.ts';
import { dotenvSchemaFindings, yamlSchemaFindings } from '../schemas/schemaFindings.ts';
import { tomlSchemaFindings } from '../schemas/tomlSchemaFindings.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { YamlNode } from '../syntax/yamlTree.ts';
import { touches } from '../text/range.ts';

/** What a file is to a migration (see `RuleContext.document`). */
interface FileDocument {
  readonly type: string;
  readonly classification: Classification;
}

/** The values in a file that a schema speaks of, in text order; none in `.env` files, which have no tree. */
export function documentParts(migration: Migration, file: ParsedFile, { type, classification }: FileDocument): readonly DocumentPart[] {
  if (classification.kind !== 'ours') return [];
  const parts = typeOf(migration, type)?.parts;
  if (parts) return parts(file);
  const root = rootOf(file);
  return root ? [{ document: 0, path: [], root, schema: classification.schema }] : [];
}

/** The innermost of the values that the offset lies in or touches. */
export function partAt(parts: readonly DocumentPart[], offset: number): DocumentPart | undefined {
  return parts.filter(({ root }) => touches(root.range, offset)).at(-1);
}

/** What is wrong with a file by the schemas of what it is. Assumes a file without syntax problems. */
export function documentFindings(migration: Migration, file: ParsedFile, document: FileDocument): readonly Finding[] {
  if (document.classification.kind !== 'ours') return [];
  if (file.language === 'dotenv') return dotenvSchemaFindings(file.dotenv, document.classification.schema);
  return documentParts(migration, file, document).flatMap((part) => {
    const before = partPointer(part);
    const findings = file.language === 'toml' ? tomlSchemaFindings(file.text, file.lines, file.toml.root, part.schema) : yamlSchemaFindings(file.text, file.lines, part.root, part.schema);
    return findings
      .map((finding) => (before === '' ? finding : { ...finding, covers: (finding.covers ?? []).map((pointer) => before + pointer) }));
  });
}

/** The value of a file of data. */
function rootOf(file: ParsedFile): YamlNode | undefined {
  switch (file.language) {
    case 'yaml':
      return file.yaml.documents[0]?.root;
    case 'json':
      return file.json.documents[0]?.root;
    case 'toml':
      return file.toml.root;
    default:
      return undefined;
  }
}

function typeOf({ documents }: Migration, id: string): DocumentType | undefined {
  return documents.find((type) => type.id === id);
}
