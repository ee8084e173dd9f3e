import { compareVersions } from '../../analysis/lifecycle.ts';
import type { Migration } from '../../analysis/migration.ts';
import { Places, toInstance } from '../../schemas/instance.ts';
import { valueRange } from '../../schemas/locate.ts';
import { schemaById, validationErrors } from '../../schemas/schemaCatalog.ts';
import { yamlSchemaFindings } from '../../schemas/schemaFindings.ts';
import { violationsOf } from '../../schemas/violations.ts';
import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import { parseYaml } from '../../syntax/yaml.ts';
import { entryOf, type YamlPath } from '../../syntax/yamlPath.ts';
import type { YamlNode, YamlStream } from '../../syntax/yamlTree.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { Range } from '../../text/range.ts';
import { fileKind } from '../../service/fileKinds.ts';
import { checkDetection } from './checkDetection.ts';
import { checkEntries } from './checkEntries.ts';
import type { MigrationFile } from './migrationFile.ts';
import { wrong, type ContentProblem, type MigrationProblem } from './problems.ts';
import { toMigration } from './toMigration.ts';
import { unreadableParts } from './unreadableParts.ts';

/** A migration file that was read; what is wrong with it is a value. */
export interface ReadMigration {
  readonly text: string;
  /** Sorted by position. */
  readonly problems: readonly MigrationProblem[];
  /** The id that the file states, if it can be read at all, even where the rest is wrong. */
  readonly id: string | undefined;
  /** What the file says; `undefined` when one of the problems is an error. */
  readonly file: MigrationFile | undefined;
  /** Made of `file`, and there whenever `file` is. */
  readonly migration: Migration | undefined;
  /** Where the value at a path of `file` stands (`['entries', 0, 'id']`): its own range, or its key's where it goes over several lines. `undefined` where nothing stands. */
  rangeOf(path: YamlPath): Range | undefined;
}

/** What reading a migration file depends on beside its text. */
export interface ReadMigrationOptions {
  /** URI of the workspace folder that the migration holds in; everywhere without it. */
  readonly folder?: string;
  /** Ids that are taken, with what has them, for messages: `greenlang` → `the built-in migration GreenLang`. */
  readonly takenIds: ReadonlyMap<string, string>;
}

/** Key into the schema catalogue. */
export const migrationSchemaId = 'migration';

/** Longer files are not read. */
const maximumLength = 1024 * 1024;

/** Reads the text of a `*.migration.yaml`. Never throws, whatever the text; the work is bounded by its length. */
export function readMigrationFile(text: string, options: ReadMigrationOptions): ReadMigration {
  return readParsedMigration({ text, lines: new LineIndex(text), yaml: text.length > maximumLength ? nothing : parseYaml(text) }, options);
}

const nothing: YamlStream = { documents: [], comments: [], problems: [] };

/** Like `readMigrationFile`, for a text that was parsed already. */
export function readParsedMigration({ text, lines, yaml }: Pick<ParsedYaml, 'text' | 'lines' | 'yaml'>, options: ReadMigrationOptions): ReadMigration {
  if (text.length > maximumLength) {
    return broken(text, [{
      range: { start: 0, end: 0 }, severity: 'error', source: 'content',
      message: { what: 'The migration file is too large.', why: 'Files of more than 1 MB are not read.', todo: 'Split it into several migrations.' },
    }]);
  }
  const root = yaml.documents[0]?.root;
  const syntax = yaml.problems.map(({ range, message }): MigrationProblem => ({ range, severity: 'error', source: 'syntax', message: { what: message, why: '', todo: '' } }));
  const odd = wholeFileProblems(yaml, root);
  if (!root || syntax.length > 0 || odd.length > 0) return broken(text, [...syntax, ...odd], root, lines);

  const schema = yamlSchemaFindings(text, lines, root, migrationSchemaId).map(({ range, message }): MigrationProblem => ({ range, severity: 'error', source: 'schema', message }));
  const file = schema.length > 0 ? undefined : validInstance(root);
  const places = new Places(root);
  const rangeOf = (path: YamlPath): Range | undefined => rangeAt(places, path, lines);
  if (!file) return broken(text, schema.length > 0 ? schema : [{ range: { start: 0, end: 0 }, severity: 'error', source: 'schema', message: { what: 'The file does not follow the format of migration files.', why: '', todo: 'Compare it with the documentation.' } }], root, lines);

  const problems = [...checkFile(file, options)].map(({ path, severity, message }): MigrationProblem => ({ range: rangeOf(path) ?? rangeOf(path.slice(0, -1)) ?? { start: 0, end: 0 }, severity, message, source: 'content' }));
  const isWhole = !problems.some(({ severity }) => severity === 'error');
  return {
    text, problems: sorted(problems), id: file.id, rangeOf,
    file: isWhole ? file : undefined,
    migration: isWhole ? toMigration(file, options.folder) : undefined,
  };
}

/** All checks of the content, in no order. */
function* checkFile(file: MigrationFile, { takenIds }: ReadMigrationOptions): Iterable<ContentProblem> {
  const taken = takenIds.get(file.id);
  if (taken !== undefined) yield wrong(['id'], `The id ${file.id} is taken: ${taken} has it.`, 'Settings and rules are told apart by it, so this file is not used.', 'Choose another id.');
  if (compareVersions(file.to, file.from) <= 0) yield wrong(['to'], `The upgrade leads from ${file.from} to ${file.to}, which is not newer.`, '', 'Correct one of the two versions.');
  const documents = new Set(['env']);
  for (const [index, { id, language, files }] of (file.documents ?? []).entries()) {
    if (documents.has(id)) yield wrong(['documents', index, 'id'], `The id ${id} of this document is taken.`, id === 'env' ? 'It stands for files of the `.env` family.' : 'Changes say by it which document they are about.', 'Choose another id.');
    documents.add(id);
    for (const [position, name] of files.entries()) {
      const known = fileKind(name.replaceAll('*', 'x'), [])?.language;
      if (known !== undefined && known !== language) {
        yield wrong(['documents', index, 'files', position], `Files named ${name} are ${known}, and the document says ${language}.`, 'They would no longer be read as what they are.', 'Correct one of the two.');
      }
    }
  }
  yield* checkDetection(file);
  yield* checkEntries(file);
}

function wholeFileProblems({ documents, refused, problems }: YamlStream, root: YamlNode | undefined): readonly MigrationProblem[] {
  const error = (range: Range, what: string, why: string, todo: string): MigrationProblem => ({ range, severity: 'error', source: 'content', message: { what, why, todo } });
  if (refused !== undefined) return [];
  if (!root) return problems.length > 0 ? [] : [error({ start: 0, end: 0 }, 'The migration file is empty.', '', 'Begin with `format: 1`; completion knows the other keys.')];
  const second = documents.slice(1).find((document) => document.root)?.root;
  if (second) return [error({ start: second.range.start, end: second.range.start }, 'The file has several YAML documents.', 'A migration file holds one migration.', 'Put each into a file of its own.')];
  return unreadableParts(root).map(({ range, what, todo }) => error(range, what, 'A migration file is plain data.', todo));
}

/** The file's data, when the schema has nothing against it: keys with nothing behind them are left out. */
function validInstance(root: YamlNode): MigrationFile | undefined {
  const compiled = schemaById(migrationSchemaId);
  const value = toInstance(root);
  if (!compiled || violationsOf(compiled, value).length > 0 || validationErrors(compiled, value).length > 0) return undefined;
  return value as MigrationFile;
}

function broken(text: string, problems: readonly MigrationProblem[], root?: YamlNode, lines?: LineIndex): ReadMigration {
  const id = entryOf(root, 'id')?.value;
  const places = root && new Places(root);
  return {
    text, problems: sorted(problems),
    id: id?.kind === 'scalar' && typeof id.value === 'string' ? id.value : undefined,
    file: undefined, migration: undefined,
    rangeOf: (path) => (places && lines ? rangeAt(places, path, lines) : undefined),
  };
}

function rangeAt(places: Places, path: YamlPath, lines: LineIndex): Range | undefined {
  const place = places.at(path);
  return place && valueRange(place, lines);
}

function sorted(problems: readonly MigrationProblem[]): readonly MigrationProblem[] {
  return [...problems].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
