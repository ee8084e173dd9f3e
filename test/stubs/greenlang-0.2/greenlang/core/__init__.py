"""The heart of GreenLang 0.2."""


class ExecutionContext:
    """What the agents of a workflow share: `data` may be written to, `agent_results` is a dict by agent id."""

    def __init__(self, data=None):
        self.data = dict(data or {})
        self.agent_results = {}
