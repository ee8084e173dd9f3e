import { rulesFromChanges } from '../../analysis/changeRules.ts';
import type { Migration } from '../../analysis/migration.ts';
import { greenlangChanges } from './changes.ts';
import { greenlangData } from './data.ts';
import { greenlangDocuments } from './documents.ts';
import { greenlangEffort } from './effort.ts';
import { newVariables, oldVariables, systemVariables } from './names.ts';
import { greenlangPython } from './python.ts';
import { agentspecV1, halfConverted } from './rules/agentspecV1.ts';
import { environmentNotIgnored } from './rules/environmentNotIgnored.ts';
import { agentResultsIndexed } from './rules/python/agentResultsIndexed.ts';
import { agentWithoutMetadata } from './rules/python/agentWithoutMetadata.ts';
import { contextDataWritten } from './rules/python/contextDataWritten.ts';
import { logParsed } from './rules/python/logParsed.ts';
import { registrationWithoutMetadata } from './rules/python/registrationWithoutMetadata.ts';
import { resultArgumentsOld } from './rules/python/resultArgumentsOld.ts';
import { resultDictReturned } from './rules/python/resultDictReturned.ts';
import { runNotAwaited } from './rules/python/runNotAwaited.ts';
import { runSynchronous } from './rules/python/runSynchronous.ts';
import { workflowExecuted } from './rules/python/workflowExecuted.ts';
import { undefinedVariable } from './rules/undefinedVariable.ts';
import { databaseScript } from './sql/scripts.ts';
import { greenlangSteps } from './steps.ts';

/** GreenLang 0.2 to 0.3: its own files, code, scripts, deployment files and manifests. */
export const greenlang: Migration = {
  id: 'greenlang',
  title: 'GreenLang',
  from: '0.2',
  to: '0.3',
  // There is no guide here for 0.1 to 0.2.
  route: { hops: [{ from: '0.1', to: '0.2' }, { from: '0.2', to: '0.3', rules: true }], documents: { 'pack/v1': '0.2', 'pack/v2': '0.3' } },
  guideTitle: 'GreenLang Migration Guide: v0.2 to v0.3',
  detection: {
    packages: [{ ecosystem: 'pypi', name: 'greenlang' }, { ecosystem: 'docker', name: 'greenlang/greenlang' }],
    environment: oldVariables,
    environmentTogether: newVariables,
    imports: [{ ecosystem: 'pypi', module: 'greenlang' }],
  },
  changes: greenlangChanges,
  documents: greenlangDocuments,
  variables: { current: 'env/v2', former: 'env/v1' },
  python: greenlangPython,
  rules: [
    agentspecV1,
    halfConverted,
    ...rulesFromChanges(greenlangData, { migration: 'greenlang', guide: greenlangChanges, systemNames: systemVariables, python: greenlangPython }),
    contextDataWritten,
    agentResultsIndexed,
    workflowExecuted,
    registrationWithoutMetadata,
    agentWithoutMetadata,
    resultDictReturned,
    resultArgumentsOld,
    runSynchronous,
    runNotAwaited,
    logParsed,
    undefinedVariable,
    environmentNotIgnored,
  ],
  scripts: [databaseScript],
  effort: greenlangEffort,
  steps: greenlangSteps,
};
