import type { ReportModel } from '../../reportTypes.ts';
import { durationText, number } from '../../words.ts';
import { html } from '../markup.ts';
import { table, type PageSection } from './section.ts';

/** The guides' own tables of effort and risk; `undefined` where no guide has one. */
export function effortSection({ migrations }: ReportModel): PageSection | undefined {
  const having = migrations.filter(({ effort }) => effort.length > 0);
  if (having.length === 0) return undefined;
  return {
    id: 'effort',
    title: 'Effort and risk',
    body: html`${having.map(({ guideTitle, effort }) => {
      const open = effort.filter(({ left }) => left > 0);
      const minutes = { least: open.reduce((sum, row) => sum + row.minutes.least, 0), most: open.reduce((sum, row) => sum + row.minutes.most, 0) };
      return html`<p>${open.length === 0
        ? 'Nothing that the guide estimates is left here.'
        : html`By hand, the guide expects <strong>${durationText(minutes)}</strong> for the parts that have something left here. What is ready to apply takes minutes of it.`}</p>
${table(`Effort and risk by “${guideTitle}”`, ['Part', 'Risk', 'The guide says', 'Changes', 'Left here'], effort.map(({ component, risk, minutes: each, changes, left }) => html`<tr><th scope="row">${component}</th><td><span class="risk risk-${risk}">${risk}</span></td><td>${durationText(each)}</td><td>${changes.join(', ')}</td><td class="left">${number(left)}</td></tr>
`), 'effort')}`;
    })}`,
  };
}
