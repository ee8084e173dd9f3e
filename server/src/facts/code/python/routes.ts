import type { CodeNode } from '../../../syntax/codeTree.ts';
import { argumentsOf, dottedName, inner, plainString } from './nodes.ts';
import type { PythonNames } from './names.ts';

/** Decorators and methods that serve a path. */
const serving = /\.(?:get|post|put|patch|delete|head|options|route|api_route|websocket|add_url_rule|add_api_route|add_route|add_get|add_post|add_put|add_delete|add_patch)$/;
/** Functions that make a route of a path. */
const routeMakers = /^(?:(?:django\.urls\.)?(?:path|re_path|url)|(?:\w+\.)?(?:Route|WebSocketRoute|APIRoute|Rule)|web\.(?:get|post|put|patch|delete|head|route|view))$/;
/** Objects that answer in tests in place of a server. */
const mocks = /(?:^|\.|_)(?:responses|respx|respx_mock|requests_mock|requestsmock|httpx_mock|httpserver|httpretty|aioresponses|mocker|mock\w*|\w*_mock|rmock|wiremock)\./i;

/** What a path is to the code around it: served, mocked, or a prefix of what is served. */
export type ServedAs = { readonly role: 'route'; readonly prefix: string; readonly mount: boolean } | { readonly role: 'mock' };

/** Whether an argument of a call names a path that the code serves. Takes the call and the argument (or the value of a keyword argument). */
export function servedAs(names: PythonNames, call: CodeNode, argument: CodeNode): ServedAs | undefined {
  const callee = dottedName(call.field('function'));
  if (callee === undefined) return undefined;
  if (mocks.test(`${callee}.`) && callee.includes('.')) return { role: 'mock' };
  const keyword = argument.parent?.type === 'keyword_argument' ? argument.parent.field('name')?.text : undefined;
  if (keyword === 'prefix' || keyword === 'url_prefix') return { role: 'route', prefix: '', mount: true };
  if (/(?:^|\.)(?:Mount|mount)$/.test(callee)) return { role: 'route', prefix: '', mount: true };
  if (routeMakers.test(callee)) return { role: 'route', prefix: '', mount: false };
  const isDecorator = call.parent?.type === 'decorator';
  if (!serving.test(callee) || !(isDecorator || /\.(?:add_\w+|route|api_route|websocket)$/.test(callee))) return undefined;
  return { role: 'route', prefix: prefixOf(names, callee.slice(0, callee.lastIndexOf('.'))), mount: false };
}

/** The prefix that a router or blueprint of this file was made with. */
function prefixOf(names: PythonNames, router: string): string {
  const made = router.includes('.') ? undefined : names.onlyValue(router);
  if (made?.type !== 'call') return '';
  const { named } = argumentsOf(made);
  return plainString(inner(named.get('prefix') ?? named.get('url_prefix')))?.text ?? '';
}
