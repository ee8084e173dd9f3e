import * as vscode from 'vscode';

/** The files that this extension looks at, by name. The server looks at their content before it says anything. */
const patterns = [
  '**/*.{yaml,yml,tpl,j2}',
  '**/{.env,.env.*,.envrc,.bashrc,.bash_profile,.profile,.zshrc,.zprofile}',
  '**/*.{py,pyw,ts,tsx,mts,cts,js,jsx,mjs,cjs,rs}',
  '**/*.{sh,bash,zsh,ksh,bats,envrc,bat,cmd,BAT,CMD,ps1,psm1}',
  '**/{Makefile,makefile,GNUmakefile,Dockerfile,Dockerfile.*,Containerfile,Containerfile.*,Pipfile,pyproject.toml,Cargo.toml,package.json,.python-version,.nvmrc,.node-version,runtime.txt,supervisord.conf}',
  '**/*.{mk,dockerfile,Dockerfile,ini,cfg,service,socket,timer,sql,md,markdown,mdx}',
  '**/{config,workflow-engine}.toml',
  '**/{config,workflow-engine}[.-]*.toml',
  '**/*{requirements,constraints}*.{txt,in}',
  '**/*.{json,jsonc,jsonl,ndjson}',
];

/** The files that a system owns by their names: what a workspace is known by at first sight. */
export const filesGlob = '**/{pack.yaml,greenlang.yaml,greenlang.yml,.env,.env.*}';

/**
 * By pattern, not by language: `.env` may arrive as dotenv, properties or plain text, and `pack.yaml` as YAML of any
 * flavour. Untitled documents are in it for files that were named before they were saved.
 */
export const documentSelector: readonly { readonly scheme: string; readonly pattern: string }[] =
  ['file', 'untitled'].flatMap((scheme) => patterns.map((pattern) => ({ scheme, pattern })));

/** Whether the document is one of ours. */
export function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}
