import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** The document `task_context`. */
export const dtContext: GuideChange = {
  id: 'DT-CONTEXT',
  title: 'The metadata of a task context is in snake case and says where the code is',
  impact: 'medium',
  summary: [
    'A task context is a JSON object with `metadata` and `nodes`. In 1.0 its metadata has `taskId` and `projectId`; in 2.0 they are `task_id` and `project_id`, '
    + 'and `branch` and `repo_path` are new. The service reads both for a while: the guide promises two minor versions.',
    'Upguide finds contexts in JSON, JSON with comments and JSON Lines: as the file\'s value, on each line, or embedded in an event, a list, a snapshot. A context is known by its shape: metadata that '
    + 'names a task, and nodes among `select`, `prep`, `implement`, `verify` with a status; one without `select` must name its project, branch or path as well. A `taskId` anywhere else is not touched.',
    'Renaming a key that the guide names is **safe**: only the key changes, so numbers, order, layout and comments stay as they are. Another key in camel case follows the same convention, **unsafe**. '
    + 'Where the new name is there already, the finding is **manual**. In a file that is called old (`legacy_…`, `…_v1`), and in a context that says so itself, every rename is **unsafe**.',
    'Adding `branch` and `repo_path` is **unsafe**: the values are the guide\'s (`"main"`, `"/workspace/repos/..."`), and only you know the right ones.',
  ],
  examples: [
    {
      language: 'json',
      before: '{\n  "metadata": {\n    "taskId": "1.1.1",\n    "projectId": "customer-123/project-abc"\n  },\n  "nodes": {\n    "select": {"status": "completed"}\n  }\n}\n',
      after: '{\n  "metadata": {\n    "task_id": "1.1.1",\n    "project_id": "customer-123/project-abc",\n    "branch": "main",\n    "repo_path": "/workspace/repos/..."\n  },\n  "nodes": {\n    "select": {"status": "completed"}\n  }\n}\n',
    },
  ],
  ...deprecatedForms,
};
