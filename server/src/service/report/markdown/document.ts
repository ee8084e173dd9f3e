import type { ReportModel } from '../reportTypes.ts';

/** The whole document. */
export function renderMarkdown({ totals, today }: ReportModel): string {
  return `# Upgrade report\n\n${today}: ${totals.done} done, ${totals.safe + totals.unsafe + totals.manual} left.\n`;
}
