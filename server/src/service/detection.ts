import type { Migration } from '../analysis/migration.ts';
import type { Fact, PackageFact } from '../facts/facts.ts';
import { isHost } from '../facts/hosts.ts';
import { baseName, relativePath } from '../text/uri.ts';
import { isProofByName } from './fileKinds.ts';
import type { FileRecord, Project } from './projectIndex.ts';
import type { Settings } from './settings.ts';

/** Whether a migration is on for a project root, and why. */
export interface Detection {
  readonly active: boolean;
  /** Proven by files, or switched on by the user. */
  readonly proven: boolean;
  readonly switchedOn: boolean;
  readonly evidence: readonly string[];
  /** What in files proves it, with its folder: more of it than `evidence` shows. */
  readonly proofs: readonly Proof[];
  /** Only the project around this one is proven: what holds in frontends holds here, and nothing else. */
  readonly fromAbove?: true;
}

/** A piece of evidence. */
export interface Proof {
  /** URI of the folder that it stands in. */
  readonly directory: string;
  /** `file: what`, file relative to the workspace folder. */
  readonly text: string;
}

/** How many pieces of evidence are listed; more would only be noise. */
export const evidenceShown = 8;

/** The version that a requirement asks for; empty for an address, which may hold a token. */
function statedVersion({ ecosystem, specifier }: PackageFact): string {
  if (!/^[\w\s.,*+<>=!~^|()-]*$/.test(specifier)) return '';
  // `>=1.0` is clear as it stands; a bare number would run into the name.
  return `${ecosystem === 'docker' ? ':' : /^\d/.test(specifier) ? ' ' : ''}${specifier}`;
}

/** Looks through the facts of one project root for proof that it uses the migration's system. */
export function detect(migration: Migration, project: Project, folder: string, settings: Settings): Detection {
  const setting = settings.migrations[migration.id] ?? 'auto';
  const proofs = proofsOf(migration, project.records, folder);
  const evidence = proofs.map(({ text }) => text);
  const proven = proofs.length > 0;
  if (setting === 'off') return { active: false, proven, switchedOn: false, evidence: ['settings: switched off'], proofs };
  if (setting === 'on') return { active: true, proven: true, switchedOn: true, evidence: ['settings: switched on', ...evidence].slice(0, evidenceShown), proofs };
  return { active: proven, proven, switchedOn: false, evidence: evidence.slice(0, evidenceShown), proofs };
}

/** What proofs that stand above a project prove of it. */
export function detectedAbove(proofs: readonly Proof[]): Detection {
  return { active: true, proven: true, switchedOn: false, evidence: proofs.map(({ text }) => text).slice(0, evidenceShown), proofs, fromAbove: true };
}

/** In what order evidence is listed. */
const kinds = ['package', 'service', 'document', 'file', 'variable', 'import', 'host'] as const;
type Kind = typeof kinds[number];

function proofsOf(migration: Migration, records: readonly FileRecord[], folder: string): readonly Proof[] {
  const { environmentTogether } = migration.detection;
  const lends = lendsProof(migration);
  const found = new Map(kinds.map((kind) => [kind, { texts: new Map<string, Proof>(), directories: new Set<string>() }]));
  const together = new Map<string, FileRecord>();
  const provesByName = (migration.detection.files?.length ?? 0) > 0;
  // No more than is shown: in a large project every file may be evidence, and this runs whenever its facts change. Of what
  // may be lent to frontends below, each folder counts.
  const note = (kind: Kind, { uri, directory }: FileRecord, what: string) => {
    const list = found.get(kind);
    if (!list || (list.texts.size >= evidenceShown && (!lends || list.directories.has(directory)))) return;
    list.directories.add(directory);
    const text = `${relativePath(folder, uri)}: ${what}`;
    list.texts.set(text, { directory, text });
  };
  for (const record of records) {
    for (const fact of record.facts) {
      if (fact.kind === 'environment' && environmentTogether.includes(fact.name) && !together.has(fact.name)) together.set(fact.name, record);
      const told = toldBy(migration, fact);
      if (told) note(told.kind, record, told.what);
    }
    if (provesByName && isProofByName(record.uri, [migration])) note('file', record, `file ${baseName(record.uri)}`);
    const document = record.documents.get(migration.id);
    if (document?.classification.kind === 'ours' && document.classification.proves) note('document', record, document.classification.reason);
  }
  if (together.size >= 2) for (const [name, record] of together) note('variable', record, name);
  return [...new Map([...found.values()].flatMap(({ texts }) => [...texts])).values()];
}

/** Whether what proves the migration's system in a project may count in frontends below it. */
export function lendsProof({ rules }: Migration): boolean {
  return rules.some(({ inFrontends }) => inFrontends === true);
}

/** Whether a file may be evidence for the migration's system, alone or together with others. */
export function mayProve(migration: Migration, { uri, facts, documents }: FileRecord): boolean {
  const { environmentTogether } = migration.detection;
  const document = documents.get(migration.id)?.classification;
  return (document?.kind === 'ours' && document.proves) || isProofByName(uri, [migration])
    || facts.some((fact) => (fact.kind === 'environment' && environmentTogether.includes(fact.name)) || toldBy(migration, fact) !== undefined);
}

/** What a fact tells of the system, if it is evidence by itself. */
function toldBy({ detection }: Migration, fact: Fact): { readonly kind: Kind; readonly what: string } | undefined {
  const { packages, members, environment, imports, services, hosts } = detection;
  switch (fact.kind) {
    case 'package': {
      if (fact.member === true) return members?.includes(fact.name) === true ? { kind: 'package', what: `crate ${fact.name}` } : undefined;
      const isOurs = packages.some(({ ecosystem, name }) => ecosystem === fact.ecosystem && name === fact.name);
      return isOurs ? { kind: 'package', what: `${fact.name}${statedVersion(fact)}` } : undefined;
    }
    case 'service':
      return services?.includes(fact.name) === true ? { kind: 'service', what: `service ${fact.name}` } : undefined;
    case 'import': {
      const isOurs = fact.own !== true && imports.some(({ ecosystem, module }) => ecosystem === fact.ecosystem && (fact.module === module || fact.module.startsWith(`${module}.`)));
      return isOurs ? { kind: 'import', what: `import ${fact.module}` } : undefined;
    }
    case 'endpoint':
      return fact.role === 'client' && hosts?.some((host) => isHost(fact.host, host)) === true ? { kind: 'host', what: fact.host } : undefined;
    case 'environment':
      return environment.includes(fact.name) ? { kind: 'variable', what: fact.name } : undefined;
    default:
      return undefined;
  }
}
