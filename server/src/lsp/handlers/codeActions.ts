import type { CodeAction as LspCodeAction, CodeActionParams, Command } from 'vscode-languageserver';
import { explainCommand } from '../../protocol.ts';
import type { CodeAction } from '../../service/languageService.ts';
import { overlaps, type Range, touches } from '../../text/range.ts';
import type { OpenFile } from '../documentStore.ts';
import { fromRange, wantsKind } from '../fromProto.ts';
import { contentModified } from '../guard.ts';
import type { Session } from '../session.ts';
import { type EditLabel, toDiagnostic, toWorkspaceEdit } from '../toProto.ts';
import { applyActionCommand } from './commandIds.ts';

/** Finds an action again when the editor asks for its edits. */
export interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  readonly kind: string;
  readonly title: string;
  /** Which of the actions with this title: a range may hold the same finding several times. */
  readonly nth: number;
}

/**
 * Fixes for a range, preferred ones first. Edits are made when an action is applied, where the editor allows it: the
 * list is asked for at every move of the cursor, and new secrets must not be drawn for a look.
 */
export function codeActions(session: Session, params: CodeActionParams): (LspCodeAction | Command)[] {
  const file = session.documents.get(params.textDocument.uri);
  if (!file) return [];
  session.documents.giveAll();
  const range = fromRange(file, params.range);
  const found = numbered(session.service.codeActions(file.uri, range)).filter(({ action }) => wantsKind(params.context, action.kind));
  const sorted = [...found.filter(({ action }) => action.preferred), ...found.filter(({ action }) => !action.preferred)];
  const actions = sorted.flatMap((each) => toCodeAction(session, file, range, each) ?? []);
  return wantsKind(params.context, 'quickfix') ? [...actions, ...explanations(session, file, range)] : actions;
}

/** Fills in the edits of an action that was listed before. */
export function resolveCodeAction(whole: Session, listed: LspCodeAction): LspCodeAction {
  const data: unknown = listed.data;
  if (!isActionData(data)) return listed;
  const session = whole.at(data.uri);
  const action = findAction(session, data);
  const edit = toWorkspaceEdit(session, action.edits(), labelOf(action));
  return edit ? { ...listed, edit } : listed;
}

/** The service's action that the data speaks of; fails when the document has changed since. */
export function findAction(session: Session, data: ActionData): CodeAction {
  const file = session.documents.get(data.uri);
  if (!file || file.version !== data.version) throw contentModified();
  session.documents.giveAll();
  const found = numbered(session.service.codeActions(file.uri, data.range))
    .find(({ action, nth }) => action.title === data.title && action.kind === data.kind && nth === data.nth);
  if (!found) throw contentModified();
  return found.action;
}

interface Numbered {
  readonly action: CodeAction;
  readonly nth: number;
}

function numbered(actions: readonly CodeAction[]): readonly Numbered[] {
  const seen = new Map<string, number>();
  return actions.map((action) => {
    const key = `${action.kind} ${action.title}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { action, nth };
  });
}

/** Whether the data came from this server. */
export function isActionData(value: unknown): value is ActionData {
  return typeof value === 'object' && value !== null && 'uri' in value && 'title' in value && 'range' in value;
}

function toCodeAction(session: Session, file: OpenFile, range: Range, { action, nth }: Numbered): LspCodeAction | Command | undefined {
  const { client } = session;
  const data: ActionData = { uri: file.uri, version: file.version, range, kind: action.kind, title: action.title, nth };
  if (!client.codeActionLiterals) return { title: action.title, command: applyActionCommand, arguments: [data] };
  // "Fix all of BC-007" settles the whole file; what lies elsewhere would only swell an answer to every move of the cursor.
  const settled = action.diagnostics.filter((diagnostic) => isNear(diagnostic.range, range));
  const listed: LspCodeAction = {
    title: action.title,
    kind: action.kind,
    ...(action.preferred ? { isPreferred: true } : {}),
    ...(settled.length > 0 ? { diagnostics: settled.map((each) => toDiagnostic(session, file, each)) } : {}),
  };
  if (client.codeActionResolve && client.codeActionData) return { ...listed, data };
  const edit = toWorkspaceEdit(session, action.edits(), labelOf(action));
  return edit && { ...listed, edit };
}

/** For our own client: the page of each change found in the range, also where nothing can be fixed. */
function explanations(session: Session, file: OpenFile, range: Range): LspCodeAction[] {
  if (session.client.explainUri === undefined) return [];
  /** Title by the name that no other guide has. */
  const changes = new Map<string, string>();
  for (const diagnostic of session.service.diagnose(file.uri)?.diagnostics ?? []) {
    const { change, migration } = diagnostic;
    if (change !== undefined && isNear(diagnostic.range, range)) changes.set(`${migration}/${change}`, `Explain ${change}`);
  }
  return [...changes].map(([id, title]) => ({ title, kind: 'quickfix', command: { title, command: explainCommand, arguments: [id] } }));
}

function isNear(found: Range, asked: Range): boolean {
  return overlaps(found, asked) || touches(found, asked.start);
}

/** How the action's edits are announced. */
export function labelOf(action: CodeAction): EditLabel {
  return { title: action.title, unsafe: action.applicability === 'unsafe' };
}
