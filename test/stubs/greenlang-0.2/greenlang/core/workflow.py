import importlib
from pathlib import Path

import stub_yaml
from greenlang.agents.base import Result
from greenlang.core import ExecutionContext
from greenlang.core.registry import AGENTS


class Workflow:
    """Agents that run one after the other on the same data; each one's result is added to it."""

    def __init__(self, name, steps):
        self.name = name
        self.steps = steps

    @classmethod
    def from_yaml(cls, path):
        document = stub_yaml.load(Path(path).read_text(encoding="utf-8"))
        return cls(document["name"], document["steps"])

    def execute(self, data_or_context):
        """Runs all agents. Takes plain data or an ExecutionContext."""
        given = isinstance(data_or_context, ExecutionContext)
        context = data_or_context if given else ExecutionContext(data=data_or_context)
        output, errors = {}, []
        for step in self.steps:
            result = _agent(step).run({**context.data, **output})
            context.agent_results[step["agent"]] = result
            if not result.success:
                errors.extend(result.errors)
                break
            output.update(result.data)
        return Result({"success": not errors, "data": output, "errors": errors})


def _agent(step):
    """The registered agent of a step, or one made of the class that the step names."""
    if step["agent"] not in AGENTS:
        module, _, name = step["class"].rpartition(".")
        AGENTS[step["agent"]] = getattr(importlib.import_module(module), name)()
    return AGENTS[step["agent"]]
