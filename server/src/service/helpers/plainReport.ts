import type { Diagnostic } from '../../analysis/diagnostic.ts';
import type { PythonSummary } from '../../facts/python/summary.ts';
import { type KeptReport, light } from '../lightReport.ts';
import type { OwnStrings } from '../ownStrings.ts';
import type { PreparedReport } from '../preparedReports.ts';
import type { FileRecord } from '../projectIndex.ts';
import type { Settings } from '../settings.ts';
import { type PlainReads, WorldReads } from '../worldReads.ts';

/** A prepared report without functions and without what its record has. */
export interface PlainReport {
  readonly diagnostics: readonly PlainDiagnostic[];
  readonly reads: readonly string[];
  readonly world: PlainReads;
  readonly active: string;
}

type PlainDiagnostic = Omit<Diagnostic, 'fixes'> & { readonly fixes: readonly PlainFix[] };

interface PlainFix {
  readonly title: string;
  readonly applicability: 'safe' | 'unsafe';
  readonly bulk: boolean;
  readonly inOtherFiles: boolean;
}

/** What of a prepared report can go to another thread. */
export function toPlain({ report, reads, worldReads, active }: PreparedReport): PlainReport {
  const diagnostics = report.diagnostics.map((diagnostic): PlainDiagnostic => ({
    ...diagnostic,
    fixes: diagnostic.fixes.map(({ title, applicability, bulk, otherFiles }) => ({ title, applicability, bulk, inOtherFiles: otherFiles !== undefined })),
  }));
  return { diagnostics, reads: [...reads], world: worldReads.plain(), active };
}

/** What a file's report was made for. */
export interface PlainReportHome {
  readonly record: FileRecord;
  readonly settings: Settings;
  readonly today: string;
  /** A module as it is known here. */
  readonly summary: (uri: string) => PythonSummary | undefined;
  /** The report made anew, for its fixes. */
  readonly full: () => KeptReport | undefined;
  /** Where its texts are kept. */
  readonly strings: OwnStrings;
}

/** A report that came from another thread. Its fixes are made when somebody takes one. */
export function fromPlain({ diagnostics, reads, world, active }: PlainReport, { record, settings, today, summary, full, strings }: PlainReportHome): PreparedReport {
  const nothing = (): readonly [] => [];
  const revived = diagnostics.map((diagnostic): Diagnostic => ({
    ...diagnostic,
    fixes: diagnostic.fixes.map(({ inOtherFiles, ...fix }) => ({ ...fix, edits: nothing, ...(inOtherFiles ? { otherFiles: nothing } : {}) })),
  }));
  const report: KeptReport = { uri: record.uri, version: undefined, diagnostics: revived, accepted: 0 };
  return { record, report: light(report, full, strings), reads: new Set(reads), worldReads: WorldReads.fromPlain(world, summary), settings, today, active };
}
