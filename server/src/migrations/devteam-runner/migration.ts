import { rulesFromChanges } from '../../analysis/changeRules.ts';
import type { Migration } from '../../analysis/migration.ts';
import { routeFromChanges } from '../../analysis/route.ts';
import { devteamRunnerChanges } from './changes.ts';
import { devteamRunnerData } from './data.ts';
import { devteamRunnerDocuments } from './documents.ts';
import { contextFieldMissing } from './rules/contextFieldMissing.ts';
import { contextKeyCamelCase } from './rules/contextKeyCamelCase.ts';
import { contextKeyInPython } from './rules/contextKeyInPython.ts';
import { contextKeyInTypescript } from './rules/contextKeyInTypescript.ts';
import { devteamRunnerSteps } from './steps.ts';

/** Names of variables that only this system has. */
const variables = ['DEVTEAM_RUNNER_PORT'];

/** DevTeam Runner, task contexts 1.0 to 2.0: the documents, the code that reads them, the port. */
export const devteamRunner: Migration = {
  id: 'devteam-runner',
  title: 'DevTeam Runner',
  from: '1.0',
  to: '2.0',
  // A task context tells by its keys which version it was written for.
  route: { ...routeFromChanges(devteamRunnerData, { from: '1.0', to: '2.0' }), documents: { 'devteam-runner/v1': '1.0', 'devteam-runner/v2': '2.0' } },
  guideTitle: 'Migration Guide for DevTeam Runner Service',
  detection: {
    packages: [{ ecosystem: 'pypi', name: 'devteam-runner' }, { ecosystem: 'docker', name: 'devteam-runner' }],
    environment: variables,
    environmentTogether: [],
    imports: [{ ecosystem: 'pypi', module: 'devteam_runner' }],
  },
  changes: devteamRunnerChanges,
  documents: devteamRunnerDocuments,
  rules: [
    contextKeyCamelCase,
    contextFieldMissing,
    contextKeyInPython,
    contextKeyInTypescript,
    ...rulesFromChanges(devteamRunnerData, { migration: 'devteam-runner', guide: devteamRunnerChanges, systemNames: new Set(variables) }),
  ],
  steps: devteamRunnerSteps,
};
