import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { Migration } from '../analysis/migration.ts';
import type { ProjectView } from '../analysis/project.ts';
import { detect, type Detection } from './detection.ts';
import type { MigrationState } from './fileAnalysis.ts';
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
  readonly revision: number;
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

  constructor(index: ProjectIndex, knowledge: ProjectKnowledge) {
    this.#index = index;
    this.#knowledge = knowledge;
  }

  /** The states of a fork of the index: what is known already need not be found out again. */
  fork(index: ProjectIndex): ProjectStates {
    const copy = new ProjectStates(index, this.#knowledge);
    for (const project of this.#index.projects()) {
      const known = this.#current(project);
      if (known) copy.#inherited.set(project.root, known);
    }
    return copy;
  }

  /** The project as it is now. */
  of(project: Project): ProjectState {
    const known = this.#current(project);
    if (known) return known;
    const { migrations, settingsOf } = this.#knowledge;
    const settings = settingsOf(project.folder);
    const state: ProjectState = {
      revision: project.revision,
      facts: projectFacts(project.records),
      detections: new Map(migrations.map((migration) => [migration.id, detect(migration, project, project.folder, settings)])),
    };
    this.#known.set(project, state);
    return state;
  }

  #current(project: Project): ProjectState | undefined {
    const known = this.#known.get(project) ?? this.#inherited.get(project.root);
    return known?.revision === project.revision ? known : undefined;
  }

  /** The project in the eyes of a migration's rules, at a state of it. */
  view(migration: string, project: Project, { facts, detections }: ProjectState): ProjectView | undefined {
    const detection = detections.get(migration);
    return detection && projectView(migration, project, facts, detection, this.#knowledge.isScanned(project.folder));
  }

  /** How each migration stands to a file. What the rules ask about the project is noted in `reads`. */
  for(record: FileRecord, reads?: ProjectReads): readonly MigrationState[] {
    const { migrations, settingsOf, clock, onRuleFailure } = this.#knowledge;
    const project = this.#index.projectOf(record);
    const state = this.of(project);
    const settings = settingsOf(record.folder);
    return migrations.flatMap((migration): MigrationState[] => {
      const view = this.view(migration.id, project, state);
      if (!view) return [];
      return [{
        migration,
        active: state.detections.get(migration.id)?.active ?? false,
        document: record.documents.get(migration.id),
        view: reads ? recordedView(migration.id, view, reads) : view,
        options: { state: { target: settings.targetVersions[migration.id], today: clock.today() }, severities: settings.severities, onRuleFailure },
      }];
    });
  }
}
