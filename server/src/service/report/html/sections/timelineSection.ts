import type { ReportModel } from '../../reportTypes.ts';
import { counted, removalText } from '../../words.ts';
import { html } from '../markup.ts';
import { timelinePicture } from '../timelinePicture.ts';
import type { PageSection } from './section.ts';

/** When old forms stop working; `undefined` where no guide has a date. */
export function timelineSection({ migrations, today }: ReportModel): PageSection | undefined {
  const marks = migrations
    .flatMap(({ title, timeline }) => timeline.map((removal) => ({ ...removal, label: `${title} ${removal.version}` })))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  if (marks.length === 0) return undefined;
  return {
    id: 'timeline',
    title: 'When old forms stop working',
    body: html`<figure>${timelinePicture(marks, today)}</figure>
<ul class="dates">${marks.map((mark) => html`<li><strong><time datetime="${mark.date}">${mark.date}</time></strong> <span class="tag">${mark.past ? 'past' : 'to come'}</span> ${mark.label} ${removalText(mark, today)}
<span class="note">${mark.left === 0 ? 'nothing of it is left here' : `${counted(mark.left, 'place')} left`} · ${mark.changes.join(', ')}</span></li>
`)}</ul>
`,
  };
}
