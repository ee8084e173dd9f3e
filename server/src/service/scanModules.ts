import type { ImportFact } from '../facts/facts.ts';
import { isPackage } from '../facts/python/modulePath.ts';
import { releaseSearchMemory } from '../text/byteSearch/byteSearch.ts';
import { nameQuery } from '../text/byteSearch/nameFilter.ts';
import { evidenceShown } from './detection.ts';
import type { FileReadingParts } from './fileReading.ts';
import { proofRecord } from './fileRecords.ts';
import type { FileSurvey, Passes, Verdict } from './fileSurvey.ts';
import type { FileTask } from './helpers/helperTypes.ts';
import { moduleNeighbours } from './moduleNeighbours.ts';
import type { ProjectCandidates } from './projectCandidates.ts';

/** A module of which the bytes were looked at. */
export interface LookedModule {
  readonly uri: string;
  readonly survey: FileSurvey;
  readonly verdict: Verdict;
}

/** What reading the Python modules of a folder takes. */
export interface ModuleScan extends FileReadingParts {
  /** Takes in what others see of modules, in whatever order. */
  readonly learn: (uris: readonly string[]) => Promise<void>;
  /** Migrations that may have anything to do with the projects of the folder. */
  readonly candidates: ProjectCandidates;
  /** Top-level packages whose import proves a system; `isLent`: its proofs count in other projects, too. */
  readonly roots: readonly { readonly module: string; readonly isLent: boolean }[];
}

/** A module of which the header was read. */
interface ModuleWithHeader extends LookedModule {
  /** What it proves by its imports. */
  readonly imports: readonly ImportFact[];
}

/**
 * Reads the headers of the modules that may matter. What the modules of the folder prove is in the index then, but for what they import inside of functions.
 */
export async function readModuleHeaders(scan: ModuleScan, files: readonly LookedModule[]): Promise<LookedModule[]> {
  const { folder: { uri: folder }, keep } = scan;
  const { read, left } = await readHeaders(scan, files);
  await readProofs(scan, left);
  // Of those that are still to be read, too: their project must be known for what it is before the first findings are made.
  for (const { uri, imports } of read) {
    const record = proofRecord(uri, folder, imports);
    if (record) keep(record);
  }
  return read;
}

/**
 * Finds out which Python modules are to be parsed, and for what: of those with a known header (`read`) the ones that rules may find something in and those that others get something
 * from. What others see of packages is known then. In the order in which to read them. `read` and `files` are emptied: what was seen of tens of thousands of modules takes much memory.
 */
export async function chooseModules(scan: ModuleScan, read: LookedModule[], files: LookedModule[]): Promise<readonly FileTask[]> {
  const { reader, candidates, modules, crew, stopped } = scan;
  const wanted = new Map<string, Passes>();
  const parsed: string[] = [];
  for (const { uri, survey } of read) {
    if (stopped()) return [];
    const { use, ...passes } = await reader.chooseModule(uri, survey, candidates.of(uri));
    if (use === 'findings') wanted.set(uri, passes);
    if (use !== 'proof') parsed.push(uri);
    // Helpers have other files to read meanwhile, and wait for the next ones.
    await crew.pause();
  }
  const all = files.map(({ uri }) => uri);
  files.length = 0;
  read.length = 0;
  // All files are looked at, and all headers read.
  releaseSearchMemory();
  // Packages first: each of their modules asks for them, and most of them import their modules.
  await scan.learn([...neighboursOf(scan, parsed, all), ...parsed.filter(isPackage)]);
  if (stopped()) return [];
  // Through packages, too, that are known already: what they hand on comes before those that ask them for it.
  const ordered = modules.inImportOrder(parsed);
  modules.forgetReached();
  return ordered.filter((uri) => wanted.has(uri) || !isPackage(uri)).map((uri): FileTask => {
    const passes = wanted.get(uri);
    return passes ? { uri, languages: ['python'], ...passes } : { uri, languages: [], rules: [], mayProve: false };
  });
}

/** Modules that are not to be parsed for themselves, but because of where they lie. */
function neighboursOf({ modules, folder }: ModuleScan, parsed: readonly string[], all: readonly string[]): readonly string[] {
  const known = new Set([...modules.known, ...parsed]);
  const others = all.filter((uri) => !known.has(uri));
  return moduleNeighbours(known, others, folder.uri, modules.models.families.map(({ module }) => module), (uri) => modules.isSource(uri));
}

/**
 * Reads the headers of modules that rules may find something in, and of those that may name something of what is known to matter; each of them may
 * make more names matter, so it goes on until none does. Most modules are not read: what they name is nobody's concern.
 */
async function readHeaders({ reader, modules, stopped }: ModuleScan, files: readonly LookedModule[]): Promise<{ readonly read: ModuleWithHeader[]; readonly left: readonly LookedModule[] }> {
  const asked = new Set<string>();
  const read: ModuleWithHeader[] = [];
  const readOne = async (file: LookedModule): Promise<void> => { read.push({ ...file, imports: await reader.readHeader(file.uri) }); };
  let waiting: readonly LookedModule[] = files.filter(({ verdict }) => verdict !== 'yes');
  for (const file of files) {
    if (stopped()) return { read, left: [] };
    if (file.verdict === 'yes') await readOne(file);
  }
  for (;;) {
    const fresh = [...modules.openNames()].filter((name) => !asked.has(name));
    if (fresh.length === 0 || waiting.length === 0) return { read, left: waiting };
    for (const name of fresh) asked.add(name);
    const others: LookedModule[] = [];
    const query = nameQuery(fresh.filter((name) => name !== '*'));
    const withStar = fresh.includes('*');
    for (const file of waiting) {
      if (stopped()) return { read, left: [] };
      const { header } = file.survey;
      if (header === undefined || (withStar && header.hasStar) || header.names.mayHaveAny(query)) await readOne(file);
      else others.push(file);
    }
    waiting = others;
  }
}

/**
 * Reads modules that do no more than prove that their project uses a system. Of each project as many as are shown as evidence: where every file
 * imports the system, the first ones say it all. Where evidence is lent to other projects, each folder with some of it counts.
 */
async function readProofs({ reader, index, roots, folder: { uri: folder }, stopped, keep }: ModuleScan, files: readonly LookedModule[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { uri, survey } of files) {
    if (stopped()) return;
    const project = index.rootOf(uri, folder);
    const open = roots.filter(({ module, isLent }) => (isLent || (counts.get(`${module} ${project}`) ?? 0) < evidenceShown) && survey.header?.names.mayHave(module) !== false);
    const record = open.length > 0 ? await reader.readProof(uri, folder) : undefined;
    if (!record) continue;
    keep(record);
    for (const { module } of open) if (record.facts.some((fact) => fact.kind === 'import' && fact.module === module)) counts.set(`${module} ${project}`, (counts.get(`${module} ${project}`) ?? 0) + 1);
  }
}
