from greenlang.agents.base import BaseAgent
from greenlang.core.registry import AGENTS, check_metadata


class Orchestrator:
    """Knows agents by their id, which must be unique everywhere."""

    def __init__(self):
        self.agents = {}

    def register_agent(self, *, agent_id, agent_instance, metadata):
        if not isinstance(agent_instance, BaseAgent):
            raise TypeError(f"{agent_id}: not an agent")
        check_metadata(agent_id, metadata)
        if agent_id in AGENTS:
            raise ValueError(f"{agent_id}: an agent of this id is registered already")
        self.agents[agent_id] = agent_instance
        AGENTS[agent_id] = agent_instance
