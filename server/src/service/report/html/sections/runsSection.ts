import type { ReportModel, ReportRun } from '../../reportTypes.ts';
import { counted, fileStates, number, origins, runStates, timeText } from '../../words.ts';
import { capped, fileLink, type PageContext } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { rest, table, type PageSection } from './section.ts';

/** As many files of one run are listed. */
const mostFiles = 200;

/** What was done: each run with its time, changes and files. */
export function runsSection({ runs }: ReportModel, context: PageContext): PageSection {
  return {
    id: 'runs',
    title: 'What was done',
    body: runs.length === 0 ? html`<p>No upgrade has run here yet.</p>
` : html`${runs.map((run, index) => printRun(run, index === 0, context))}`,
  };
}

function printRun({ started, title, origin, state, files, changes }: ReportRun, open: boolean, context: PageContext): Markup {
  const { shown, hidden } = capped(files, mostFiles);
  const places = changes.reduce((sum, change) => sum + change.places, 0);
  const when = timeText(started);
  return html`<details${open ? html` open` : undefined}>
<summary><span class="name"><time datetime="${started}">${when}</time> · ${title}</span> <span class="tag">${runStates[state]}</span> <span class="note">${counted(places, 'place')} in ${counted(files.length, 'file')}, by ${origins[origin]}</span></summary>
${changes.length === 0 ? undefined : table(`Changes of the run of ${when}`, ['Change', 'What was done', 'Tier', 'Places'], changes.map((change) => html`<tr><th scope="row">${change.change ?? '–'}</th><td>${change.title}</td><td>${change.applicability}</td><td class="left">${number(change.places)}</td></tr>
`), 'changes')}
${files.length === 0 ? undefined : table(`Files of the run of ${when}`, ['File', 'Now', 'Places'], shown.map(({ uri, path, now, places: count }) => html`<tr><th scope="row">${now === 'missing' ? html`<span class="place"><bdi>${path}</bdi></span>` : fileLink(context, uri, path)}</th><td>${fileStates[now]}</td><td class="left">${number(count)}</td></tr>
`), 'files')}${rest(hidden, 'file')}</details>
`;
}
