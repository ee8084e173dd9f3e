import type { Classification, DocumentType } from '../../analysis/migration.ts';
import { environmentFileRole } from '../../facts/environmentFiles.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { YamlMap } from '../../syntax/yamlTree.ts';
import { newVariables, oldVariables } from './names.ts';
import { classifyPack, isForeignPack } from './pack/classifyPack.ts';

/** The files that GreenLang owns: `pack.yaml`, `greenlang.yaml` and the `.env` family. */
export const greenlangDocuments: readonly DocumentType[] = [
  { id: 'pack', language: 'yaml', matchesName: (name) => /^pack\.ya?ml$/.test(name), classify: (file) => withRoot(file, classifyPack), isForeign: isForeignPack },
  { id: 'greenlang', language: 'yaml', matchesName: (name) => /^greenlang\.ya?ml$/.test(name), classify: (file) => withRoot(file, classifyConfig) },
  { id: 'env', language: 'dotenv', matchesName: (name) => environmentFileRole(name) !== undefined, classify: classifyEnvironment },
];

function withRoot(file: ParsedFile, classify: (root: YamlMap, text: string) => Classification): Classification {
  if (file.language !== 'yaml') return { kind: 'foreign', reason: 'no YAML' };
  const [document, second] = file.yaml.documents;
  // Packs and configurations are one document; streams of several are manifests of other systems.
  if (second?.root) return { kind: 'foreign', reason: 'several YAML documents in one file' };
  const root = document?.root;
  if (!root) return { kind: 'unknown', reason: 'empty' };
  return root.kind === 'map' ? classify(root, file.text) : { kind: 'foreign', reason: 'no mapping at the root' };
}

/** Sections of GreenLang's configuration, with a key of each that tells it from other programs' sections of that name. */
const configSections: Readonly<Record<string, readonly string[]>> = {
  database: ['url', 'connection_string', 'pool_size', 'echo', 'max_overflow'],
  security: ['enabled', 'api_keys_enabled', 'encryption', 'jwt_secret', 'mfa_required'],
  logging: ['level', 'format', 'file', 'structured', 'correlation_id_enabled'],
  async: ['enabled', 'max_workers', 'timeout_seconds'],
};

/** A configuration has one of GreenLang's sections; a Kubernetes manifest or a project description of that name has none. */
function classifyConfig(root: YamlMap, text: string): Classification {
  const has = (name: string): boolean => entryOf(root, name) !== undefined;
  if (has('apiVersion') || (has('kind') && has('metadata'))) return { kind: 'foreign', reason: 'a Kubernetes manifest' };
  const sections = Object.entries(configSections).filter(([section, keys]) => {
    const value = entryOf(root, section)?.value;
    return value?.kind === 'map' && keys.some((key) => entryOf(value, key));
  });
  if (sections.length === 0) {
    return root.entries.length === 0 ? { kind: 'unknown', reason: 'empty' } : { kind: 'foreign', reason: 'none of the sections database, security, logging' };
  }
  const version = entryOf(root, 'version')?.value;
  const stated = version?.kind === 'scalar' ? text.slice(version.range.start, version.range.end).replace(/^["'v]+|["']+$/g, '') : undefined;
  const security = entryOf(root, 'security')?.value;
  const database = entryOf(root, 'database')?.value;
  const isNew = stated === undefined
    ? entryOf(database, 'connection_string') !== undefined || entryOf(security, 'encryption') !== undefined
    : !/^0\.[0-2](\.|$)/.test(stated);
  const sectionNames = sections.map(([name]) => name).join(', ');
  return {
    kind: 'ours',
    schema: isNew ? 'greenlang/v2' : 'greenlang/v1',
    reason: stated === undefined ? `configuration with ${sectionNames}` : `configuration, version ${stated}`,
    // A stated 0.x version or two sections: `logging` alone is everybody's.
    proves: sections.length >= 2 || /^0\.\d/.test(stated ?? ''),
  };
}

function classifyEnvironment(file: ParsedFile): Classification {
  if (file.language !== 'dotenv') return { kind: 'foreign', reason: 'no .env file' };
  const names = new Set(file.dotenv.entries.map(({ name }) => name));
  const old = oldVariables.filter((name) => names.has(name));
  const current = newVariables.filter((name) => names.has(name));
  if (old.length === 0 && current.length < 2) {
    // `unknown`, not foreign: its place beside a greenlang.yaml may still make it GreenLang's.
    return { kind: 'unknown', reason: 'no variable that only GreenLang has' };
  }
  return { kind: 'ours', schema: old.length > 0 ? 'env/v1' : 'env/v2', reason: [...old, ...current].slice(0, 3).join(', '), proves: false };
}
