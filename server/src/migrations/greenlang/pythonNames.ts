/** The names of GreenLang's Python API that rules ask for; `greenlangPython` says by which other names users import them. */
export const executionContext = 'greenlang.core.context.ExecutionContext';
export const orchestrator = 'greenlang.core.orchestrator.Orchestrator';
export const workflow = 'greenlang.core.workflow.Workflow';
export const agentResult = 'greenlang.core.types.AgentResult';
export const agentStatus = 'greenlang.core.types.AgentStatus';
export const baseAgent = 'greenlang.agents.base.BaseAgent';
export const configuration = 'greenlang.config.Config';
export const syncOnly = 'greenlang.agents.sync_only';
