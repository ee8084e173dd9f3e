import importlib
import inspect
from pathlib import Path

import stub_yaml
from greenlang.core.context import ExecutionContext
from greenlang.core.pending import PendingResult
from greenlang.core.registry import AGENTS
from greenlang.core.types import AgentResult, AgentStatus


class Workflow:
    """Agents that run one after the other on the same data; each one's result is added to it."""

    def __init__(self, name, steps):
        self.name = name
        self.steps = steps

    @classmethod
    def from_yaml(cls, path):
        document = stub_yaml.load(Path(path).read_text(encoding="utf-8"))
        return cls(document["name"], document["steps"])

    def execute(self, context):
        """Runs all agents; has to be awaited."""
        if not isinstance(context, ExecutionContext):
            raise TypeError(f"execute() takes an ExecutionContext, not {type(context).__name__}")
        return PendingResult(self._execute(context), "This workflow requires async execution but was called synchronously")

    async def _execute(self, context):
        output = {}
        for step in self.steps:
            result = _agent(step).run({**context.data, **output})
            if inspect.isawaitable(result):
                result = await result
            result.agent_id = step["agent"]
            context.agent_results.append(result)
            if result.status != AgentStatus.SUCCESS:
                return AgentResult(status=AgentStatus.FAILURE, output=output, error_details=result.error_details)
            output.update(result.output)
        return AgentResult(status=AgentStatus.SUCCESS, output=output)


def _agent(step):
    """The registered agent of a step, or one made of the class that the step names."""
    if step["agent"] not in AGENTS:
        module, _, name = step["class"].rpartition(".")
        AGENTS[step["agent"]] = getattr(importlib.import_module(module), name)()
    return AGENTS[step["agent"]]
