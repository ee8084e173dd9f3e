import { type FileSystemWatcher, WatchKind } from 'vscode-languageserver';

/**
 * Files whose changes on disk matter. Wider than what the service accepts: it decides by name when an event comes.
 * Deletions are watched everywhere, because the removal of a folder is reported for the folder alone.
 */
export const watchers: FileSystemWatcher[] = [
  { globPattern: '**/*.{yaml,yml,py,pyi,sh,bash,zsh,ps1,psm1,bat,cmd,ts,tsx,mts,cts,js,jsx,mjs,cjs,rs,go,sql,md,tf,env,toml,ini,cfg,graphql,json,jsonc,jsonl,ndjson}' },
  { globPattern: '**/{.env*,*.env.*,requirements*.txt,constraints*.txt,setup.py,Pipfile,package.json,Makefile,Dockerfile*,*.dockerfile}' },
  { globPattern: '**/.gitignore' },
  { globPattern: '**/.upguide/config.json' },
  { globPattern: '**/.upguide/baseline.json' },
  { globPattern: '**/*', kind: WatchKind.Delete },
];
