import functools


class Result(dict):
    """What an agent's `run` gives in 0.2: a dict with `success`, `data` and `errors`, which are attributes too."""

    @property
    def success(self):
        return self["success"]

    @property
    def data(self):
        return self.get("data", {})

    @property
    def errors(self):
        return self.get("errors", [])


class BaseAgent:
    """Base of all agents. In 0.2 `run` is synchronous and returns a dict."""

    def __init__(self, agent_id, name=None, version=None):
        self.agent_id = agent_id
        self.name = name or agent_id
        self.version = version or "0.0.0"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        if "run" in vars(cls):
            cls.run = _giving_result(vars(cls)["run"])

    def run(self, input_data):
        raise NotImplementedError(f"{type(self).__name__} has no run")


def _giving_result(run):
    @functools.wraps(run)
    def wrapped(self, input_data):
        outcome = run(self, input_data)
        if not isinstance(outcome, dict) or "success" not in outcome:
            raise TypeError(f"{type(self).__name__}.run must return a dict with 'success', not {type(outcome).__name__}")
        return Result(outcome)

    return wrapped
