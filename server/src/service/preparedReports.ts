import type { KeptReport } from './lightReport.ts';
import { OwnStrings } from './ownStrings.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import { createReadComparison, type ProjectReads } from './projectReads.ts';
import type { ProjectStates } from './projectStates.ts';
import type { PythonModules } from './pythonModules.ts';
import type { Settings } from './settings.ts';
import type { WorldReads } from './worldReads.ts';

/** Findings of a file that were made when it was read, with everything that they rest on beside its text. */
export interface PreparedReport {
  readonly record: FileRecord;
  readonly report: KeptReport;
  readonly reads: ProjectReads;
  readonly worldReads: WorldReads;
  readonly settings: Settings;
  readonly today: string;
  /** Which migrations were active, as text. */
  readonly active: string;
}

/**
 * Findings that are made while files are still being read, so that no file is parsed twice. The projects are taken as they were when it began, the Python modules as
 * far as they are known; whoever wants a report later gets it only if all that it asked still has the same answers.
 */
export class PreparedReports {
  /** The projects as they were when it began. Nothing in them counts as missing. */
  readonly states: ProjectStates;
  /** What the texts of all findings are kept in. */
  readonly strings = new OwnStrings();
  readonly #prepared = new Map<string, PreparedReport>();
  #hasEnded = false;
  readonly #comparisons = new Map<string, { readonly revision: string; readonly differs: (reads: ProjectReads) => boolean }>();

  constructor(states: ProjectStates) {
    this.states = states;
  }

  /** Nothing more will be added. */
  end(): void {
    this.#hasEnded = true;
  }

  /** Whether everything was given: what it holds of the projects can go. */
  get isDone(): boolean {
    return this.#hasEnded && this.#prepared.size === 0;
  }

  add(prepared: PreparedReport): void {
    this.#prepared.set(prepared.record.uri, prepared);
  }

  /** The report of a file, if it would come out the same now; it is given once. */
  take(record: FileRecord, { index, states, modules, settings, today }: { readonly index: ProjectIndex; readonly states: ProjectStates; readonly modules: PythonModules; readonly settings: Settings; readonly today: string }): PreparedReport | undefined {
    const prepared = this.#prepared.get(record.uri);
    this.#prepared.delete(record.uri);
    if (prepared?.record !== record || prepared.settings !== settings || prepared.today !== today) return undefined;
    if (prepared.active !== states.activeIn(record) || this.#differs(record, prepared.reads, index, states) || !prepared.worldReads.holdIn(modules.world)) return undefined;
    return prepared;
  }

  #differs(record: FileRecord, reads: ProjectReads, index: ProjectIndex, states: ProjectStates): boolean {
    const project = index.projectOf(record);
    const now = states.of(project);
    const known = this.#comparisons.get(project.root);
    if (known?.revision === now.revision) return known.differs(reads);
    const before = new Map(this.states.for(record).map(({ migration, view }) => [migration.id, view]));
    const differs = createReadComparison(
      (migration) => before.get(migration),
      (migration) => states.view(migration, project, now),
    );
    this.#comparisons.set(project.root, { revision: now.revision, differs });
    return differs(reads);
  }
}
