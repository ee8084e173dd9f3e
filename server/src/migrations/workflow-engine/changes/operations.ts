import type { GuideChange } from '../../../analysis/migration.ts';
import { removedForms } from './lifecycle.ts';

/** Tests and dashboards. */
export const operations: GuideChange = {
  id: 'WE-OPS',
  title: 'More tests, and four new metrics',
  impact: 'low',
  summary: [
    'The test suite has tests of all crates, integration tests that only run when asked for, and tests of the federation: `cargo test --all`, `cargo test -- --ignored`, `./scripts/test-federation.sh`, and `npm test -- --coverage` in the frontend. '
    + 'A script or pipeline that runs `cargo test` and nothing more gets a hint.',
    'New metrics are `federation_requests_total`, `jwt_validations_total`, `mcp_connections_active` and `event_store_events_total`; those of 0.x keep their names. Where Grafana dashboards of the project show '
    + '`workflow_executions_total`, and none of them shows a new one, the first gets a hint.',
    'Both are **manual**, and no more than hints: what is worth testing and showing is for you to say.',
  ],
  examples: [{
    language: 'shell',
    before: `cargo test
npm test
`,
    after: `cargo test --all
cargo test -- --ignored
cd frontend && npm test -- --coverage
./scripts/test-federation.sh
`,
  }],
  ...removedForms,
};
