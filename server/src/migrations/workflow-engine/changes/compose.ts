import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** Compose files. */
export const compose: GuideChange = {
  id: 'WE-COMPOSE',
  title: 'Compose: image v1.0, the gateway as a service, JWT_SECRET passed on',
  impact: 'high',
  summary: [
    'Version 1.0 comes as the image `workflow-engine:v1.0`. GraphQL is answered by a new service, `graphql-gateway`, on port 4000. The engine\'s service must be given `JWT_SECRET`.',
    'All of it is **unsafe**: a new image runs against a database that has to be migrated first, and a new service opens a port. The service is added behind the others, in the networks that the engine\'s service names.',
    '**Manual**: a gateway where port 4000 is taken already; services written between brackets.',
    'The engine\'s service is the one called `ai-workflow-system`, or one that runs an image of the engine.',
  ],
  examples: [{
    language: 'yaml',
    before: `services:
  ai-workflow-system:
    image: workflow-engine:v0.6
    environment:
      - DATABASE_URL=\${DATABASE_URL}
    ports:
      - "8080:8080"
`,
    after: `services:
  ai-workflow-system:
    image: workflow-engine:v1.0
    environment:
      - DATABASE_URL=\${DATABASE_URL}
      - JWT_SECRET=\${JWT_SECRET}
    ports:
      - "8080:8080"
  graphql-gateway:
    image: workflow-engine-gateway:v1.0
    ports:
      - "4000:4000"
    depends_on:
      - ai-workflow-system
`,
  }],
  ...removedForms,
};
