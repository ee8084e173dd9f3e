import { readTextFile } from '../../node/readTextFile.ts';
import { pathOfUri } from '../../node/uris.ts';
import type { Edit } from '../../text/edit.ts';
import type { Session } from '../session.ts';
import { toWorkspaceEdit } from '../toProto.ts';

/** Edits of one open document, for exactly the text `before`. */
export interface DocumentEdits {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Edit[];
}

/** For editors that keep their documents to themselves. */
export const cannotEdit = 'It is open, and this editor does not let a language server edit documents. Close it and run the command again.';

/**
 * Asks the editor to edit open documents, in one step that Undo takes back. Gives the URIs of those that were edited: a document whose text is
 * another one than the edits are for is left out, and one that changes before the editor is at it makes the editor refuse all of them.
 */
export async function editDocuments(session: Session, files: readonly DocumentEdits[], label: string): Promise<ReadonlySet<string>> {
  const { connection, documents, logger, service } = session;
  documents.giveAll();
  const fitting = files.filter(({ uri, before }) => documents.get(uri) !== undefined && service.text(uri) === before);
  const edit = toWorkspaceEdit(session, fitting, { title: label, unsafe: false });
  if (!edit) return new Set();
  const answer = await connection.workspace.applyEdit({ label, edit });
  documents.giveAll();
  // Some editors tell the new text after the answer, so what they say about it counts.
  if (answer.applied) return new Set(fitting.map(({ uri }) => uri));
  logger.warn(`The editor did not apply "${label}"${answer.failureReason ? `: ${answer.failureReason}` : ''}.`);
  return new Set(fitting.filter(({ uri, after }) => service.text(uri) === after).map(({ uri }) => uri));
}

/** Whether an open document with this text holds what is on disk; one with unsaved changes does not. */
export function isSaved(uri: string, text: string): boolean {
  const path = pathOfUri(uri);
  const read = path === undefined ? undefined : readTextFile(path);
  return read?.kind === 'text' && read.text === text;
}
