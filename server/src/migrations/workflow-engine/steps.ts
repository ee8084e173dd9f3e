import type { MigrationStep } from '../../analysis/migration.ts';

/** What the guide has people do themselves: its checklist, database migration, verification, and dashboards. */
export const workflowEngineSteps: readonly MigrationStep[] = [
  { phase: 'before', title: 'Back up the database', command: 'pg_dump ai_workflow_db > backup_pre_v1.sql' },
  { phase: 'before', title: 'Back up the configuration, and have a plan for the way back' },
  { phase: 'before', title: 'Read what the changes are that concern this workspace' },
  { phase: 'before', title: 'Try the upgrade in a staging environment first' },
  { phase: 'before', title: 'Plan a maintenance window for production' },
  { phase: 'upgrade', title: 'Set JWT_SECRET wherever the engine is deployed, to a new random value', change: 'WE-ENV' },
  { phase: 'after', title: 'Migrate the database to the tables and indices of event sourcing', command: 'diesel migration run' },
  { phase: 'after', title: 'Check that all database migrations have run', command: 'diesel migration status' },
  { phase: 'after', title: 'Start the engine and its gateway', command: 'docker-compose up -d', change: 'WE-COMPOSE' },
  { phase: 'after', title: 'Look at the health of the engine', command: 'curl -f http://localhost:8080/health/detailed' },
  { phase: 'after', title: 'Look at the health of the gateway', command: 'curl -f http://localhost:4000/health' },
  { phase: 'after', title: 'Run all tests, the integration tests too', command: 'cargo test --all && cargo test -- --ignored' },
  { phase: 'after', title: 'Test the frontend, and have its users clear their browsers\' storage and sign in again', command: 'cd frontend && npm test' },
  { phase: 'after', title: 'Add the new metrics to the dashboards: federation_requests_total, jwt_validations_total, mcp_connections_active, event_store_events_total' },
];
