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
    '`error_details` is a dict, or None where nothing failed. Its old names are changed only where a dict does as well: for `.errors` (safe, as in the guide) and `.error` (unsafe) that '
    + 'is asking whether there is one, asking for None, printing and logging, also of a name that is given the value. In a call with the old arguments, `error="x"` becomes `{"error": "x"}`, None stays None, and a name that may be '
    + 'None gets a condition.',
    '**Unsafe**: `.error`; `.errors` that is returned, passed on, counted, searched or looped over; `.get("data", {})`, because its default goes; a returned dict with keys of its own, which move to `metadata`; '
    + '`AgentResult(success=…, data=…)`, called with the old arguments.',
    '**Manual**: `.error` used as a text or passed on, `.errors` used as only a list can be (`errors[0]`, `.append`, `+`); `"data" in result`; subclasses of AgentResult that are made with '
    + 'old arguments; setting an attribute of a result, and code that asks a value for its shape first (`hasattr(result, "data")`, `isinstance(result, dict)`).',
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
