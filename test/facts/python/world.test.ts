import { describe, expect, it } from 'vitest';
import { summarise } from '../../../server/src/facts/python/summarise.ts';
import { emptyWorld, type PythonSummary } from '../../../server/src/facts/python/summary.ts';
import { knownModule, worldOf } from './worldOf.ts';
import { WorldIndex } from '../../../server/src/facts/python/world.ts';
import { PackedModule, packSummary } from '../../../server/src/service/packedSummary.ts';
import { randomOf } from './edits.ts';
import { parsePython } from './support.ts';

function module(path: string): PythonSummary {
  return summarise(parsePython('', `file:///w/${path}`));
}

describe('the world', () => {
  const world = worldOf(['a/pkg/__init__.py', 'a/pkg/mod.py', 'b/pkg/mod.py', 'b/x/pkg/mod.py', 'json.py', 'b/util.py', 'src/tool/__init__.py', 'caf%C3%A9/m.py', 'c/one/two.py', 'd/one/two.py'].map(module));
  it.each([
    ['pkg', 'a/main.py', 'a/pkg/__init__.py'],
    ['pkg.mod', 'a/main.py', 'a/pkg/mod.py'],
    ['pkg.mod', 'b/main.py', 'b/pkg/mod.py'],
    ['pkg.mod', 'b/x/main.py', 'b/x/pkg/mod.py'],
    ['pkg.mod', 'b/y/main.py', 'b/pkg/mod.py'],
    ['a.pkg.mod', 'z.py', 'a/pkg/mod.py'],
    ['.mod', 'a/pkg/other.py', 'a/pkg/mod.py'],
    ['.mod', 'a/pkg/__init__.py', 'a/pkg/mod.py'],
    ['..', 'a/pkg/sub/x.py', 'a/pkg/__init__.py'],
    ['.', 'a/pkg/mod.py', 'a/pkg/__init__.py'],
    ['..pkg.mod', 'a/other/x.py', 'a/pkg/mod.py'],
    ['...............x', 'a/other/x.py', undefined],
    ['json', 'b/main.py', 'json.py'],
    ['util', 'b/x/main.py', 'b/util.py'],
    ['util', 'a/main.py', undefined],
    ['tool', 'tests/a.py', 'src/tool/__init__.py'],
    ['café.m', 'a/main.py', 'caf%C3%A9/m.py'],
    ['one.two', 'e/main.py', undefined],
    ['one.two', 'd/main.py', 'd/one/two.py'],
    ['nothing.mod', 'a/main.py', undefined],
    ['', 'a/main.py', undefined],
  ])('%s in %s', (name, from, path) => {
    expect(world.module(name, `file:///w/${from}`)?.uri).toBe(path === undefined ? undefined : `file:///w/${path}`);
  });

  it('may be empty', () => {
    expect(emptyWorld.module('a', 'file:///w/b.py')).toBeUndefined();
  });
});

describe('a summary', () => {
  it('is what others can see', () => {
    const summary = summarise(parsePython(`
"""Docs"""
import a.b, c as d
from .e import f
from g import *
if x:
    from h import i
T = Dict[str, Agent]
Old = new.Name
U: TypeAlias = "Agent"
agent = Agent(1)
agents = [Agent(), Agent()]
count = 1
maybe = None
maybe = Agent()
for loop in y: pass
one, two = 1, 2
@app.task
async def go(x) -> "Agent": ...
def make():
    x = Agent()
    return x
def gen():
    yield Agent()
@dec
class Agent(Base[int], m.Mixin, metaclass=M):
    """
    What it does.

    More.
    """
    kind: str = "x"
    shared = None
    def __init__(self, a: Other, b):
        self.a = a
        self.b = b
        self.shared = Helper()
        self.list = []
        self.list.append(Helper())
    @property
    def name(self): return self.shared
    def run(self):
        if self: return super().run()
        return {"success": True, **more}
    def helper(self): return self.run()
`));
    expect(summary).toEqual({
      uri: 'file:///w/app.py',
      imports: { a: 'a', d: 'c', f: '.e.f', i: 'h.i' },
      stars: ['g'],
      classes: [{
        name: 'Agent', bases: ['Base', 'm.Mixin'], decorators: ['dec'], metaclass: 'M', doc: 'What it does.',
        attributes: { kind: 'str', shared: 'Helper()', a: 'Other', b: '', list: 'list[Helper()]' },
        methods: [
          { name: '__init__', isAsync: false, decorators: [] },
          { name: 'name', isAsync: false, decorators: ['property'], returns: [{ kind: 'instance', of: 'self.shared' }] },
          { name: 'run', isAsync: false, decorators: [], returns: [{ kind: 'super', method: 'run' }, { kind: 'dict', keys: ['success'], isOpen: true }] },
          { name: 'helper', isAsync: false, decorators: [], returns: [{ kind: 'self', method: 'run' }] },
        ],
      }],
      functions: [
        { name: 'go', isAsync: true, decorators: ['app.task'], annotation: '"Agent"' },
        { name: 'make', isAsync: false, decorators: [], returns: [{ kind: 'instance', of: 'Agent()' }] },
        { name: 'gen', isAsync: false, decorators: [], yields: [{ kind: 'instance', of: 'Agent()' }] },
      ],
      variables: { agent: 'Agent()', agents: 'list[Agent()]', maybe: 'Agent()' },
      aliases: { T: 'Dict[str, Agent]', Old: 'new.Name', U: '"Agent"' },
      unknown: ['count', 'loop', 'one', 'two'],
    });
  });

  it('holds on to no tree', () => {
    const summary = summarise(parsePython('class A:\n    def f(self): return 1\n'));
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});

describe('texts that modules have', () => {
  const sources = ['import café\n', 'from a.b import Größe as G\n', 'class 日本(Agent): ...\n', 'x: "list[\\"Made\\"]" = f()\n', 'def make() -> "Dict[str, Agent]": ...\n', 'Old = new.Name\n', 'class A(metaclass=M):\n    "Agents."\n'];
  const modules = sources.map((source, i) => summarise(parsePython(source, `file:///w/m${i}.py`)));

  it('are found whatever is in them, and a module that may not have one does not have it', () => {
    const plain = worldOf(modules);
    const asked = ['café', 'Größe', 'G', '日本', '本', 'Agent', 'Agents', '"Made', '\\', '"', 'list[', 'new.N', 'M', 'nobody', 'é', '\ud83d', ''];
    for (const name of asked) {
      const index = new WorldIndex();
      const packed = modules.map((module) => new PackedModule(packSummary(module)));
      for (const module of packed) index.set(module);
      expect(index.world().names(name), name).toBe(plain.names(name));
      for (const module of packed) if (!module.mayHave(name)) expect(JSON.stringify(module.summary), name).not.toContain(JSON.stringify(name).slice(1, -1));
    }
    expect(asked.filter((name) => plain.names(name)).length).toBeGreaterThan(5);
  });
});

describe('a world that grows', () => {
  const paths = ['a/pkg/__init__.py', 'a/pkg/mod.py', 'b/pkg/mod.py', 'b/pkg.py', 'b/pkg/__init__.py', 'b/pkg.pyi', 'mod.py', 'c/mod.py'];
  const asked = ['pkg', 'pkg.mod', 'mod', 'b.pkg', '.mod', '.pkg', '..pkg', '.'];
  const callers = ['a/main.py', 'b/main.py', 'c/x/main.py', 'a/pkg/mod.py'];

  it('says what one says that is made of the same modules', () => {
    const random = randomOf(7);
    const index = new WorldIndex();
    const known = new Map<string, PythonSummary>();
    let compared = 0;
    for (let step = 0; step < 300; step++) {
      const path = paths[Math.floor(random() * paths.length)] ?? '';
      if (random() < 0.3) {
        known.delete(path);
        index.delete(`file:///w/${path}`);
      } else {
        const summary = summarise(parsePython(random() < 0.5 ? 'class Agent: ...\n' : 'x = 1\n', `file:///w/${path}`));
        known.set(path, summary);
        index.set(knownModule(summary));
      }
      const grown = index.world();
      const fresh = worldOf(known.values());
      for (const name of asked) for (const caller of callers) expect(grown.module(name, `file:///w/${caller}`), `step ${step}: ${name} in ${caller}`).toBe(fresh.module(name, `file:///w/${caller}`));
      expect([grown.names('Agent'), grown.names('Nobody')], `step ${step}`).toEqual([fresh.names('Agent'), false]);
      if (grown.names('Agent')) compared++;
    }
    expect(compared).toBeGreaterThan(100);
  });
});
