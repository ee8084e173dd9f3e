import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from '../fileErrors.ts';

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
    makeFolders(folder);
    return isPrivate(fs.lstatSync(folder), 'folder');
  } catch {
    return false;
  }
}

/** Not Node's own `recursive`, which never ends where a system says that the folder above is missing although it is there (`/proc`). */
function makeFolders(folder: string): void {
  if (fs.existsSync(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolders(above);
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Two processes may make it at once.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Whether something belongs to this user alone: nobody else can have put words into our mouth. Windows keeps the folder itself private. */
export function isPrivate(stat: fs.Stats, kind: 'file' | 'folder'): boolean {
  if (kind === 'file' ? !stat.isFile() : !stat.isDirectory()) return false;
  const user = process.geteuid?.();
  return user === undefined || (stat.uid === user && (stat.mode & 0o022) === 0);
}
