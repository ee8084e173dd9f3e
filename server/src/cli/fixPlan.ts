import type { LanguageService, PlannedEdit, PlannedFile } from '../service/languageService.ts';

/** What a run of `fix` would do to one file. */
export interface FixedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** In the order in which they were taken. */
  readonly edits: readonly PlannedEdit[];
}

export interface FixPlan {
  readonly files: readonly FixedFile[];
  readonly refused: readonly { readonly uri: string; readonly reason: string }[];
}

export interface FixSelection {
  readonly uris: readonly string[];
  readonly applicability: 'safe' | 'unsafe';
  readonly only: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

/** A fix in one file can bring up or settle a finding in another; honest rules settle in two or three rounds. */
const maxRounds = 5;

/**
 * Plans until nothing is left to fix in any file, so that a second run of the command changes nothing. Nothing is written:
 * between the rounds the service sees the new texts as open documents, and they stay open. A file that does not settle is
 * refused with all its changes.
 */
export async function planFixes(service: LanguageService, selection: FixSelection): Promise<FixPlan> {
  const files = new Map<string, FixedFile>();
  const refused = new Map<string, string>();
  for (let round = 1; ; round++) {
    const { uris, applicability, only, signal } = selection;
    const plan = await service.plan({ uris: uris.filter((uri) => !refused.has(uri)), applicability, signal, ...(only === undefined ? {} : { only }) });
    for (const { uri, reason } of plan.refused) if (!files.has(uri)) refused.set(uri, reason);
    if (plan.files.length === 0 || signal.aborted) break;
    for (const planned of plan.files) {
      const earlier = files.get(planned.uri);
      if (round > maxRounds) refuseUnsettled(service, planned, earlier, files, refused);
      else {
        files.set(planned.uri, { uri: planned.uri, before: earlier?.before ?? planned.before, after: planned.after, edits: [...earlier?.edits ?? [], ...planned.edits] });
        service.open({ uri: planned.uri, version: round, text: planned.after });
      }
    }
    if (round > maxRounds) break;
  }
  const changed = [...files.values()].filter(({ before, after }) => before !== after).sort((a, b) => (a.uri < b.uri ? -1 : 1));
  return { files: changed, refused: [...refused].map(([uri, reason]) => ({ uri, reason })) };
}

function refuseUnsettled(service: LanguageService, planned: PlannedFile, earlier: FixedFile | undefined, files: Map<string, FixedFile>, refused: Map<string, string>): void {
  const { uri } = planned;
  const rules = [...new Set(planned.edits.map(({ rule }) => rule))].join(', ');
  refused.set(uri, `Its fixes do not settle after ${maxRounds} rounds (${rules}).`);
  files.delete(uri);
  service.open({ uri, version: maxRounds + 1, text: earlier?.before ?? planned.before });
}
