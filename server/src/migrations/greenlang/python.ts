import type { PythonModels } from '../../facts/python/values.ts';
import { agentResult, agentStatus, baseAgent, configuration, executionContext, orchestrator, workflow } from './pythonNames.ts';

/**
 * What the guide tells about GreenLang's Python API (BC-005, BC-006, BC-009, BC-012, examples 1 to 6): the classes, the names that code imports
 * them by in either version, and which calls give an agent's result.
 */
export const greenlangPython: PythonModels = {
  classes: [
    {
      name: executionContext,
      aliases: ['greenlang.core.ExecutionContext', 'greenlang.ExecutionContext'],
      methods: {},
      // A dict in 0.2, a list in 0.3: what comes out of it by a key, an index or `next` is a result in both.
      attributes: { agent_results: { kind: 'collection', element: { kind: 'instance', of: agentResult } } },
    },
    {
      name: orchestrator,
      aliases: ['greenlang.core.Orchestrator', 'greenlang.Orchestrator', 'greenlang.execution.core.orchestrator.Orchestrator'],
      methods: {},
    },
    {
      name: workflow,
      aliases: ['greenlang.core.Workflow', 'greenlang.Workflow', 'greenlang.execution.core.workflow.Workflow'],
      methods: { from_yaml: 'self', from_json: 'self', execute: agentResult },
    },
    {
      name: baseAgent,
      aliases: ['greenlang.agents.BaseAgent', 'greenlang.BaseAgent', 'greenlang.agent_runtime.BaseAgent'],
      methods: { run: agentResult, execute: agentResult },
    },
    {
      name: agentResult,
      aliases: ['greenlang.core.AgentResult', 'greenlang.agents.AgentResult', 'greenlang.agents.base.AgentResult', 'greenlang.AgentResult'],
      methods: {},
    },
    { name: agentStatus, aliases: ['greenlang.core.AgentStatus'], methods: {} },
    { name: configuration, aliases: [], methods: {} },
  ],
  functions: { 'greenlang.config.load_config': configuration },
  // `from greenlang.agents import FuelAgent`: the agents that come with GreenLang.
  families: ['Agent', 'AgentAI', 'Agent_AI', 'AgentAI_v2'].map((suffix) => ({ module: 'greenlang.agents', suffix, base: baseAgent })),
};
