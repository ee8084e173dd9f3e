import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** GraphQL schemas. */
export const graphql: GuideChange = {
  id: 'WE-GRAPHQL',
  title: 'GraphQL schemas are federated: _service and @key',
  impact: 'high',
  summary: [
    'GraphQL is answered by a federation gateway, which puts the schemas of all services together. It asks each service for its schema through the query `_service`, and for what other services refer to through `_entities`; '
    + 'types that can be referred to have a key: `@key(fields: "id")`.',
    'Adding `_service: _Service!` to `Query` and `@key(fields: "id")` to types is **unsafe**: whether a type is an entity is a decision, and the server, or its federation library, has to define the type `_Service` and to answer both queries.',
    'A type counts as an entity when it has an `id` that is never null, has no directive of its own, is given by a query or by another type, and is not called like an answer (`…Payload`, `…Result`).',
    'Found in `.graphql`, `.graphqls` and `.gql` files of a project that is proven to use the engine. Nothing is said as soon as anything in the project is federated already (`@link`, `@key`, `extend schema`, `_service`), of '
    + 'schemas for Relay, of files that a program writes, and of types without a `Query` beside or above them. Schemas in the strings of programs are not read.',
  ],
  examples: [{
    language: 'graphql',
    before: `type Query {
  workflows: [Workflow]
}

type Workflow {
  id: ID!
  name: String!
}
`,
    after: `type Query {
  workflows: [Workflow]
  _service: _Service!
}

type Workflow @key(fields: "id") {
  id: ID!
  name: String!
}
`,
  }],
  ...removedForms,
};
