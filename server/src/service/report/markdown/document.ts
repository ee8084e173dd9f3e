import { left, percentDone, total } from '../progress.ts';
import type { ReportModel } from '../reportTypes.ts';
import { counted, number, reportName } from '../words.ts';
import { effortParts, evidenceParts, fileParts, runParts, stepParts, timelineParts } from './around.ts';
import { escapeMarkdown, table } from './escape.ts';
import { itemParts } from './items.ts';
import { progressParts } from './progress.ts';
import { routeParts } from './routes.ts';

/** The whole document. `folder` is the URI that links are relative to. */
export function renderMarkdown(model: ReportModel, folder: string): string {
  return `${[
    `# Upgrade report: ${escapeMarkdown(reportName(model))}`,
    `${escapeMarkdown(model.folders.map(({ name }) => name).join(', '))}, ${model.today}`,
    ...summaryParts(model),
    ...progressParts(model),
    ...routeParts(model),
    ...itemParts(model, folder),
    ...effortParts(model),
    ...timelineParts(model),
    ...stepParts(model),
    ...runParts(model, folder),
    ...evidenceParts(model),
    ...fileParts(model, folder),
  ].join('\n\n')}\n`;
}

function summaryParts({ totals, files, whyNothing }: ReportModel): readonly string[] {
  return [
    `**${number(left(totals))} left**${left(totals) === 0 ? '' : ` in ${counted(files.affected, 'file')}`}, of ${counted(files.looked, 'file')} looked at${total(totals) === 0 ? '' : `; ${percentDone(totals)}% done`}.`,
    table(['Done', 'Safe', 'Unsafe', 'Manual'], [[totals.done, totals.safe, totals.unsafe, totals.manual].map(number)], [0, 1, 2, 3]),
    ...whyNothing.length === 0 ? [] : ['Nothing is left. This is why:', whyNothing.map((sentence) => `- ${escapeMarkdown(sentence)}`).join('\n')],
  ];
}
