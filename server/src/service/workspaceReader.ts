import type { Classification, Migration } from '../analysis/migration.ts';
import { factsOf } from '../facts/factsOf.ts';
import { environmentFileRole } from '../facts/environmentFiles.ts';
import type { Fact } from '../facts/facts.ts';
import { annotationFieldTypes, dataFieldTypes } from '../facts/fieldTypes.ts';
import { packageFacts } from '../facts/packages.ts';
import { parse, problemsOf, refusalOf } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { createCodeParser, type CodeParser } from '../syntax/treeSitter.ts';
import { baseName, directory } from '../text/uri.ts';
import { fileKind } from './fileKinds.ts';
import type { FileRecord } from './projectIndex.ts';
import type { GrammarLoader, Logger, Workspace } from './workspace.ts';

/** Larger samples are data sets, not examples of an input. In UTF-16 units. */
const maxSampleLength = 256 * 1024;

/** Turns files into index records: reads, parses, extracts facts. */
export interface WorkspaceReader {
  /**
   * A record from a text that is at hand; `undefined` for a file that nobody looks at. Also gives the tree, for reuse: as
   * `previous` of the next call, it makes that one faster.
   */
  fromText(uri: string, folder: string, text: string, version: number | undefined, ignoredByGit: boolean | undefined, previous?: ParsedFile): { readonly record: FileRecord; readonly parsed: ParsedFile } | undefined;
  /** Reads a document or manifest; `undefined` when it is gone or nobody looks at it. */
  read(uri: string, folder: string): Promise<FileRecord | undefined>;
  /** Reads data or code for the types of its fields; `undefined` when it says nothing. */
  readSample(uri: string, folder: string): Promise<FileRecord | undefined>;
}

/** Makes the reader of one service. */
export function createWorkspaceReader(workspace: Workspace, migrations: readonly Migration[], grammars: GrammarLoader, logger: Logger): WorkspaceReader {
  let python: Promise<CodeParser | undefined> | undefined;
  // Loaded when the first Python sample is met: most workspaces never need it.
  const pythonParser = (): Promise<CodeParser | undefined> => python ??= Promise.all([grammars.engine(), grammars.load('python')])
    .then(([engine, grammar]) => createCodeParser(engine, grammar))
    .catch((error: unknown) => {
      logger.warn(`Python type annotations are not read, because the grammar could not be loaded: ${String(error)}`);
      return undefined;
    });

  const fromText: WorkspaceReader['fromText'] = (uri, folder, text, version, ignoredByGit, previous) => {
    const kind = fileKind(baseName(uri), migrations);
    if (kind?.kind !== 'document') return undefined;
    const parsed = parse(uri, text, kind.language, { previous });
    const refused = refusalOf(parsed) === undefined ? undefined : problemsOf(parsed)[0]?.message;
    const documents = classify(parsed, migrations);
    const record: FileRecord = {
      uri, directory: directory(uri), folder, kind: 'document', text, version, language: kind.language, facts: factsOf(parsed), documents, ignoredByGit, skipped: refused,
    };
    return { record, parsed };
  };

  /** One file that brings the extraction of facts down must not end the scan of all the others. */
  const contained = async (uri: string, folder: string, read: () => Promise<FileRecord | undefined>): Promise<FileRecord | undefined> => {
    try {
      return await read();
    } catch (error) {
      logger.error(`${uri} could not be read into the index and was left out. ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      const kind = fileKind(baseName(uri), migrations);
      return kind && skippedRecord(uri, folder, kind, 'an internal error; the log names it');
    }
  };

  return {
    fromText,
    read: (uri, folder) => contained(uri, folder, async () => {
      const fileName = baseName(uri);
      const kind = fileKind(fileName, migrations);
      if (!kind || kind.kind === 'sample') return undefined;
      const result = await workspace.read(uri);
      if (result.kind === 'missing') return undefined;
      if (result.kind === 'skipped') return skippedRecord(uri, folder, kind, result.reason);
      if (kind.kind === 'manifest') return plainRecord(uri, folder, 'manifest', packageFacts(fileName, result.text));
      const role = environmentFileRole(fileName);
      const ignored = role === 'base' || role === 'overlay' ? await workspace.ignoredByGit(uri) : undefined;
      return fromText(uri, folder, result.text, undefined, ignored)?.record;
    }),
    readSample: (uri, folder) => contained(uri, folder, async () => {
      const result = await workspace.read(uri);
      if (result.kind !== 'text' || result.text.length > maxSampleLength) return undefined;
      if (!uri.endsWith('.py')) return plainRecord(uri, folder, 'sample', dataFieldTypes(baseName(uri), result.text));
      const tree = (await pythonParser())?.parse(result.text);
      if (!tree) return undefined;
      return plainRecord(uri, folder, 'sample', annotationFieldTypes(tree.root));
    }),
  };
}

/** A record of a file that could not be analysed: counted, and explained where somebody asks. */
export function skippedRecord(uri: string, folder: string, kind: NonNullable<ReturnType<typeof fileKind>>, reason: string): FileRecord {
  return { ...plainRecord(uri, folder, kind.kind, []), skipped: reason };
}

function plainRecord(uri: string, folder: string, kind: FileRecord['kind'], facts: readonly Fact[]): FileRecord {
  return { uri, directory: directory(uri), folder, kind, text: undefined, version: undefined, language: undefined, facts, documents: new Map(), ignoredByGit: undefined, skipped: undefined };
}

function classify(file: ParsedFile, migrations: readonly Migration[]): FileRecord['documents'] {
  const fileName = baseName(file.uri);
  const documents = new Map<string, { type: string; classification: Classification }>();
  for (const migration of migrations) {
    const type = migration.documents.find(({ language, matchesName }) => language === file.language && matchesName(fileName));
    if (type) documents.set(migration.id, { type: type.id, classification: type.classify(file) });
  }
  return documents;
}
