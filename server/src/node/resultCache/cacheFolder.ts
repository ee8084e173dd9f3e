import fs from 'node:fs';
import path from 'node:path';

/** What says where caches of a user are. */
export interface CacheSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home folder; empty when there is none. */
  readonly home: string;
}

/** Where results are kept: in the folder that the system has for caches of this user. `undefined` where it has none. */
export function cacheFolder({ platform, environment, home }: CacheSurroundings): string | undefined {
  // By the standard, a relative path there does not count.
  const absolute = (folder: string | undefined) => (folder !== undefined && path.isAbsolute(folder) ? folder : undefined);
  const ofHome = (...names: string[]) => (absolute(home) === undefined ? undefined : path.join(home, ...names));
  const own = platform === 'win32' ? absolute(environment['LOCALAPPDATA']) ?? ofHome('AppData', 'Local')
    : absolute(environment['XDG_CACHE_HOME']) ?? (platform === 'darwin' ? ofHome('Library', 'Caches') : ofHome('.cache'));
  return own === undefined ? undefined : path.join(own, 'upguide', 'results');
}

/** Makes the folder unless it is there. Gives whether it is a folder that only this user can write to. */
export function makeCacheFolder(folder: string): boolean {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isPrivate(fs.lstatSync(folder), 'folder');
  } catch {
    return false;
  }
}

/** Whether something belongs to this user alone: nobody else can have put words into our mouth. Windows keeps the folder itself private. */
export function isPrivate(stat: fs.Stats, kind: 'file' | 'folder'): boolean {
  if (kind === 'file' ? !stat.isFile() : !stat.isDirectory()) return false;
  const user = process.geteuid?.();
  return user === undefined || (stat.uid === user && (stat.mode & 0o022) === 0);
}
