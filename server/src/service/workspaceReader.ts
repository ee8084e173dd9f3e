import type { Classification, Migration } from '../analysis/migration.ts';
import { environmentFileRole } from '../facts/environmentFiles.ts';
import { factsOf } from '../facts/factsOf.ts';
import type { Fact, ImportFact } from '../facts/facts.ts';
import { annotationFieldTypes, dataFieldTypes } from '../facts/fieldTypes.ts';
import { summarise } from '../facts/python/summarise.ts';
import { parse, problemsOf, refusalOf } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { baseName, directory } from '../text/uri.ts';
import { fileKind, isMigrationFile, type FileKind, isProofByName } from './fileKinds.ts';
import type { Grammars } from './grammars.ts';
import { createLiteralFilter } from './literals.ts';
import { ownCopy } from './ownCopy.ts';
import { migrationsAt } from './migrationsAt.ts';
import type { FileRecord } from './projectIndex.ts';
import type { PythonAnalyses } from './pythonAnalyses.ts';
import { pythonHeader, type PythonHeader } from './pythonHeader.ts';
import type { PythonModules } from './pythonModules.ts';
import { moduleNeighbours } from './moduleNeighbours.ts';
import type { Logger, Workspace } from './workspace.ts';

/** Larger samples are data sets, not examples of an input. In UTF-16 units. */
const maxSampleLength = 256 * 1024;

/** What the reader is made of. */
export interface WorkspaceReaderOptions {
  readonly workspace: Workspace;
  readonly migrations: readonly Migration[];
  readonly grammars: Grammars;
  readonly modules: PythonModules;
  readonly analyses: PythonAnalyses;
  readonly logger: Logger;
}

/** What reading a file for the index came to. */
export type ReadFile =
  | { readonly kind: 'record'; readonly record: FileRecord }
  /** Nothing in it is of interest as far as its own text goes; whether it names something of another module shows when all are read. */
  | { readonly kind: 'perhaps' }
  | { readonly kind: 'nothing' };

/** Turns files into index records: reads, parses, extracts facts. */
export interface WorkspaceReader {
  /** Parses a text that is at hand; `previous` makes it faster. `undefined` for a file that nobody looks at. */
  parse(uri: string, text: string, options?: { readonly previous?: ParsedFile | undefined; readonly keep?: boolean }): ParsedFile | undefined;
  /** A record of a parsed file. A Python module's header and summary go into the index of modules; `changedNames` are what others see of it. */
  fromParsed(file: ParsedFile, about: FileAbout): { readonly record: FileRecord; readonly changedNames: ReadonlySet<string> };
  /** Reads a file from the disk if it can matter. With `anyway`, whatever its text looks like. */
  read(uri: string, folder: string, options?: { readonly anyway?: boolean }): Promise<ReadFile>;
  /** Reads a Python file that may only matter because of other modules; `undefined` when it does not. */
  readModule(uri: string, folder: string): Promise<FileRecord | undefined>;
  /** Reads Python modules that matter only because of where they lie, among `uris`, the modules that were not kept (see `moduleNeighbours`). */
  readNeighbours(uris: readonly string[], folder: string): Promise<void>;
  /** Reads data or code for the types of its fields; `undefined` when it says nothing. */
  readSample(uri: string): Promise<readonly Fact[] | undefined>;
}

/** What is known about a file beside its text. */
export interface FileAbout {
  readonly folder: string;
  readonly version: number | undefined;
  readonly ignoredByGit: boolean | undefined;
}

/** Makes the reader of one service. */
export function createWorkspaceReader({ workspace, migrations, grammars, modules, analyses, logger }: WorkspaceReaderOptions): WorkspaceReader {
  const filter = createLiteralFilter(migrations);

  const parseText: WorkspaceReader['parse'] = (uri, text, options) => {
    const kind = fileKind(uri, migrations);
    // A file that tells of old names is itself nothing old; it is a document of its own service only, whose migration is the format.
    if (!kind || (kind.role !== 'document' && isMigrationFile(uri, text))) return undefined;
    return parse(uri, text, languageOf(kind, text), { ...options, parsers: grammars.parsers });
  };

  const fromParsed: WorkspaceReader['fromParsed'] = (file, about) => {
    const kind = fileKind(file.uri, migrations);
    const refused = refusalOf(file) === undefined ? undefined : problemsOf(file)[0]?.message ?? 'it is too large';
    let changedNames: ReadonlySet<string> = new Set();
    if (file.language === 'python' && file.tree) {
      modules.setHeader(file.uri, pythonHeader(file.text, modules.roots));
      changedNames = modules.setSummary(summarise(file));
    }
    const record: FileRecord = {
      ...emptyRecord(file.uri, about.folder, kind?.role === 'manifest'),
      ...about,
      text: file.text,
      language: file.language,
      facts: shared(about.version === undefined ? factsOf(file, analyses.alone(file)) : analyses.factsOf(file)),
      documents: classify(file, migrations),
      skipped: refused,
    };
    return { record, changedNames };
  };

  /** One file that brings the extraction of facts down must not end the scan of all the others. */
  const contained = async <T>(uri: string, failed: () => T, read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      logger.error(`${uri} could not be read into the index and was left out. ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      return failed();
    }
  };

  const whole = async (uri: string, folder: string, text: string): Promise<FileRecord | undefined> => {
    const kind = fileKind(uri, migrations);
    if (!kind) return undefined;
    await grammars.ensure(uri, kind.language);
    const role = kind.language === 'dotenv' ? environmentFileRole(baseName(uri)) : undefined;
    const ignoredByGit = role === 'base' || role === 'overlay' ? await workspace.ignoredByGit(uri) : undefined;
    const parsed = parseText(uri, text);
    return parsed && fromParsed(parsed, { folder, version: undefined, ignoredByGit }).record;
  };

  /** Takes in what others see of a Python module. */
  const learn = async (uri: string, text: string): Promise<void> => {
    await grammars.ensure(uri, 'python');
    const file = parseText(uri, text);
    if (file?.language === 'python' && file.tree) modules.setSummary(summarise(file));
  };

  return {
    parse: parseText,
    fromParsed,
    read: (uri, folder, { anyway = false } = {}) => contained<ReadFile>(uri, () => skipped(uri, folder, 'an internal error; the log names it'), async () => {
      const kind = fileKind(uri, migrations);
      const proves = isProofByName(uri, migrationsAt(migrations, uri));
      if (!kind && !proves) return { kind: 'nothing' };
      const result = await workspace.read(uri);
      if (result.kind === 'missing') return { kind: 'nothing' };
      if (!kind) return { kind: 'record', record: sampleRecord(uri, folder, []) };
      // Nobody asked about most files; that one of them is too large or no text is nobody's concern.
      if (result.kind === 'skipped') return kind.role !== 'file' || proves || anyway ? skipped(uri, folder, result.reason) : { kind: 'nothing' };
      const { text } = result;
      if (kind.language === 'python') modules.setHeader(uri, pythonHeader(text, modules.roots));
      const wanted = anyway || proves || kind.role !== 'file' ? 'yes' : filter.mayMatch(languageOf(kind, text), text);
      if (wanted === 'yes') {
        const record = await whole(uri, folder, text);
        return record ? { kind: 'record', record } : { kind: 'nothing' };
      }
      // Even a module without findings of its own may be where others get their classes from.
      if (kind.language === 'python') return { kind: 'perhaps' };
      return { kind: 'nothing' };
    }),
    readModule: (uri, folder) => contained(uri, () => undefined, async () => {
      const result = await workspace.read(uri);
      if (result.kind !== 'text') return undefined;
      const { text } = result;
      if (filter.mayMatch('python', text) !== 'no' && modules.concerns(uri, text)) return whole(uri, folder, text);
      if (modules.isSource(uri) || modules.hasSummary(uri)) await learn(uri, text);
      return moduleRecord(uri, folder, pythonHeader(text, modules.roots));
    }),
    readNeighbours: async (uris, folder) => {
      const others = uris.filter((uri) => !modules.hasSummary(uri));
      for (const one of moduleNeighbours(modules.known, others, folder, modules.models.families.map(({ module }) => module), (uri) => modules.isSource(uri))) {
        await contained(one, () => undefined, async () => {
          const result = await workspace.read(one);
          if (result.kind === 'text') await learn(one, result.text);
        });
      }
    },
    readSample: (uri) => contained(uri, () => undefined, async () => {
      const result = await workspace.read(uri);
      if (result.kind !== 'text' || result.text.length > maxSampleLength) return undefined;
      if (!uri.endsWith('.py')) return dataFieldTypes(baseName(uri), result.text);
      await grammars.ensure(uri, 'python');
      const tree = grammars.parsers('python')?.parse(result.text);
      return tree && annotationFieldTypes(tree.root);
    }),
  };

  /** A module that only proves that the project uses a system. */
  function moduleRecord(uri: string, folder: string, { imports }: PythonHeader): FileRecord | undefined {
    const facts = [...modules.roots].flatMap((module): ImportFact[] => {
      const start = imports.get(module);
      return start === undefined ? [] : [{ kind: 'import', ecosystem: 'pypi', module, range: { start, end: start } }];
    });
    return facts.length === 0 ? undefined : { ...emptyRecord(uri, folder, false), kind: 'sample', facts };
  }
}

/** The language of a text. YAML with template marks that is no YAML is a template. Documents of a system stay what they are named. */
export function languageOf({ language, role }: FileKind, text: string): ParsedFile['language'] {
  if (language !== 'yaml' || role === 'document' || !/\{\{|\{%/.test(text)) return language;
  return problemsOf(parse('', text, 'yaml')).length > 0 ? 'template' : 'yaml';
}

function skipped(uri: string, folder: string, reason: string): ReadFile {
  return { kind: 'record', record: skippedRecord(uri, folder, reason) };
}

/** A record of a file that could not be analysed: counted, and explained where somebody asks. */
export function skippedRecord(uri: string, folder: string, reason: string): FileRecord {
  return { ...emptyRecord(uri, folder, false), skipped: reason };
}

/** What the index keeps: SQL names columns by the hundred thousand, and only their own file asks for them. */
function shared(facts: readonly Fact[]): readonly Fact[] {
  return facts.some(({ kind }) => kind === 'column') ? facts.filter(({ kind }) => kind !== 'column') : facts;
}

/** A record that is only there for its facts. */
export function sampleRecord(uri: string, folder: string, facts: readonly Fact[]): FileRecord {
  return { ...emptyRecord(uri, folder, false), kind: 'sample', facts: ownCopy(facts) };
}

function emptyRecord(uri: string, folder: string, isManifest: boolean): FileRecord {
  return {
    uri, directory: directory(uri), folder, kind: 'file', isManifest, text: undefined, version: undefined, language: undefined, facts: [], documents: new Map(), ignoredByGit: undefined, skipped: undefined,
  };
}

/** What a file is to each migration that knows its name. */
export function classify(file: ParsedFile, migrations: readonly Migration[]): FileRecord['documents'] {
  const fileName = baseName(file.uri);
  const documents = new Map<string, { type: string; classification: Classification }>();
  for (const migration of migrationsAt(migrations, file.uri)) {
    const type = migration.documents.find(({ language, matchesName }) => language === file.language && matchesName(fileName));
    const classification = type?.classify(file);
    if (type && classification && (type.byContent !== true || classification.kind === 'ours')) documents.set(migration.id, { type: type.id, classification });
  }
  return documents;
}

