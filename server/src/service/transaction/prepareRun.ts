import type { Disk } from './disk.ts';
import { attempt, ensureFolder, removeIfThere } from './diskSteps.ts';
import type { JournalFile } from './journal.ts';
import { originalPath, type RunPlace, stagedPath } from './layout.ts';
import { changedMeanwhile } from './moveIntoPlace.ts';
import { Refusal } from './refusal.ts';
import { checkWritable, findTarget, fingerprint, isSame, readIfSized, type Target } from './target.ts';
import { bytesOfText, hasByteOrderMark } from './textBytes.ts';
import type { TransactionHost } from './transactionHost.ts';
import type { RunFile, RunFileResult, RunRequest } from './transactionTypes.ts';

/** A file whose original is kept and whose new bytes are staged. */
export interface PreparedFile {
  readonly request: RunFile;
  readonly target: Target;
  readonly journal: JournalFile;
}

export interface Preparation {
  readonly files: readonly PreparedFile[];
  /** What became of the others already, by path. */
  readonly results: Map<string, RunFileResult>;
  readonly stopped: boolean;
}

/**
 * Keeps the original of each file and stages its new bytes, file by file, so that no more than one of them is in memory. Files that
 * are left alone get their result. Rejects when the run's own folder cannot be written to: then nothing of the run may go on.
 */
export async function prepareRun(request: RunRequest, place: RunPlace, host: TransactionHost): Promise<Preparation> {
  const { disk } = host;
  for (const folder of [place.originals, place.staged]) await ensureFolder(folder, 0o700, disk);
  const files: PreparedFile[] = [];
  const results = new Map<string, RunFileResult>();
  const taken = new Set<string>();
  for (const [index, file] of request.files.entries()) {
    if (request.signal?.aborted === true) return { files, results, stopped: true };
    const looked = await lookAt(file, request, taken, host);
    if ('outcome' in looked) results.set(file.path, looked);
    else {
      taken.add(looked.target.path);
      files.push({ request: file, target: looked.target, journal: await stage(file, index, looked, request, place, host) });
    }
    request.onProgress?.({ done: index + 1, total: 2 * request.files.length, path: file.path });
  }
  for (const folder of [place.originals, place.staged, place.folder, disk.parent(place.folder)]) await disk.syncFolder(folder);
  return { files, results, stopped: request.signal?.aborted === true };
}

interface Looked {
  readonly target: Target;
  readonly original: Uint8Array;
  readonly after: Uint8Array;
}

/** The target of a file with its bytes, or why it is left alone. */
async function lookAt(file: RunFile, { root, roots = [] }: RunRequest, taken: ReadonlySet<string>, host: TransactionHost): Promise<Looked | RunFileResult> {
  const { disk } = host;
  const result = (outcome: RunFileResult['outcome'], reason?: string): RunFileResult => ({ path: file.path, outcome, ...(reason === undefined ? {} : { reason }) });
  try {
    const inside = disk.relative(root, file.path);
    if (inside === undefined || inside === '') return result('refused', 'It lies outside of the checked folder.');
    const target = await findTarget(file.path, [root, ...roots], disk);
    if (target === undefined) return result('refused', 'It was deleted after it was read. Run the command again.');
    if (taken.has(target.path)) return result('refused', 'It is a symbolic link to another file of this run. Run the command again.');
    if (file.via === 'disk') await checkWritable(target, disk);
    const original = await readExpected(file.before, target, disk);
    if (original === undefined) return result('refused', changedMeanwhile);
    const after = bytesOfText(file.after, hasByteOrderMark(original));
    return isSame(fingerprint(original, host), fingerprint(after, host)) ? result('unchanged') : { target, original, after };
  } catch (error) {
    if (error instanceof Refusal) return result('refused', error.message);
    return result('failed', `It could not be written: ${disk.describeError(error)}. The file is as it was.`);
  }
}

/** The bytes of the file if they are this text, with or without a byte order mark. */
async function readExpected(text: string, target: Target, disk: Disk): Promise<Uint8Array | undefined> {
  const plain = bytesOfText(text, false);
  const bytes = await readIfSized(target, [plain.length, plain.length + 3], disk);
  if (bytes === undefined) return undefined;
  const expected = hasByteOrderMark(bytes) ? bytesOfText(text, true) : plain;
  return bytes.length === expected.length && bytes.every((byte, index) => byte === expected[index]) ? bytes : undefined;
}

async function stage(file: RunFile, slot: number, { target, original, after }: Looked, request: RunRequest, place: RunPlace, host: TransactionHost): Promise<JournalFile> {
  const { disk } = host;
  try {
    await disk.create(originalPath(place, slot, disk), original, 0o600);
    if (file.via === 'disk') await disk.create(stagedPath(place, slot, disk), after, 0o600);
  } catch (error) {
    // Frees the space for the message and the clean-up at once.
    await attempt(() => removeIfThere(stagedPath(place, slot, disk), disk));
    throw describeShortage(error, request, place, disk);
  }
  return {
    path: disk.relative(request.root, file.path) ?? '', slot, via: file.via, mode: target.entry.mode,
    before: fingerprint(original, host), after: fingerprint(after, host), changes: file.changes,
  };
}

/** A full disk is worth the number of bytes that are needed. */
function describeShortage(error: unknown, { files }: RunRequest, place: RunPlace, disk: Disk): unknown {
  const code = disk.errorCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  const bytes = files.reduce((sum, { before, after, via }) => sum + bytesOfText(before, true).length + (via === 'disk' ? bytesOfText(after, true).length : 0), 0);
  return new Error(`${disk.describeError(error)}; about ${bytes} bytes are needed in ${place.folder} for the originals and the new texts`, { cause: error });
}
