import { isRead } from '../fileReports.ts';
import type { Project } from '../projectIndex.ts';
import { createReadComparison, type ProjectReads } from '../projectReads.ts';
import type { ProjectState } from '../projectStates.ts';
import { pythonDependents } from '../pythonDependents.ts';
import type { ServiceState } from '../serviceState.ts';

/**
 * Puts new texts (by URI) into a state, and gives the files whose findings may be others now: those with a new text, Python files that name
 * something of a module that looks different, and files whose rules asked something (`reads`, by URI) that has another answer. `pause` is
 * awaited between files and tells whether to stop; what is given then is of no use.
 */
export async function applyTexts(
  state: ServiceState, texts: ReadonlyMap<string, string>, reads: ReadonlyMap<string, ProjectReads>, pause: () => Promise<boolean>,
): Promise<ReadonlySet<string>> {
  const { index, modules, reader, reports, states } = state;
  const before = new Map(index.projects().map((project) => [project.root, states.of(project)]));
  const names = new Set<string>();
  for (const [uri, text] of texts) {
    if (await pause()) return new Set();
    const old = index.get(uri);
    if (!old || !isRead(old)) continue;
    const { folder, version = 0, ignoredByGit } = old;
    // With a version it counts as open: its facts are found with all other modules at hand.
    const { record, changedNames } = reader.fromParsed(reports.parse(old, text), { folder, version, ignoredByGit });
    index.set(record);
    for (const name of changedNames) names.add(name);
  }
  const dirty = new Set([...texts.keys(), ...pythonDependents(index, modules, names, (record) => reports.textOf(record))]);
  for (const project of index.projects()) {
    const old = before.get(project.root);
    if (!old || old.revision === states.revisionOf(project)) continue;
    for (const uri of changedReaders(state, project, old, reads)) dirty.add(uri);
  }
  return dirty;
}

/** The files of a project that would get another answer than before. */
function changedReaders({ states }: ServiceState, project: Project, old: ProjectState, reads: ReadonlyMap<string, ProjectReads>): readonly string[] {
  const now = states.of(project);
  const switched = [...now.detections].some(([id, { active }]) => old.detections.get(id)?.active !== active);
  const differs = createReadComparison((migration) => states.view(migration, project, old), (migration) => states.view(migration, project, now));
  return project.records.map(({ uri }) => uri).filter((uri) => {
    const own = reads.get(uri);
    return own !== undefined && (switched || differs(own));
  });
}
