import functools
import inspect

from greenlang.core.pending import PendingResult
from greenlang.core.registry import check_metadata
from greenlang.core.types import AgentResult


def sync_only(cls):
    """Marks an agent whose `run` is synchronous."""
    cls.is_sync_only = True
    return cls


class BaseAgent:
    """Base of all agents. In 0.3 `run` is `async` unless the class is marked with `sync_only`, and gives an AgentResult."""

    is_sync_only = False

    def __init__(self, agent_id, metadata):
        check_metadata(agent_id, metadata)
        self.agent_id = agent_id
        self.metadata = metadata

    def __new__(cls, *_, **__):
        # The decorator is not there yet when the class is made, so its first instance is where this can be told.
        if not cls.is_sync_only and not cls.run.is_async:
            raise TypeError(f"{cls.__name__}.run is synchronous: agents are async unless they are marked with @sync_only")
        return super().__new__(cls)

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        if "run" in vars(cls):
            cls.run = _checked(vars(cls)["run"])

    async def run(self, input_data):
        raise NotImplementedError(f"{type(self).__name__} has no run")

    run.is_async = True


def _checked(run):
    is_async = inspect.iscoroutinefunction(run)

    @functools.wraps(run)
    def wrapped(self, input_data):
        if is_async:
            return PendingResult(_awaited(self, run, input_data), "This agent requires async execution but was called synchronously")
        return _result(self, run(self, input_data))

    wrapped.is_async = is_async
    return wrapped


async def _awaited(agent, run, input_data):
    return _result(agent, await run(agent, input_data))


def _result(agent, outcome):
    if not isinstance(outcome, AgentResult):
        raise TypeError(f"{type(agent).__name__}.run must give an AgentResult, not {type(outcome).__name__}")
    return outcome
