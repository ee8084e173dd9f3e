import * as vscode from 'vscode';

/** The files that this extension is for, by name. The server looks at their content before it says anything. */
const patterns = ['**/pack.yaml', '**/greenlang.{yaml,yml}', '**/.env', '**/.env.*'];

/** One glob for all of them. */
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
