import type { Classification, DocumentType } from '../../analysis/migration.ts';
import { environmentFileRole } from '../../facts/environmentFiles.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { newVariables, oldVariables } from './names.ts';

/** The engine's own files: its configuration in TOML and the `.env` family. */
export const workflowEngineDocuments: readonly DocumentType[] = [
  { id: 'config', language: 'toml', matchesName: (name) => /^(?:config|workflow-engine)(?:[.-][\w-]+)?\.toml$/.test(name), classify: classifyConfig },
  { id: 'env', language: 'dotenv', matchesName: (name) => environmentFileRole(name) !== undefined, classify: classifyEnvironment },
];

/** Sections that the engine's configuration has in both versions, with the keys that tell them from other programs'. */
const sections = { server: ['host', 'port'], database: ['url'] } as const;

/** `[server]` and `[database]` are everybody's: the secret of the engine's tokens, in its old or its new place, makes them the engine's. */
function classifyConfig(file: ParsedFile): Classification {
  if (file.language !== 'toml') return { kind: 'foreign', reason: 'no TOML' };
  const { root } = file.toml;
  if (root?.entries.length === 0) return { kind: 'unknown', reason: 'empty' };
  const has = root ? (section: string, key: string): boolean => entryOf(entryOf(root, section)?.value, key) !== undefined : keysByLines(file.text);
  const common = Object.entries(sections).every(([section, keys]) => keys.some((key) => has(section, key)));
  const old = has('jwt', 'secret');
  const current = has('auth', 'jwt_secret');
  if (!common || (!old && !current)) return { kind: 'foreign', reason: 'not [server], [database] and the secret of [jwt] or [auth]' };
  return { kind: 'ours', schema: old ? 'workflow-engine/v0' : 'workflow-engine/v1', reason: `configuration with ${old ? '[jwt] secret' : '[auth] jwt_secret'}`, proves: false };
}

/** What a text that does not parse, because somebody is typing in it, has on lines of its own. */
function keysByLines(text: string): (section: string, key: string) => boolean {
  const keys = new Set<string>();
  let section = '';
  for (const line of text.split('\n')) {
    section = /^\s*\[\s*([\w-]+)\s*\]/.exec(line)?.[1] ?? section;
    const key = /^\s*([\w-]+)\s*=/.exec(line)?.[1];
    if (key !== undefined) keys.add(`${section}.${key}`);
  }
  return (table, key) => keys.has(`${table}.${key}`);
}

function classifyEnvironment(file: ParsedFile): Classification {
  if (file.language !== 'dotenv') return { kind: 'foreign', reason: 'no .env file' };
  const names = new Set(file.dotenv.entries.map(({ name }) => name));
  const old = oldVariables.filter((name) => names.has(name));
  const current = newVariables.filter((name) => names.has(name));
  if (old.length + current.length < 2) return { kind: 'unknown', reason: 'not two of the engine\'s variables' };
  return { kind: 'ours', schema: old.length > 0 ? 'workflow-engine-env/v0' : 'workflow-engine-env/v1', reason: [...old, ...current].slice(0, 3).join(', '), proves: false };
}
