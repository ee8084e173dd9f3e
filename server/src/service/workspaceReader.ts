import type { Migration } from '../analysis/migration.ts';
import { mayMatter } from '../analysis/requiredLiterals.ts';
import { environmentFileRole } from '../facts/environmentFiles.ts';
import { factsOf } from '../facts/factsOf.ts';
import type { Fact, FieldTypeFact, ImportFact } from '../facts/facts.ts';
import { annotationFieldTypes, dataFieldTypes } from '../facts/fieldTypes.ts';
import { summarise } from '../facts/python/summarise.ts';
import { parse, problemsOf, refusalOf } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { anyOf } from '../text/literal.ts';
import { baseName } from '../text/uri.ts';
import { fileKind, isForeign, isMigrationFile, type FileKind, isProofByName } from './fileKinds.ts';
import type { Grammars } from './grammars.ts';
import { classify, emptyRecord, proofRecord, sampleRecord, skippedRecord } from './fileRecords.ts';
import type { AskingRule, FileSurvey, Passes, Surveyor } from './fileSurvey.ts';
import type { FileTask } from './helpers/helperTypes.ts';
import { markOf } from './knownText.ts';
import { migrationsAt } from './migrationsAt.ts';
import type { FileRecord } from './projectIndex.ts';
import { ownCopy } from './ownCopy.ts';
import type { PythonAnalyses } from './pythonAnalyses.ts';
import { pythonHeader, type PythonHeader } from './pythonHeader.ts';
import type { PythonModules } from './pythonModules.ts';
import { readPythonHeader } from './readPythonHeader.ts';
import { sharedFacts } from './sharedFacts.ts';
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
  readonly surveyor: Surveyor;
  readonly logger: Logger;
}

/** What reading a file for the index came to. */
export type ReadFile =
  | { readonly kind: 'record'; readonly record: FileRecord; /** Of one that was parsed. */ readonly whole?: WholeFile }
  /** A Python module: whether it is of interest shows when the headers of all are known. */
  | { readonly kind: 'perhaps'; readonly survey: FileSurvey }
  /** Somebody else's file that is called like a document: it matters as others do. */
  | { readonly kind: 'foreign'; readonly survey: FileSurvey }
  | { readonly kind: 'nothing' };

/** `findings`: rules may find something in it; `others`: other modules may get something from it; `proof`: neither. */
export type ModuleUse = 'findings' | 'others' | 'proof';

/** What a Python module is read for, and what lets it through where that is `findings`. */
export interface ChosenModule extends Passes {
  readonly use: ModuleUse;
}

/** A file that was just read, with what its record leaves out. */
export interface WholeFile {
  readonly record: FileRecord;
  /** `undefined` for one that brought the extraction of facts down. */
  readonly file: ParsedFile | undefined;
  /** All that it says by itself. */
  readonly facts: readonly Fact[];
}

/** Turns files into index records: reads, parses, extracts facts. */
export interface WorkspaceReader {
  /** Parses a text that is at hand; `previous` makes it faster. `undefined` for a file that nobody looks at. */
  parse(uri: string, text: string, options?: { readonly previous?: ParsedFile | undefined; readonly keep?: boolean }): ParsedFile | undefined;
  /** A record of a parsed file, which has its text if there is a version. A Python module's header and summary go into the index of modules; `changedNames` are what others see of it. */
  fromParsed(file: ParsedFile, about: FileAbout, options?: { readonly headerIsKnown?: boolean }): { readonly record: FileRecord; readonly facts: readonly Fact[]; readonly changedNames: ReadonlySet<string> };
  /** Looks at the bytes of a file without reading it as text; `undefined` when it cannot be read or nobody looks at its language. `language`: by its name, where that is known. */
  look(uri: string, language?: ParsedFile['language']): Promise<FileSurvey | undefined>;
  /** Ids of the migrations whose system a file on disk may prove by what is written in it. */
  evidence(uri: string): Promise<readonly string[]>;
  /** A record of a file only for what it proves: other modules do not see what is in it. `undefined` when it cannot be read. */
  readForProof(uri: string, folder: string): Promise<FileRecord | undefined>;
  /** Reads a file from the disk if it can matter to the migrations in `candidates` (to any without it). */
  read(uri: string, folder: string, candidates?: ReadonlySet<string>): Promise<ReadFile>;
  /** As `read`, for a file that was looked at and found to matter as far as its bytes show. */
  readLooked(uri: string, folder: string, survey: FileSurvey, candidates: ReadonlySet<string> | undefined): Promise<ReadFile>;
  /** Takes in what a plain search finds of a Python module (see `pythonHeader`). Gives what it proves by its imports. */
  readHeader(uri: string): Promise<readonly ImportFact[]>;
  /** What a Python module whose header is known is to be read for. */
  chooseModule(uri: string, survey: FileSurvey, candidates: ReadonlySet<string> | undefined): Promise<ChosenModule>;
  /**
   * Reads a file in which rules may find something if its text is in one of the `languages`. The header of a Python module is known. `undefined` when it cannot be read, or
   * nothing is of interest in it.
   */
  readWhole(task: FileTask, folder: string): Promise<WholeFile | undefined>;
  /** Takes in what others see of a Python module. */
  learn(uri: string): Promise<void>;
  /** Reads a Python file whose header is known, as far as it matters by itself or because of other modules; `undefined` when it does not. */
  readModule(uri: string, folder: string, survey: FileSurvey, candidates: ReadonlySet<string> | undefined): Promise<FileRecord | undefined>;
  /** Reads a Python module only for what it proves by its imports; `undefined` when they prove nothing. */
  readProof(uri: string, folder: string): Promise<FileRecord | undefined>;
  /** Reads data or code for the types of its fields; `undefined` when it says nothing. */
  readSample(uri: string): Promise<readonly FieldTypeFact[] | undefined>;
}

/** What is known about a file beside its text. */
export interface FileAbout {
  readonly folder: string;
  readonly version: number | undefined;
  readonly ignoredByGit: boolean | undefined;
}

/** Makes the reader of one service. */
export function createWorkspaceReader({ workspace, migrations, grammars, modules, analyses, surveyor, logger }: WorkspaceReaderOptions): WorkspaceReader {

  const parseText: WorkspaceReader['parse'] = (uri, text, options) => {
    const kind = fileKind(uri, migrations);
    // A file that tells of old names is itself nothing old; it is a document of its own service only, whose migration is the format.
    if (!kind || (kind.role !== 'document' && isMigrationFile(uri, text))) return undefined;
    return parse(uri, text, languageOf(kind, text), { ...options, parsers: grammars.parsers });
  };

  const fromParsed: WorkspaceReader['fromParsed'] = (file, about, { headerIsKnown = false } = {}) => {
    const kind = fileKind(file.uri, migrations);
    const refused = refusalOf(file) === undefined ? undefined : problemsOf(file)[0]?.message ?? 'it is too large';
    let changedNames: ReadonlySet<string> = new Set();
    if (file.language === 'python' && file.tree) {
      if (!headerIsKnown) modules.setHeader(file.uri, pythonHeader(file.text, modules.roots));
      changedNames = modules.setSummary(summarise(file));
    }
    const isClosed = about.version === undefined;
    const facts = isClosed ? factsOf(file, analyses.alone(file)) : analyses.factsOf(file);
    const record: FileRecord = {
      ...emptyRecord(file.uri, about.folder, kind?.role === 'manifest'),
      ...about,
      text: isClosed ? markOf(file.text) : file.text,
      language: file.language,
      facts: isClosed ? ownCopy(sharedFacts(facts)) : sharedFacts(facts),
      documents: classify(file, migrations),
      skipped: refused,
    };
    return { record, facts, changedNames };
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

  const parsedWhole = async (uri: string, folder: string, text: string, languages?: readonly ParsedFile['language'][]): Promise<WholeFile | undefined> => {
    const kind = fileKind(uri, migrations);
    if (!kind) return undefined;
    await grammars.ensure(uri, kind.language);
    const role = kind.language === 'dotenv' ? environmentFileRole(baseName(uri)) : undefined;
    const ignoredByGit = role === 'base' || role === 'overlay' ? await workspace.ignoredByGit(uri) : undefined;
    const file = parseText(uri, text);
    if (!file || languages?.includes(file.language) === false) return undefined;
    const { record, facts } = fromParsed(file, { folder, version: undefined, ignoredByGit }, { headerIsKnown: languages !== undefined });
    return { file, record, facts };
  };

  const learn: WorkspaceReader['learn'] = (uri) => contained(uri, () => undefined, async () => {
    const result = await workspace.read(uri);
    if (result.kind !== 'text') return;
    await grammars.ensure(uri, 'python');
    const file = parseText(uri, result.text);
    if (file?.language === 'python' && file.tree) modules.setSummary(summarise(file));
  });

  /** Code, or what looks like it, that imports one of the systems' packages inside a block. */
  const nestedImport = new RegExp(`^[ \\t]+(?:from|import)[ \\t]+(?:${anyOf([...modules.roots]).source})\\b`, 'm');

  const chooseModule: WorkspaceReader['chooseModule'] = async (uri, survey, candidates) => {
    let read: string | undefined;
    const text = async (): Promise<string> => {
      if (read !== undefined) return read;
      const result = await workspace.read(uri);
      return (read = result.kind === 'text' ? result.text : '');
    };
    // A closer look is taken at the text where literals and header let it through, and names are looked for in the text only where nothing else wants it read.
    const asking = surveyor.asking(survey, candidates);
    const isConcerned = ({ aboutClasses, migration }: AskingRule): boolean => !aboutClasses || modules.concerns(uri, migration);
    let mentioned: ReadonlySet<string> | undefined;
    const mayMention = async (migration: string): Promise<boolean> => (mentioned ??= await workspace.withBytes(uri, (bytes) => modules.mayMention(uri, bytes)) ?? new Set()).has(migration);
    const mentions = async ({ hasRareLiterals, migration }: AskingRule): Promise<boolean> => (hasRareLiterals
      ? modules.mentionsOddly(uri, await text(), migration)
      : await mayMention(migration) && modules.mentions(uri, await text(), migration));
    const mayMatterTo = async ({ asking: rule, language }: AskingRule): Promise<boolean> => rule.mayMatterIn?.[language] === undefined || mayMatter(rule, await text(), language);
    const concerned = asking.filter(isConcerned);
    const looked = await filter(concerned, mayMatterTo);
    // Its header does not show what it imports in functions, and that proves a system, too.
    const met = looked.length === 0 && concerned.length > 0 && nestedImport.test(await text()) ? concerned : looked;
    const others = asking.filter((rule) => !isConcerned(rule));
    const through = met.length > 0 ? [...met, ...others] : await filter(others, async (rule) => await mentions(rule) && mayMatterTo(rule));
    if (through.length > 0) return { use: 'findings', rules: [...new Set(through.flatMap(({ id }) => id ?? []))], mayProve: through.some(({ id }) => id === undefined) };
    return { use: modules.isSource(uri) || modules.hasSummary(uri) ? 'others' : 'proof', rules: [], mayProve: false };
  };

  const look: WorkspaceReader['look'] = async (uri, known) => {
    const language = known ?? fileKind(uri, migrations)?.language;
    return language && workspace.withBytes(uri, (bytes) => surveyor.look(language, bytes));
  };

  const readLooked: WorkspaceReader['readLooked'] = (uri, folder, survey, candidates) => contained<ReadFile>(uri, () => failed(uri, folder), async () => {
    const kind = fileKind(uri, migrations);
    // Even a module without findings of its own may be where others get their classes from.
    if (survey.language === 'python') return { kind: 'perhaps', survey };
    if (!kind || surveyor.verdict(survey, candidates) !== 'yes') return { kind: 'nothing' };
    const result = await workspace.read(uri);
    // Nobody asked about most files; that one of them is too large or no text is nobody's concern.
    if (result.kind !== 'text') return { kind: 'nothing' };
    const { text } = result;
    if (surveyor.verdict(survey, candidates, { text, language: languageOf(kind, text) }) !== 'yes') return { kind: 'nothing' };
    const whole = await parsedWhole(uri, folder, text);
    return whole ? { kind: 'record', record: whole.record, whole } : { kind: 'nothing' };
  });

  /** What a plain search finds of a module on the disk. */
  const headerOf = (uri: string): Promise<PythonHeader | undefined> => workspace.withBytes(uri, (bytes) => readPythonHeader(bytes, modules.roots));

  const readHeader: WorkspaceReader['readHeader'] = async (uri) => {
    const header = await headerOf(uri);
    if (header) modules.setHeader(uri, header);
    return provingImports(header);
  };

  const readWhole: WorkspaceReader['readWhole'] = ({ uri, languages, ...passes }, folder) => contained<WholeFile | undefined>(uri, () => ({ record: skippedRecord(uri, folder, internalError), file: undefined, facts: [] }), async () => {
    const result = await workspace.read(uri);
    // Nobody asked about most files; that one of them is too large or no text is nobody's concern.
    if (result.kind !== 'text') return undefined;
    // At Python modules somebody has looked already: others may want them whatever is found in them.
    const matters = languages.some((language) => language === 'python' || surveyor.mayMatter(passes, result.text, language));
    return matters ? parsedWhole(uri, folder, result.text, languages) : undefined;
  });

  return {
    parse: parseText,
    fromParsed,
    look,
    readForProof: (uri, folder) => contained(uri, () => undefined, async () => {
      const kind = fileKind(uri, migrations);
      const result = await workspace.read(uri);
      if (!kind || result.kind !== 'text') return undefined;
      await grammars.ensure(uri, kind.language);
      const parsed = parseText(uri, result.text);
      return parsed && { ...emptyRecord(uri, folder, false), facts: sharedFacts(factsOf(parsed, analyses.alone(parsed))), documents: classify(parsed, migrations) };
    }),
    evidence: async (uri) => {
      const survey = await look(uri);
      return survey ? surveyor.evidence(survey) : [];
    },
    readLooked,
    readHeader,
    read: (uri, folder, candidates) => contained<ReadFile>(uri, () => failed(uri, folder), async () => {
      const kind = fileKind(uri, migrations);
      const proves = isProofByName(uri, migrationsAt(migrations, uri));
      if (!kind && !proves) return { kind: 'nothing' };
      if (kind?.role === 'file' && !proves) {
        const survey = await look(uri);
        if (!survey) return { kind: 'nothing' };
        if (survey.language === 'python') await readHeader(uri);
        return readLooked(uri, folder, survey, candidates);
      }
      const result = await workspace.read(uri);
      if (result.kind === 'missing') return { kind: 'nothing' };
      if (!kind) return { kind: 'record', record: sampleRecord(uri, folder, []) };
      if (result.kind === 'skipped') return skipped(uri, folder, result.reason);
      const survey = isForeign(uri, result.text, migrations) && !proves ? await look(uri, kind.language) : undefined;
      if (survey) return { kind: 'foreign', survey };
      const whole = await parsedWhole(uri, folder, result.text);
      return whole ? { kind: 'record', record: whole.record, whole } : { kind: 'nothing' };
    }),
    chooseModule,
    learn,
    readWhole,
    readModule: (uri, folder, survey, candidates) => contained(uri, () => undefined, async () => {
      const { use, ...passes } = await chooseModule(uri, survey, candidates);
      if (use === 'findings') return (await readWhole({ uri, languages: ['python'], ...passes }, folder))?.record;
      if (use === 'others') await learn(uri);
      return proofRecord(uri, folder, provingImports(await headerOf(uri)));
    }),
    readProof: (uri, folder) => contained(uri, () => undefined, async () => proofRecord(uri, folder, provingImports(await headerOf(uri)))),
    readSample: (uri) => contained(uri, () => undefined, async () => {
      const result = await workspace.read(uri);
      if (result.kind !== 'text' || result.text.length > maxSampleLength) return undefined;
      if (!uri.endsWith('.py')) return dataFieldTypes(baseName(uri), result.text);
      await grammars.ensure(uri, 'python');
      const tree = grammars.parsers('python')?.parse(result.text);
      return tree && annotationFieldTypes(tree.root);
    }),
  };

  function provingImports(header: PythonHeader | undefined): readonly ImportFact[] {
    return [...modules.roots].flatMap((module): ImportFact[] => {
      const start = header?.imports.get(module);
      return start === undefined ? [] : [{ kind: 'import', ecosystem: 'pypi', module, range: { start, end: start } }];
    });
  }
}

/** The language of a text. YAML with template marks that is no YAML is a template. Documents of a system stay what they are named. */
export function languageOf({ language, role }: FileKind, text: string): ParsedFile['language'] {
  if (language !== 'yaml' || role === 'document' || !/\{\{|\{%/.test(text)) return language;
  return problemsOf(parse('', text, 'yaml')).length > 0 ? 'template' : 'yaml';
}

async function filter<T>(all: readonly T[], passes: (one: T) => Promise<boolean>): Promise<readonly T[]> {
  const left: T[] = [];
  for (const one of all) if (await passes(one)) left.push(one);
  return left;
}

const internalError = 'an internal error; the log names it';

function failed(uri: string, folder: string): ReadFile {
  return skipped(uri, folder, internalError);
}

function skipped(uri: string, folder: string, reason: string): ReadFile {
  return { kind: 'record', record: skippedRecord(uri, folder, reason) };
}
