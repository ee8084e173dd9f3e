import type { DocumentType } from '../../analysis/migration.ts';
import { taskContexts } from './context/taskContexts.ts';

/** Task contexts in JSON, JSON with comments and JSON Lines: any file of these may hold some. */
export const devteamRunnerDocuments: readonly DocumentType[] = [
  {
    id: 'task_context',
    language: 'json',
    byContent: true,
    matchesName: (name) => /\.(?:json|jsonc|jsonl|ndjson)$/.test(name),
    classify: (file) => {
      const contexts = file.language === 'json' ? taskContexts(file.json) : [];
      const [first] = contexts;
      if (!first) return { kind: 'unknown', reason: 'no task context' };
      const old = contexts.find(({ schema }) => schema === 'devteam-runner/v1');
      return { kind: 'ours', schema: (old ?? first).schema, reason: old ? 'task context of version 1.0' : 'task context', proves: true };
    },
    parts: (file) => (file.language === 'json' ? taskContexts(file.json) : []),
  },
];
