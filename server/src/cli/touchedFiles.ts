import { decodeText, readTextFile } from '../node/readTextFile.ts';
import { uriOfPath } from '../node/uris.ts';
import type { TextProblem } from '../service/textCheck.ts';
import { type FileState, listRuns, originalsOf } from '../service/transaction/index.ts';
import type { CliEnvironment, CommandEnvironment } from './environment.ts';
import type { Project } from './project.ts';

/** A file that runs have changed, and how it is now. */
export interface TouchedFile {
  /** Absolute. */
  readonly path: string;
  /** The last run that changed it. */
  readonly run: string;
  /** What that run's journal says about its bytes. */
  readonly state: FileState;
  /** What is wrong with it now and was not before the first of the runs. */
  readonly problems: readonly TextProblem[];
  /** Why it could not be read. */
  readonly unreadable?: string;
}

interface Touched {
  readonly root: string;
  readonly path: string;
  readonly state: FileState;
  /** Newest first. */
  readonly runs: readonly string[];
}

/** The files of all runs that are in effect, in the targets, each compared with what it was before the first of them. */
export async function checkTouchedFiles(project: Project, environment: CommandEnvironment): Promise<readonly TouchedFile[]> {
  const touched = new Map<string, Touched>();
  for (const root of project.folders) {
    for (const run of await listRuns(root, environment.transactions)) {
      if (run.state === 'restored') continue;
      for (const { path, state } of run.files) {
        if (!project.inTargets(path)) continue;
        const known = touched.get(path);
        touched.set(path, known === undefined ? { root, path, state, runs: [run.id] } : { ...known, runs: [...known.runs, run.id] });
      }
    }
  }
  const opened = new Map<string, Awaited<ReturnType<typeof originalsOf>>>();
  const originalOf: ReadOriginal = async (root, id, path) => {
    const originals = opened.get(id) ?? await originalsOf(root, id, environment.transactions);
    opened.set(id, originals);
    return originals(path);
  };
  const checked: TouchedFile[] = [];
  const files = [...touched.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const [index, file] of files.entries()) {
    environment.progress.update('Checking', index, files.length);
    checked.push(await check(file, originalOf, environment));
  }
  environment.progress.clear();
  return checked;
}

type ReadOriginal = (root: string, id: string, path: string) => Promise<Uint8Array | undefined>;

async function check({ root, path, state, runs: [last = '', ...older] }: Touched, originalOf: ReadOriginal, environment: CliEnvironment): Promise<TouchedFile> {
  const now = readTextFile(path);
  // Nobody has to keep a file that an upgrade has changed.
  if (now.kind === 'missing') return { path, run: last, state, problems: [] };
  if (now.kind === 'skipped') return { path, run: last, state, problems: [], unreadable: now.reason };
  const uri = uriOfPath(path);
  const bytes = await originalOf(root, older.at(-1) ?? last, path);
  const original = bytes === undefined ? undefined : decodeText(bytes);
  const before = original?.kind === 'text' ? await environment.checkText(uri, original.text) : [];
  return { path, run: last, state, problems: newProblems(before, await environment.checkText(uri, now.text)) };
}

/** The problems of a text beyond those that its original had, however far those have moved. */
function newProblems(before: readonly TextProblem[], after: readonly TextProblem[]): TextProblem[] {
  const known = before.map(keyOf);
  return after.filter((problem) => {
    const index = known.indexOf(keyOf(problem));
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

function keyOf({ kind, message }: TextProblem): string {
  return `${kind} ${message}`;
}
