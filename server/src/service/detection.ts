import type { Migration } from '../analysis/migration.ts';
import type { PackageFact } from '../facts/facts.ts';
import { isHost } from '../facts/hosts.ts';
import { relativePath } from '../text/uri.ts';
import type { FileRecord, Project } from './projectIndex.ts';
import type { Settings } from './settings.ts';

/** Whether a migration is on for a project root, and why. */
export interface Detection {
  readonly active: boolean;
  /** Proven by files, or switched on by the user. */
  readonly proven: boolean;
  readonly switchedOn: boolean;
  readonly evidence: readonly string[];
}

/** How many pieces of evidence are listed; more would only be noise. */
const evidenceShown = 8;

/** The version that a requirement asks for; empty for an address, which may hold a token. */
function statedVersion({ ecosystem, specifier }: PackageFact): string {
  if (!/^[\w\s.,*+<>=!~^|()-]*$/.test(specifier)) return '';
  return `${ecosystem === 'docker' ? ':' : ''}${specifier}`;
}

/** Looks through the facts of one project root for proof that it uses the migration's system. */
export function detect(migration: Migration, project: Project, folder: string, settings: Settings): Detection {
  const setting = settings.migrations[migration.id] ?? 'auto';
  const evidence = evidenceOf(migration, project.records, folder);
  if (setting === 'off') return { active: false, proven: evidence.length > 0, switchedOn: false, evidence: ['settings: switched off'] };
  if (setting === 'on') return { active: true, proven: true, switchedOn: true, evidence: ['settings: switched on', ...evidence].slice(0, evidenceShown) };
  return { active: evidence.length > 0, proven: evidence.length > 0, switchedOn: false, evidence: evidence.slice(0, evidenceShown) };
}

function evidenceOf(migration: Migration, records: readonly FileRecord[], folder: string): readonly string[] {
  const { packages, members, environment, environmentTogether, imports, hosts } = migration.detection;
  const byPackage = new Set<string>();
  const byDocument = new Set<string>();
  const byVariable = new Set<string>();
  const byImport = new Set<string>();
  const byHost = new Set<string>();
  const together = new Map<string, FileRecord>();
  // No more than is shown: in a large project every file may be evidence, and this runs whenever its facts change.
  const note = (list: Set<string>, { uri }: FileRecord, what: string) => {
    if (list.size < evidenceShown) list.add(`${relativePath(folder, uri)}: ${what}`);
  };
  for (const record of records) {
    for (const fact of record.facts) {
      if (fact.kind === 'package' && fact.member === true) {
        if (members?.includes(fact.name)) note(byPackage, record, `crate ${fact.name}`);
      } else if (fact.kind === 'package' && packages.some(({ ecosystem, name }) => ecosystem === fact.ecosystem && name === fact.name)) {
        note(byPackage, record, `${fact.name}${statedVersion(fact)}`);
      } else if (fact.kind === 'import') {
        if (fact.own !== true && imports.some(({ ecosystem, module }) => ecosystem === fact.ecosystem && (fact.module === module || fact.module.startsWith(`${module}.`)))) note(byImport, record, `import ${fact.module}`);
      } else if (fact.kind === 'endpoint') {
        if (fact.role === 'client' && hosts?.some((host) => isHost(fact.host, host))) note(byHost, record, fact.host);
      } else if (fact.kind === 'environment') {
        if (environment.includes(fact.name)) note(byVariable, record, fact.name);
        else if (environmentTogether.includes(fact.name) && !together.has(fact.name)) together.set(fact.name, record);
      }
    }
    const document = record.documents.get(migration.id);
    if (document?.classification.kind === 'ours' && document.classification.proves) note(byDocument, record, document.classification.reason);
  }
  if (together.size >= 2) for (const [name, record] of together) note(byVariable, record, name);
  return [...new Set([...byPackage, ...byDocument, ...byVariable, ...byImport, ...byHost])];
}
