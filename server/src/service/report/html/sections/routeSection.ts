import { cycleText, hopChanges, hopText, routeStart, routeVersions } from '../../routeWords.ts';
import type { ReportHop, ReportModel, ReportRoute } from '../../reportTypes.ts';
import { capped } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { rest, type PageSection } from './section.ts';

/** More project roots than this hide the rest of the page. */
const mostRoutes = 40;

/** The way through the versions, by project root; `undefined` where no migration is active. */
export function routeSection({ routes }: ReportModel): PageSection | undefined {
  if (routes.length === 0) return undefined;
  const { shown, hidden } = capped(routes, mostRoutes);
  return { id: 'route', title: 'Route', body: html`${shown.map(routeMarkup)}${rest(hidden, 'route')}` };
}

function routeMarkup(route: ReportRoute): Markup {
  return html`<h3>${route.title} ${routeVersions(route)} in <code><bdi>${route.path === '.' ? '(top folder)' : route.path}</bdi></code></h3>
<p class="note">${routeStart(route)}</p>
${route.hops.length === 0 ? undefined : html`<ol class="steps">${route.hops.map(hopMarkup)}</ol>
`}${cycleMarkup(cycleText(route))}`;
}

function hopMarkup(hop: ReportHop): Markup {
  const changes = hopChanges(hop);
  return html`<li><strong>${hop.from} → ${hop.to}</strong> ${hopText(hop)}${changes === '' ? undefined : html` <span class="note">${changes}</span>`}</li>
`;
}

function cycleMarkup(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<p>${text}</p>
`;
}
