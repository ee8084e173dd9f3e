import type { Rule } from '../../../analysis/migration.ts';
import { insert } from '../../../text/edit.ts';
import { isQuery, plainSchemas } from './schemas.ts';

/** A GraphQL schema that the gateway cannot ask for. */
export const schemaNotFederated: Rule = {
  id: 'workflow-engine/schema-not-federated',
  change: 'WE-GRAPHQL',
  description: 'A GraphQL schema has no `_service` query, by which the gateway asks for it.',
  guideSection: 'WE-GRAPHQL: GraphQL Schema Changes',
  languages: ['graphql'],
  literals: [['type ', 'schema', 'scalar', 'union']],
  *check(context) {
    for (const query of plainSchemas(context)?.own ?? []) {
      if (!isQuery(query)) continue;
      const { fieldPlace } = query;
      yield {
        range: query.range,
        old: true,
        message: {
          what: 'This schema is not federated: Query has no _service.',
          why: 'Version 1.0 puts the schemas of all services together at the gateway, which asks each service for its own through _service.',
          todo: `Add the query${fieldPlace ? '' : ' by hand: no other field shows where'}, and see that the server or its federation library defines the type _Service.`,
        },
        fixes: fieldPlace ? [{ title: 'Add the query _service', applicability: 'unsafe', bulk: true, edits: () => [insert(fieldPlace.range.start, `${fieldPlace.before}_service: _Service!`)] }] : [],
      };
    }
  },
};
