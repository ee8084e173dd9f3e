// A Python project that uses GreenLang 0.2: agents that derive from its base through files of their own, makers, callers, tests, and look-alikes.
import { capital, nouns, sentence } from './words.mjs';
import { plainModule } from './pythonPlain.mjs';

const median = 17_000;
const moduleSize = (random) => random.size(median, 0.7, 600, 120_000);

/** How many files of each kind one project has. */
const agentCount = 14;
const callerCount = 8;
const testCount = 6;
const lookAlikeCount = 6;

const agentName = (index) => `${capital(nouns[index % nouns.length])}${index}Agent`;
const agentModule = (index) => `${nouns[index % nouns.length]}_${index}`;

function baseModule(random, size) {
  return plainModule(random, size, {
    imports: ['', 'from greenlang.agents import BaseAgent as Base', ''],
    body: ['class PlantAgent(Base):', `    """${sentence(random)}"""`, '', '    region = "north"', '', '    def factor(self, name):', '        return {"oil": 2.68, "coal": 3.15}.get(name, 1.0)', '', ''],
  });
}

function measured(pack) {
  return (random, size) => plainModule(random, size, {
    imports: ['', `from ${pack}.core.base import PlantAgent`, ''],
    body: ['class MeasuredAgent(PlantAgent):', `    """${sentence(random)}"""`, '', '    def measured(self, readings):', '        return [reading for reading in readings if reading > 0]', '', ''],
  });
}

function agent(pack, index) {
  const base = ['MeasuredAgent', 'PlantAgent'][index % 2];
  return (random, size) => plainModule(random, size, {
    imports: ['', `from ${pack}.core import ${base}`, ''],
    body: [
      `class ${agentName(index)}(${base}):`, `    """${sentence(random)}"""`, '', '    def __init__(self, scale=1.0):', `        super().__init__(agent_id="${agentModule(index)}", name="${agentName(index)}", version="1.0.0")`, '        self.scale = scale', '',
      '    def run(self, input_data):', '        readings = input_data["readings"]', '        if not readings:', '            return {"success": False, "errors": ["no readings"]}', '        total = sum(readings) * self.scale', '        return {"success": True, "data": {"total": round(total, 2)}}', '', '',
    ],
  });
}

function maker(pack, first) {
  return (random, size) => plainModule(random, size, {
    imports: ['', `from ${pack}.agents import ${agentName(first)}, ${agentName(first + 1)}`, ''],
    body: [`def make_${agentModule(first)}() -> ${agentName(first)}:`, `    return ${agentName(first)}(scale=${random.int(1, 9)}.5)`, '', '', `def make_${agentModule(first + 1)}():`, `    chosen = ${agentName(first + 1)}()`, '    return chosen', '', ''],
  });
}

function caller(pack, index) {
  const name = agentModule(index % agentCount);
  return (random, size) => plainModule(random, size, {
    imports: ['', 'from greenlang.core import ExecutionContext', 'from greenlang.core.orchestrator import Orchestrator', `from ${pack}.makers import make_${name}`, ''],
    body: [
      'def summary(readings):', `    worker = make_${name}()`, '    result = worker.run({"readings": readings})', '    if not result.success:', '        return {"error": result.errors}', '    return {"total": result.data["total"]}', '', '',
      'def prepare(orchestrator: Orchestrator, month):', '    context = ExecutionContext(data={"month": month})', '    context.data["plants"] = 3', `    orchestrator.register_agent("${name}", make_${name}())`, '    return context', '', '',
    ],
  });
}

function test(pack, index) {
  return (random, size) => plainModule(random, size, {
    imports: ['', `from ${pack}.agents import ${agentName(index)}`, ''],
    body: [`def test_${agentModule(index)}():`, `    result = ${agentName(index)}().run({"readings": [1, 2, ${random.int(3, 99)}]})`, '    assert result.success is True', '    assert result.data["total"] > 0', '', ''],
  });
}

/** The same words, and nothing of GreenLang. */
const lookAlikes = [
  (random) => ['class BaseAgent:', `    """${sentence(random)} Ours: an agent of the support team."""`, '', '    def run(self, call):', '        return {"success": True, "data": call}', '', '', 'class NightAgent(BaseAgent):', '    def run(self, call):', '        return {"success": False, "error": "asleep"}', '', ''],
  () => ['class Answer:', '    def __init__(self, success, data):', '        self.success = success', '        self.data = data', '', '', 'def ask(door):', '    answer = Answer(door.open, door.name)', '    return answer.data if answer.success else None', '', ''],
  () => ['class Registry:', '    def __init__(self):', '        self.agents = {}', '', '    def register_agent(self, name, agent):', '        self.agents[name] = agent', '', '', 'def fill(registry: Registry):', '    registry.register_agent("json", print)', '', ''],
  () => ['def weather(session):', '    reply = session.get("https://weather.example/api/v1/query")', '    return reply.data', '', ''],
  () => ['class ExecutionContext:', '    data = {}', '', '', 'def begin():', '    context = ExecutionContext()', '    context.data["a"] = 1', '    return context', '', ''],
  () => ['# Nobody sets GREENLANG_ENV any more; `gl run` is of the past.', 'def past():', '    return "gl run was here"', '', ''],
];

/** The Python modules of the project, `[path, (random, size) => text, size]` with paths below the project; `pack` is the package's name. */
export function greenlangModules(pack) {
  const indexes = (count) => Array.from({ length: count }, (_, index) => index);
  const fixed = (text) => () => text;
  const size = moduleSize;
  return [
    [`${pack}/__init__.py`, fixed('')],
    [`${pack}/core/__init__.py`, fixed(`from ${pack}.core.base import PlantAgent\nfrom ${pack}.core.measured import MeasuredAgent\n\n__all__ = ["PlantAgent", "MeasuredAgent"]\n`)],
    [`${pack}/core/base.py`, baseModule, size],
    [`${pack}/core/measured.py`, measured(pack), size],
    [`${pack}/agents/__init__.py`, fixed(indexes(agentCount).map((index) => `from ${pack}.agents.${agentModule(index)} import ${agentName(index)}\n`).join(''))],
    ...indexes(agentCount).map((index) => [`${pack}/agents/${agentModule(index)}.py`, agent(pack, index), size]),
    [`${pack}/makers/__init__.py`, fixed(indexes(agentCount / 2).map((index) => `from .maker_${index} import make_${agentModule(index * 2)}, make_${agentModule(index * 2 + 1)}\n`).join(''))],
    ...indexes(agentCount / 2).map((index) => [`${pack}/makers/maker_${index}.py`, maker(pack, index * 2), size]),
    ...indexes(callerCount).map((index) => [`${pack}/app/caller_${index}.py`, caller(pack, index), size]),
    ...indexes(testCount).map((index) => [`tests/test_${agentModule(index)}.py`, test(pack, index), size]),
    ...indexes(lookAlikeCount).map((index) => [`${pack}/other/other_${index}.py`, (random, own) => plainModule(random, own, { body: lookAlikes[index](random) }), size]),
  ];
}
