import type { Hover, HoverParams } from 'vscode-languageserver';
import { fromPosition } from '../fromProto.ts';
import type { Session } from '../session.ts';
import { toHover } from '../toProto.ts';

/** What the thing under the pointer is, was, and becomes. */
export function hover(session: Session, params: HoverParams): Hover | null {
  const file = session.documents.current(params.textDocument.uri);
  if (!file) return null;
  const found = session.service.hover(file.uri, fromPosition(file, params.position));
  return found ? toHover(session, file, found) : null;
}
