import type { CodeActionContext, Position, Range as LspRange } from 'vscode-languageserver';
import type { PlanParams } from '../protocol.ts';
import type { PlanOptions } from '../service/languageService.ts';
import type { WorkspaceFolder } from '../service/workspace.ts';
import { type Range, range } from '../text/range.ts';
import { baseName } from '../text/uri.ts';
import type { Positions } from './documentStore.ts';
import { canonicalUri } from './uris.ts';

/** Lines and characters to offsets. A reversed range is turned round. */
export function fromRange(positions: Positions, value: LspRange): Range {
  const start = positions.offsetAt(value.start);
  const end = positions.offsetAt(value.end);
  return range(Math.min(start, end), Math.max(start, end));
}

/** A position to an offset. */
export function fromPosition(positions: Positions, value: Position): number {
  return positions.offsetAt(value);
}

/** A folder in the service's spelling. */
export function fromFolder(folder: { readonly uri: string; readonly name?: string }): WorkspaceFolder {
  const uri = canonicalUri(folder.uri).replace(/\/+$/, '');
  return { uri, name: folder.name || baseName(uri) };
}

/** Whether the editor asked for actions of this kind; kinds are hierarchical. */
export function wantsKind(context: CodeActionContext, kind: string): boolean {
  return context.only === undefined || context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
}

/** Options of a plan. */
export function fromPlanParams(params: PlanParams, signal: AbortSignal): PlanOptions {
  return {
    applicability: params.applicability === 'unsafe' ? 'unsafe' : 'safe',
    signal,
    ...(params.uris ? { uris: params.uris.map(canonicalUri) } : {}),
  };
}
