import * as vscode from 'vscode';
import { filePatterns } from '../../server/src/protocol.ts';

/**
 * By pattern, not by language: `.env` may arrive as dotenv, properties or plain text, and `pack.yaml` as YAML of any
 * flavour. Untitled documents are in it for files that were named before they were saved.
 */
export const documentSelector: readonly { readonly scheme: string; readonly pattern: string }[] =
  ['file', 'untitled'].flatMap((scheme) => filePatterns.map((pattern) => ({ scheme, pattern })));

/** Whether the document is one of ours. */
export function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}
