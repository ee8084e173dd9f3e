import { rulesFromChanges } from '../../analysis/changeRules.ts';
import type { Migration } from '../../analysis/migration.ts';
import { kagziChanges } from './changes.ts';
import { kagziData } from './data.ts';
import { errorNotRetryable } from './rules/errorNotRetryable.ts';
import { healthUnchecked } from './rules/healthUnchecked.ts';
import { heartbeatLate } from './rules/heartbeatLate.ts';
import { parallelStepsInTurn } from './rules/parallelStepsInTurn.ts';
import { retryByHand } from './rules/retryByHand.ts';
import { shutdownTooShort } from './rules/shutdownTooShort.ts';
import { stepsInSequence } from './rules/stepsInSequence.ts';
import { stepsJoined } from './rules/stepsJoined.ts';
import { stepWithoutRetry } from './rules/stepWithoutRetry.ts';
import { workerUnconfigured } from './rules/workerUnconfigured.ts';
import { workflowUnversioned } from './rules/workflowUnversioned.ts';
import { kagziSteps } from './steps.ts';

/** Kagzi V1 to V2: Rust code and `Cargo.toml`. All V1 code still works, so most findings are hints. */
export const kagzi: Migration = {
  id: 'kagzi',
  title: 'Kagzi',
  from: '1.0',
  to: '2.0',
  guideTitle: 'Migration Guide: V1 to V2',
  detection: { packages: [{ ecosystem: 'cargo', name: 'kagzi' }], environment: [], environmentTogether: [], imports: [] },
  changes: kagziChanges,
  documents: [],
  rules: [
    retryByHand,
    stepWithoutRetry,
    errorNotRetryable,
    stepsJoined,
    stepsInSequence,
    parallelStepsInTurn,
    workflowUnversioned,
    workerUnconfigured,
    shutdownTooShort,
    healthUnchecked,
    heartbeatLate,
    ...rulesFromChanges(kagziData, { migration: 'kagzi', guide: kagziChanges, systemNames: new Set() }),
  ],
  steps: kagziSteps,
};
