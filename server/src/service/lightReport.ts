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
  if (diagnostic.fixes.length === 0) return diagnostic;
  const fixes = diagnostic.fixes.map((fix, at): Fix => {
    const { title, applicability, bulk } = fix;
    // Equal reports list the same findings in the same order; one that changed meanwhile has no edits to give.
    const again = (): Fix | undefined => {
      const now = full()?.diagnostics[index];
      const found = now?.rule === diagnostic.rule && now.range.start === diagnostic.range.start ? now.fixes[at] : undefined;
      return found?.title === title ? found : undefined;
    };
    return {
      title,
      applicability,
      bulk,
      edits: (): readonly Edit[] => again()?.edits() ?? [],
      ...(fix.otherFiles ? { otherFiles: (): readonly FileEdits[] => again()?.otherFiles?.() ?? [] } : {}),
    };
  });
  return { ...diagnostic, fixes };
}
