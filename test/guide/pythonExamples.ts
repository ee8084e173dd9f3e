import type { Allowance } from './meaning.ts';

/** A before/after of the guide that is Python, with what it takes for granted. */
export interface PythonExample {
  readonly section: string;
  readonly before: string;
  readonly after: string;
  /** Code above the snippet, which the guide leaves out: what the names in it are. `after` is that code as the guide's other sections upgrade it. */
  readonly setting?: { readonly before: string; readonly after: string };
  /** The function that the snippet is the body of; at the top of a module `await` is no Python. */
  readonly within?: 'async def main():' | 'def main():';
  /** The second choice to take before the rest is upgraded: the change it belongs to, and words of its title. */
  readonly choice?: { readonly change: string; readonly title: RegExp };
  readonly allowances: readonly Allowance[];
}

const contextSetting = {
  before: 'from greenlang.core import ExecutionContext\n',
  after: 'from greenlang.core.context import ExecutionContext\n',
};

/** An agent as 0.3 has it, so that nothing but the snippet is upgraded. */
const asyncAgent = `from greenlang.agents.base import BaseAgent
from greenlang.core.types import AgentResult, AgentStatus


class MyAgent(BaseAgent):
    """Custom agent for processing"""

    async def run(self, input_data):
        return AgentResult(status=AgentStatus.SUCCESS, output=await self.process(input_data))
`;

/** The guide's code, section by section. */
export const pythonExamples: readonly PythonExample[] = [
  {
    section: 'BC-002: API Endpoint Changes',
    before: `response = requests.post(
    "http://localhost:8000/api/v1/agents/register",
    json={"name": "my-agent"},
    headers={"X-API-Key": api_key}
)
`,
    after: `response = requests.post(
    "http://localhost:8000/api/v2/agents",
    json={
        "data": {"name": "my-agent"},
        "metadata": {"client_version": "0.3.0"}
    },
    headers={"Authorization": f"Bearer {jwt_token}"}
)
`,
    setting: { before: 'import requests\n', after: 'import requests\n' },
    allowances: [
      { because: 'the variable keeps its name: where the token comes from is for a person', guide: '{jwt_token}', instead: '{api_key}' },
    ],
  },
  {
    section: 'BC-005: Workflow Execution Context',
    before: `context = ExecutionContext(data=input_data)
context.data["new_field"] = value
`,
    after: `context = ExecutionContext(data=input_data, async_mode=True)
context.set_data("new_field", value)
`,
    setting: contextSetting,
    allowances: [],
  },
  {
    section: 'BC-006: Agent Registration',
    before: `orchestrator.register_agent("my_agent", MyAgent())
`,
    after: `orchestrator.register_agent(
    agent_id="my_agent",
    agent_instance=MyAgent(),
    metadata={
        "name": "My Custom Agent",
        "version": "1.0.0",
        "description": "Custom agent for processing",
        "spec_version": "2.0"
    }
)
`,
    setting: {
      before: `from greenlang.core.orchestrator import Orchestrator\n${asyncAgent}\n\norchestrator = Orchestrator()\n`,
      after: `from greenlang.core.orchestrator import Orchestrator\n${asyncAgent}\n\norchestrator = Orchestrator()\n`,
    },
    allowances: [{ because: 'a name made of the class name; the guide invents "Custom"', guide: 'My Custom Agent', instead: 'My Agent' }],
  },
  {
    section: 'BC-009: Agent Result Format',
    before: `result = agent.run(input_data)
if result.success:
    data = result.data
else:
    errors = result.errors
`,
    after: `result = agent.run(input_data)
if result.status == AgentStatus.SUCCESS:
    data = result.output
else:
    errors = result.error_details
`,
    setting: {
      before: 'from greenlang.agents import FuelAgent\n\nagent = FuelAgent()\n',
      after: 'from greenlang.agents import FuelAgent\nfrom greenlang.core.types import AgentStatus\n\nagent = FuelAgent()\n',
    },
    allowances: [],
  },
  {
    section: 'BC-012: Async/Sync Agent Execution, out of async',
    before: `class MyAgent(BaseAgent):
    def run(self, input_data):
        return self.process(input_data)
`,
    after: `from greenlang.agents import sync_only

@sync_only
class MyLegacyAgent(BaseAgent):
    def run(self, input_data):
        return self.process(input_data)
`,
    setting: { before: 'from greenlang.agents.base import BaseAgent\n', after: 'from greenlang.agents.base import BaseAgent\n' },
    allowances: [{ because: 'the guide renames the class so that both fit into one snippet', guide: 'MyLegacyAgent', instead: 'MyAgent' }],
  },
  {
    section: 'BC-012: Async/Sync Agent Execution, async',
    before: `class MyAgent(BaseAgent):
    def run(self, input_data):
        return self.process(input_data)
`,
    after: `class MyAgent(BaseAgent):
    async def run(self, input_data):
        return await self.process(input_data)
`,
    setting: { before: 'from greenlang.agents.base import BaseAgent\n', after: 'from greenlang.agents.base import BaseAgent\n' },
    choice: { change: 'BC-012', title: /async/i },
    allowances: [{ because: 'the guide makes `process` async too; nothing in the snippet says what it is', guide: 'await self.process', instead: 'self.process' }],
  },
  {
    section: 'Example 1: Agent Registration',
    before: `from greenlang.core.orchestrator import Orchestrator
from greenlang.agents import FuelAgent

orchestrator = Orchestrator()
orchestrator.register_agent("fuel", FuelAgent())
`,
    after: `from greenlang.core.orchestrator import Orchestrator
from greenlang.agents import FuelAgent

orchestrator = Orchestrator()
orchestrator.register_agent(
    agent_id="fuel",
    agent_instance=FuelAgent(),
    metadata={
        "name": "Fuel Emissions Agent",
        "version": "2.0.0",
        "spec_version": "2.0",
        "description": "Calculates emissions from fuel consumption"
    }
)
`,
    allowances: [
      { because: 'a name made of the class name', guide: 'Fuel Emissions Agent', instead: 'Fuel Agent' },
      { because: 'the version of GreenLang\'s own agent stands nowhere in the project', guide: '"2.0.0"', instead: '"1.0.0"' },
      { because: 'its docstring is not in the project: a placeholder', guide: 'Calculates emissions from fuel consumption', instead: 'TODO: describe this agent' },
    ],
  },
  {
    section: 'Example 2: Workflow Execution',
    before: `from greenlang.core.workflow import Workflow

workflow = Workflow.from_yaml("workflow.yaml")
result = workflow.execute(input_data)

if result["success"]:
    print(f"Total emissions: {result['data']['total_emissions']}")
`,
    after: `from greenlang.core.workflow import Workflow
from greenlang.core.context import ExecutionContext
from greenlang.core.types import AgentStatus

workflow = Workflow.from_yaml("workflow.yaml")
context = ExecutionContext(
    data=input_data,
    async_mode=True,
    timeout_seconds=300
)

result = await workflow.execute(context)  # Note: async

if result.status == AgentStatus.SUCCESS:
    print(f"Total emissions: {result.output['total_emissions']}")
else:
    print(f"Errors: {result.error_details}")
`,
    within: 'async def main():',
    allowances: [
      {
        because: 'the context stands in the call: a new name could hide one; 300 seconds is what 0.3 takes anyway (Step 5)',
        guide: `context = ExecutionContext(
    data=input_data,
    async_mode=True,
    timeout_seconds=300
)

result = await workflow.execute(context)`,
        instead: 'result = await workflow.execute(ExecutionContext(data=input_data, async_mode=True))',
      },
      { because: 'what to do on failure is new behaviour, not an upgrade', guide: 'else:\n    print(f"Errors: {result.error_details}")\n', instead: '' },
    ],
  },
  {
    section: 'Example 3: API Calls',
    before: `import requests

response = requests.post(
    "http://localhost:8000/api/v1/workflows/execute",
    json={
        "workflow_id": "emissions-calc",
        "input": {"fuel_type": "electricity", "consumption": 1000}
    },
    headers={"X-API-Key": "your-api-key"}
)

data = response.json()
`,
    after: `import requests

# 1. Get JWT token first
auth_response = requests.post(
    "http://localhost:8000/api/v2/auth/token",
    json={"username": "user", "password": "pass"}
)
jwt_token = auth_response.json()["data"]["access_token"]

# 2. Execute workflow
response = requests.post(
    "http://localhost:8000/api/v2/workflows/execute",
    json={
        "data": {
            "workflow_id": "emissions-calc",
            "input": {"fuel_type": "electricity", "consumption": 1000}
        },
        "metadata": {
            "client_version": "0.3.0",
            "correlation_id": "abc-123"
        }
    },
    headers={"Authorization": f"Bearer {jwt_token}"}
)

# Response is now wrapped in envelope
data = response.json()["data"]
metadata = response.json()["metadata"]
`,
    allowances: [
      {
        because: 'user and password for the token are known to a person only',
        guide: `auth_response = requests.post(
    "http://localhost:8000/api/v2/auth/token",
    json={"username": "user", "password": "pass"}
)
jwt_token = auth_response.json()["data"]["access_token"]
`,
        instead: '',
      },
      { because: 'a made-up correlation id would tie unrelated requests together', guide: ',\n            "correlation_id": "abc-123"', instead: '' },
      { because: 'the token takes the place of the key as it stands; a person fills it in', guide: 'f"Bearer {jwt_token}"', instead: '"Bearer your-api-key"' },
      { because: 'nothing reads the metadata', guide: 'metadata = response.json()["metadata"]\n', instead: '' },
    ],
  },
  {
    section: 'Example 4: Configuration Loading',
    before: `from greenlang.config import load_config

config = load_config("greenlang.yaml")
db_url = config["database"]["url"]
`,
    after: `from greenlang.config import load_config

config = load_config("greenlang.yaml")
db_url = config["database"]["connection_string"]

# Access encryption settings (new in v0.3)
encryption_key = config["security"]["encryption"]["key"]
key_rotation_days = config["security"]["encryption"]["key_rotation_days"]
`,
    allowances: [{
      because: 'nothing uses the new settings',
      guide: `encryption_key = config["security"]["encryption"]["key"]
key_rotation_days = config["security"]["encryption"]["key_rotation_days"]
`,
      instead: '',
    }],
  },
  {
    section: 'Issue 4: Async Agent Execution Errors, in async code',
    before: `result = agent.run(input_data)
`,
    after: `result = await agent.run(input_data)
`,
    setting: { before: `${asyncAgent}\n\nagent = MyAgent()\n`, after: `${asyncAgent}\n\nagent = MyAgent()\n` },
    within: 'async def main():',
    allowances: [],
  },
  {
    section: 'Issue 4: Async Agent Execution Errors, in synchronous code',
    before: `result = agent.run(input_data)
`,
    after: `result = asyncio.run(agent.run(input_data))
`,
    setting: { before: `${asyncAgent}\n\nagent = MyAgent()\n`, after: `import asyncio\n${asyncAgent}\n\nagent = MyAgent()\n` },
    within: 'def main():',
    allowances: [],
  },
  {
    section: 'Issue 8: Import Errors After Upgrade',
    before: `from greenlang.core import ExecutionContext
`,
    after: `from greenlang.core.context import ExecutionContext
`,
    allowances: [],
  },
];

const example5Before = `from greenlang.agents.base import BaseAgent

class MyCustomAgent(BaseAgent):
    def __init__(self):
        super().__init__(
            agent_id="my_custom_agent",
            name="My Custom Agent",
            version="1.0.0"
        )

    def run(self, input_data):
        # Synchronous processing
        result = self.process_data(input_data)
        return {
            "success": True,
            "data": result
        }
`;

const example5After = `from greenlang.agents.base import BaseAgent
from greenlang.core.types import AgentResult, AgentStatus
from typing import Dict, Any

class MyCustomAgent(BaseAgent):
    def __init__(self):
        super().__init__(
            agent_id="my_custom_agent",
            metadata={
                "name": "My Custom Agent",
                "version": "1.0.0",
                "spec_version": "2.0",
                "description": "Custom agent for data processing"
            }
        )

    async def run(self, input_data: Dict[str, Any]) -> AgentResult:
        # Asynchronous processing
        try:
            result = await self.process_data_async(input_data)
            return AgentResult(
                status=AgentStatus.SUCCESS,
                output=result,
                metadata={
                    "execution_time_ms": 123,
                    "agent_version": "1.0.0"
                }
            )
        except Exception as e:
            return AgentResult(
                status=AgentStatus.FAILURE,
                output={},
                error_details={"error": str(e)},
                metadata={}
            )

    async def process_data_async(self, data: Dict[str, Any]) -> Dict[str, Any]:
        # Async processing logic
        import aiohttp
        async with aiohttp.ClientSession() as session:
            async with session.get("https://api.example.com/data") as response:
                return await response.json()
`;

const runOfExample5 = example5After.slice(example5After.indexOf('        try:\n'));

const example5Allowances: readonly Allowance[] = [
  { because: 'annotations are not asked for', guide: 'from typing import Dict, Any\n', instead: '' },
  { because: 'the class has no docstring to take it from: a placeholder', guide: 'Custom agent for data processing', instead: 'TODO: describe this agent' },
  {
    because: 'handling of errors, measured times and a request to another server are new behaviour, not an upgrade',
    guide: runOfExample5,
    instead: '        result = self.process_data(input_data)\n        return AgentResult(status=AgentStatus.SUCCESS, output=result)\n',
  },
];

/** Example 5 with either choice of BC-012. */
export const customAgentExamples: readonly PythonExample[] = [
  {
    section: 'Example 5: Custom Agent Development, async',
    before: example5Before,
    after: example5After,
    choice: { change: 'BC-012', title: /async/i },
    allowances: [...example5Allowances, { because: 'annotations are not asked for', guide: ': Dict[str, Any]) -> AgentResult:', instead: '):' }],
  },
  {
    section: 'Example 5: Custom Agent Development, out of async',
    before: example5Before,
    after: example5After,
    allowances: [
      ...example5Allowances,
      { because: 'annotations are not asked for', guide: ': Dict[str, Any]) -> AgentResult:', instead: '):' },
      { because: 'the first choice of BC-012: @sync_only', guide: 'async def run', instead: 'def run' },
      { because: 'the first choice of BC-012: @sync_only', guide: 'class MyCustomAgent', instead: 'from greenlang.agents import sync_only\n\n@sync_only\nclass MyCustomAgent' },
    ],
  },
];

/** Example 6, which is left to a person: a query in SQL does not say what its rows are used for. */
export const example6Before = `from greenlang.db import get_database

db = get_database()
agents = db.query("SELECT * FROM agents WHERE status = 'active'")
`;
