import { evidenceShown } from './detection.ts';
import type { FileSurvey } from './fileSurvey.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import type { PythonModules } from './pythonModules.ts';
import type { WorkspaceReader } from './workspaceReader.ts';

/** A module in which nothing is found by itself. */
export interface LookedModule {
  readonly uri: string;
  readonly survey: FileSurvey;
  /** Whether a rule about classes may find something in it, if it has to do with one. */
  readonly mentions: boolean;
}

/** What reading the Python modules of a folder takes. */
export interface ModuleScan {
  readonly reader: WorkspaceReader;
  readonly modules: PythonModules;
  readonly index: ProjectIndex;
  /** Top-level packages whose import proves a system; `isLent`: its proofs count in other projects, too. */
  readonly roots: readonly { readonly module: string; readonly isLent: boolean }[];
  /** URI of the folder. */
  readonly folder: string;
  readonly stopped: () => boolean;
  readonly keep: (record: FileRecord) => void;
}

/** Reads the modules that matter only because of others. */
export async function readPythonModules(scan: ModuleScan, files: readonly LookedModule[]): Promise<void> {
  const { reader, folder, stopped, keep } = scan;
  const { read, left } = await readHeaders(scan, files);
  for (const { uri, mentions } of read) {
    if (stopped()) return;
    const record = await reader.readModule(uri, folder, mentions);
    if (record) keep(record);
  }
  await readProofs(scan, left);
  if (!stopped()) await reader.readNeighbours(files.map(({ uri }) => uri), folder);
}

/**
 * Reads the headers of modules that may name something of what is known to matter; each of them may make more names matter, so it goes on until none does.
 * Most modules are not read: what they name is nobody's concern.
 */
async function readHeaders({ reader, modules, stopped }: ModuleScan, files: readonly LookedModule[]): Promise<{ readonly read: readonly LookedModule[]; readonly left: readonly LookedModule[] }> {
  const asked = new Set<string>();
  const read: LookedModule[] = [];
  let waiting = files;
  for (;;) {
    const fresh = [...modules.openNames()].filter((name) => !asked.has(name));
    if (fresh.length === 0 || waiting.length === 0) return { read, left: waiting };
    for (const name of fresh) asked.add(name);
    const others: LookedModule[] = [];
    for (const file of waiting) {
      if (stopped()) return { read, left: [] };
      if (mayMention(file.survey, fresh)) {
        await reader.readHeader(file.uri);
        read.push(file);
      } else others.push(file);
    }
    waiting = others;
  }
}

/**
 * Reads modules that do no more than prove that their project uses a system. Of each project as many as are shown as evidence: where every file
 * imports the system, the first ones say it all. Where evidence is lent to other projects, each folder with some of it counts.
 */
async function readProofs({ reader, index, roots, folder, stopped, keep }: ModuleScan, files: readonly LookedModule[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { uri, survey } of files) {
    if (stopped()) return;
    const project = index.rootOf(uri, folder);
    const open = roots.filter(({ module, isLent }) => (isLent || (counts.get(`${module} ${project}`) ?? 0) < evidenceShown) && mayMention(survey, [module]));
    const record = open.length > 0 ? await reader.readProof(uri, folder) : undefined;
    if (!record) continue;
    keep(record);
    for (const { module } of open) if (record.facts.some((fact) => fact.kind === 'import' && fact.module === module)) counts.set(`${module} ${project}`, (counts.get(`${module} ${project}`) ?? 0) + 1);
  }
}

function mayMention({ header }: FileSurvey, names: readonly string[]): boolean {
  return header === undefined || names.some((name) => (name === '*' ? header.hasStar : header.names.mayHave(name)));
}
