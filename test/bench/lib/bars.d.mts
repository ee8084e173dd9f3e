// For tests, which are written in TypeScript.

/** A row of the table. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly digits: number;
  readonly ours: number | undefined;
  readonly peer: string | undefined;
  readonly theirs: number | undefined;
  /** Ours divided by theirs. */
  readonly ratio: number | undefined;
  /** Whether bar and moonshot are about the value itself or about the ratio. */
  readonly of: 'value' | 'ratio';
  readonly bar: number | undefined;
  readonly moonshot: number | undefined;
  readonly met: 'no' | 'yes' | 'moonshot' | undefined;
  /** `undefined` for what is no median. */
  readonly runs: number | undefined;
}

export const wantedRuns: number;

interface Program {
  readonly wallMs: number;
  readonly cpuMs?: number | undefined;
  readonly peakMb?: number | undefined;
  readonly runs: number;
}

/** What a run measured. */
export interface Results {
  readonly checks: readonly { readonly label: string; readonly generated: boolean; readonly large: boolean; readonly files: number; readonly programs: Readonly<Record<string, Program>> }[];
  readonly again: readonly { readonly label: string; readonly oursMs: number; readonly walkMs: number; readonly runs: number }[];
  readonly typing: readonly { readonly kind: string; readonly lines: number; readonly peer: string; readonly servers: Readonly<Record<string, Readonly<Record<string, number | undefined>> & { readonly runs: number }>> }[];
  readonly activation?: { readonly ms: number; readonly heavy: readonly string[]; readonly processes: number; readonly runs: number };
  readonly vsix?: { readonly mb: number; readonly files: number };
}

/** All rows that a run has figures for. */
export function rowsOf(results: Results): readonly Row[];
