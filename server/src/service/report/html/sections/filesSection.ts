import type { ReportFileReason, ReportModel } from '../../reportTypes.ts';
import { counted } from '../../words.ts';
import { capped, fileLink, type PageContext } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { rest, table, type PageSection } from './section.ts';

const mostFiles = 200;

/** What is not in the numbers: files that could not be checked, or were left alone, and what the baseline accepts. */
export function filesSection({ files: { looked, skipped, refused }, baseline: { accepted, stale } }: ReportModel, context: PageContext): PageSection {
  return {
    id: 'files',
    title: 'Files left out',
    body: html`<p>${counted(looked, 'file')} ${looked === 1 ? 'was' : 'were'} looked at. ${skipped.length + refused.length === 0 ? 'None was left out.' : undefined}</p>
${reasons('Files that could not be checked', skipped, context)}${reasons('Files that the upgrade leaves alone', refused, context)}
<p>${accepted === 0 ? 'No finding is accepted in a baseline.' : `${counted(accepted, 'finding')} ${accepted === 1 ? 'is' : 'are'} accepted in the baseline (.upguide/baseline.json) and in none of the numbers above.`}${
  stale === 0 ? undefined : ` ${counted(stale, 'entry', 'entries')} of it ${stale === 1 ? 'matches' : 'match'} nothing any more and can go.`}</p>
`,
  };
}

function reasons(label: string, files: readonly ReportFileReason[], context: PageContext): Markup | undefined {
  if (files.length === 0) return undefined;
  const { shown, hidden } = capped(files, mostFiles);
  return html`${table(label, ['File', 'Why'], shown.map(({ uri, path, reason }) => html`<tr><th scope="row">${fileLink(context, uri, path)}</th><td>${reason}</td></tr>
`), 'reasons')}${rest(hidden, 'file')}`;
}
