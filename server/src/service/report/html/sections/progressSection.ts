import { addProgress, left, total } from '../../progress.ts';
import type { ReportChange, ReportModel, ReportProgress } from '../../reportTypes.ts';
import { changeName, counted, number, shareText, tiers } from '../../words.ts';
import { bar, swatch } from '../bar.ts';
import { capped } from '../context.ts';
import { html, type Content, type Markup } from '../markup.ts';
import { rest, table, type PageSection } from './section.ts';

/** More folders than this are summed up. */
const mostFolders = 40;

/** How far each change and each folder is: a bar and its numbers in one row. */
export function progressSection({ migrations, others, byFolder }: ReportModel): PageSection {
  const { shown, hidden } = capped(byFolder, mostFolders);
  return {
    id: 'progress',
    title: 'Progress',
    body: html`${legend()}
${migrations.map(({ title, from, to, changes }) => html`<h3>By change${migrations.length > 1 ? `: ${title} ${from} → ${to}` : undefined}</h3>
${changeTable(`${title} ${from} → ${to}`, changes)}`)}
${others.length > 0 ? html`<h3>Beyond the guides</h3>
${changeTable('Beyond the guides', others)}` : undefined}
<h3>By folder</h3>
${byFolder.length === 0 ? html`<p>No file has anything done or left.</p>` : progressTable('Progress by folder', 'Folder', shown.map(({ path, progress, files }) => ({
    name: html`<code><bdi>${path === '.' ? '(top)' : path}</bdi></code>`, note: `${counted(files, 'file')} left`, progress, label: path,
  })))}
${rest(hidden, 'folder')}`,
  };
}

/** What the parts of a bar mean. */
function legend(): Markup {
  return html`<ul class="legend">
<li>${swatch('done')} <span><strong>Done</strong> by a run, or marked by a person</span></li>
<li>${swatch('safe')} <span><strong>Safe</strong> ${tiers.safe}</span></li>
<li>${swatch('unsafe')} <span><strong>Unsafe</strong> ${tiers.unsafe}</span></li>
<li>${swatch('manual')} <span><strong>Manual</strong> ${tiers.manual}</span></li>
</ul>
`;
}

function changeTable(name: string, changes: readonly ReportChange[]): Markup {
  const some = changes.filter(({ progress }) => total(progress) > 0);
  const none = changes.filter(({ progress }) => total(progress) === 0);
  return html`${some.length === 0 ? undefined : progressTable(`Progress by change: ${name}`, 'Change', some.map((change) => ({
    name: changeName(change), note: `${change.impact === undefined ? '' : `${change.impact} impact · `}${left(change.progress) === 0 ? 'all done' : `${counted(change.files, 'file')} left`}`,
    progress: change.progress, label: change.id,
  })))}${none.length === 0 ? undefined : html`<p class="none">Nothing was found of ${none.map(({ id, title }, index) => html`${index === 0 ? '' : ', '}<abbr title="${title}">${id}</abbr>`)}.</p>
`}`;
}

interface ProgressRow {
  readonly name: Content;
  readonly note: string;
  readonly progress: ReportProgress;
  readonly label: string;
}

function progressTable(caption: string, first: string, rows: readonly ProgressRow[]): Markup {
  const scale = Math.max(...rows.map(({ progress }) => total(progress)));
  const sum = addProgress(rows.map(({ progress }) => progress));
  return table(caption, [first, 'Done', 'Safe', 'Unsafe', 'Manual', 'Left'], [
    ...rows.map(({ name, note, progress, label }) => html`<tr><th scope="row"><span class="name">${name}</span> <span class="measure">${bar(progress, scale, label)} <span class="note">${note}</span></span></th>${cells(progress)}</tr>
`),
    html`<tr class="sum"><th scope="row">All <span class="note">${shareText(sum)}</span></th>${cells(sum)}</tr>
`,
  ], 'progress quiet');
}

function cells(progress: ReportProgress): Markup {
  return html`${[progress.done, progress.safe, progress.unsafe, progress.manual].map((count) => html`<td${count === 0 ? html` class="zero"` : undefined}>${number(count)}</td>`)}<td class="left">${number(left(progress))}</td>`;
}
