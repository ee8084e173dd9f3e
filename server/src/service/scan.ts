import type { Migration } from '../analysis/migration.ts';
import { baseName, directory, isWithin } from '../text/uri.ts';
import { fileKind } from './fileKinds.ts';
import type { ScanOptions, ScanSummary } from './languageService.ts';
import type { ProjectIndex } from './projectIndex.ts';
import type { Workspace, WorkspaceFolder } from './workspace.ts';
import { skippedRecord, type WorkspaceReader } from './workspaceReader.ts';

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

/** Reads one folder into the index: documents and manifests first, then the samples that some document asks for. */
export async function scanFolder(job: ScanJob): Promise<ScanSummary> {
  const { workspace, reader, index, migrations, folder, exclude, signal, onProgress, before } = job;
  const skipped: { uri: string; reason: string }[] = [];
  const seen = new Set<string>();
  const samples: string[] = [];
  let files = 0;
  let scanned = 0;
  const accepts = (path: string): boolean => fileKind(path.slice(path.lastIndexOf('/') + 1), migrations) !== undefined;
  for await (const listed of workspace.list(folder, { exclude, accepts, ...(signal ? { signal } : {}) })) {
    if (signal?.aborted) return { files, scanned, skipped, cancelled: true };
    const kind = fileKind(baseName(listed.uri), migrations);
    if (!kind) continue;
    if (kind.kind === 'sample') {
      if (listed.kind === 'file') samples.push(listed.uri);
      continue;
    }
    files++;
    seen.add(listed.uri);
    const open = index.get(listed.uri)?.version !== undefined;
    const record = listed.kind === 'skipped' ? skippedRecord(listed.uri, folder.uri, kind, listed.reason) : await reader.read(listed.uri, folder.uri);
    if (record?.skipped !== undefined) skipped.push({ uri: listed.uri, reason: record.skipped });
    else if (record) scanned++;
    // The editor's text counts; but it does not know what git ignores.
    const current = index.get(listed.uri);
    if (current && (open || current.version !== undefined)) {
      if (record && current.ignoredByGit !== record.ignoredByGit) index.set({ ...current, ignoredByGit: record.ignoredByGit });
    } else if (record) {
      index.set(record);
    }
    onProgress?.({ scanned: before.scanned + scanned, found: before.files + files });
  }
  await scanSamples(job, samples, seen);
  if (signal?.aborted) return { files, scanned, skipped, cancelled: true };
  index.retain(folder.uri, seen);
  return { files, scanned, skipped, cancelled: false };
}

async function scanSamples({ reader, index, folder, signal }: ScanJob, samples: readonly string[], seen: Set<string>): Promise<void> {
  const wanting = index.documents().filter((record) => record.folder === folder.uri
    && [...record.documents.values()].some(({ classification }) => classification.kind === 'ours' && classification.wantsFieldTypes === true));
  for (const document of wanting) {
    const home = directory(document.uri);
    // A workspace whose root is the pack's folder would make every file of the repository a sample of it.
    const near = samples.filter((uri) => isWithin(home, uri) && uri !== document.uri).slice(0, maxSamplesPerFolder);
    for (const uri of near) {
      if (signal?.aborted) return;
      if (seen.has(uri)) continue;
      seen.add(uri);
      const record = await reader.readSample(uri, folder.uri);
      if (record) index.set(record);
    }
  }
}
