import type { RuleContext } from '../../../analysis/migration.ts';
import type { Located, SchemaTypeFact } from '../../../facts/facts.ts';
import { directory, isWithin } from '../../../text/uri.ts';

/** The GraphQL schemas of a project that uses the engine, none of which is federated. */
export interface PlainSchemas {
  /** What the context's file defines or extends. */
  readonly own: readonly SchemaTypeFact[];
  readonly all: readonly Located<SchemaTypeFact>[];
}

/** Directives and types that only a federated schema has; `schema` is extended there to link to them. */
const directives: ReadonlySet<string> = new Set(['link', 'key', 'external', 'requires', 'provides', 'shareable', 'extends', 'composeDirective', 'interfaceObject']);
const types: ReadonlySet<string> = new Set(['_Service', '_Entity', '_Any']);
const queries: ReadonlySet<string> = new Set(['_service', '_entities']);

/** How a file begins that a program writes. */
const generated = /^\s*(?:#|""").{0,200}?(?:generated|do not (?:edit|modify))/im;

/**
 * The schemas of the context's project, when the engine is proven there and everything is read; `undefined` as soon as anything in the project is
 * federated (a schema may be spread over files, and libraries bring what it seems to lack), or the context's file is written by a program or made for Relay.
 */
export function plainSchemas({ file, facts, project }: RuleContext): PlainSchemas | undefined {
  if (file.language !== 'graphql' || !project.proven || !project.complete || generated.test(file.text.slice(0, 500))) return undefined;
  const own = facts.filter((fact): fact is SchemaTypeFact => fact.kind === 'schemaType');
  // The project may know the file as it was before the fixes that are tried.
  const all = [...project.schemaTypes().filter(({ uri }) => uri !== file.uri), ...own.map((fact) => ({ uri: file.uri, fact }))];
  if (own.length === 0 || all.some(({ fact }) => isFederated(fact)) || own.some(isRelay)) return undefined;
  return { own, all };
}

function isFederated({ form, extension, name, directives: used, fields }: SchemaTypeFact): boolean {
  return (form === 'schema' && extension === true) || types.has(name) || used.some((one) => directives.has(one)) || fields.some((field) => queries.has(field.name));
}

/** Relay has ids of its own, and asks for anything by `node(id: …)`. Names that begin with `__` are those of a dump of everything. */
function isRelay({ name, fields }: SchemaTypeFact): boolean {
  return name === 'PageInfo' || name.startsWith('__') || (name === 'Query' && fields.some((field) => field.name === 'node' && field.arguments.includes('id')));
}

/** The root of queries, where it is defined and not only extended. */
export function isQuery({ form, name, extension }: SchemaTypeFact): boolean {
  return form === 'object' && name === 'Query' && extension !== true;
}

/** Whether a file of the folder, or of one around it, defines the root of queries: without one the types are something else's (a database, a subgraph of events). */
export function hasQueryAround(uri: string, all: PlainSchemas['all']): boolean {
  return all.some(({ uri: other, fact }) => isQuery(fact) && isWithin(directory(other), uri));
}
