import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { Migration } from '../analysis/migration.ts';
import type { ProjectView } from '../analysis/project.ts';
import { detect, type Detection } from './detection.ts';
import type { MigrationState } from './fileAnalysis.ts';
import { inFrontends, provenAbove } from './frontends.ts';
import { migrationsAt } from './migrationsAt.ts';
import type { FileRecord, Project, ProjectIndex } from './projectIndex.ts';
import { recordedView, type ProjectReads } from './projectReads.ts';
import { projectFacts, projectView, type ProjectFacts } from './projectView.ts';
import type { Settings } from './settings.ts';
import type { Clock } from './workspace.ts';

/** What the service knows about projects, beside the index. */
export interface ProjectKnowledge {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** By URI of a workspace folder. */
  readonly settingsOf: (folder: string) => Settings;
  /** Whether all files of the workspace folder are in the index. */
  readonly isScanned: (folder: string) => boolean;
  readonly onRuleFailure: AnalysisOptions['onRuleFailure'];
}

/** A project at one revision. It never changes: whoever keeps it sees the project as it was. */
export interface ProjectState {
  /** Changes with the project's own files and with what the project above proves of it. */
  readonly revision: string;
  readonly facts: ProjectFacts;
  /** By migration id. */
  readonly detections: ReadonlyMap<string, Detection>;
}

/** What the migrations are to the projects of an index; made once a revision. */
export class ProjectStates {
  readonly #index: ProjectIndex;
  readonly #knowledge: ProjectKnowledge;
  readonly #known = new WeakMap<Project, ProjectState>();
  /** By root: what is known from the index that this one was forked from. */
  readonly #inherited = new Map<string, ProjectState>();
  /** By id: what holds in frontends of those migrations of which something does. */
  readonly #frontends: ReadonlyMap<string, Migration>;
  /** By what a frontend shows by itself. */
  readonly #withProof = new WeakMap<ProjectState, ProjectState>();
  /** What `activeIn` said. */
  readonly #activity = new WeakMap<ProjectState, string>();
  /** By root: what the project above proved when `takeChangedFrontends` was last asked. */
  readonly #told = new Map<string, string>();

  constructor(index: ProjectIndex, knowledge: ProjectKnowledge) {
    this.#index = index;
    this.#knowledge = knowledge;
    this.#frontends = new Map(knowledge.migrations.flatMap((migration): [string, Migration][] => {
      const part = inFrontends(migration);
      return part ? [[migration.id, part]] : [];
    }));
  }

  /** The states as they are, which stay so whatever becomes of the index. Rules are told that all files are known. */
  snapshot(): ProjectStates {
    return this.fork(this.#index.fork(), { ...this.#knowledge, isScanned: () => true });
  }

  /** The states of a fork of the index: what is known already need not be found out again. */
  fork(index: ProjectIndex, knowledge = this.#knowledge): ProjectStates {
    const copy = new ProjectStates(index, knowledge);
    for (const project of this.#index.projects()) {
      const known = this.#current(project);
      if (known) copy.#inherited.set(project.root, known);
    }
    return copy;
  }

  /** The project as it is now. */
  of(project: Project): ProjectState {
    const own = this.#own(project);
    const above = this.#above(project);
    const proven = above ? provenAbove(project.root, own.detections, above.detections, this.#frontends) : nothing;
    if (proven.size === 0) return own;
    const revision = `${own.revision} ${proofSignature(proven)}`;
    const known = this.#withProof.get(own);
    if (known?.revision === revision) return known;
    const state: ProjectState = { ...own, revision, detections: new Map([...own.detections, ...proven]) };
    this.#withProof.set(own, state);
    return state;
  }

  /** What changes whenever `of` gives another state. */
  revisionOf(project: Project): string {
    return project.above === undefined ? String(project.revision) : this.of(project).revision;
  }

  /** Files of frontends about which the projects above prove something else than when this was last asked. */
  takeChangedFrontends(): readonly string[] {
    return this.#index.projects().flatMap((project) => {
      const above = this.#above(project);
      const now = above ? proofSignature(above.detections) : '';
      const before = this.#told.get(project.root) ?? '';
      this.#told.set(project.root, now);
      return before === now ? [] : project.records.filter(({ kind }) => kind === 'file').map(({ uri }) => uri);
    });
  }

  /** What the project shows by itself. */
  #own(project: Project): ProjectState {
    const known = this.#current(project);
    if (known) return known;
    const { migrations, settingsOf } = this.#knowledge;
    const settings = settingsOf(project.folder);
    const state: ProjectState = {
      revision: String(project.revision),
      facts: projectFacts(project.records),
      detections: new Map(migrationsAt(migrations, project.root).map((migration) => [migration.id, detect(migration, project, project.folder, settings)])),
    };
    this.#known.set(project, state);
    return state;
  }

  /** The project above a frontend. While files are still missing, nothing is said of it: what shows the two apart may be among them. */
  #above({ above, folder }: Project): ProjectState | undefined {
    const project = above !== undefined && this.#knowledge.isScanned(folder) ? this.#index.projectAt(above) : undefined;
    return project && this.of(project);
  }

  #current(project: Project): ProjectState | undefined {
    const known = this.#known.get(project) ?? this.#inherited.get(project.root);
    return known?.revision === String(project.revision) ? known : undefined;
  }

  /** The project in the eyes of a migration's rules, at a state of it. */
  view(migration: string, project: Project, { facts, detections }: ProjectState): ProjectView | undefined {
    const detection = detections.get(migration);
    return detection && projectView(migration, project, facts, detection, this.#knowledge.isScanned(project.folder));
  }

  /** Which migrations are active for a file, and how, as something to compare. */
  activeIn(record: FileRecord): string {
    const project = this.#index.projectOf(record);
    const state = this.of(project);
    const known = this.#activity.get(state);
    if (known !== undefined) return known;
    const activity = JSON.stringify(migrationsAt(this.#knowledge.migrations, project.root).flatMap((migration) => {
      const detection = state.detections.get(migration.id);
      const { rules } = this.#partIn(migration, detection);
      return detection ? [[migration.id, detection.active, rules.length]] : [];
    }));
    this.#activity.set(state, activity);
    return activity;
  }

  /** What of a migration holds where it was detected. */
  #partIn(migration: Migration, detection: Detection | undefined): Migration {
    return (detection?.fromAbove === true ? this.#frontends.get(migration.id) : undefined) ?? migration;
  }

  /** How each migration stands to a file. What the rules ask about the project is noted in `reads`. */
  for(record: FileRecord, reads?: ProjectReads): readonly MigrationState[] {
    const { migrations, settingsOf, clock, onRuleFailure } = this.#knowledge;
    const project = this.#index.projectOf(record);
    const state = this.of(project);
    const settings = settingsOf(record.folder);
    return migrationsAt(migrations, project.root).flatMap((migration): MigrationState[] => {
      const view = this.view(migration.id, project, state);
      const detection = state.detections.get(migration.id);
      if (!view || !detection) return [];
      const part = this.#partIn(migration, detection);
      return [{
        migration: part,
        active: detection.active,
        document: part === migration ? record.documents.get(migration.id) : undefined,
        view: reads ? recordedView(migration.id, view, reads) : view,
        options: { state: { target: settings.targetVersions[migration.id], today: clock.today() }, severities: settings.severities, onRuleFailure },
      }];
    });
  }
}

const nothing: ReadonlyMap<string, Detection> = new Map();

function proofSignature(detections: ReadonlyMap<string, Detection>): string {
  return JSON.stringify([...detections].filter(([, { proofs }]) => proofs.length > 0).map(([id, { active, proofs }]) => [id, active, proofs]));
}
