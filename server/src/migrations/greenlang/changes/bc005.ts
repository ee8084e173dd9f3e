import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** The context that a workflow runs in. */
export const bc005: GuideChange = {
  id: 'BC-005',
  title: 'Execution contexts: async_mode, set_data, a list of results',
  impact: 'medium',
  summary: [
    '`ExecutionContext` must be told its `async_mode`. Its `data` can be read but no longer written: `context.set_data(key, value)` does that. '
    + '`context.agent_results`, once a dict by agent, is a list in the order of the run.',
    '**Safe**: `context.data["k"] = v` becomes `context.set_data("k", v)`, wherever the code proves that the object is an execution context: it was made '
    + 'here, or it is a parameter or attribute with that annotation.',
    '**Unsafe**: `async_mode=True`, because code around it may have counted on the old way; `context.data["k"] += v` and `context.data.update({…})`, which become '
    + 'calls of `set_data`; `context.agent_results["id"]`, which becomes a search for the first result of that agent.',
    '**Unsafe** too: `workflow.execute(data)` of a `Workflow` (example 2). It takes a context now and must be awaited: `await` in an `async def`, `asyncio.run(…)` elsewhere.',
    '**Manual**: `del`, `pop`, `setdefault` and `clear` on `data`, values in values (`context.data["a"]["b"] = v`), several targets of one assignment, the dict methods of '
    + '`agent_results`, and calls that unpack `**kwargs` into `ExecutionContext`.',
  ],
  examples: [
    {
      language: 'python',
      before: `context = ExecutionContext(data=input_data)
context.data["new_field"] = value
`,
      after: `context = ExecutionContext(data=input_data, async_mode=True)
context.set_data("new_field", value)
`,
    },
  ],
  ...deprecatedForms,
};
