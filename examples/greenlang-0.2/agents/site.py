"""What all agents of a site have in common."""
from greenlang.agents.base import BaseAgent


class SiteAgent(BaseAgent):
    """Knows the factors of one site."""

    factors = {}

    def __init__(self, agent_id, name, version):
        super().__init__(agent_id=agent_id, name=name, version=version)

    def factor(self, name):
        return self.factors.get(name)


def read_meter(readings, name):
    """The newest reading of a meter. Our own format, older than GreenLang: `success` and `data` are keys of ours."""
    values = [each["value"] for each in readings if each["meter"] == name]
    if not values:
        return {"success": False, "errors": [f"no reading of {name}"]}
    return {"success": True, "data": values[-1]}
