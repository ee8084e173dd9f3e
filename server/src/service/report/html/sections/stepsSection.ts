import type { ReportModel, ReportStep } from '../../reportTypes.ts';
import { phases } from '../../words.ts';
import { html } from '../markup.ts';
import type { PageSection } from './section.ts';

/** What the guides ask for around the upgrade, in their order; `undefined` where none says anything. */
export function stepsSection({ migrations }: ReportModel): PageSection | undefined {
  const having = migrations.filter(({ steps }) => steps.length > 0);
  if (having.length === 0) return undefined;
  return {
    id: 'steps',
    title: 'Steps of the guide',
    body: html`${having.map(({ title, from, to, steps }) => html`<h3>${title} ${from} → ${to}</h3>
<ol class="steps">${steps.map(step)}</ol>
`)}`,
  };
}

function step({ phase, title, command }: ReportStep): ReturnType<typeof html> {
  return html`<li><span class="tag">${phases[phase]}</span> ${title}${command === undefined ? undefined : html` <code class="command">${command}</code>`}</li>
`;
}
