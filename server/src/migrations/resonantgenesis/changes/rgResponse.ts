import type { GuideChange } from '../../../analysis/migration.ts';
import { brokenForms } from './lifecycle.ts';

/** Responses are objects. */
export const rgResponse: GuideChange = {
  id: 'RG-RESPONSE',
  title: 'Responses are objects with attributes, no dicts',
  impact: 'high',
  summary: [
    'What `get`, `create`, `update` and `list` of a resource give was a dict (or a list of dicts) in 1.x, and is an object (or a list of them) in 2.x. The value is followed from the call on, through names, loops, '
    + 'comprehensions, functions and other files.',
    '**Safe**: `agent["name"]` becomes `agent.name`. **Unsafe**: where the part that is read is indexed by a key in turn (whether that part is a dict the guide does not say), and `agent.get("name")`, '
    + 'which gave `None` where there was no such key; names that a dict has as methods (`agent["items"]`), and files that put mocks in the place of responses.',
    '**Manual**: keys that are no Python name (`agent["created-at"]`, `agent["class"]`) or begin with `_`, keys that are known at run time only, values that are set or deleted by key, `get` with a default, '
    + '`keys`, `items` and the other methods of a dict, and `"name" in agent`.',
  ],
  examples: [
    {
      language: 'python',
      before: `agent = client.agents.get(id)
print(agent['name'])
`,
      after: `agent = await client.agents.get(id)
print(agent.name)
`,
    },
  ],
  ...brokenForms,
};
