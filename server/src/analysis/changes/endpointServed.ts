import type { EndpointFact } from '../../facts/facts.ts';
import type { ProjectView } from '../project.ts';

/**
 * Whether the project itself serves a path, so that calls of it are its own affair. Takes the endpoints of the file and the project; routers are put
 * together in several files, so the end of the path is enough when it is long, or when something is mounted under the rest.
 */
export function isServed(path: string, own: readonly EndpointFact[], project: ProjectView): boolean {
  const routes = new Set(own.filter(({ role }) => role === 'route').map((fact) => fact.path));
  const has = (route: string): boolean => routes.has(route) || project.endpoints(route).some(({ fact }) => fact.role === 'route');
  const segments = path.slice(1).split('/');
  const ends = segments.map((_, i) => `/${segments.slice(i).join('/')}`);
  return ends.some((end, i) => has(end) && (segments.length - i > 1 || segments.slice(0, i).some((_, from) => has(`/${segments.slice(from, i).join('/')}/*`))));
}

/** What a file must contain to call a path, or to serve it: its end, and the prefixes under which a router may be mounted. */
export function servingLiterals(path: string): readonly string[] {
  const at = path.lastIndexOf('/');
  const above = path.slice(0, at);
  const group = above.slice(above.lastIndexOf('/'));
  return [path.slice(at), above, `"${group}"`, `'${group}'`];
}
