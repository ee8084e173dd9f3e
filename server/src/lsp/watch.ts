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
  { globPattern: '**/*', kind: WatchKind.Delete },
];
