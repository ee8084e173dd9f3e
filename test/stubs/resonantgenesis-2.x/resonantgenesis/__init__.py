"""The SDK 2.x as far as the guide shows it: calls are coroutines (of SyncClient: made at once), and give objects. It asks no server."""

__version__ = "2.0.0"

_AGENTS = [{"id": "a", "name": "Ada", "status": "awake"}, {"id": "b", "name": "Bob", "status": "asleep"}]


class ResonantError(Exception):
    """What the server refuses."""


class Response:
    """The fields of an answer as attributes, and nothing of a dict."""

    def __init__(self, fields):
        self.__dict__.update(fields)


class _SyncAgents:
    def list(self):
        return [Response(agent) for agent in _AGENTS]

    def get(self, agent_id):
        for agent in _AGENTS:
            if agent["id"] == agent_id:
                return Response(agent)
        raise ResonantError("no such agent")


class _SyncSessions:
    def create(self, agent, title):
        return Response({"id": f"session of {agent}", "agent": agent, "title": title})


class _Async:
    """The same calls as coroutines."""

    def __init__(self, calls):
        self._calls = calls

    def __getattr__(self, name):
        call = getattr(self._calls, name)

        async def asked(*args, **more):
            return call(*args, **more)

        return asked


class SyncClient:
    def __init__(self, api_key, api_version="1.2"):
        if api_version != "1.2":
            raise ResonantError(f"410 Gone: {api_version}")
        self.agents = _SyncAgents()
        self.sessions = _SyncSessions()


class ResonantClient:
    def __init__(self, api_key, api_version="1.2"):
        sync = SyncClient(api_key, api_version)
        self.agents = _Async(sync.agents)
        self.sessions = _Async(sync.sessions)
