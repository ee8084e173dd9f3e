import type {
  DefinitionParams, DocumentLink, DocumentLinkParams, Location, ReferenceParams, TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { FileLocation, LanguageService } from '../../service/languageService.ts';
import { fromPosition } from '../fromProto.ts';
import type { Session } from '../session.ts';
import { toDocumentLink, toLocation } from '../toProto.ts';

/** Where the variable or name under the cursor is set. */
export function definition(session: Session, params: DefinitionParams): Location[] {
  return locations(session, params, (service, uri, offset) => service.definition(uri, offset));
}

/** Everywhere the variable or name under the cursor is used. */
export function references(session: Session, params: ReferenceParams): Location[] {
  return locations(session, params, (service, uri, offset) => service.references(uri, offset));
}

/** Files and pages that the document names. */
export function documentLinks(session: Session, params: DocumentLinkParams): DocumentLink[] {
  const file = session.documents.current(params.textDocument.uri);
  if (!file) return [];
  return session.service.documentLinks(file.uri).map((link) => toDocumentLink(file, link));
}

function locations(
  session: Session,
  params: TextDocumentPositionParams,
  find: (service: LanguageService, uri: string, offset: number) => readonly FileLocation[],
): Location[] {
  const file = session.documents.get(params.textDocument.uri);
  if (!file) return [];
  session.documents.giveAll();
  return find(session.service, file.uri, fromPosition(file, params.position)).flatMap((place) => toLocation(session, place) ?? []);
}
