from greenlang.agents.base import BaseAgent
from greenlang.core.registry import AGENTS


class Orchestrator:
    """Knows agents by their id. 0.2 takes the last one that is registered under an id."""

    def __init__(self):
        self.agents = {}

    def register_agent(self, agent_id, agent):
        if not isinstance(agent, BaseAgent):
            raise TypeError(f"{agent_id}: not an agent")
        self.agents[agent_id] = agent
        AGENTS[agent_id] = agent
