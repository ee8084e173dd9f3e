import { hopChanges, hopText, routeStart, cycleText, routeVersions } from '../routeWords.ts';
import type { ReportHop, ReportModel, ReportRoute } from '../reportTypes.ts';
import { counted } from '../words.ts';
import { code, escapeMarkdown } from './escape.ts';

/** More project roots than this hide the rest of the report. */
const mostRoutes = 40;

/** The way through the versions, a part for each project root. */
export function routeParts({ routes }: ReportModel): readonly string[] {
  if (routes.length === 0) return [];
  return [
    '## Route',
    ...routes.slice(0, mostRoutes).flatMap(routePart),
    ...routes.length > mostRoutes ? [`… and ${counted(routes.length - mostRoutes, 'more route')}, not listed here.`] : [],
  ];
}

function routePart(route: ReportRoute): readonly string[] {
  const cycle = cycleText(route);
  return [
    `### ${escapeMarkdown(`${route.title} ${routeVersions(route)}`)} in ${code(route.path === '.' ? './' : route.path, false)}`,
    escapeMarkdown(routeStart(route)),
    ...route.hops.length === 0 ? [] : [route.hops.map(hopLine).join('\n')],
    ...cycle === undefined ? [] : [escapeMarkdown(cycle)],
  ];
}

function hopLine(hop: ReportHop, index: number): string {
  const changes = hopChanges(hop);
  return `${index + 1}. ${escapeMarkdown(`${hop.from} → ${hop.to}`)}: ${escapeMarkdown(hopText(hop))}${changes === '' ? '' : `<br>${escapeMarkdown(changes)}`}`;
}
