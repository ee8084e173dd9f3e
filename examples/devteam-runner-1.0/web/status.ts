/** What the page shows of a task. */
export function title(taskContext: { metadata: Record<string, string> }): string {
  const { taskId } = taskContext.metadata;
  return `${taskId} (${taskContext.metadata.projectId})`;
}
