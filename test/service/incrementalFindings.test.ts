import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsOf, statementRule } from '../../server/src/analysis/pythonRules.ts';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';
import type { LanguageService } from '../../server/src/service/languageService.ts';
import { editsOf, program, randomOf, type Randomly } from '../facts/python/edits.ts';
import { testService } from '../support/testService.ts';

/** How many sequences of edits; `EDIT_SEQUENCES` asks for more. */
const sequences = Number(process.env['EDIT_SEQUENCES'] ?? 6);
const firstSeed = Number(process.env['EDIT_SEED'] ?? 1);

const beside = {
  'app/shared.py': 'from greenlang.agents import BaseAgent\nclass Shared(BaseAgent):\n    def run(self, x):\n        return {"success": True}\ndef make() -> Shared:\n    return Shared()\ndefault = Shared()\n',
  'requirements.txt': 'greenlang==0.2.3\n',
};

const agents = ['agents/fuel.py', 'agents/grid.py', 'agents/site.py', 'app/main.py', 'app/client.py', 'app/legacy_report.py', 'app/nightly.py', 'app/exporters.py', 'tools/report.py']
  .flatMap((path) => {
    try {
      return [readFileSync(new URL(`../../examples/greenlang-0.2/${path}`, import.meta.url), 'utf8')];
    } catch {
      return [];
    }
  });

/** What rules that look statement by statement find, in functions, classes and outside of them. */
const forms = [
  'def read_{n}(agent: A):\n    result = agent.run({"a": 1})\n    if result.success is True and not result.success:\n        return result["data"]\n    return result.errors',
  'def note_{n}():\n    result = A().run(1)\n    if hasattr(result, "data"):\n        print(result.data)\n    text = result.error\n    return text.upper()',
  'class Agent{n}(BaseAgent):\n    def __init__(self):\n        super().__init__(agent_id="a", name="A", version="1.0.0")\n    def ok(self, x):\n        return {"success": True, "data": x}\n    def run(self, x):\n        if x:\n            return self.ok(x)\n        found = {"success": False, "error": "no"}\n        return found',
  'def fill_{n}(context: ExecutionContext):\n    context.data["a"] = 1\n    context.data["b"] += 2\n    context.data.update({"c": 3})\n    return context.agent_results["a"].success',
  'def made_{n}():\n    return AgentResult(success=True, data={"n": {n}}, error="x" if helper() else None)',
  'class Holder{n}:\n    last = A().run(1)\n    ok = last.success\n    context = ExecutionContext(data={})\n    def run(self):\n        return self.last.data',
  'def old_{n}(settings):\n    flow = Workflow.from_yaml("w.yaml")\n    flow.execute({"a": 1})\n    ctx = ExecutionContext({"n": {n}})\n    ctx.data["x"] = core.ExecutionContext()',
  'kept = A().run({n})\nif kept.success:\n    print(kept.data, kept["errors"])',
  'AgentStatus = {n}', 'from greenlang.core.types import AgentStatus', 'try:\n    from greenlang.core import ExecutionContext\nexcept ImportError:\n    from greenlang.core.context import ExecutionContext',
  'def deco(agent=A().run(1)):\n    return agent.success', '@register(A().run(1).success)\ndef decorated_{n}(x: "A"):\n    return x.run(1).data',
  // What decides about findings elsewhere.
  'def shadow_{n}():\n    AgentStatus = {n}\n    return AgentStatus', 'def shadow_{n}(asyncio):\n    ExecutionContext = asyncio', 'class Sum:\n    total = A().run(1).data\n    print(other.success)\n    context = ExecutionContext(data={})',
  'def late_{n}():\n    return total.upper()', 'def late_{n}():\n    return total["x"]', 'def asks_{n}():\n    return "success" in other', 'other = A().run({n})', 'other = None', 'agent = A()', 'agent = None', 'agent = Workflow()',
  '@register(agent.run(1).success, other.data)\ndef early_{n}():\n    pass', 'class Early{n}:\n    if other.success:\n        x = other.errors', 'def wait_{n}(text=agent.run(2)["data"]):\n    return text',
];

function added(random: Randomly): string {
  return (forms[Math.floor(random() * forms.length)] ?? '').replaceAll('{n}', String(Math.floor(random() * 5)));
}

/** Words inside of functions and classes, each of which may become another one of its row: what the module binds stays as it is. */
const words = [
  ['AgentStatus = ', 'Other = '], ['agent = A()', 'agent = None'], ['AgentStatus = ', 'Other = '], ['return total.upper()', 'return total["x"]', 'return total', 'return 1'], ['"success" in other', '"x" in other', 'hasattr(other, "success")'], ['ExecutionContext = asyncio', 'Context = asyncio'],
  ['result.errors', 'result.error', 'result["errors"]', 'result.status'], ['A().run(1)', 'A().run(2)', 'A()'], ['text.upper()', 'text'], ['.ok(x)', '.other(x)'], ['# note', 'x = 1', 'print(1)'],
];

function wordChanged(text: string, random: Randomly): string {
  const row = words[Math.floor(random() * words.length)] ?? [];
  const places = row.flatMap((word) => [...text.matchAll(new RegExp(word.replace(/[^\w ]/g, '\\$&'), 'g'))].map(({ index }) => ({ index, word })));
  const place = places[Math.floor(random() * places.length)];
  return place ? `${text.slice(0, place.index)}${row[Math.floor(random() * row.length)] ?? ''}${text.slice(place.index + place.word.length)}` : text;
}

/** The text after one edit; mostly one after which it is still Python, and the module binds what it did. */
function edited(text: string, random: Randomly): string {
  const kind = random();
  if (kind < 0.15) return editsOf(text, random);
  if (kind < 0.6) return wordChanged(text, random);
  const statements = text.split(/\n(?=[^\s])(?<!\n@.*\n)/);
  const at = Math.floor(random() * (statements.length + 1));
  if (kind < 0.7) return [...statements.slice(0, at), added(random), ...statements.slice(at)].join('\n');
  const [taken = ''] = statements.splice(at, 1);
  if (kind < 0.78) return statements.join('\n') || 'x = 1\n';
  const to = Math.floor(random() * (statements.length + 1));
  return [...statements.slice(0, to), taken, ...statements.slice(to)].join('\n');
}

const opening = 'from greenlang.agents import BaseAgent, AgentResult\nfrom greenlang.core import ExecutionContext, Workflow\nclass A(BaseAgent):\n    def run(self, x):\n        return AgentResult(success=True, data=x)\n';

/** Statements whose findings follow from one another. */
const bound = [
  'other = A().run(3)\nagent = A()\nagent = None', 'def shadow():\n    Other = 1\n    return 1', 'class Sum:\n    total = A().run(1).error\n    print(other.success)', 'def late():\n    return total.upper()', 'def asks():\n    return "x" in other',
  '@register(agent.run(1).data)\ndef early():\n    return other.success', 'def reads():\n    result = A().run(1)\n    return result.errors if result.success else None',
];

function start(random: Randomly): string {
  const kind = random();
  if (kind < 0.1) return agents[Math.floor(random() * agents.length)] ?? opening;
  const own = kind < 0.2 ? [program(random)] : [...bound, ...Array.from({ length: Math.floor(random() * 5) }, () => added(random))];
  return `${opening}${own.join('\n')}\n`;
}

/** Everything that a user sees of a file's findings, with the edits of every fix. */
function shown(service: LanguageService, uri: string): readonly string[] {
  return (service.diagnose(uri)?.diagnostics ?? []).map((one) => JSON.stringify({ ...one, fixes: one.fixes.map((fix) => ({ ...fix, edits: fix.edits(), otherFiles: fix.otherFiles?.() })) }));
}

describe('the findings of a document that is being edited', () => {
  it.each(Array.from({ length: sequences }, (_, i) => firstSeed + i))('are those of a file that is read for the first time, seed %i', async (seed) => {
    const random = randomOf(seed + 7000);
    let text = start(random);
    const { service, workspace, log } = await testService({ ...beside, 'app/agents.py': text });
    const uri = workspace.uri('app/agents.py');
    let found = 0;
    for (let version = 1; version <= 20; version++) {
      service.open({ uri, version, text });
      // Nobody asks between some keys.
      if (random() < 0.7) {
        const expected = shown((await testService({ ...beside, 'app/agents.py': text })).service, uri);
        expect(shown(service, uri), `seed ${String(seed)}, version ${String(version)}\n${text}`).toEqual(expected);
        found += expected.length;
      }
      text = edited(text, random);
    }
    // A process that has loaded grammars some thousands of times cannot load them any more: then both sides are silent, and equal.
    expect(found).toBeGreaterThan(0);
    expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

describe('the work for an edit', () => {
  const lines = (count: number): string => `from greenlang.agents import BaseAgent\n# note\n${Array.from({ length: count }, (_, i) => `def reads_${String(i)}(x):\n    agent = BaseAgent()\n    return agent.run(x).data\n`).join('')}`;

  it.each([
    ['in a comment above everything', '# note', '# notes', 1],
    ['in a function', 'def reads_40(x):\n', 'def reads_40(x):\n    y = 1\n', 2],
    ['that adds a line above everything', '# note', '# more\n# note', 1],
    ['that takes a name which findings want', 'def reads_40(x):\n', 'def reads_40(x):\n    AgentStatus = 1\n', 101],
  ])('%s is done once for what it concerns', async (_, before, after, times) => {
    let ran = 0;
    const counting = statementRule({
      id: 'greenlang/counting', change: undefined, description: '', guideSection: '', literals: [['agent']],
      *check(python) {
        ran++;
        for (const call of python.nodes('call')) {
          const plan = importsOf(python).plan([{ module: 'greenlang.core.types', name: 'AgentStatus' }], call);
          yield { range: call.range, message: { what: plan ? 'planned' : 'taken', why: '', todo: '' }, fixes: [] };
        }
      },
    });
    const text = lines(100);
    const { service, workspace } = await testService({ 'requirements.txt': 'greenlang==0.2.3\n', 'app/agents.py': text }, { migrations: [{ ...greenlang, rules: [counting] }] });
    const uri = workspace.uri('app/agents.py');
    service.open({ uri, version: 1, text });
    expect(service.diagnose(uri)?.diagnostics.length).toBe(200);
    ran = 0;
    service.open({ uri, version: 2, text: text.replace(before, after) });
    expect(service.diagnose(uri)?.diagnostics.length).toBe(200);
    expect(ran).toBe(times);
  });
});
