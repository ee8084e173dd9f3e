"""The agents of the plant data team."""
from agents.fuel import SiteFuelAgent
from agents.grid import GridAgent

__all__ = ["SiteFuelAgent", "GridAgent"]
