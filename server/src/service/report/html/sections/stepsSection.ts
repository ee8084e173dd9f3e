import { groupBy } from '../../groupBy.ts';
import type { ReportModel, ReportStep } from '../../reportTypes.ts';
import { phases } from '../../words.ts';
import { html, type Markup } from '../markup.ts';
import type { PageSection } from './section.ts';

/** What the guides ask for around the upgrade, in their order; `undefined` where none says anything. */
export function stepsSection({ migrations }: ReportModel): PageSection | undefined {
  const having = migrations.filter(({ steps }) => steps.length > 0);
  if (having.length === 0) return undefined;
  return {
    id: 'steps',
    title: 'Checklist of the guide',
    body: html`<p>What is to be done besides the edits. Upguide never runs these commands by itself.</p>
${having.map(({ title, from, to, steps }) => [...groupBy(steps, ({ phase }) => phase)].map(([phase, inPhase]) => html`<h3>${phases[phase]}${having.length > 1 ? `: ${title} ${from} → ${to}` : undefined}</h3>
<ol class="steps">${inPhase.map(step)}</ol>
`))}`,
  };
}

function step({ title, command, script, change, unfounded }: ReportStep): Markup {
  return html`<li>${title}${change === undefined ? undefined : html` <span class="note">${change}${unfounded ? ', of which nothing was found in the files' : ''}</span>`}${
    command === undefined ? undefined : html`<code class="command">${command}</code>`}${
    script === undefined ? undefined : html`<code class="command">upguide script ${script}</code>`}</li>
`;
}
