import { describe, expect, it } from 'vitest';
import { analyse, judged } from './support.ts';

const head = `from greenlang.agents import BaseAgent
from greenlang.agents.base import AgentResult
from greenlang.core.orchestrator import Orchestrator
from greenlang.core.workflow import Workflow
from other import Thing, make, things
class FuelAgent(BaseAgent):
    pass
class BoilerAgent(BaseAgent):
    pass
`;

const cases: Readonly<Record<string, string>> = {
  'a call of a class': `
agent = FuelAgent()
agent  # is: app.FuelAgent
result = agent.run({})
result  # is: AgentResult
result.success  # is: AgentResult.success
FuelAgent().run(1)  # is: AgentResult
`,
  'another name for a class': `
Old = FuelAgent
Old()  # is: app.FuelAgent
`,
  'a new value ends the proof': `
result = FuelAgent().run({})
result  # is: AgentResult
result = make()
result  # is: ?
`,
  'del ends it': `
x = FuelAgent()
del x
x  # is: ?
`,
  'branches that agree': `
if make():
    r = FuelAgent().run(1)
else:
    r = BoilerAgent().execute(1)
r  # is: AgentResult
`,
  'branches that do not': `
if make():
    r = FuelAgent().run(1)
else:
    r = make()
r  # is: ?
`,
  'a branch that leaves does not count': `
def f():
    r = FuelAgent().run(1)
    if make():
        r = make()
        r  # is: ?
        return r
    r  # is: AgentResult
    if make():
        r = 1
        raise ValueError(r)
    elif make():
        pass
    r  # is: AgentResult
`,
  'two classes of one base': `
if make():
    a = FuelAgent()
else:
    a = BoilerAgent()
a  # is: BaseAgent
a.run(1)  # is: AgentResult
`,
  'None gives way': `
r = None
if make():
    r = FuelAgent().run(1)
r  # is: AgentResult
`,
  'a loop changes it': `
r = FuelAgent().run(1)
for x in things:
    r  # is: ?
    r = make(r)
r  # is: ?
`,
  'a loop gives it': `
r = None
for agent in [FuelAgent(), BoilerAgent()]:
    agent  # is: BaseAgent
    r = agent.run(1)
    r  # is: AgentResult
r  # is: AgentResult
`,
  'while, break, continue': `
def f():
    while True:
        r = FuelAgent().run(1)
        if make():
            continue
        if make():
            break
    r  # is: AgentResult
    while make():
        r = 1
    r  # is: ?
`,
  'a loop that begins with what it leaves': `
def f(n, other):
    r = FuelAgent().run(1)
    while not r.success:
        r  # is: AgentResult
        r = FuelAgent().run(1)
    r  # is: AgentResult
    s = FuelAgent().run(1)
    while s.success:
        s  # is: ?
        s = make()
    t = FuelAgent().run(1)
    for _ in range(n):
        if t.success:
            t  # is: AgentResult
            break
        t = FuelAgent().run(2)
    u = FuelAgent().run(1)
    while u:
        if other:
            u = make()
            continue
        u  # is: ?
        u = FuelAgent().run(1)
`,
  'a loop around a loop': `
def f(n):
    r = FuelAgent().run(1)
    while (
        r  # is: AgentResult
    ):
        for _ in n:
            r  # is: AgentResult
            for a in n:
                for b in n:
                    q = FuelAgent().run(1)
                    while q:
                        q  # is: ?
                        q = FuelAgent().run(1)
                    q = r.success
        r = FuelAgent().run(1)
    s = FuelAgent().run(1)
    while (
        s  # is: ?
    ):
        for s in n:
            print(s)
`,
  'a loop over what was assigned to attributes': `
def f(n):
    r = FuelAgent().run(1)
    r.data = Orchestrator()
    for _ in n:
        r  # is: ?
        r = FuelAgent().run(1)
`,
  'what a loop puts somewhere is not all there is': `
def f(n):
    r = FuelAgent().run(1)
    rs = []
    while not r.success:
        r = FuelAgent().run(1)
        rs.append(r)
        rs[0]  # is: AgentResult
    rs[0]  # is: AgentResult
`,
  'try': `
try:
    r = FuelAgent().run(1)
except ValueError as e:
    e  # is: ?
    print(e)
r  # is: AgentResult
try:
    r = make()
    r = FuelAgent().run(1)
except ValueError:
    r  # is: ?
    print(1)
r  # is: ?
`,
  'try with else and finally': `
def f():
    r = None
    try:
        r = FuelAgent().run(1)
    except Exception:
        return None
    else:
        r  # is: AgentResult
    finally:
        r  # is: AgentResult
    r  # is: AgentResult
`,
  'functions see what never changes': `
agent = FuelAgent()
other = FuelAgent()
other = make()
same = FuelAgent().run(1)
same = FuelAgent().run(2)
def f(x=agent):
    agent  # is: app.FuelAgent
    other  # is: ?
    same  # is: AgentResult
    x  # is: ?
    def g():
        return agent.run(1)  # is: ?
    later.run(1)  # is: AgentResult
later = BoilerAgent()
`,
  'a local name hides the outer one': `
agent = FuelAgent()
def f(agent):
    agent  # is: ?
def g():
    agent  # is: ?
    agent = make()
class C:
    agent = make()
    def m(self):
        agent  # is: app.FuelAgent
[agent for agent in things]
agent  # is: app.FuelAgent
(lambda agent: agent)
agent  # is: app.FuelAgent
`,
  'global and nonlocal': `
agent = FuelAgent()
def f():
    global agent
    agent = make()
agent  # is: ?
def g():
    x = FuelAgent()
    def h():
        nonlocal x
        x = 1
    x  # is: ?
`,
  'annotations of variables': `
a: FuelAgent
a  # is: app.FuelAgent
b: "AgentResult" = make()
b  # is: AgentResult
c: int = 1
c  # is: builtins.int
`,
  'with': `
with FuelAgent() as a:
    a  # is: app.FuelAgent
with make() as b, BoilerAgent() as c:
    b  # is: ?
    c  # is: app.BoilerAgent
a  # is: app.FuelAgent
`,
  'pytest.raises forgives': `
import pytest
r = FuelAgent().run(1)
with pytest.raises(ValueError):
    r = make()
    raise ValueError
r  # is: ?
`,
  'walrus': `
if (r := FuelAgent().run(1)) and r.success:
    r  # is: AgentResult
r  # is: AgentResult
`,
  'unpacking': `
a, b = FuelAgent(), make()
a  # is: app.FuelAgent
b  # is: ?
(c, [d, *e]) = (1, (FuelAgent(), FuelAgent()))
x = y = FuelAgent()
x  # is: app.FuelAgent
y  # is: app.FuelAgent
p, q = [FuelAgent(), FuelAgent()]
p  # is: app.FuelAgent
`,
  'collections': `
agents = [FuelAgent(), FuelAgent()]
agents[0]  # is: app.FuelAgent
agents[1:]  # is: list[app.FuelAgent]
for i, a in enumerate(agents):
    a  # is: app.FuelAgent
for a, x in zip(agents, things):
    a  # is: app.FuelAgent
    x  # is: ?
results = [a.run(1) for a in agents]
results  # is: list[AgentResult]
results[0]  # is: AgentResult
by = {"a": FuelAgent(), "b": BoilerAgent()}
by["a"]  # is: BaseAgent
by.get("a").run(1)  # is: AgentResult
for k, v in by.items():
    v.run(1)  # is: AgentResult
for v in by.values():
    v  # is: BaseAgent
{k: v.run(1) for k, v in by.items()}  # is: dict[AgentResult]
[1, FuelAgent()][0]  # is: ?
sorted(results, key=lambda r: r)[0]  # is: AgentResult
next(r for r in results)  # is: AgentResult
[FuelAgent()] + [FuelAgent()]  # is: list[app.FuelAgent]
[*agents][0]  # is: ?
`,
  'lists that grow': `
def f():
    results = []
    results  # is: ?
    for a in [FuelAgent()]:
        results[0]  # is: ?
        results.append(a.run(1))
        results  # is: list[AgentResult]
    for r in results:
        r  # is: AgentResult
    results.append(1)
    results  # is: ?
    more = {}
    for a in [FuelAgent()]:
        more["x"] = a.run(2)
    more["x"]  # is: AgentResult
    for a in things:
        more["x"] = a
    more["x"]  # is: ?
`,
  'isinstance': `
def f(x, y):
    x  # is: ?
    if isinstance(x, AgentResult) and x.success:
        x  # is: AgentResult
    else:
        x  # is: ?
    x  # is: ?
    z = x.success if isinstance(x, AgentResult) else None
    if not isinstance(x, AgentResult):
        x  # is: ?
    if isinstance(x, AgentResult) or make():
        x  # is: ?
    r = FuelAgent().run(1)
    if isinstance(r, dict):
        r  # is: builtins.dict
    elif isinstance(r, (list, tuple)):
        r  # is: ?
    elif isinstance(r, Thing):
        r  # is: ?
    elif isinstance(r, AgentResult):
        r  # is: AgentResult
    else:
        r  # is: AgentResult
    assert isinstance(y, BaseAgent)
    y.run(1)  # is: AgentResult
`,
  'async': `
import asyncio
class A(BaseAgent):
    async def run(self, x) -> AgentResult:
        return AgentResult()
async def f():
    a = A()
    a.run(1)  # is: awaitable[AgentResult]
    r = await a.run(1)
    r  # is: AgentResult
    rs = await asyncio.gather(*[a.run(i) for i in things])
    rs[0]  # is: AgentResult
    x, y = await asyncio.gather(a.run(1), make())
    x  # is: AgentResult
    y  # is: ?
    both = await asyncio.gather(a.run(1), a.run(2), return_exceptions=True)
    both  # is: ?
    t = asyncio.create_task(a.run(1))
    await t  # is: AgentResult
asyncio.run(A().run(1))  # is: AgentResult
async def main() -> AgentResult: ...
asyncio.run(main())  # is: AgentResult
`,
  'or, conditional': `
def f(agent: FuelAgent = None, other=None):
    a = agent or FuelAgent()
    a  # is: app.FuelAgent
    b = other or FuelAgent()
    b  # is: ?
    c = FuelAgent() if make() else BoilerAgent()
    c.run(1)  # is: AgentResult
    d = FuelAgent() if make() else 1
    d  # is: ?
    e = agent and agent.run(1)
    e  # is: ?
`,
  'somebody puts something else into an attribute': `
from unittest.mock import Mock
agent = FuelAgent()
agent.run(1)  # is: AgentResult
agent.run = Mock(return_value=1)
agent.run(1)  # is: ?
agent = FuelAgent()
agent.run(1)  # is: AgentResult
def f():
    setattr(agent, "execute", make())
    agent.execute(1)  # is: ?
    agent.run(1)  # is: AgentResult
`,
  'match': `
def f(x):
    r = FuelAgent().run(1)
    match x:
        case {"k": r}:
            r  # is: ?
        case Thing(a=b) as r:
            r  # is: ?
        case [q, *rest]:
            r  # is: AgentResult
        case 1:
            r = FuelAgent().run(2)
            r  # is: AgentResult
    r  # is: ?
`,
  'methods of models': `
w = Workflow.from_yaml("x")
w  # is: Workflow
w.execute(1)  # is: AgentResult
class Mine(Workflow): pass
Mine.from_yaml("x")  # is: app.Mine
Mine.from_yaml("x").execute()  # is: AgentResult
`,
  'code nobody can see': `
agent = FuelAgent()
exec("agent = 1")
def f():
    agent  # is: ?
`,
  'a class in a function': `
def f():
    from greenlang.agents import BaseAgent as B
    class Inner(B):
        def go(self):
            self.run(1)  # is: AgentResult
            super().run(1)  # is: AgentResult
    Inner().run(1)  # is: AgentResult
    class Not(Thing): pass
    Not().run(1)  # is: ?
`,
  'constants': `
A = "x"
B = A + "y"
B  # is: "xy"
def f():
    B  # is: "xy"
    "a" "b"  # is: "ab"
    f"{A}"  # is: ?
C = "1"
C = "2"
def g():
    C  # is: ?
`,
};

describe('what flows where', () => {
  it.each(Object.entries(cases))('%s', (_, code) => {
    const all = judged(analyse(head + code));
    expect(all.length).toBeGreaterThan(0);
    expect(all.map(({ line, found }) => `${line} → ${found}`)).toEqual(all.map(({ line, wanted }) => `${line} → ${wanted}`));
  });
});
