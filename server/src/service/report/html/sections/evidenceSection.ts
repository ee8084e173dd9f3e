import type { ReportModel } from '../../reportTypes.ts';
import { html } from '../markup.ts';
import type { PageSection } from './section.ts';

/** Why each migration is active, by project. */
export function evidenceSection({ migrations }: ReportModel): PageSection {
  return {
    id: 'evidence',
    title: 'Why these guides apply',
    body: migrations.length === 0 ? html`<p>No guide applies: nothing here proves that a system of one is used.</p>
` : html`${migrations.map(({ title, from, to, guideTitle, projects }) => html`<h3>${title} ${from} → ${to}</h3>
<p class="note">${guideTitle}</p>
<dl class="evidence">${projects.map(({ path, state, evidence }) => html`<dt><code><bdi>${path === '.' ? '(top folder)' : path}</bdi></code> <span class="tag">${state === 'active' ? 'active' : 'switched off'}</span></dt>${evidence.map((each) => html`<dd>${each}</dd>`)}
`)}</dl>
`)}`,
  };
}
