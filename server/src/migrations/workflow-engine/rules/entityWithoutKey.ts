import type { Rule } from '../../../analysis/migration.ts';
import type { SchemaTypeFact } from '../../../facts/facts.ts';
import { insert } from '../../../text/edit.ts';
import { hasQueryAround, plainSchemas, type PlainSchemas } from './schemas.ts';

const roots: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
/** Names of answers, pages and messages; what has an id there is somebody else's. */
const notEntities = /(?:Payload|Result|Response|Reply|Edge|Connection|Error|Event|Update|Message)$/;
const identifying = /^(?:ID|UUID|Uuid|String|Int)!$/;

/** A type of a GraphQL schema that other services cannot refer to. */
export const entityWithoutKey: Rule = {
  id: 'workflow-engine/entity-without-key',
  change: 'WE-GRAPHQL',
  description: 'A type of a GraphQL schema has an `id` and no `@key`, by which other services refer to it.',
  guideSection: 'WE-GRAPHQL: GraphQL Schema Changes',
  languages: ['graphql'],
  literals: [['type '], ['id']],
  *check(context) {
    const schemas = plainSchemas(context);
    if (!schemas || !hasQueryAround(context.file.uri, schemas.all)) return;
    const shown = typesShown(schemas.all);
    for (const type of schemas.own) {
      if (!isEntity(type) || !shown.has(type.name)) continue;
      yield {
        range: type.range,
        old: true,
        message: {
          what: `${type.name} has an id and no @key.`,
          why: 'Version 1.0 puts the schemas of all services together; what has a key can be referred to from the others.',
          todo: 'Give it a key if it is an entity, and have its service answer _entities for it.',
        },
        fixes: [{ title: `Make the id the key of ${type.name}`, applicability: 'unsafe', bulk: true, edits: () => [insert(type.directiveRange.start, ' @key(fields: "id")')] }],
      };
    }
  },
};

/** A type with directives of its own belongs to something that reads them. */
function isEntity({ form, extension, name, directives, fields }: SchemaTypeFact): boolean {
  return form === 'object' && extension !== true && !roots.has(name) && !notEntities.test(name) && directives.length === 0
    && fields.some((field) => field.name === 'id' && field.arguments.length === 0 && identifying.test(field.type));
}

/** Names of the types that queries, or what they give, hold: what only a mutation answers with is no entity. */
function typesShown(all: PlainSchemas['all']): ReadonlySet<string> {
  return new Set(all.flatMap(({ fact: { name, fields } }) => (name === 'Mutation' || name === 'Subscription' ? [] : fields.map(({ type }) => type.replace(/[[\]!\s]/g, '')))));
}
