"""The SDK 1.x as far as the guide shows it: calls are made at once, and give dicts. It asks no server."""
from .exceptions import APIError

__version__ = "1.1.4"

_AGENTS = [{"id": "a", "name": "Ada", "status": "awake"}, {"id": "b", "name": "Bob", "status": "asleep"}]


class _Agents:
    def list(self):
        return [dict(agent) for agent in _AGENTS]

    def get(self, agent_id):
        for agent in _AGENTS:
            if agent["id"] == agent_id:
                return dict(agent)
        raise APIError("no such agent")


class _Sessions:
    def create(self, agent, title):
        return {"id": f"session of {agent}", "agent": agent, "title": title}


class ResonantClient:
    def __init__(self, api_key, api_version="1.1"):
        if api_version not in ("1.0", "1.1"):
            raise APIError(f"the SDK 1.x does not speak {api_version}")
        self.agents = _Agents()
        self.sessions = _Sessions()
