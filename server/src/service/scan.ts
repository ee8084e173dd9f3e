import type { Migration } from '../analysis/migration.ts';
import { baseName, directory, isWithin } from '../text/uri.ts';
import { isProofByName, isSample, kindByName } from './fileKinds.ts';
import type { ScanOptions, ScanSummary } from './languageService.ts';
import { migrationsAt } from './migrationsAt.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import type { Workspace, WorkspaceFolder } from './workspace.ts';
import { sampleRecord, skippedRecord, type WorkspaceReader } from './workspaceReader.ts';

interface ScanJob {
  readonly workspace: Workspace;
  readonly reader: WorkspaceReader;
  readonly index: ProjectIndex;
  readonly migrations: readonly Migration[];
  readonly folder: WorkspaceFolder;
  readonly exclude: readonly string[];
  /** Counts of the folders before this one, for the progress. */
  readonly before: { readonly files: number; readonly scanned: number };
  readonly signal: ScanOptions['signal'] | undefined;
  readonly onProgress: ScanOptions['onProgress'] | undefined;
}

/** A pack has a few samples; a folder with thousands of data files is a data set. */
const maxSamplesPerFolder = 200;

/**
 * Reads one folder into the index: first every file by its own text, then the Python modules that matter only because of
 * others, then the samples that some document asks for.
 */
export async function scanFolder(job: ScanJob): Promise<ScanSummary> {
  const { workspace, reader, index, folder, exclude, signal, onProgress, before } = job;
  const migrations = migrationsAt(job.migrations, folder.uri);
  const skipped: { uri: string; reason: string }[] = [];
  const seen = new Set<string>();
  const samples: string[] = [];
  const modules: string[] = [];
  let files = 0;
  let scanned = 0;
  const accepts = (path: string): boolean => {
    return kindByName(path, migrations) !== undefined || isProofByName(path, migrations) || isSample(path);
  };
  for await (const listed of workspace.list(folder, { exclude, accepts, ...(signal ? { signal } : {}) })) {
    if (signal?.aborted) return { files, scanned, skipped, cancelled: true };
    const { uri } = listed;
    if (listed.kind === 'file' && isSample(baseName(uri))) samples.push(uri);
    const role = kindByName(uri, migrations)?.role ?? (isProofByName(uri, migrations) ? 'file' : undefined);
    if (role === undefined || (listed.kind === 'skipped' && role === 'file')) continue;
    files++;
    const read = listed.kind === 'skipped' ? { kind: 'record' as const, record: skippedRecord(uri, folder.uri, listed.reason) } : await reader.read(uri, folder.uri);
    if (read.kind === 'perhaps') modules.push(uri);
    else if (read.kind === 'record') keep(index, read.record, seen);
    if (read.kind === 'record' && read.record.skipped !== undefined) skipped.push({ uri, reason: read.record.skipped });
    else scanned++;
    onProgress?.({ scanned: before.scanned + scanned, found: before.files + files });
  }
  for (const uri of modules) {
    if (signal?.aborted) return { files, scanned, skipped, cancelled: true };
    const record = await reader.readModule(uri, folder.uri);
    if (record) keep(index, record, seen);
  }
  if (signal?.aborted) return { files, scanned, skipped, cancelled: true };
  await reader.readNeighbours(modules, folder.uri);
  await scanSamples(job, samples, seen);
  if (signal?.aborted) return { files, scanned, skipped, cancelled: true };
  index.retain(folder.uri, seen);
  return { files, scanned, skipped, cancelled: false };
}

/** Takes a record into the index. Of an open file the editor's text counts; but it does not know what git ignores. */
function keep(index: ProjectIndex, record: FileRecord, seen: Set<string>): void {
  seen.add(record.uri);
  const current = index.get(record.uri);
  if (current?.version === undefined) index.set(record);
  else if (current.ignoredByGit !== record.ignoredByGit) index.set({ ...current, ignoredByGit: record.ignoredByGit });
}

async function scanSamples({ reader, index, folder, signal }: ScanJob, samples: readonly string[], seen: Set<string>): Promise<void> {
  const wanting = index.files().filter((record) => record.folder === folder.uri
    && [...record.documents.values()].some(({ classification }) => classification.kind === 'ours' && classification.wantsFieldTypes === true));
  const read = new Set<string>();
  for (const document of wanting) {
    const home = directory(document.uri);
    // A workspace whose root is the pack's folder would make every file of the repository a sample of it.
    const near = samples.filter((uri) => isWithin(home, uri) && uri !== document.uri).slice(0, maxSamplesPerFolder);
    for (const uri of near) {
      if (signal?.aborted) return;
      if (read.has(uri)) continue;
      read.add(uri);
      const known = index.get(uri);
      if (known && (known.version !== undefined || known.documents.size > 0)) continue;
      const facts = await reader.readSample(uri);
      if (!facts) continue;
      seen.add(uri);
      index.set(known ? { ...known, facts: [...known.facts.filter(({ kind }) => kind !== 'fieldType'), ...facts] } : sampleRecord(uri, folder.uri, facts));
    }
  }
}
