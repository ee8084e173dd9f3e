from collections.abc import Coroutine

_RESULT_NAMES = {"status", "output", "error_details", "metadata", "success", "data", "errors"}


class PendingResult(Coroutine):
    """A coroutine that says what is wrong when somebody takes it for the result."""

    def __init__(self, coroutine, complaint):
        self._coroutine = coroutine
        self._complaint = complaint

    def __await__(self):
        return self._coroutine.__await__()

    def send(self, value):
        return self._coroutine.send(value)

    def throw(self, *error):
        return self._coroutine.throw(*error)

    def close(self):
        self._coroutine.close()

    def __getattr__(self, name):
        if name in _RESULT_NAMES:
            self._coroutine.close()
            raise RuntimeError(self._complaint)
        raise AttributeError(name)

    def __getitem__(self, key):
        self._coroutine.close()
        raise RuntimeError(self._complaint)
