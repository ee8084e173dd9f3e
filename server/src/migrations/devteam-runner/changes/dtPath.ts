import type { GuideChange } from '../../../analysis/migration.ts';

/** The compatibility matrix. */
export const dtPath: GuideChange = {
  id: 'DT-PATH',
  title: 'The service is upgraded one version at a time',
  impact: 'medium',
  summary: [
    'The guide\'s matrix leads from 1.0.0 over 1.1.0 and 2.0.0 to 3.0.0, one hop after the other: direct (low), guided (medium), complex (high).',
    'Where a manifest or a deployment file states the version of the package or image `devteam-runner`, a hint shows the hops that are left. It is **manual**: the database is migrated with each of them, and for '
    + 'the last hop the guide has no rules. `upguide plan`, the report and the Upgrade view show the same route from the version that the project states, with what is left of each hop.',
  ],
  examples: [{ language: 'yaml', before: 'services:\n  runner:\n    image: devteam-runner:1.0.0\n', after: 'services:\n  runner:\n    image: devteam-runner:2.0.0\n' }],
  deprecatedIn: '1.1.0',
};
