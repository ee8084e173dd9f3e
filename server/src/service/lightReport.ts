import type { Diagnostic, FileEdits, Fix } from '../analysis/diagnostic.ts';
import type { Edit } from '../text/edit.ts';
import type { FileReport } from './languageService.ts';

/**
 * A report that does not hold the tree of its file: the fixes of thousands of closed files would keep gigabytes alive. Whoever takes
 * a fix pays for reading its file once more: `full` gives the report as it was made, or an equal one.
 */
export function light(report: FileReport, full: () => FileReport | undefined): FileReport {
  return { ...report, diagnostics: report.diagnostics.map((diagnostic, index) => lightDiagnostic(diagnostic, index, full)) };
}

function lightDiagnostic(diagnostic: Diagnostic, index: number, full: () => FileReport | undefined): Diagnostic {
  const { rule, fixes, range } = diagnostic;
  return { ...diagnostic, fixes: fixes.map((fix, at) => lightFix(fix, { rule, start: range.start, title: fix.title, index, at }, full)) };
}

/** Where a fix is found in an equal report: those list the same findings in the same order. */
interface FixPlace {
  readonly rule: string;
  readonly start: number;
  readonly title: string;
  readonly index: number;
  readonly at: number;
}

function lightFix({ title, applicability, bulk, otherFiles }: Fix, place: FixPlace, full: () => FileReport | undefined): Fix {
  return { title, applicability, bulk, edits: editsAgain(place, full), ...(otherFiles ? { otherFiles: otherFilesAgain(place, full) } : {}) };
}

// Functions that are made in a function of their own hold what they name and nothing else: the fix they stand for must not be in reach.
function editsAgain(place: FixPlace, full: () => FileReport | undefined): () => readonly Edit[] {
  return () => again(place, full())?.edits() ?? [];
}

function otherFilesAgain(place: FixPlace, full: () => FileReport | undefined): () => readonly FileEdits[] {
  return () => again(place, full())?.otherFiles?.() ?? [];
}

/** One that changed meanwhile has no edits to give. */
function again({ rule, start, title, index, at }: FixPlace, now: FileReport | undefined): Fix | undefined {
  const diagnostic = now?.diagnostics[index];
  const fix = diagnostic?.rule === rule && diagnostic.range.start === start ? diagnostic.fixes[at] : undefined;
  return fix?.title === title ? fix : undefined;
}
