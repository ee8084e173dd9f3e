import type { EndpointFact, EndpointHeader, Fact } from '../../facts/facts.ts';
import { isHost } from '../../facts/hosts.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { replace } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import type { ApiVersionRaised } from '../apiChange.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { urlsInValues } from './urlsInValues.ts';

/** One rule for all versions of HTTP APIs that end: in URLs of the hosts that serve them, and in the header that names a version. */
export function apiVersionRaised(migration: string, changes: readonly ApiVersionRaised[], guideSection: string): Rule {
  return {
    id: `${migration}/api-version-ending`,
    change: changes[0]?.change,
    description: `A version of the HTTP API is asked for that ends or has ended (${changes.flatMap(({ hosts, versions }) => versions.flatMap(({ paths }) => paths.map((path) => `\`${hosts[0] ?? ''}${path}\``))).join(', ')}).`,
    guideSection,
    languages: ['python', 'typescript', 'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'yaml', 'template', 'ini', 'json', 'dotenv', 'markdown'],
    literals: [changes.flatMap(({ hosts }) => hosts)],
    *check({ file, facts }) {
      const seen = new Set<number>();
      const all = [...endpoints(file, facts)];
      const addresses = new Set(all.map(({ host, path }) => host.toLowerCase() + path));
      for (const { path, range, host, joined, headers } of all) {
        const change = changes.find(({ hosts }) => hosts.some((one) => isHost(host, one)));
        if (!change) continue;
        if (!joined && !seen.has(range.start)) {
          seen.add(range.start);
          const found = inPath(change, path, range.start, host, addresses);
          if (found) yield found;
        }
        for (const header of headers) {
          const found = header.name.toLowerCase() === change.header.toLowerCase() && !seen.has(header.valueRange.start) ? inHeader(file, change, header, host) : undefined;
          seen.add(header.valueRange.start);
          if (found) yield found;
        }
      }
    },
  };
}

type Named = Pick<EndpointFact, 'path' | 'range' | 'host'> & { readonly joined: boolean; readonly headers: readonly EndpointHeader[] };

function* endpoints(file: ParsedFile, facts: readonly Fact[]): Iterable<Named> {
  for (const fact of facts) {
    if (fact.kind === 'endpoint' && fact.role === 'client') yield { ...fact, joined: fact.joined === true, headers: fact.call?.headers ?? [] };
  }
  for (const url of urlsInValues(file)) yield { ...url, joined: false, headers: [] };
}

/** Finds an old version in a path. `addresses`: the hosts with their paths of all of the file. */
function inPath(change: ApiVersionRaised, path: string, start: number, host: string, addresses: ReadonlySet<string>): Finding | undefined {
  for (const { version, paths, endsOn } of change.versions) {
    const old = paths.find((one) => path === one || path.startsWith(`${one}/`));
    if (old === undefined) continue;
    const found = finding(change, { version, endsOn }, { start, end: start + old.length }, change.path, host);
    // Code that names both may serve both: a table of versions, a redirect, a test of one.
    const isBeside = addresses.has(host.toLowerCase() + change.path + path.slice(old.length));
    return isBeside ? { ...found, message: { ...found.message, todo: `Ask for version ${change.to}. This file names the same address of ${change.to} too: find out whether it means to serve both.` }, fixes: [] } : found;
  }
  return undefined;
}

/** The value of the header, in quotes or bare, with a `v` before the number or without. */
function inHeader({ text }: ParsedFile, change: ApiVersionRaised, { valueRange, value }: EndpointHeader, host: string): Finding | undefined {
  if (value !== 'literal') return undefined;
  const match = /^(["'`]?v?)(\d+(?:\.\d+)*)["'`]?$/.exec(text.slice(valueRange.start, valueRange.end));
  const old = change.versions.find(({ version }) => version === match?.[2] || `${match?.[2] ?? ''}.0` === version);
  if (!match || !old) return undefined;
  const start = valueRange.start + (match[1] ?? '').length;
  return finding(change, old, { start, end: start + (match[2] ?? '').length }, change.to, host);
}

function finding(change: ApiVersionRaised, { version, endsOn }: { readonly version: string; readonly endsOn: string }, range: Range, text: string, host: string): Finding {
  return {
    range,
    old: true,
    removedOn: endsOn,
    message: { what: `Version ${version} of the API is asked for.`, why: `${change.why} The end of life of ${version} is ${endsOn}; from then on the server answers 410 Gone.`, todo: `Ask for version ${change.to}.` },
    fixes: [{ title: `Ask for version ${change.to}`, applicability: isMainHost(change, host) ? 'safe' : 'unsafe', bulk: true, edits: () => [replace(range, text)] }],
  };
}

/** The host that serves the API, by its own name or as `api.`; what others below it serve may have versions of its own (`status.`). */
function isMainHost({ hosts }: ApiVersionRaised, host: string): boolean {
  const name = host.replace(/^[^@]*@/, '').replace(/:\d+$/, '').toLowerCase();
  return hosts.some((one) => name === one || name === `api.${one}` || name === `www.${one}`);
}
