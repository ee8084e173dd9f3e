import type { EnvironmentFile, ProjectView } from '../analysis/project.ts';
import { environmentFileRole } from '../facts/environmentFiles.ts';
import type { EndpointFact, EnvironmentFact, Fact, FieldTypeFact, ImportFact, Located, MetricFact, ModuleTypeFact, PackageFact, SchemaTypeFact } from '../facts/facts.ts';
import { denotes } from '../facts/python/modulePath.ts';
import { baseName, directory, isWithin } from '../text/uri.ts';
import type { Detection } from './detection.ts';
import type { FileRecord, Project } from './projectIndex.ts';

/** The facts of one project by name; made once a revision and shared by all files of the project. */
export interface ProjectFacts {
  readonly environment: ReadonlyMap<string, readonly Located<EnvironmentFact>[]>;
  /** By path. */
  readonly endpoints: ReadonlyMap<string, readonly Located<EndpointFact>[]>;
  readonly packages: ReadonlyMap<string, readonly Located<PackageFact>[]>;
  readonly fieldTypes: ReadonlyMap<string, readonly Located<FieldTypeFact>[]>;
  /** Imports of Python modules by the last part of a name that a module may have. */
  readonly imports: ReadonlyMap<string, readonly Located<ImportFact>[]>;
  readonly schemaTypes: readonly Located<SchemaTypeFact>[];
  readonly metrics: ReadonlyMap<string, readonly Located<MetricFact>[]>;
  /** By folder. */
  readonly moduleTypes: ReadonlyMap<string, ModuleTypeFact['type']>;
  /** Files by the URI of their folder. */
  readonly documents: ReadonlyMap<string, readonly FileRecord[]>;
}

/** Sorts a project's facts by the names that rules ask for. */
export function projectFacts(records: readonly FileRecord[]): ProjectFacts {
  const environment = new Map<string, Located<EnvironmentFact>[]>();
  const endpoints = new Map<string, Located<EndpointFact>[]>();
  const packages = new Map<string, Located<PackageFact>[]>();
  const fieldTypes = new Map<string, Located<FieldTypeFact>[]>();
  const imports = new Map<string, Located<ImportFact>[]>();
  const schemaTypes: Located<SchemaTypeFact>[] = [];
  const metrics = new Map<string, Located<MetricFact>[]>();
  const moduleTypes = new Map<string, ModuleTypeFact['type']>();
  const documents = new Map<string, FileRecord[]>();
  for (const record of records) {
    const { uri, facts, kind } = record;
    if (kind === 'file') {
      const beside = documents.get(record.directory);
      if (beside) beside.push(record);
      else documents.set(record.directory, [record]);
    }
    for (const fact of facts) {
      switch (fact.kind) {
        case 'environment':
          add(environment, fact.name, uri, fact);
          break;
        case 'endpoint':
          add(endpoints, fact.path, uri, fact);
          break;
        case 'package':
          add(packages, fact.name, uri, fact);
          break;
        case 'fieldType':
          add(fieldTypes, fact.name, uri, fact);
          break;
        case 'import':
          if (fact.ecosystem === 'pypi') for (const name of new Set([lastOf(fact.module), ...fact.names ?? []])) add(imports, name, uri, fact);
          break;
        case 'moduleType':
          moduleTypes.set(record.directory, fact.type);
          break;
        case 'schemaType':
          schemaTypes.push({ uri, fact });
          break;
        case 'metric':
          add(metrics, fact.name, uri, fact);
          break;
        case 'service':
          break;
      }
    }
  }
  return { environment, endpoints, packages, fieldTypes, imports, schemaTypes, metrics, moduleTypes, documents };
}

function lastOf(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

function add<F extends Fact>(map: Map<string, Located<F>[]>, name: string, uri: string, fact: F): void {
  const list = map.get(name);
  if (list) list.push({ uri, fact });
  else map.set(name, [{ uri, fact }]);
}

/** A project as the rules of one migration see it. */
export function projectView(migrationId: string, project: Project, facts: ProjectFacts, detection: Detection, complete: boolean): ProjectView {
  const inFolder = (uri: string): readonly FileRecord[] => facts.documents.get(directory(uri)) ?? [];
  return {
    root: project.root,
    complete,
    proven: detection.proven,
    switchedOn: detection.switchedOn,
    evidence: detection.evidence,
    environment: (name) => facts.environment.get(name) ?? [],
    endpoints: (path) => facts.endpoints.get(path) ?? [],
    packages: (name) => facts.packages.get(name) ?? [],
    importers: (uri) => importersOf(facts.imports, uri),
    moduleType: (uri) => {
      for (let folder = directory(uri); isWithin(project.root, folder); folder = directory(folder)) {
        const type = facts.moduleTypes.get(folder);
        if (type !== undefined || folder === project.root) return type;
      }
      return undefined;
    },
    schemaTypes: () => facts.schemaTypes,
    metrics: (name) => facts.metrics.get(name) ?? [],
    fieldTypes: (folder, name) => (facts.fieldTypes.get(name) ?? []).filter(({ uri }) => isWithin(folder, uri)),
    environmentFilesBeside: (uri) => inFolder(uri).flatMap((record): EnvironmentFile[] => {
      const role = environmentFileRole(baseName(record.uri));
      if (role === undefined) return [];
      const names = record.facts.flatMap((fact) => (fact.kind === 'environment' && fact.access === 'set' ? [fact.name] : []));
      return [{ uri: record.uri, role, names: new Set(names) }];
    }),
    documentsBeside: (uri) => inFolder(uri).flatMap((record) => {
      const document = record.documents.get(migrationId);
      const own = document?.classification.kind === 'ours' && record.language !== 'dotenv';
      return own ? [{ uri: record.uri, type: document.type }] : [];
    }),
    ignoredByGit: (uri) => inFolder(uri).find((record) => record.uri === uri)?.ignoredByGit,
  };
}

/** `from package import module` imports the module whole, `from module import name` takes the name. */
function importersOf(imports: ProjectFacts['imports'], uri: string): ReturnType<ProjectView['importers']> {
  const own = baseName(uri).replace(/\.pyw?$/, '');
  const name = own === '__init__' ? baseName(directory(uri)) : own;
  return (imports.get(name) ?? []).flatMap(({ uri: importer, fact }) => {
    if (importer === uri) return [];
    if (denotes(uri, fact.module)) return [{ uri: importer, names: fact.names }];
    return fact.names?.includes(name) === true && denotes(uri, `${fact.module}.${name}`) ? [{ uri: importer, names: undefined }] : [];
  });
}
