import { describe, expect, it } from 'vitest';
import { analyse, judged } from './support.ts';

const framework: Readonly<Record<string, string>> = {
  'greenlang/__init__.py': 'from .agents.base import BaseAgent\n',
  'greenlang/agents/__init__.py': 'from greenlang.agents.base import BaseAgent\nfrom .fuel import *\n',
  'greenlang/agents/base.py': `
class AgentResult: pass
class BaseAgent:
    def run(self, x) -> AgentResult:
        return AgentResult()
    def execute(self, x) -> AgentResult: ...
    def name(self) -> str: ...
`,
  'greenlang/agents/fuel.py': 'from .base import BaseAgent\nclass FuelAgent(BaseAgent):\n    pass\n',
  'greenlang/agents/other.py': 'class OtherAgent:\n    def run(self): return 1\n',
};

interface Case {
  readonly name: string;
  readonly code: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly path?: string;
}

const cases: readonly Case[] = [
  {
    name: 'the framework in the workspace, through its packages',
    others: framework,
    code: `
from greenlang import BaseAgent as A
from greenlang.agents import BaseAgent as B, FuelAgent
from greenlang.agents.other import OtherAgent
import greenlang.agents.base as base
import greenlang.agents.fuel
A  # is: class BaseAgent
B  # is: class BaseAgent
base.BaseAgent  # is: class BaseAgent
FuelAgent().run(1)  # is: AgentResult
FuelAgent().name()  # is: builtins.str
greenlang.agents.fuel.FuelAgent().run(1)  # is: AgentResult
OtherAgent().run()  # is: ?
base.AgentResult()  # is: AgentResult
`,
  },
  {
    name: 'a look-alike elsewhere',
    others: { ...framework, 'app/base.py': 'class BaseAgent:\n    def run(self): return Thing()\n', 'app/__init__.py': '', 'app/agents.py': 'from .base import BaseAgent\nclass FuelAgent(BaseAgent): pass\n' },
    path: 'app/main.py',
    code: `
from app.base import BaseAgent
from .agents import FuelAgent
from .base import BaseAgent as B
BaseAgent  # is: class app.base.BaseAgent
BaseAgent().run()  # is: ?
FuelAgent().run()  # is: ?
B  # is: class app.base.BaseAgent
`,
  },
  {
    name: 'a local class of the same name',
    code: `
class ExecutionContext: pass
class BaseAgent:
    def run(self): ...
class A(BaseAgent): pass
ExecutionContext()  # is: app.ExecutionContext
A().run()  # is: ?
`,
  },
  {
    name: 'families hold only where no source is',
    others: { 'greenlang/agents/other.py': 'class OtherAgent:\n    def run(self): return 1\n' },
    code: `
from greenlang.agents.other import OtherAgent
from greenlang.agents.fuel import FuelAgent
from greenlang.agents import make_agent
import greenlang.agents.boiler as b
OtherAgent().run()  # is: ?
FuelAgent().run()  # is: AgentResult
b.BoilerAgent().run()  # is: AgentResult
make_agent().run()  # is: ?
`,
  },
  {
    name: 'nor where the package has no such module any more',
    others: framework,
    code: `
from greenlang.agents import LazyAgent
from greenlang.agents.gone import GoneAgent
LazyAgent().run()  # is: ?
GoneAgent().run()  # is: ?
`,
  },
  {
    name: 'overrides in other files',
    others: {
      'agents/__init__.py': '',
      'agents/a.py': `
from typing import Any, Dict
from greenlang.agents import BaseAgent
from greenlang.agents.base import AgentResult
class Plain(BaseAgent):
    def run(self, x):
        return {"success": True, "data": {}}
class Calls(BaseAgent):
    def run(self, x):
        result = super().run(x)
        return result
class Typed(BaseAgent):
    def run(self, x) -> AgentResult:
        return make()
class Dicts(BaseAgent):
    def run(self, x) -> Dict[str, Any]:
        return {"success": True}
class Quoted(BaseAgent):
    async def run(self, x) -> "dict[str, object]":
        if x:
            return await super().run(x)
        return AgentResult(success=True)
class Counted(BaseAgent):
    def run(self, x) -> dict:
        if x:
            return {"success": True}
        return {"total": 1}
class Handed(BaseAgent):
    def run(self, x) -> Dict[str, Any]:
        return self.store[x]
class Declared(BaseAgent):
    def run(self, x) -> Dict[str, Any]: ...
class Maybe(BaseAgent):
    def run(self, x) -> Dict[str, Any] | None:
        return {"success": True}
class Free(BaseAgent):
    def run(self, x):
        return {"total": 1}
class Mixed(BaseAgent):
    def run(self, x):
        if x:
            return AgentResult(success=False)
        return self._finish(x)
    def _finish(self, x) -> "AgentResult":
        return 1
class Doubtful(BaseAgent):
    def run(self, x):
        if x:
            return AgentResult(success=False)
        return other(x)
class Streams(BaseAgent):
    def run(self, x):
        yield 1
class Abstract(BaseAgent):
    def run(self, x):
        raise NotImplementedError
class Async(BaseAgent):
    async def run(self, x) -> AgentResult: ...
class Below(Dicts): pass
class SpecialResult(AgentResult): pass
class Special(BaseAgent):
    def execute(self, x) -> SpecialResult: ...
class Wrapped(BaseAgent):
    @retry
    def run(self, x): return AgentResult()
`,
    },
    code: `
from agents.a import Plain, Calls, Typed, Dicts, Free, Mixed, Doubtful, Streams, Abstract, Async, Below, Wrapped, Special, Quoted, Counted, Handed, Declared, Maybe
Plain().run(1)  # is: AgentResult
await Quoted().run(1)  # is: AgentResult
Counted().run(1)  # is: ?
Handed().run(1)  # is: ?
Declared().run(1)  # is: ?
Maybe().run(1)  # is: ?
Calls().run(1)  # is: AgentResult
Typed().run(1)  # is: AgentResult
Dicts().run(1)  # is: AgentResult
Dicts().execute(1)  # is: AgentResult
Counted().execute(1)  # is: ?
Plain().execute(1)  # is: AgentResult
Special().run(1)  # is: agents.a.SpecialResult
Free().run(1)  # is: ?
Mixed().run(1)  # is: AgentResult
Doubtful().run(1)  # is: ?
Streams().run(1)  # is: ?
Abstract().run(1)  # is: AgentResult
Async().run(1)  # is: awaitable[AgentResult]
Below().run(1)  # is: AgentResult
Wrapped().run(1)  # is: ?
[Plain(), Dicts()][0].run(1)  # is: AgentResult
[Plain(), Counted()][0]  # is: ?
[Plain(), Typed()][0].run(1)  # is: AgentResult
`,
  },
  {
    name: 'attributes, properties, factories, class methods',
    others: {
      'kit.py': `
from typing import Dict, List, Optional
from greenlang.agents import BaseAgent
from greenlang.core.workflow import Workflow
class FuelAgent(BaseAgent):
    @classmethod
    def create(cls, x):
        return cls(x)
    @classmethod
    def typed(cls) -> "FuelAgent": ...
    def me(self):
        return self
class Kit:
    shared: Optional[FuelAgent] = None
    made = FuelAgent()
    def __init__(self, given: FuelAgent, loose):
        self.agent = FuelAgent()
        self.late = None
        self.given = given
        self.loose = loose
        self.agents = {}
        self.agents["a"] = FuelAgent()
        self.many: List[FuelAgent] = []
        self.twice = FuelAgent()
        self.flow = Workflow.from_yaml("x")
        self.result = self.agent.run(1)
        self.bag = []
    def setup(self):
        self.late = FuelAgent()
        self.twice = make()
        self.agents["b"] = FuelAgent()
        self.bag.append(make())
    @property
    def first(self) -> FuelAgent: ...
    @property
    def second(self):
        return self.agent
class Child(Kit):
    def __init__(self):
        super().__init__(1, 2)
        self.agent = FuelAgent()
        self.made = 1
class Open:
    def __init__(self):
        self.agent = FuelAgent()
    def load(self, d):
        for k, v in d.items():
            setattr(self, k, v)
def make_agent(): return FuelAgent()
def make_typed() -> Optional[FuelAgent]: ...
def make_local(x):
    agent = FuelAgent()
    agent.x = 1
    return agent
def make_any(x):
    if x: return FuelAgent()
    return x
def make_many(): return [FuelAgent(), FuelAgent()]
def make_dict() -> Dict[str, FuelAgent]: ...
async def make_async(): return FuelAgent()
AGENT = FuelAgent()
AGENTS = {"x": FuelAgent()}
Fuel = FuelAgent
Fuels = Dict[str, FuelAgent]
`,
    },
    code: `
import kit
from kit import Kit, Child, Open, FuelAgent, AGENT, AGENTS, Fuel, Fuels, make_agent
k = Kit()
k.agent  # is: kit.FuelAgent
k.late  # is: kit.FuelAgent
k.given.run(1)  # is: AgentResult
k.loose  # is: kit.Kit.loose
k.agents["x"].run(1)  # is: AgentResult
k.many[0]  # is: kit.FuelAgent
k.twice  # is: kit.Kit.twice
k.flow.execute()  # is: AgentResult
k.result  # is: AgentResult
k.bag[0]  # is: ?
k.shared  # is: kit.FuelAgent
k.made  # is: kit.FuelAgent
k.first  # is: kit.FuelAgent
k.second.run(1)  # is: AgentResult
Child().agent  # is: kit.FuelAgent
Child().late  # is: kit.FuelAgent
Child().made  # is: kit.Child.made
Open().agent  # is: kit.Open.agent
FuelAgent.create(1)  # is: kit.FuelAgent
FuelAgent.typed().run(1)  # is: AgentResult
FuelAgent().me()  # is: kit.FuelAgent
make_agent()  # is: kit.FuelAgent
kit.make_typed()  # is: kit.FuelAgent
kit.make_local(1)  # is: kit.FuelAgent
kit.make_any(1)  # is: ?
kit.make_many()[0]  # is: kit.FuelAgent
kit.make_dict()["x"]  # is: kit.FuelAgent
kit.make_async()  # is: awaitable[kit.FuelAgent]
AGENT.run(1)  # is: AgentResult
AGENTS["x"]  # is: kit.FuelAgent
Fuel().run(1)  # is: AgentResult
def f(a: Fuels, b: "Fuel"):
    a["x"].run(1)  # is: AgentResult
    b  # is: kit.FuelAgent
`,
  },
  {
    name: 'self in the file itself',
    code: `
from greenlang.agents import BaseAgent
class Runner:
    def __init__(self, agent: BaseAgent):
        self.agent = agent
        self.agents = {"a": BaseAgent()}
    def go(self, x):
        self.agent.run(x)  # is: AgentResult
        for a in self.agents.values():
            a.run(x)  # is: AgentResult
        self.helper().run(x)  # is: AgentResult
        self.make(1).run(x)  # is: AgentResult
        return self.agent.run(x)
    def helper(self):
        return self.agent
    @staticmethod
    def make(x):
        return BaseAgent()
    @classmethod
    def build(cls):
        cls(1)  # is: app.Runner
        cls.build()  # is: app.Runner
        return cls(BaseAgent())
Runner.build().go(1)  # is: AgentResult
`,
  },
  {
    name: 'annotations',
    code: `
from __future__ import annotations
import typing as t
from typing import Annotated, Any, Dict, List, Optional, Union, Tuple, Type, Iterator
from greenlang.agents import BaseAgent as B
import greenlang.core.types as types
Alias = Optional[B]
def f(a: "B", b: Optional[B], c: B | None, d: t.Optional[types.AgentResult], e: Annotated[B, Field(gt=0)], g: list[B], h: Dict[str, "B"], i: Union[B, int],
      j: Any, k: Tuple[B, int], l: Type[B], m: "Optional[List[B]]", *args: B, n: Alias = None, o: "greenlang.agents.BaseAgent" = None, **kw: B):
    a  # is: BaseAgent
    b  # is: BaseAgent
    c  # is: BaseAgent
    d  # is: AgentResult
    e  # is: BaseAgent
    g[0]  # is: BaseAgent
    h["x"]  # is: BaseAgent
    i  # is: ?
    j  # is: ?
    k[0]  # is: BaseAgent
    l()  # is: BaseAgent
    m[0]  # is: BaseAgent
    args[0]  # is: BaseAgent
    n  # is: BaseAgent
    o  # is: ?
    kw["x"]  # is: BaseAgent
def later(x: Later):
    x.run(1)  # is: AgentResult
class Later(B): pass
`,
  },
  {
    name: 'fixtures',
    path: 'tests/unit/test_a.py',
    others: {
      'tests/conftest.py': `
import pytest
from greenlang.agents import BaseAgent
@pytest.fixture
def shared():
    return BaseAgent()
@pytest.fixture(scope="session")
def yielded():
    agent = BaseAgent()
    yield agent
    agent.close()
`,
    },
    code: `
import pytest
from typing import Iterator
from greenlang.agents import BaseAgent
@pytest.fixture
def agent() -> BaseAgent: ...
@pytest.fixture
def result(agent):
    agent  # is: BaseAgent
    return agent.run(1)
@pytest.fixture
def typed() -> Iterator[BaseAgent]: ...
@pytest.fixture
def listed():
    return [BaseAgent()]
def not_a_fixture():
    return BaseAgent()
def test_a(agent, shared, yielded, typed, listed, not_a_fixture, capsys):
    agent.run(1)  # is: AgentResult
    shared.run(1)  # is: AgentResult
    yielded.run(1)  # is: AgentResult
    typed.run(1)  # is: AgentResult
    listed[0].run(1)  # is: AgentResult
    not_a_fixture  # is: ?
    capsys  # is: ?
def helper(agent):
    agent  # is: ?
@pytest.mark.parametrize("agent", [1, 2])
def test_b(agent):
    agent  # is: ?
class TestX:
    @pytest.fixture
    def agent(self):
        return make()
    @pytest.fixture
    def mine(self):
        return BaseAgent()
    def setup_method(self):
        self.agent = BaseAgent()
    def test_c(self, agent, mine, shared):
        agent  # is: ?
        mine.run(1)  # is: AgentResult
        shared.run(1)  # is: AgentResult
`,
  },
  {
    name: 'tests that replace things',
    path: 'test_a.py',
    code: `
from unittest.mock import patch
from greenlang.agents import BaseAgent
class FuelAgent(BaseAgent): pass
def test_a():
    with patch.object(FuelAgent, "run", return_value=1):
        FuelAgent().run(1)  # is: ?
    FuelAgent().execute(1)  # is: AgentResult
@patch("app.FuelAgent.run")
def test_b(m):
    FuelAgent().run(1)  # is: ?
@patch("app.FuelAgent")
def test_c(m):
    FuelAgent().run(1)  # is: ?
def test_d(monkeypatch):
    monkeypatch.setattr(FuelAgent, "run", lambda s: 1)
    FuelAgent().run(1)  # is: ?
def test_e():
    FuelAgent().run(1)  # is: AgentResult
def test_f():
    FuelAgent.run = make()
    FuelAgent().run(1)  # is: ?
`,
  },
  {
    name: 're-exports in a circle',
    others: { 'a.py': 'from b import *\nfrom b import X\n', 'b.py': 'from a import *\nfrom a import X\nclass Y: pass\n' },
    code: `
from a import X, Y
X  # is: symbol a.X
Y  # is: class b.Y
`,
  },
  {
    name: 'a module that star-imports a shim',
    others: {
      'greenlang/__init__.py': '', 'greenlang/core/__init__.py': '', 'greenlang/core/orchestrator.py': 'from greenlang.execution.core.orchestrator import *\n',
      'greenlang/execution/__init__.py': '', 'greenlang/execution/core/__init__.py': '', 'greenlang/execution/core/orchestrator.py': 'class Orchestrator: pass\n',
    },
    code: `
from greenlang.core.orchestrator import Orchestrator
Orchestrator  # is: class greenlang.execution.core.orchestrator.Orchestrator
`,
  },
];

describe('across files', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, { code, others, path }) => {
    const all = judged(analyse(code, others, path));
    expect(all.length).toBeGreaterThan(0);
    expect(all.map(({ line, found }) => `${line} → ${found}`)).toEqual(all.map(({ line, wanted }) => `${line} → ${wanted}`));
  });
});
