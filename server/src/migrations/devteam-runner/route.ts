import type { MigrationRoute, RouteHop } from '../../analysis/migration.ts';

/** The guide's appendix, Version Compatibility Matrix, with its complexities. */
export const devteamRunnerHops = [
  { from: '1.0.0', to: '1.1.0', by: 'directly (low complexity)' },
  { from: '1.1.0', to: '2.0.0', by: 'guided (medium complexity; this upgrade changes the files)', rules: true },
  { from: '2.0.0', to: '3.0.0', by: 'by hand (high complexity; the guide has no rules for it)' },
] as const satisfies readonly RouteHop[];

/** The way through the matrix. A task context tells by its keys which version it was written for. */
export const devteamRunnerRoute: MigrationRoute = {
  hops: devteamRunnerHops,
  documents: { 'devteam-runner/v1': '1.0', 'devteam-runner/v2': '2.0' },
};
