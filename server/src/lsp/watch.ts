import { type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { filePatterns } from '../protocol.ts';

/**
 * Files whose changes on disk matter. Wider than what the service accepts: it decides by name when an event comes.
 * Deletions are watched everywhere, because the removal of a folder is reported for the folder alone.
 */
export const watchers: FileSystemWatcher[] = [
  ...filePatterns.map((globPattern) => ({ globPattern })),
  { globPattern: '**/.gitignore' },
  { globPattern: '**/.upguide/config.json' },
  { globPattern: '**/.upguide/baseline.json' },
  // What is put into a folder in the moment that it is made is missed by many watchers: they see the folder alone.
  { globPattern: '**/.upguide', kind: WatchKind.Create },
  { globPattern: '**/*', kind: WatchKind.Delete },
];
