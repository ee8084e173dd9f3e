import fs from 'node:fs';
import path from 'node:path';
import type { Message } from '../analysis/diagnostic.ts';
import { isMigrationFileName } from '../service/fileKinds.ts';
import type { UserSettings } from '../service/settings.ts';
import { readTextFile } from './readTextFile.ts';
import { isInside, relativePath, uriOfPath } from './uris.ts';

/** The folder of a workspace folder in which migration files are found without a setting. */
export const migrationsFolder = '.upguide';

/** More of them in one folder are a mistake or an attack, and each has to be read before the first answer. */
const maxFiles = 100;

/** A migration file as it is on disk. */
export interface MigrationFileOnDisk {
  /** As users name it: relative to the workspace folder, with `/`; a path in the settings as it stands there. */
  readonly name: string;
  readonly uri: string;
  /** Whether a setting names it, and not its place alone. */
  readonly inSettings: boolean;
  readonly state: 'auto' | 'on';
  readonly text: string | undefined;
  /** Why it is not used; there whenever `text` is not. */
  readonly refused?: Message;
}

/**
 * The migration files of a workspace folder in the order of their paths: those in `.upguide/`, and those that keys of `migrations` in the settings name. One that
 * is `off` there is not read. Nothing outside of the folder is read, also not through symbolic links.
 * @param folder absolute path of the workspace folder
 */
export function readMigrationFiles(folder: string, states: UserSettings['migrations']): readonly MigrationFileOnDisk[] {
  const wanted = new Map<string, { readonly name: string; readonly inSettings: boolean; readonly state: 'auto' | 'on' | 'off' }>();
  for (const name of namesIn(path.join(folder, migrationsFolder))) wanted.set(path.join(folder, migrationsFolder, name), { name: `${migrationsFolder}/${name}`, inSettings: false, state: 'auto' });
  for (const [name, state] of Object.entries(states)) if (isMigrationFileName(name)) wanted.set(path.resolve(folder, name), { name, inSettings: true, state });
  const found: MigrationFileOnDisk[] = [];
  const seen = new Set<string>();
  for (const [file, { name, inSettings, state }] of [...wanted].sort(([a], [b]) => (relativePath(folder, a) < relativePath(folder, b) ? -1 : 1))) {
    if (state === 'off') continue;
    const about = { name, uri: uriOfPath(file), inSettings, state };
    const place = placeOf(folder, name, file);
    if (typeof place !== 'string') {
      found.push({ ...about, text: undefined, refused: place });
    } else if (!seen.has(place)) {
      seen.add(place);
      found.push({ ...about, ...(seen.size > maxFiles ? tooMany : contentOf(place)) });
    }
  }
  return found;
}

const tooMany = {
  text: undefined,
  refused: { what: `It is not read: there are more than ${maxFiles} migration files.`, why: 'Each of them is read before anything else.', todo: 'Put changes of one upgrade into one file, or switch files off in `upguide.migrations`.' },
};

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).filter(isMigrationFileName);
  } catch {
    return [];
  }
}

/** Where the file really is, or why it is not read. Says nothing of what is there outside of the folder. */
function placeOf(folder: string, name: string, file: string): string | Message {
  const outside: Message = {
    what: 'It lies outside of the workspace folder, so it is not read.', why: 'A workspace must not make its tools read files of somebody else.',
    todo: `Copy it into the folder, to \`${migrationsFolder}/\`, and name it by its path from there.`,
  };
  if (path.isAbsolute(name) || /^[A-Za-z]:|^[\\/]/.test(name) || !isInside(folder, file)) return outside;
  let real: string;
  try {
    real = fs.realpathSync(file);
  } catch {
    return { what: 'There is no such file.', why: 'The settings name it.', todo: 'Mend the path, which is relative to the workspace folder, or take it out of `upguide.migrations`.' };
  }
  return isInside(fs.realpathSync(folder), real) ? real : { ...outside, what: 'It is a symbolic link to a file outside of the workspace folder, so it is not read.' };
}

function contentOf(file: string): Pick<MigrationFileOnDisk, 'text' | 'refused'> {
  const read = readTextFile(file);
  if (read.kind === 'text') return { text: read.text };
  const reason = read.kind === 'skipped' ? read.reason : 'It is gone.';
  return { text: undefined, refused: { what: `It cannot be read. ${reason}`, why: '', todo: 'The migration is off until it can.' } };
}
