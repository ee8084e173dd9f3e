import type { CompletionItem, CompletionParams } from 'vscode-languageserver';
import { fromPosition } from '../fromProto.ts';
import type { Session } from '../session.ts';
import { toCompletionItem } from '../toProto.ts';

/** Keys, values and variables that fit at the cursor. */
export function completion(session: Session, params: CompletionParams): CompletionItem[] {
  const file = session.documents.current(params.textDocument.uri);
  if (!file) return [];
  const items = session.service.complete(file.uri, fromPosition(file, params.position));
  return items.map((item) => toCompletionItem(session, file, item));
}
