import type { Rule } from '../../../analysis/migration.ts';
import { argumentsOf, literalOf, member } from '../../../facts/code/typescript/syntax.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { replace } from '../../../text/edit.ts';

/** Classes and functions of Apollo that are given the address of a GraphQL server. */
const clients: ReadonlySet<string> = new Set(['ApolloClient', 'HttpLink', 'createHttpLink', 'BatchHttpLink']);
const engine = /^https?:\/\/(?:localhost|127\.0\.0\.1|ai-workflow-system):8080\/graphql\/?$/;

/** An Apollo client that asks the engine itself. */
export const gatewayNotAsked: Rule = {
  id: 'workflow-engine/gateway-not-asked',
  change: 'WE-FRONTEND',
  description: 'An Apollo client asks the engine (port 8080) instead of the GraphQL gateway.',
  guideSection: 'WE-FRONTEND: Client Updates Required',
  languages: ['typescript'],
  inFrontends: true,
  literals: [[':8080/graphql'], [...clients]],
  *check({ file, project }) {
    if (file.language !== 'typescript' || !project.proven || !file.tree) return;
    const imported = importedClients(file.tree.root);
    if (imported.size === 0) return;
    for (const call of file.tree.root.descendants()) {
      const uri = literalOf(member(optionsOf(call, imported), 'uri'));
      if (!uri || !engine.test(uri.text)) continue;
      yield {
        range: uri.range,
        old: true,
        message: {
          what: 'This client asks the engine for GraphQL.',
          why: 'Version 1.0 answers GraphQL through the federation gateway, on port 4000.',
          todo: 'Ask the gateway.',
        },
        fixes: [{ title: 'Ask the gateway on port 4000', applicability: 'unsafe', bulk: true, edits: () => [replace(uri.range, uri.text.replace(/^(https?:\/\/)(?:ai-workflow-system)?([\w.]*):8080/, (_all, scheme: string, host: string) => `${scheme}${host === '' ? 'graphql-gateway' : host}:4000`))] }],
      };
    }
  },
};

/** The clients that a file imports from Apollo under their own names. */
function importedClients(root: CodeNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of root.children) {
    const source = statement.type === 'import_statement' ? literalOf(statement.field('source')) : undefined;
    if (!source || !/^(?:@apollo\/client(?:\/|$)|apollo-)/.test(source.text)) continue;
    for (const { type, text } of statement.descendants()) if (type === 'identifier' && clients.has(text)) names.add(text);
  }
  return names;
}

/** The options that a client is made with; `undefined` for everything else. */
function optionsOf(node: CodeNode, imported: ReadonlySet<string>): CodeNode | undefined {
  if (node.type !== 'new_expression' && node.type !== 'call_expression') return undefined;
  const callee = node.field(node.type === 'new_expression' ? 'constructor' : 'function');
  return callee?.type === 'identifier' && imported.has(callee.text) ? argumentsOf(node)[0] : undefined;
}
