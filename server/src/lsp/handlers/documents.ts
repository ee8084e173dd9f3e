import type { DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver';
import type { Session } from '../session.ts';

/** The editor's text counts from now on. */
export function didOpen(session: Session, { textDocument }: DidOpenTextDocumentParams): void {
  const { uri, languageId, version, text } = textDocument;
  const file = session.documents.open(uri, languageId, version, text);
  if (file) session.edits.touch(file.uri);
}

/** Keeps the text up to date; the answer comes when no further change waits. */
export function didChange(session: Session, { textDocument, contentChanges }: DidChangeTextDocumentParams): void {
  const file = session.documents.change(textDocument.uri, contentChanges, textDocument.version);
  if (file) session.edits.touch(file.uri);
}

/** The file on disk counts again. */
export async function didClose(session: Session, { textDocument }: DidCloseTextDocumentParams): Promise<void> {
  const file = session.documents.close(textDocument.uri);
  if (!file) return;
  session.edits.forget(file.uri);
  await session.service.close(file.uri);
  if (session.migrationDocuments.concerns(file.uri)) session.migrationDocuments.closed(file.uri);
  session.publisher.publishEdited(file.uri);
}
