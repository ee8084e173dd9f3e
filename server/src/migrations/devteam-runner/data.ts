import type { Change } from '../../analysis/change.ts';

/** The changes of the guide that are data. */
export const devteamRunnerData: readonly Change[] = [
  // Section 4.2: Configuration Migration
  {
    kind: 'environmentDefaultMoved', change: 'DT-ENV', name: 'DEVTEAM_RUNNER_PORT', from: '8080', to: '8090', keptAs: 'LEGACY_RUNNER_PORT',
    why: 'DevTeam Runner 2.0 listens on 8090 by default, and on the old port too where LEGACY_RUNNER_PORT names it.',
  },
  // Appendix: Version Compatibility Matrix
  {
    kind: 'versionRoute', change: 'DT-PATH', title: 'DevTeam Runner', packages: ['devteam-runner'], ecosystems: ['pypi', 'docker', 'npm'],
    why: 'The guide goes one version at a time, with the database migrated each time.',
    hops: [
      { from: '1.0.0', to: '1.1.0', by: 'directly (low complexity)' },
      { from: '1.1.0', to: '2.0.0', by: 'guided (medium complexity; this upgrade changes the files)' },
      { from: '2.0.0', to: '3.0.0', by: 'by hand (high complexity; the guide has no rules for it)' },
    ],
  },
];
