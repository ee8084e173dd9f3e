/**
 * `base`: `.env` itself; `overlay`: `.env.local`, `.env.production`, … (read on top of it);
 * `template`: `.env.example`, `.template`, `.sample`, `.dist` (shows what to set, holds no real values).
 */
export type EnvironmentFileRole = 'base' | 'overlay' | 'template';

const templateWords = new Set(['example', 'examples', 'template', 'tmpl', 'tpl', 'sample', 'dist', 'defaults', 'default']);

/** Copies that people or tools keep, encrypted files, and files of other formats: never read, never edited. */
const notEnvironment = /(^|\.)(bak|backup|old|orig|save|swp|tmp|enc|encrypted|gpg|age|vault|sops|zip|gz|json|ya?ml|toml|js|ts|mjs|cjs|py|md|txt|sh|schema|keys|me)$|~$|\.(bak|backup)\./i;

/** What a file of this name (last path segment) is in the `.env` family; `undefined` when it is none. */
export function environmentFileRole(fileName: string): EnvironmentFileRole | undefined {
  if (fileName === '.env') return 'base';
  if (!fileName.startsWith('.env.') || fileName.length === '.env.'.length) return undefined;
  const suffix = fileName.slice('.env.'.length);
  if (notEnvironment.test(suffix)) return undefined;
  return suffix.toLowerCase().split('.').some((word) => templateWords.has(word)) ? 'template' : 'overlay';
}
