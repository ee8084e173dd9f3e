/** Keys of a task context's metadata by their names in 1.0, with those in 2.0. `repoPath` is the old spelling of a key that only 2.0 has. */
export const renamedKeys: ReadonlyMap<string, string> = new Map([['taskId', 'task_id'], ['projectId', 'project_id'], ['repoPath', 'repo_path']]);

/** The steps of a task, the keys of its `nodes`. */
export const steps: ReadonlySet<string> = new Set(['select', 'prep', 'implement', 'verify']);

/** Names by which a task context is embedded in something larger. */
export const contextNames: ReadonlySet<string> = new Set(['task_context', 'taskContext']);

/** `createdAt` is `created_at`; `undefined` for a name that is not in plain camel case (`iOS`). */
export function snakeCase(name: string): string | undefined {
  if (!/^[a-z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$/.test(name)) return undefined;
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
