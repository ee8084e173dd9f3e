import type { Diagnostic, FileEdits, Fix } from '../analysis/diagnostic.ts';
import type { Edit } from '../text/edit.ts';
import type { FileReport } from './languageService.ts';
import { OwnStrings } from './ownStrings.ts';

/** A report as it is kept: the text that its ranges are of is put in when somebody asks for it. */
export type KeptReport = Omit<FileReport, 'text'>;

/**
 * A report that holds neither the tree of its file nor a piece of its text: the fixes of thousands of closed files would keep gigabytes alive. Whoever takes
 * a fix pays for reading its file once more: `full` gives the report as it was made, or an equal one. Its texts are kept in `strings`, which reports may share: most findings say what others say.
 */
export function light(report: KeptReport, full: () => KeptReport | undefined, strings = new OwnStrings()): KeptReport {
  return { ...report, diagnostics: report.diagnostics.map((diagnostic, index) => lightDiagnostic(diagnostic, index, full, strings)) };
}

function lightDiagnostic(diagnostic: Diagnostic, index: number, full: () => KeptReport | undefined, strings: OwnStrings): Diagnostic {
  const { fixes, ...plain } = diagnostic;
  const own = strings.copy(plain);
  const { rule, range } = own;
  return { ...diagnostic, ...own, fixes: fixes.map((fix, at) => lightFix(fix, { rule, start: range.start, title: strings.copy(fix.title), index, at }, full)) };
}

/** Where a fix is found in an equal report: those list the same findings in the same order. */
interface FixPlace {
  readonly rule: string;
  readonly start: number;
  readonly title: string;
  readonly index: number;
  readonly at: number;
}

function lightFix({ applicability, bulk, otherFiles }: Fix, place: FixPlace, full: () => KeptReport | undefined): Fix {
  return { title: place.title, applicability, bulk, edits: editsAgain(place, full), ...(otherFiles ? { otherFiles: otherFilesAgain(place, full) } : {}) };
}

// Functions that are made in a function of their own hold what they name and nothing else: the fix they stand for must not be in reach.
function editsAgain(place: FixPlace, full: () => KeptReport | undefined): () => readonly Edit[] {
  return () => again(place, full())?.edits() ?? [];
}

function otherFilesAgain(place: FixPlace, full: () => KeptReport | undefined): () => readonly FileEdits[] {
  return () => again(place, full())?.otherFiles?.() ?? [];
}

/** One that changed meanwhile has no edits to give. */
function again({ rule, start, title, index, at }: FixPlace, now: KeptReport | undefined): Fix | undefined {
  const diagnostic = now?.diagnostics[index];
  const fix = diagnostic?.rule === rule && diagnostic.range.start === start ? diagnostic.fixes[at] : undefined;
  return fix?.title === title ? fix : undefined;
}
