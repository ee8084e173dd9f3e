/** What a JSON file with a task context contains, as far as a plain search goes: one of each group. */
export const contextLiterals: readonly (readonly string[])[] = [['"nodes"'], ['"metadata"'], ['"taskId"', '"task_id"', '"task_context"', '"taskContext"']];
