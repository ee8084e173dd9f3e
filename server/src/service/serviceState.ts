import type { Migration } from '../analysis/migration.ts';
import type { RandomSource } from '../analysis/random.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { FileReports } from './fileReports.ts';
import { Surveyor } from './fileSurvey.ts';
import type { Grammars } from './grammars.ts';
import { ProjectIndex } from './projectIndex.ts';
import { ProjectStates, type ProjectKnowledge } from './projectStates.ts';
import { PythonAnalyses } from './pythonAnalyses.ts';
import { PythonModules } from './pythonModules.ts';
import type { Logger, Workspace } from './workspace.ts';
import { createWorkspaceReader, type WorkspaceReader } from './workspaceReader.ts';

/** What does not change while a service lives. */
export interface ServiceParts extends ProjectKnowledge {
  readonly workspace: Workspace;
  readonly migrations: readonly Migration[];
  readonly grammars: Grammars;
  readonly random: RandomSource;
  readonly logger: Logger;
}

/** Everything that a service knows about files, and what it concludes from it. */
export interface ServiceState {
  readonly index: ProjectIndex;
  readonly modules: PythonModules;
  readonly analyses: PythonAnalyses;
  readonly reader: WorkspaceReader;
  readonly surveyor: Surveyor;
  readonly states: ProjectStates;
  readonly reports: FileReports;
}

/** The state of a service that knows nothing yet. `openTree` gives the parsed texts of open documents. */
export function createState(parts: ServiceParts, openTree: (uri: string) => ParsedFile | undefined): ServiceState {
  const index = new ProjectIndex();
  return assemble(parts, index, new PythonModules(parts.migrations), new ProjectStates(index, parts), openTree);
}

/** A copy in which texts can be tried out: the state it is made from does not notice. */
export function forkState(parts: ServiceParts, { index, modules, states }: ServiceState): ServiceState {
  const fork = index.fork();
  return assemble(parts, fork, modules.fork(), states.fork(fork), () => undefined);
}

function assemble(parts: ServiceParts, index: ProjectIndex, modules: PythonModules, states: ProjectStates, openTree: (uri: string) => ParsedFile | undefined): ServiceState {
  const analyses = new PythonAnalyses(modules, parts.logger);
  const surveyor = new Surveyor(parts.migrations);
  return {
    index, modules, analyses, states, surveyor,
    reader: createWorkspaceReader({ ...parts, modules, analyses, surveyor }),
    reports: new FileReports({ ...parts, index, modules, analyses, states, openTree }),
  };
}
