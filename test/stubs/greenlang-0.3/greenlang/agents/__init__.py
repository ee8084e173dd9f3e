from greenlang.agents.base import BaseAgent, sync_only
from greenlang.agents.fuel import FuelAgent

__all__ = ["BaseAgent", "FuelAgent", "sync_only"]
