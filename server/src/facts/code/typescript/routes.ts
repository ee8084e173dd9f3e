import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { TypescriptSource } from './source.ts';
import { argumentsOf, calleeOf, dottedName, inner } from './syntax.ts';

const verbs = /^(?:get|post|put|patch|delete|del|all|head|options|route|use|on|mount|register)$/;
/** Names that servers and their routers usually have. */
const servers = /^(?:(?:this\.)?_?(?:app|router|server|fastify|hono|express|routes?)|\w+(?:Router|App|Server|Routes))$/;
/** What makes a server or a router. */
const makers = /^(?:express|express\.Router|Router|fastify|Fastify|Hono|Koa|KoaRouter|restify\.createServer|new\w*Router)$/;
/** Objects that answer in tests in place of a server. */
const mocks = /(?:^|\.)(?:nock|fetchMock|mock\w*|\w*Mock|cy|scope)$/;

/** Whether an argument of a call names a path that the code serves (`route`, or `mount` for a prefix), or answers in a test (`mock`). */
export function isServedAs(source: TypescriptSource, call: CodeNode, argument: CodeNode): 'route' | 'mount' | 'mock' | undefined {
  const callee = calleeOf(call);
  if (callee?.type !== 'member_expression') return undefined;
  const method = callee.field('property')?.text ?? '';
  const receiver = rootOf(callee.field('object'));
  if (/^(?:intercept|on(?:Get|Post|Put|Patch|Delete|Any))$/.test(method)) return 'mock';
  if (receiver !== undefined && (mocks.test(receiver) || (method === 'route' && /^(?:page|context)$/.test(receiver)))) return 'mock';
  if (!verbs.test(method) || argumentsOf(call)[0]?.start !== argument.start) return undefined;
  const handlers = argumentsOf(call).slice(1).map(inner);
  const handles = handlers.some((one) => one?.type === 'arrow_function' || one?.type === 'function_expression');
  // The way of msw: `http.post(path, handler)`.
  if (handles && (receiver === 'http' || receiver === 'rest')) return 'mock';
  if (!handles && !isServer(source, callee.field('object'))) return undefined;
  return method === 'use' || method === 'mount' || (method === 'route' && handlers.length > 0 && !handles) ? 'mount' : 'route';
}

/** The name that a chain of calls begins with: `nock` of `nock(host).post`. */
function rootOf(node: CodeNode | undefined): string | undefined {
  let current = inner(node);
  for (let steps = 0; current?.type === 'call_expression' && steps < 8; steps++) {
    const callee = calleeOf(current);
    current = callee?.type === 'member_expression' ? inner(callee.field('object')) : callee;
  }
  return dottedName(current);
}

function isServer(source: TypescriptSource, receiver: CodeNode | undefined): boolean {
  const name = dottedName(receiver);
  if (name === undefined) return false;
  const expression = inner(receiver);
  const made = expression?.type === 'identifier' ? source.valueOf(expression) : undefined;
  const maker = made?.type === 'new_expression' ? made.field('constructor') : made?.type === 'call_expression' ? made.field('function') : undefined;
  const makerName = dottedName(maker);
  return makerName === undefined ? servers.test(name) : makers.test(makerName);
}
