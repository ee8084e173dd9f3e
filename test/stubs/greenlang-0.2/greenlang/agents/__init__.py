from greenlang.agents.base import BaseAgent
from greenlang.agents.fuel import FuelAgent

__all__ = ["BaseAgent", "FuelAgent"]
