import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** Agents and their metadata. */
export const bc006: GuideChange = {
  id: 'BC-006',
  title: 'Agents are registered with metadata',
  impact: 'medium',
  summary: [
    '`Orchestrator.register_agent` validates what it is given against AgentSpec v2: `name`, `version` and `description` are required, and an id may exist once across '
    + 'all tenants. `BaseAgent.__init__` takes the same `metadata` instead of `name` and `version`.',
    '**Unsafe**, because some of it is made up: a registration gets the keywords `agent_id`, `agent_instance` and `metadata`. The name is the class name in words, the description the '
    + 'first line of the class\'s docstring if the class is in the workspace, else a placeholder that asks to be written; the version is 1.0.0. In a class right below `BaseAgent`, `super().__init__(…)` with an `agent_id` and a `name` gets a `metadata` with the values that are there.',
    'Only an object that is proven to be an `Orchestrator`, or of a class derived from it, counts: registries, schedulers, coordinators and mocks have a `register_agent` too.',
    '**Manual**: calls that unpack their arguments, and comments among the arguments of `super().__init__(…)`. Whether an id is unique across tenants no file can tell.',
  ],
  examples: [
    {
      language: 'python',
      before: `orchestrator.register_agent("fuel", FuelAgent())
`,
      after: `orchestrator.register_agent(
    agent_id="fuel",
    agent_instance=FuelAgent(),
    metadata={
        "name": "Fuel Agent",
        "version": "1.0.0",
        "description": "TODO: describe this agent",
        "spec_version": "2.0",
    },
)
`,
    },
  ],
  ...deprecatedForms,
};
