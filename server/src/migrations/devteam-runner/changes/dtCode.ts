import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** Code that reads or writes task contexts. */
export const dtCode: GuideChange = {
  id: 'DT-CODE',
  title: 'Code reads the metadata of a task context in snake case',
  impact: 'medium',
  summary: [
    'What reads `metadata["taskId"]` finds nothing in a context of 2.0, and what writes it makes one of 1.0.',
    'Upguide finds Python, TypeScript and JavaScript that take `taskId`, `projectId` or `repoPath` out of the metadata of a value that is a task context: one that is called `task_context` or `taskContext`, '
    + 'comes out of a file of that name, is of the type `TaskContext`, or whose `nodes` are asked for a step in the same function; and literals that have the shape of one. '
    + 'Other values with a `metadata` are not touched.',
    'The rename is **unsafe**: contexts that are stored somewhere else may still be of 1.0. Code that reads both names, or asks whether the old one is there, is a bridge; it is left alone, as a hint.',
  ],
  examples: [
    {
      language: 'python',
      before: 'task = task_context["metadata"]["taskId"]\n',
      after: 'task = task_context["metadata"]["task_id"]\n',
    },
  ],
  ...deprecatedForms,
};
