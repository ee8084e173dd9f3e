import { describe, expect, it } from 'vitest';
import { agentName } from '../../server/src/migrations/greenlang/rules/python/registration.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { testService } from '../support/testService.ts';

/** What the pages cannot show: choices that no bulk run takes, and names made of names. */
describe('the Python rules of GreenLang', () => {
  it('makes run asynchronous, and awaits it in the asynchronous functions of the file', async () => {
    const before = `from greenlang.agents import BaseAgent


class A(BaseAgent):
    def run(self, input_data):
        return self.process(input_data)


async def both(agent: A):
    result = agent.run({})
    return agent.run({}).output, await agent.other(), result


def sync(agent: A):
    return agent.run({})
`;
    const { text, message } = await chosen(before, 'Make run asynchronous');
    expect(text).toBe(before.replace('def run', 'async def run').replace('result = agent.run', 'result = await agent.run').replace('agent.run({}).output', '(await agent.run({})).output'));
    expect(message).toContain('a caller in this file is not asynchronous');
  });

  it('says when more callers stay synchronous', async () => {
    const before = `from greenlang.agents import BaseAgent


class A(BaseAgent):
    def run(self, input_data):
        return 1


print(A().run({}), A().run({}))
`;
    const { text, message } = await chosen(before, 'Make run asynchronous');
    expect(text).toBe(before.replace('def run', 'async def run'));
    expect(message).toContain('2 callers in this file are not asynchronous');
  });

  it.each([
    ['a name that means something else here', 'from acme import AgentStatus\n', 'result.success', 'AgentStatus stands for something else in this file: import that of greenlang.core.types under another name first.'],
    ['the same, where a result is made', 'from acme import AgentStatus\n', 'AgentResult(success=True, data={})', 'AgentStatus stands for something else in this file'],
    ['what to read instead of a text', '', '"x" in result.error', 'read the text from error_details["error"]'],
    ['what to read instead of a list', '', 'result.errors[0]', 'read its keys and values'],
    ['that a result has no keys', '', '"success" in result', 'Ask for its status instead'],
  ])('says %s', async (_what, imported, use, todo) => {
    const { message } = await chosen(`from greenlang.agents.base import AgentResult\n${imported}\n\ndef f(result: AgentResult):\n    return ${use}\n`, 'nothing');
    expect(message).toContain(todo);
  });

  it.each<[string | undefined, string | undefined, string]>([
    ['FuelAgent', 'fuel', 'Fuel Agent'],
    ['HVACLoadAgentV2', undefined, 'HVAC Load Agent V2'],
    ['_Scope3Agent', undefined, 'Scope3 Agent'],
    ['CO2e_report_agent', undefined, 'CO2 E Report Agent'],
    [undefined, 'waste-water_plant.main', 'Waste Water Plant Main'],
    [undefined, '…', 'TODO: name this agent'],
    [undefined, undefined, 'TODO: name this agent'],
  ])('names the agent of class %s and id %s', (className, id, name) => {
    expect(agentName(className, id)).toBe(name);
  });
});

async function chosen(before: string, title: string): Promise<{ readonly text: string; readonly message: string }> {
  const { service, workspace } = await testService({ 'requirements.txt': 'greenlang==0.2.0\n', 'app.py': before });
  const uri = workspace.uri('app.py');
  const action = service.codeActions(uri, { start: 0, end: before.length }).find((each) => each.title.includes(title));
  const edits = action?.edits().find((file) => file.uri === uri)?.edits ?? [];
  return { text: applyEdits(before, edits), message: service.diagnose(uri)?.diagnostics.map((one) => one.message.todo).join('\n') ?? '' };
}
