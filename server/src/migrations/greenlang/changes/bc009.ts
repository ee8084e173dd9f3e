import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** What an agent gives back. */
export const bc009: GuideChange = {
  id: 'BC-009',
  title: 'Agents give an AgentResult with status, output and error_details',
  impact: 'medium',
  summary: [
    'The result of an agent or a workflow is an `AgentResult`. `.success` is `.status`, one of `AgentStatus.SUCCESS`, `FAILURE` and `PARTIAL`; `.data` is `.output`, '
    + '`.errors` is `.error_details`. An agent\'s `run` returns one instead of a dict.',
    'Only values that are proven results are looked at: what `run` or `execute` of an agent or workflow gave, and what is annotated as an `AgentResult`, until the name is '
    + 'given another value. Results of tools, other SDKs and HTTP calls have a `.success` too, and are not touched.',
    '**Safe**: the new attributes, for `result.data` and for `result["data"]`; `result.status == AgentStatus.SUCCESS` for `result.success`, in brackets where it must be, '
    + '`!=` for `not result.success`; `AgentStatus` is imported once. In `run` of an agent, `return {"success": …, "data": …}` becomes an `AgentResult`, and '
    + 'the annotation follows.',
    '**Unsafe**: `.error`, because `error_details` is a dict; `.get("data", {})`, because its default goes; a returned dict with keys of its own, which move to `metadata`; '
    + '`AgentResult(success=…, data=…)`, called with the old arguments.',
    '**Manual**: setting an attribute of a result, and code that asks a value for its shape first (`hasattr(result, "data")`, `isinstance(result, dict)`).',
  ],
  examples: [
    {
      language: 'python',
      before: `result = agent.run(input_data)
if result.success:
    data = result.data
else:
    errors = result.errors
`,
      after: `result = agent.run(input_data)
if result.status == AgentStatus.SUCCESS:
    data = result.output
else:
    errors = result.error_details
`,
    },
  ],
  ...deprecatedForms,
};
