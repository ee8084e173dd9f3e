import { rulesFromChanges } from '../../analysis/changeRules.ts';
import type { Migration } from '../../analysis/migration.ts';
import { workflowEngineChanges } from './changes.ts';
import { workflowEngineData } from './data.ts';
import { workflowEngineDocuments } from './documents.ts';
import { crates, images, systemVariables } from './names.ts';
import { databaseForeign } from './rules/databaseForeign.ts';
import { databaseUnreachable } from './rules/databaseUnreachable.ts';
import { entityWithoutKey } from './rules/entityWithoutKey.ts';
import { gatewayMissing } from './rules/gatewayMissing.ts';
import { gatewayNotAsked } from './rules/gatewayNotAsked.ts';
import { introspectionUnset } from './rules/introspectionUnset.ts';
import { metricsMissing } from './rules/metricsMissing.ts';
import { refreshMissing } from './rules/refreshMissing.ts';
import { schemaNotFederated } from './rules/schemaNotFederated.ts';
import { secretNotPassed } from './rules/secretNotPassed.ts';
import { testsPartial } from './rules/testsPartial.ts';
import { tokenKeyOld } from './rules/tokenKeyOld.ts';
import { workflowEngineSteps } from './steps.ts';

/** The AI Workflow Engine 0.x to 1.0: its configuration, variables and deployment files. */
export const workflowEngine: Migration = {
  id: 'workflow-engine',
  title: 'AI Workflow Engine',
  from: '0.6',
  to: '1.0',
  // One guide for all of 0.x.
  route: { hops: [{ from: '0.0', to: '1.0', rules: true }] },
  guideTitle: 'AI Workflow Engine Migration Guide: v0.x to v1.0',
  detection: {
    packages: [
      ...crates.map((name) => ({ ecosystem: 'cargo' as const, name })),
      ...images.map((name) => ({ ecosystem: 'docker' as const, name })),
    ],
    members: crates,
    services: ['ai-workflow-system'],
    environment: [],
    environmentTogether: [],
    imports: [],
  },
  changes: workflowEngineChanges,
  documents: workflowEngineDocuments,
  variables: { current: 'workflow-engine-env/v1', former: 'workflow-engine-env/v0' },
  rules: [
    ...rulesFromChanges(workflowEngineData, { migration: 'workflow-engine', guide: workflowEngineChanges, systemNames: systemVariables }),
    introspectionUnset,
    databaseForeign,
    databaseUnreachable,
    gatewayMissing,
    secretNotPassed,
    schemaNotFederated,
    entityWithoutKey,
    tokenKeyOld,
    gatewayNotAsked,
    refreshMissing,
    testsPartial,
    metricsMissing,
  ],
  steps: workflowEngineSteps,
};
