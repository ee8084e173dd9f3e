import type { EndpointCall, EndpointFact } from '../../facts/facts.ts';
import { isHost } from '../../facts/hosts.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { replace } from '../../text/edit.ts';
import { words } from '../../text/literal.ts';
import type { EndpointMoved } from '../apiChange.ts';
import type { Finding, Fix } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { callEdits } from './endpointCallEdits.ts';
import { lookForEndpoints } from './endpointLook.ts';
import { isServed, servingLiterals } from './endpointServed.ts';

/** One rule for all moved endpoints of a migration (the guide's API changes): calls and texts that name an old path. */
export function endpointMoved(migration: string, changes: readonly EndpointMoved[], guideSection: string): Rule {
  const byPath = new Map(changes.map((change) => [change.from, change]));
  const certain = changes.filter(({ common }) => common !== true);
  const hosts = changes.flatMap((change) => change.hosts ?? []);
  const certainPaths = new Set(certain.flatMap(({ from, to }) => [from, to]));
  return {
    id: `${migration}/endpoint-moved`,
    change: changes[0]?.change,
    description: `An endpoint of the API is called by its old path (${certain.map(({ from }) => `\`${from}\``).join(', ')}).`,
    guideSection,
    languages: ['python', 'typescript', 'shell', 'makefile', 'dockerfile', 'yaml', 'template', 'json', 'markdown'],
    onlyManifestsOf: ['json'],
    literals: [certain.flatMap(({ from }) => servingLiterals(from))],
    literalsIn: {
      // Behind a path there may be a slash, a query, the end of the string.
      python: [words(certain.flatMap(({ from }) => servingLiterals(from)))],
      // Scripts serve nothing, and what they call is written out from the host on.
      ...Object.fromEntries(scriptLanguages.map((language) => [language, [[...certainPaths]]])),
    },
    mayMatterIn: { python: lookForEndpoints(changes) },
    *check(context) {
      const endpoints = context.facts.filter((fact): fact is EndpointFact => fact.kind === 'endpoint');
      const calls = endpoints.filter(({ role, host }) => role === 'client' && mayBeOurs(host, migration, hosts));
      const isCertainFile = calls.some(({ path }) => certainPaths.has(withoutSlash(path)));
      for (const fact of calls) {
        const change = byPath.get(withoutSlash(fact.path));
        if (!change || (change.common === true && !isCertainFile) || isServed(change.from, endpoints, context.project)) continue;
        yield change.common === true ? hint(change, fact) : findingFor(context, change, fact, endpoints, certainPaths);
      }
    },
  };
}

/** Languages in which only scripts call endpoints (see `httpCalls`). */
const scriptLanguages: readonly ParsedFile['language'][] = ['shell', 'makefile', 'dockerfile', 'yaml', 'template', 'json', 'markdown'];

function findingFor({ file }: RuleContext, change: EndpointMoved, fact: EndpointFact, endpoints: readonly EndpointFact[], certain: ReadonlySet<string>): Finding {
  const { call } = fact;
  const what = `The endpoint ${change.from} is ${change.to} now.`;
  if (fact.joined) {
    const todo = 'The path is put together here from a constant and its end, so change it by hand, with body, headers and answer of the call.';
    return { range: fact.range, old: true, message: { what, why: change.why, todo }, fixes: [] };
  }
  const isRightMethod = call !== undefined && (call.method === undefined || call.method === change.method);
  const isWhole = isRightMethod && (change.envelope === undefined || canBeWrapped(file, call));
  const whole: Fix[] = isWhole ? [{
    title: `Call ${change.to} the new way`,
    applicability: 'unsafe',
    // Headers that other calls send too are not changed for the sake of this one, and who reads what curl prints must be changed with it.
    bulk: call.headersHidden !== true && isSharedAmongMoved(call, endpoints, certain) && !isReadByOthers(file.text, call),
    edits: () => [replace(pathRange(fact), change.to), ...callEdits(file.text, call, change)],
  }] : [];
  return {
    range: fact.range,
    old: true,
    message: { what, why: change.why, todo: isPathAlone(change) ? 'Call it by its new path.' : whole[0]?.bulk ? todoOfWhole(change, call) : `Change path, body, headers and answer of the call together${token(change)}` },
    fixes: isPathAlone(change) ? [{ ...pathAlone(change, fact), bulk: isRightMethod }] : [...whole, pathAlone(change, fact)],
  };
}

/** Whether the body can get its envelope. A script inside another file's string can take no quotes, unless it has some already. */
function canBeWrapped(file: ParsedFile, { body, syntax }: EndpointCall): boolean {
  if (!body) return true;
  return body.wrappable && (syntax !== 'shell' || file.language === 'shell' || file.text.slice(body.range.start, body.range.end).includes('"'));
}

function todoOfWhole(change: EndpointMoved, call: EndpointCall | undefined): string {
  const { envelope, key } = change;
  const hasKey = key !== undefined && call?.headers.some(({ name }) => name.toLowerCase() === key.header.toLowerCase()) === true;
  return `${envelope ? 'Put the body into its envelope, and take the answer out of its own' : 'Call it by its new path'}${hasKey ? token(change) : '.'}`;
}

/** What has to become of the API key, as the end of a sentence. */
function token({ key }: EndpointMoved): string {
  return key === undefined ? '.' : `; the value behind "${key.scheme}" must become a token from ${key.tokenEndpoint}, it is no API key any more.`;
}

/** Whether nothing but the path changes. */
function isPathAlone({ envelope, key }: EndpointMoved): boolean {
  return envelope === undefined && key === undefined;
}

/** For paths that many services have. */
function hint(change: EndpointMoved, fact: EndpointFact): Finding {
  return {
    range: fact.range,
    old: true,
    severity: 'hint',
    message: { what: `If this is the same server's, ${change.from} is ${change.to} now.`, why: change.why, todo: 'Change it together with the other calls of this file.' },
    fixes: fact.joined ? [] : [pathAlone(change, fact)],
  };
}

/** Never in bulk: the old body sent to the new endpoint is an error, while the old endpoint still works for a while. */
function pathAlone(change: EndpointMoved, fact: EndpointFact): Fix {
  return { title: `Change only the path to ${change.to}`, applicability: 'unsafe', bulk: false, edits: () => [replace(pathRange(fact), change.to)] };
}

/** Whether everything else that sends the same headers calls a moved endpoint too. */
function isSharedAmongMoved(call: EndpointCall, endpoints: readonly EndpointFact[], certain: ReadonlySet<string>): boolean {
  return (call.headersUsedAt ?? []).every((use) => endpoints.some(({ path, call: other }) =>
    other !== undefined && certain.has(withoutSlash(path)) && use.start >= other.range.start && use.end <= other.range.end));
}

/** Whether a script hands on what a call prints: captured, or piped into something that does more than show it. */
function isReadByOthers(text: string, { syntax, range }: EndpointCall): boolean {
  if (syntax !== 'shell') return false;
  if (/(?:\$\(|`)\s*$/.test(text.slice(Math.max(0, range.start - 20), range.start))) return true;
  const behind = text.slice(range.end, range.end + 200).replace(/\\\r?\n/g, ' ');
  const piped = /^\s*\|(?!\|)\s*([^\r\n]*)/.exec(behind)?.[1];
  return piped !== undefined && !/^(?:jq(?: -[CMS]+)?(?: '?\.'?)?|cat|tee\b.*|python3? -m json\.tool)\s*(?:$|[;#)])/.test(piped);
}

/** Whether a host can be the system's: not known, this machine, one of those that serve it, or where none is named one that has the system's name. */
function mayBeOurs(host: string, system: string, hosts: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === '' || name === 'localhost' || /^(?:127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(name) || (hosts.length > 0 ? hosts.some((one) => isHost(name, one)) : name.includes(system));
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

function pathRange({ path, range }: EndpointFact): EndpointFact['range'] {
  return { start: range.start, end: range.end - (path.length - withoutSlash(path).length) };
}
