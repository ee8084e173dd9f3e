import type { ReportHop, ReportModel, ReportRoute } from '../../service/report/reportTypes.ts';
import { cycleText, hopChanges, hopText, routeStart, routeVersions } from '../../service/report/routeWords.ts';
import { counted, type Palette, printable } from '../terminal.ts';

/** More project roots than this hide the plan; JSON has all of them. */
const mostRoutes = 10;

/** The way through the versions for people at a terminal, a section for each project root. */
export function routeSections({ routes }: Pick<ReportModel, 'routes'>, palette: Palette): readonly string[][] {
  const more = routes.length - mostRoutes;
  return [
    ...routes.slice(0, mostRoutes).map((route) => routeLines(route, palette)),
    ...more > 0 ? [[`… and ${counted(more, 'more route')}; \`upguide plan --format json\` lists all.`]] : [],
  ];
}

function routeLines(route: ReportRoute, palette: Palette): string[] {
  const cycle = cycleText(route);
  return [
    palette.bold(`Route: ${printable(`${route.title} ${routeVersions(route)}`)}`) + palette.dim(`  in ${printable(route.path)}`),
    `  ${printable(routeStart(route))}`,
    ...route.hops.flatMap((hop, index) => hopLines(hop, index + 1, palette)),
    ...cycle === undefined ? [] : [`  ${palette.red(printable(cycle))}`],
  ];
}

function hopLines(hop: ReportHop, number: number, palette: Palette): string[] {
  const changes = hopChanges(hop);
  return [
    `  ${number}. ${palette.bold(printable(`${hop.from} → ${hop.to}`))}  ${printable(hopText(hop))}`,
    ...changes === '' ? [] : [`     ${palette.dim(printable(changes))}`],
  ];
}
