import type { Migration } from '../../analysis/migration.ts';
import { left, total } from './progress.ts';
import type { ReportChange, ReportEffort, ReportStep } from './reportTypes.ts';

/** The guide's table of effort, with what is left of each row. `changes` are the guide's entries with their progress. */
export function effortOf({ effort = [] }: Migration, changes: readonly ReportChange[]): readonly ReportEffort[] {
  return effort.map(({ component, changes: ids, complexity, risk, minutes }) => ({
    component, changes: ids, complexity, risk, minutes,
    left: changes.filter(({ id }) => ids.includes(id)).reduce((sum, { progress }) => sum + left(progress), 0),
  }));
}

/** What the guide has people do themselves, in its order. */
export function stepsOf({ steps = [] }: Migration, changes: readonly ReportChange[]): readonly ReportStep[] {
  return steps.map(({ phase, title, command, script, change }) => ({
    phase, title, command, script, change,
    unfounded: change !== undefined && !changes.some(({ id, progress }) => id === change && total(progress) > 0),
  }));
}
