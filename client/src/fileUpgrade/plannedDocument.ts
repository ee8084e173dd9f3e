import * as vscode from 'vscode';
import type { PlanEdit, PlanFile } from '../../../server/src/protocol.ts';
import { appliedEdits, type OffsetEdit } from './appliedEdits.ts';

/** A change that the user can let through or not. */
export interface PlannedChange extends OffsetEdit {
  readonly range: vscode.Range;
  /** Number of the fix it belongs to. */
  readonly fix: number;
  readonly applicability: 'safe' | 'unsafe';
  readonly title: string;
  readonly rule: string;
  readonly change: string | null;
}

/** A file of a plan with the document that its changes count in. */
export interface PlannedDocument {
  readonly uri: vscode.Uri;
  readonly document: vscode.TextDocument;
  /** By position. */
  readonly changes: readonly PlannedChange[];
  /** The text that the changes are for. */
  readonly before: string;
}

/** Opened at once; more of them would only wait for each other. */
const batchSize = 20;

/** Opens the files of a plan. `undefined` when one has changed since the plan was made: its edits would be misplaced. */
export async function openPlanned(files: readonly PlanFile[]): Promise<readonly PlannedDocument[] | undefined> {
  const planned: PlannedDocument[] = [];
  for (let at = 0; at < files.length; at += batchSize) {
    for (const each of await Promise.all(files.slice(at, at + batchSize).map(openOne))) {
      if (!each) return undefined;
      planned.push(each);
    }
  }
  return planned;
}

/** The changes that were made in the document since; `undefined` when something else has changed, too. */
export function changesMade({ document, changes, before }: PlannedDocument): readonly PlannedChange[] | undefined {
  const made = appliedEdits(before, document.getText(), changes);
  return made && changes.filter((_, index) => made[index]);
}

async function openOne({ uri: text, version, edits }: PlanFile): Promise<PlannedDocument | undefined> {
  const uri = vscode.Uri.parse(text, true);
  const document = await vscode.workspace.openTextDocument(uri);
  // A plan for the file on disk is not for a document that differs from it.
  if (version === null ? document.isDirty : document.version !== version) return undefined;
  const changes = edits.map((edit) => toChange(document, edit)).sort((a, b) => a.start - b.start || a.end - b.end);
  if (changes.some(({ range }) => !document.validateRange(range).isEqual(range))) return undefined;
  const before = document.getText();
  return { uri, document, changes: joinSteps(document, before, changes), before };
}

function toChange(document: vscode.TextDocument, { range: { start, end }, ...edit }: PlanEdit): PlannedChange {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return { ...edit, range, start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/**
 * Neighbouring edits of one fix become one change: half of a conversion is no valid file, so it must not be possible to
 * tick half of it.
 */
function joinSteps(document: vscode.TextDocument, before: string, changes: readonly PlannedChange[]): readonly PlannedChange[] {
  const joined: PlannedChange[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last?.fix !== change.fix) {
      joined.push(change);
      continue;
    }
    const end = Math.max(last.end, change.end);
    joined[joined.length - 1] = {
      ...last,
      end,
      range: new vscode.Range(last.range.start, document.positionAt(end)),
      newText: last.newText + before.slice(last.end, change.start) + change.newText,
    };
  }
  return joined;
}
