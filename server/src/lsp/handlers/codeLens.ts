import { type CodeLens as LspCodeLens, type CodeLensParams, CodeLensRefreshRequest } from 'vscode-languageserver';
import type { CodeLens } from '../../service/languageService.ts';
import { contentModified, inBackground } from '../guard.ts';
import type { Session } from '../session.ts';
import { toRange } from '../toProto.ts';
import { applyLensCommand } from './commandIds.ts';

/** Finds a lens again when it is clicked. */
export interface LensData {
  readonly uri: string;
  readonly title: string;
}

/** Lenses such as "Upgrade this file". Their edits are made when clicked. */
export function codeLenses(session: Session, params: CodeLensParams): LspCodeLens[] {
  const file = session.documents.current(params.textDocument.uri);
  if (!file) return [];
  return session.service.codeLenses(file.uri).map((lens) => {
    const data: LensData = { uri: file.uri, title: lens.title };
    return { range: toRange(file, lens.range), command: { title: lens.title, command: applyLensCommand, arguments: [data] } };
  });
}

/** The service's lens that the data speaks of. A lens speaks of the file as it is, so a newer version is no reason to refuse. */
export function findLens(session: Session, data: LensData): CodeLens {
  const file = session.documents.current(data.uri);
  const lens = file && session.service.codeLenses(file.uri).find((candidate) => candidate.title === data.title);
  if (!lens) throw contentModified();
  return lens;
}

/** Whether the data came from this server. */
export function isLensData(value: unknown): value is LensData {
  return typeof value === 'object' && value !== null && 'uri' in value && 'title' in value;
}

/** Asks for the lenses anew: editors keep them until the text changes, but a scan or a setting may change them, too. */
export function refreshLenses(session: Session): void {
  if (!session.client.lensRefresh) return;
  inBackground('workspace/codeLens/refresh', session.logger, () => session.connection.sendRequest(CodeLensRefreshRequest.type));
}
