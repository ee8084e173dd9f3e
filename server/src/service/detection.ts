import type { Migration } from '../analysis/migration.ts';
import { relativePath } from '../text/uri.ts';
import type { FileRecord, Project } from './projectIndex.ts';
import type { Settings } from './settings.ts';

/** Whether a migration is on for a project root, and why. */
export interface Detection {
  readonly active: boolean;
  /** Proven by files, or switched on by the user. */
  readonly proven: boolean;
  readonly evidence: readonly string[];
}

/** How many pieces of evidence are listed; more would only be noise. */
const evidenceShown = 8;

/** Looks through the facts of one project root for proof that it uses the migration's system. */
export function detect(migration: Migration, project: Project, folder: string, settings: Settings): Detection {
  const setting = settings.migrations[migration.id] ?? 'auto';
  const evidence = evidenceOf(migration, project.records, folder);
  if (setting === 'off') return { active: false, proven: evidence.length > 0, evidence: ['settings: switched off'] };
  if (setting === 'on') return { active: true, proven: true, evidence: ['settings: switched on', ...evidence].slice(0, evidenceShown) };
  return { active: evidence.length > 0, proven: evidence.length > 0, evidence: evidence.slice(0, evidenceShown) };
}

function evidenceOf(migration: Migration, records: readonly FileRecord[], folder: string): readonly string[] {
  const { packages, environment, environmentTogether } = migration.detection;
  const byPackage: string[] = [];
  const byDocument: string[] = [];
  const byVariable: string[] = [];
  const together = new Map<string, string>();
  for (const record of records) {
    const path = relativePath(folder, record.uri);
    for (const fact of record.facts) {
      if (fact.kind === 'package' && packages.some(({ ecosystem, name }) => ecosystem === fact.ecosystem && name === fact.name)) {
        byPackage.push(`${path}: ${fact.name}${fact.specifier}`);
      } else if (fact.kind === 'environment') {
        if (environment.includes(fact.name)) byVariable.push(`${path}: ${fact.name}`);
        else if (environmentTogether.includes(fact.name) && !together.has(fact.name)) together.set(fact.name, path);
      }
    }
    const document = record.documents.get(migration.id);
    if (document?.classification.kind === 'ours' && document.classification.proves) byDocument.push(`${path}: ${document.classification.reason}`);
  }
  if (together.size >= 2) for (const [name, path] of together) byVariable.push(`${path}: ${name}`);
  return [...new Set([...byPackage, ...byDocument, ...byVariable])];
}
