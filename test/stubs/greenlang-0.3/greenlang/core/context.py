from types import MappingProxyType


class ExecutionContext:
    """What the agents of a workflow share. `data` is read-only (see `set_data`); `agent_results` is a list in the order of the runs."""

    def __init__(self, data=None, *, async_mode, timeout_seconds=300):
        self._data = dict(data or {})
        self.async_mode = async_mode
        self.timeout_seconds = timeout_seconds
        self.agent_results = []

    @property
    def data(self):
        return MappingProxyType(self._data)

    def set_data(self, key, value):
        self._data[key] = value
