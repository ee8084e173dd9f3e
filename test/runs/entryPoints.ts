/** A way into the example: what a user starts, and what it says on 0.2 and, not upgraded, on 0.3. */
export interface EntryPoint {
  readonly name: string;
  /** Words for Python. */
  readonly words: readonly string[];
  /** What it prints on 0.2 and, upgraded, on 0.3. */
  readonly prints: string;
  /** What the old code ends with on 0.3: the guide's error where it gives one. */
  readonly refused: string;
}

const workflow = '{"success": true, "data": {"fuel_kg": 336.34, "grid_kg": 504.0, "total_emissions": 840.34}}\n';

/** The programs of the example. */
export const programs: readonly EntryPoint[] = [...pythonPrograms(), ...commandsInPython()];

function pythonPrograms(): readonly EntryPoint[] {
  return [
    {
      name: 'the program',
      words: ['-m', 'app.main', 'data/site.json'],
      prints: `${JSON.stringify({
        site: 'north', month: '2025-10', notes: ['boiler 2 was off'], environment: 'development', database: 'localhost:5432/greenlang',
        agents: ['fuel', 'grid'], fuel_kg: 336.34, total_emissions: 840.34,
      }).replaceAll('":', '": ').replaceAll(',"', ', "')}\n`,
      // Issue 8
      refused: "ImportError: cannot import name 'ExecutionContext' from 'greenlang.core'",
    },
    {
      name: 'an agent alone',
      words: ['-m', 'app.check_fuel', 'data/site.json'],
      prints: 'fuel: 336.34 kg\n',
      refused: 'TypeError: SiteFuelAgent.run is synchronous: agents are async unless they are marked with @sync_only',
    },
    {
      name: 'the tests',
      words: ['-m', 'pytest', 'tests/test_agents.py'],
      prints: '3 passed\n',
      refused: 'TypeError: SiteFuelAgent.run is synchronous: agents are async unless they are marked with @sync_only',
    },
  ];
}

/** Windows starts programs only, no scripts, by the bare name `gl`; the commands themselves are run by `bash` below. */
function commandsInPython(): readonly EntryPoint[] {
  if (process.platform === 'win32') return [];
  return [{
    name: 'commands in Python',
    words: ['-m', 'app.nightly'],
    prints: `registered: fuel-calculator 1.0.0\ngl run is started\n${workflow}`,
    refused: "argument command: invalid choice: 'agent'",
  }];
}

/** The commands that scripts and deployment files of the example hold, as the shell gets them. */
export interface CommandFile {
  readonly file: string;
  readonly script: (text: string) => string;
  readonly prints: string;
  readonly refused: string;
}

const registered = 'registered: fuel-calculator 1.0.0\n';
const noAgent = "argument command: invalid choice: 'agent'";
const noBackend = 'error: the following arguments are required: --backend';

export const commandFiles: readonly CommandFile[] = [
  { file: 'scripts/run.sh', script: () => 'bash scripts/run.sh', prints: `gl run is started for development\n${registered}${workflow}`, refused: noAgent },
  { file: 'Makefile', script: (text) => recipe(text, 'run'), prints: workflow, refused: noBackend },
  { file: 'Makefile', script: (text) => recipe(text, 'register'), prints: registered, refused: noAgent },
  { file: 'package.json', script: (text) => npmScript(text, 'emissions'), prints: workflow, refused: noBackend },
  { file: 'package.json', script: (text) => npmScript(text, 'register'), prints: registered, refused: noAgent },
  { file: 'Dockerfile', script: (text) => (JSON.parse(following(text, 'CMD ')) as string[]).join(' '), prints: workflow, refused: noBackend },
  { file: 'Dockerfile', script: (text) => following(text, 'RUN gl ', 'gl '), prints: registered, refused: noAgent },
  { file: 'docker-compose.yml', script: (text) => following(text, 'command: '), prints: workflow, refused: noBackend },
  {
    file: '.github/workflows/ci.yml',
    script: (text) => `set -e\n${text.slice(text.indexOf('run: |\n') + 'run: |\n'.length)}cat summary.log`,
    prints: `${registered}${workflow}`,
    refused: noAgent,
  },
];

function following(text: string, start: string, keep = ''): string {
  const line = text.split('\n').find((each) => each.trimStart().startsWith(start));
  if (line === undefined) throw new Error(`no line starts with ${start} in\n${text}`);
  return keep + line.trimStart().slice(start.length);
}

function recipe(text: string, target: string): string {
  const lines = text.split('\n');
  return (lines[lines.findIndex((line) => line.startsWith(`${target}:`)) + 1] ?? '').trimStart().replace(/^@/, '');
}

function npmScript(text: string, name: string): string {
  return (JSON.parse(text) as { scripts: Record<string, string> }).scripts[name] ?? '';
}

/** Old forms of the guide, each alone, and how 0.3 refuses it: what the stub of 0.3 is worth. */
export const refusals: readonly (readonly [section: string, code: string, error: string])[] = [
  ['BC-003', 'from greenlang.config import load_config; load_config("greenlang.yaml")', "KeyError: 'database.url'"],
  ['BC-005', 'from greenlang.core.context import ExecutionContext; ExecutionContext(data={})', "missing 1 required keyword-only argument: 'async_mode'"],
  ['BC-005', 'from greenlang.core.context import ExecutionContext; ExecutionContext(data={}, async_mode=True).data["k"] = 1', "TypeError: 'mappingproxy' object does not support item assignment"],
  ['BC-005', 'from greenlang.core.context import ExecutionContext; ExecutionContext(data={}, async_mode=True).agent_results["fuel"]', 'TypeError: list indices must be integers or slices, not str'],
  ['BC-006', 'from greenlang.core.orchestrator import Orchestrator; from greenlang.agents import FuelAgent; Orchestrator().register_agent("fuel", FuelAgent())', 'register_agent() takes 1 positional argument but 3 were given'],
  ['BC-006', 'from greenlang.core.orchestrator import Orchestrator; from greenlang.agents import FuelAgent; Orchestrator().register_agent(agent_id="fuel", agent_instance=FuelAgent(), metadata={"name": "Fuel"})', 'ValueError: fuel: agent metadata lacks version, description'],
  ['BC-009', 'from greenlang.core.types import AgentResult, AgentStatus; AgentResult(status=AgentStatus.SUCCESS).success', "AttributeError: 'AgentResult' object has no attribute 'success'"],
  ['BC-009', 'from greenlang.agents import BaseAgent, sync_only\n@sync_only\nclass A(BaseAgent):\n    def __init__(self): pass\n    def run(self, input_data): return {"success": True}\nA().run({})', 'TypeError: A.run must give an AgentResult, not dict'],
  ['BC-012', 'from greenlang.agents import FuelAgent; FuelAgent().run({"fuel_type": "diesel", "consumption": 1}).status', 'RuntimeError: This agent requires async execution but was called synchronously'],
  ['Example 2', 'from greenlang.core.workflow import Workflow; Workflow.from_yaml("workflows/emissions.yaml").execute({})', 'TypeError: execute() takes an ExecutionContext, not dict'],
  ['Example 6', 'from greenlang.db import get_database', "ImportError: cannot import name 'get_database' from 'greenlang.db'"],
];
