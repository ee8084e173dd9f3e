import type { Rule } from '../../../analysis/migration.ts';

/** By which a dashboard is known to show the engine, in both versions. */
const known = 'workflow_executions_total';
const added = ['federation_requests_total', 'jwt_validations_total', 'mcp_connections_active', 'event_store_events_total'] as const;

/** Dashboards of the engine that show nothing of what 1.0 measures beside. */
export const metricsMissing: Rule = {
  id: 'workflow-engine/metrics-missing',
  change: 'WE-OPS',
  description: 'No dashboard of the project asks for the metrics that are new.',
  guideSection: 'WE-OPS: Monitoring & Observability',
  languages: ['json'],
  literals: [[known, ...added], ['expr']],
  *check({ file, facts, project }) {
    const place = facts.find((fact) => fact.kind === 'metric' && fact.name === known);
    // One finding a cause: the first dashboard speaks for all.
    if (!place || !project.proven || !project.complete || project.metrics(known)[0]?.uri !== file.uri) return;
    const missing = added.filter((name) => project.metrics(name).length === 0);
    if (missing.length === 0) return;
    yield {
      range: place.range,
      severity: 'hint',
      message: {
        what: `No dashboard shows ${new Intl.ListFormat('en').format(missing)}.`,
        why: 'Version 1.0 measures its gateway, its tokens, its MCP connections and its event store.',
        todo: 'Add panels for them; the metrics of 0.x keep their names.',
      },
      fixes: [],
    };
  },
};
