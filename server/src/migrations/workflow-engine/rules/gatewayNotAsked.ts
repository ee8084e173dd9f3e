import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule, RuleContext } from '../../../analysis/migration.ts';
import { typescriptSource, type TypescriptSource } from '../../../facts/code/typescript/source.ts';
import { argumentsOf, dottedName, inner, literalOf, member } from '../../../facts/code/typescript/syntax.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { ParsedDotenv } from '../../../syntax/parsedFile.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import { replace } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import { composeServices } from './services.ts';

/** Classes and functions of Apollo that are given the address of a GraphQL server. */
const clients: ReadonlySet<string> = new Set(['ApolloClient', 'HttpLink', 'createHttpLink', 'BatchHttpLink']);
const engine = /^https?:\/\/(?:localhost|127\.0\.0\.1|ai-workflow-system):8080\/graphql\/?$/;
/**
 * What the variable with the address of GraphQL is called: `REACT_APP_GRAPHQL_URL` in the guide. The beginning says that it is for a frontend: the gateway
 * itself goes on asking the engine.
 */
const variable = /^(?:(?:REACT_APP|VITE|VUE_APP|GATSBY|(?:NEXT_|NUXT_|EXPO_)?PUBLIC)_\w*GRAPHQL\w*|GRAPHQL_GATEWAY_URL)$/;

interface Address {
  readonly text: string;
  readonly range: Range;
}

/** GraphQL is asked at the engine itself. */
export const gatewayNotAsked: Rule = {
  id: 'workflow-engine/gateway-not-asked',
  change: 'WE-FRONTEND',
  description: 'A frontend asks the engine (port 8080) for GraphQL instead of the gateway.',
  guideSection: 'WE-FRONTEND: Frontend Updates; Client Updates Required',
  languages: ['typescript', 'dotenv', 'yaml'],
  inFrontends: true,
  literals: [[':8080/graphql']],
  *check(context) {
    const { file, project } = context;
    if (!project.proven) return;
    if (file.language === 'yaml') for (const address of given(context)) yield findingFor(address);
    if (file.language === 'dotenv') for (const address of assigned(file)) yield findingFor(address);
    if (file.language !== 'typescript' || !file.tree) return;
    const source = typescriptSource(file, file.tree.root);
    const found = new Map([...askedByClients(source), ...fallbacks(source)].map((address) => [address.range.start, address]));
    for (const address of found.values()) yield findingFor(address);
  },
};

function findingFor({ text, range }: Address): Finding {
  const now = text.replace(/^(https?:\/\/)(?:ai-workflow-system)?([\w.]*):8080/, (_all, scheme: string, host: string) => `${scheme}${host === '' ? 'graphql-gateway' : host}:4000`);
  return {
    range,
    old: true,
    message: {
      what: 'Here the engine is asked for GraphQL.',
      why: 'Version 1.0 answers GraphQL through the federation gateway, on port 4000.',
      todo: 'Ask the gateway.',
    },
    fixes: [{ title: 'Ask the gateway on port 4000', applicability: 'unsafe', bulk: true, edits: () => [replace(range, now)] }],
  };
}

/** The engine's address in a client's options: written there, in a constant of the file, or behind a variable that may be unset. */
function* askedByClients(source: TypescriptSource): Iterable<Address> {
  const imported = importedClients(source);
  if (imported.size === 0) return;
  for (const type of ['new_expression', 'call_expression'] as const) {
    for (const call of source.nodes(type)) yield* addressesIn(source, member(optionsOf(call, imported), 'uri'));
  }
}

/** Names lead to values that are names again; somewhere it is enough. */
const maximumSteps = 6;

function addressesIn(source: TypescriptSource, expression: CodeNode | undefined, depth = 0): readonly Address[] {
  const node = inner(expression);
  if (!node || depth > maximumSteps) return [];
  const literal = literalOf(node);
  if (literal) return engine.test(literal.text) ? [literal] : [];
  if (node.type === 'identifier') return addressesIn(source, source.valueOf(node), depth + 1);
  if (isFallback(node)) return addressesIn(source, node.field('right'), depth + 1);
  return node.type === 'ternary_expression' ? ['consequence', 'alternative'].flatMap((part) => addressesIn(source, node.field(part), depth + 1)) : [];
}

function isFallback(node: CodeNode): boolean {
  return node.type === 'binary_expression' && /^(?:\?\?|\|\|)$/.test(node.field('operator')?.text ?? '');
}

/** `process.env.REACT_APP_GRAPHQL_URL || 'http://localhost:8080/graphql'`: the variable says what the address is for, whoever asks. */
function* fallbacks(source: TypescriptSource): Iterable<Address> {
  for (const type of ['string', 'template_string'] as const) {
    for (const node of source.nodes(type)) {
      const literal = literalOf(node);
      if (!literal || !engine.test(literal.text) || !node.parent || !isFallback(node.parent) || node.fieldName !== 'right') continue;
      if (variable.test(/^(?:process|import\.meta)\.env\.(\w+)$/.exec(dottedName(node.parent.field('left')) ?? '')?.[1] ?? '')) yield literal;
    }
  }
}

/** `REACT_APP_GRAPHQL_URL=http://localhost:8080/graphql`. */
function assigned({ dotenv, text }: ParsedDotenv): readonly Address[] {
  return dotenv.entries.flatMap(({ name, value, valueRange }): Address[] => {
    if (!variable.test(name) || !engine.test(value)) return [];
    const start = text.indexOf(value, valueRange.start);
    return start < 0 || start + value.length > valueRange.end ? [] : [{ text: value, range: { start, end: start + value.length } }];
  });
}

/** The same in the environment of a compose service. */
function* given(context: RuleContext): Iterable<Address> {
  const services = composeServices(context);
  for (const { settings } of services?.all ?? []) {
    const environment = entryOf(settings, 'environment')?.value;
    const pairs = environment?.kind === 'map' ? environment.entries.map(({ name, value }) => ({ name, value })) : environment?.kind === 'seq' ? environment.items.map(({ value }) => ({ name: undefined, value })) : [];
    for (const { name, value } of pairs) {
      if (!services || value?.kind !== 'scalar') continue;
      const line = String(value.value);
      const equals = line.indexOf('=');
      const [called, text] = name === undefined ? [line.slice(0, equals), line.slice(equals + 1)] as const : [name, line] as const;
      if (!variable.test(called) || !engine.test(text)) continue;
      const start = services.file.text.indexOf(text, value.range.start);
      if (start >= 0 && start + text.length <= value.range.end) yield { text, range: { start, end: start + text.length } };
    }
  }
}

/** The clients that a file imports from Apollo under their own names. */
function importedClients(source: TypescriptSource): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of source.nodes('import_statement')) {
    const from = literalOf(statement.field('source'));
    if (!from || !/^(?:@apollo\/client(?:\/|$)|apollo-)/.test(from.text)) continue;
    for (const { type, text } of statement.descendants()) if (type === 'identifier' && clients.has(text)) names.add(text);
  }
  return names;
}

/** The options that a client is made with; `undefined` for everything else. */
function optionsOf(node: CodeNode, imported: ReadonlySet<string>): CodeNode | undefined {
  const callee = node.field(node.type === 'new_expression' ? 'constructor' : 'function');
  return callee?.type === 'identifier' && imported.has(callee.text) ? argumentsOf(node)[0] : undefined;
}
