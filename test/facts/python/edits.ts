/** Gives numbers from 0 to below 1. */
export type Randomly = () => number;

/** Numbers from 0 to below 1, the same ones for the same seed. */
export function randomOf(seed: number): Randomly {
  let state = seed * 2654435761 >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const imports = [
  'import os', 'import asyncio', 'import logging', 'from greenlang.agents import BaseAgent', 'from greenlang.agents.base import BaseAgent, AgentResult', 'from greenlang.core import ExecutionContext, Workflow', 'from app.shared import Shared, make, default',
  'from .shared import Shared', 'from app.shared import *', 'import greenlang.core as core', 'try:\n    from greenlang.agents import FuelAgent\nexcept ImportError:\n    from old.agents import FuelAgent', 'import subprocess as sp',
];

const names = ['A', 'B', 'Shared', 'BaseAgent', 'FuelAgent', 'ExecutionContext', 'make', 'default', 'x', 'agent', 'result', 'helper', 'Workflow', 'success', 'run', 'data', 'self', 'os', 'environ'];

const simple = [
  'x = A()', 'agent = make()', 'default = A()', 'x = os.environ["GREENLANG_ENV"]', 'os.getenv("API_KEY", "x")', 'result = agent.run({"a": 1})', 'print(result.success, result.data["x"])', 'x: A = agent', 'Agents = dict[str, A]', 'agents = [A(), B()]',
  'agents.append(B())', 'for agent in agents:\n    result = agent.run(x)\n    print(result.errors)', 'if isinstance(x, A):\n    x.run(1).success', 'with make() as agent:\n    agent.run(1)', 'x = x or A()', 'A.run = helper', 'globals()["x"] = 1',
  'sp.run(["gl", "run", "workflow.yaml"])', 'context = ExecutionContext(data={"a": x})', 'context.agent_results["x"].success', 'x = lambda: agent.run(1).success', 'del x', 'flow = Workflow.from_yaml("a.yaml").execute(x)', 'x = "GREENLANG_ENV"', 'os.environ[x]',
  'rows = [one.run(1).data for one in agents]', 'try:\n    result = A().run(1)\nexcept ValueError as x:\n    result = None', 'return result', 'return A().run(1)', 'return {"success": True, "data": x}', 'yield A()', 'global x', 'x = await agent.run(1)', 'self.agent = A()',
  'self.items.append(A())', 'patch("app.A.run")', 'f"{agent.run(1).success}"', 'agent.run = helper', 'asyncio.run(agent.run(1))', 'open("logs/greenlang.log").read().split("|")', 'requests.post("http://h/api/v1/run", json={"x": x}).json()["success"]',
];

const heads = [
  'def helper():', 'def make():', 'def helper(agent: A, x=None) -> "B":', 'async def main(agent):', 'def test_a(agent):', '@pytest.fixture\ndef agent():', '@patch("m.run")\ndef helper(x):', 'def outer():\n    def helper():\n        return A()\n    class Local(A):\n        pass',
];

const methods = ['def run(self, x):', 'def execute(self, x) -> AgentResult:', 'async def run(self, x):', 'def __init__(self):', '@property\ndef agent(self):', '@classmethod\ndef make(cls):', 'def helper(self):', 'def run(self, x) -> dict:'];
const bases = ['', '(BaseAgent)', '(A)', '(Shared)', '(object)', '(core.Missing, A)', '(BaseAgent, metaclass=M)', '(FuelAgent)'];

function pick<T>(list: readonly T[], random: Randomly): T {
  return list[Math.floor(random() * list.length)] as T;
}

function indented(text: string): string {
  return text.split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
}

function body(random: Randomly): string {
  return indented(Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(simple, random)).join('\n'));
}

/** One top-level statement. */
function statement(random: Randomly, depth = 0): string {
  const kind = random();
  if (kind < 0.15) return pick(imports, random);
  if (kind < 0.45) return pick(simple, random);
  if (kind < 0.7) return `${pick(heads, random)}\n${body(random)}`;
  const inside = Array.from({ length: 1 + Math.floor(random() * 3) }, () => (depth < 1 && random() < 0.1 ? statement(random, depth + 1) : random() < 0.2 ? pick(simple, random) : `${pick(methods, random)}\n${body(random)}`));
  const decorated = random() < 0.1 ? '@dataclass\n' : random() < 0.05 ? '@patch("m.run")\n' : '';
  const doc = random() < 0.3 ? '    """What it does."""\n' : '';
  return `${decorated}class ${pick(['A', 'B', 'C', 'Shared'], random)}${pick(bases, random)}:\n${doc}${indented(inside.join('\n'))}`;
}

/** A module with agents and what uses them. */
export function program(random: Randomly): string {
  return `${[...imports.slice(0, 7), ...Array.from({ length: 6 + Math.floor(random() * 8) }, () => statement(random))].join('\n')}\n`;
}

/** The text after one edit. */
export function editsOf(text: string, random: Randomly): string {
  const at = Math.floor(random() * (text.length + 1));
  const kind = random();
  const lines = text.split('\n');
  const line = Math.floor(random() * lines.length);
  const indent = /^\s*/.exec(lines[line] ?? '')?.[0] ?? '';
  if (kind < 0.15) return text.slice(0, at) + pick(['x', 'a', '1', ' ', '.', '_', '\n'], random) + text.slice(at);
  if (kind < 0.25) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.45) {
    // Another name for one.
    const words = [...text.matchAll(/\b[A-Za-z]\w+\b/g)];
    const word = words.length > 0 ? pick(words, random) : undefined;
    return word ? text.slice(0, word.index) + pick(names, random) + text.slice(word.index + word[0].length) : text;
  }
  if (kind < 0.6) return [...lines.slice(0, line), ...pick(simple, random).split('\n').map((one) => indent + one), ...lines.slice(line)].join('\n');
  if (kind < 0.7) return [...lines.slice(0, line), ...lines.slice(line + 1)].join('\n');
  if (kind < 0.78) return [...lines.slice(0, line), `${indent}# note`, ...lines.slice(line)].join('\n');
  const tops = text.split(/\n(?=\S)/);
  const top = Math.floor(random() * tops.length);
  if (kind < 0.86) return [...tops.slice(0, top), statement(random), ...tops.slice(top)].join('\n');
  if (kind < 0.92) return [...tops.slice(0, top), ...tops.slice(top + 1)].join('\n') || 'x = 1\n';
  const [moved = ''] = tops.splice(top, 1);
  const to = Math.floor(random() * (tops.length + 1));
  return [...tops.slice(0, to), moved, ...tops.slice(to)].join('\n');
}
