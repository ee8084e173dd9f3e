import { describe, expect, it } from 'vitest';
import { ClassReader } from '../../server/src/facts/python/classes.ts';
import type { Entity } from '../../server/src/facts/python/entities.ts';
import { Resolver } from '../../server/src/facts/python/resolve.ts';
import { summarise } from '../../server/src/facts/python/summarise.ts';
import type { PythonSummary, PythonWorld } from '../../server/src/facts/python/summary.ts';
import type { PythonModels, PythonValue } from '../../server/src/facts/python/values.ts';
import { worldOf } from '../facts/python/worldOf.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { moduleNeighbours } from '../../server/src/service/moduleNeighbours.ts';
import { pythonHeader, type PythonHeader } from '../../server/src/service/pythonHeader.ts';
import { PythonModules } from '../../server/src/service/pythonModules.ts';
import { parsePython } from '../facts/python/support.ts';
import { randomPackage } from './support/randomModules.ts';

const uriOf = (path: string): string => `file:///w/${path}`;
const noRoots: ReadonlySet<string> = new Set();

function modulesOf(files: Readonly<Record<string, string>>, limit?: readonly string[]): PythonModules {
  const modules = new PythonModules(builtInMigrations);
  if (limit) modules.limitTo(new Set(limit));
  for (const [path, text] of Object.entries(files)) modules.setHeader(uriOf(path), pythonHeader(text, modules.roots));
  return modules;
}

/** Whether a file has to do with a class of some system. */
function matters(modules: PythonModules, uri: string, text: string): boolean {
  return builtInMigrations.some(({ id }) => modules.concerns(uri, id) || modules.mentions(uri, text, id));
}

/** Paths of the files that matter, and of those that others get something from. */
function drawnIn(files: Readonly<Record<string, string>>, limit?: readonly string[]): { readonly concerned: readonly string[]; readonly sources: readonly string[] } {
  const modules = modulesOf(files, limit);
  return {
    concerned: Object.keys(files).filter((path) => matters(modules, uriOf(path), files[path] ?? '')),
    sources: Object.keys(files).filter((path) => modules.isSource(uriOf(path))),
  };
}

describe('modules that matter by what others have', () => {
  it('are told apart by where a name comes from', () => {
    expect(drawnIn({
      'agents.py': 'from greenlang.agents import BaseAgent\nclass Mine(BaseAgent):\n    pass\n',
      'other/agents.py': 'class Mine:\n    pass\n',
      'app.py': 'from agents import Mine\n',
      'other/app.py': 'from .agents import Mine\n',
      'far/app.py': 'from pydantic import Mine, Config, Response\n',
      'own.py': 'class Config:\n    pass\nclass Response(Config):\n    pass\n',
    })).toEqual({ concerned: ['agents.py', 'app.py'], sources: ['agents.py'] });
  });

  it('are followed through packages, stars, other names and modules of modules', () => {
    expect(drawnIn({
      'lib/__init__.py': 'from .impl import *\n',
      'lib/impl.py': 'from .base import Base as Root\n',
      'lib/base.py': 'try:\n    from greenlang.agents.base import BaseAgent\nexcept ImportError:\n    BaseAgent = object\n\nif True:\n    class Base(BaseAgent):\n        pass\n',
      'use/app.py': 'from lib import Root\n\ndef make() -> "Root":\n    return Root()\n',
      'use/main.py': 'def main():\n    from use.app import make\n    make().run()\n',
      'use/member.py': 'import use.app as application\nclass Deeper(application.Root):\n    pass\n',
      'use/nobody.py': 'from lib import other\nfrom use import make\n',
    })).toEqual({
      concerned: ['lib/impl.py', 'lib/base.py', 'use/app.py', 'use/main.py', 'use/member.py'],
      sources: ['lib/__init__.py', 'lib/impl.py', 'lib/base.py', 'use/app.py', 'use/member.py'],
    });
  });

  it('are the homes of the models, wherever the workspace has a copy', () => {
    expect(drawnIn({
      'vendor/greenlang/core/workflow.py': 'class Workflow:\n    pass\n',
      'core/workflow.py': 'class Workflow:\n    pass\n',
      'vendor/greenlang/config.py': 'def load_config():\n    pass\n',
      'vendor/greenlang/cli.py': 'from .core.workflow import Workflow\nfrom .config import load_config\n',
    })).toEqual({
      concerned: ['vendor/greenlang/core/workflow.py', 'vendor/greenlang/config.py', 'vendor/greenlang/cli.py'],
      sources: ['vendor/greenlang/core/workflow.py', 'vendor/greenlang/config.py', 'vendor/greenlang/cli.py'],
    });
  });

  it('hand on a function or a variable only where somebody takes it', () => {
    const made = 'from greenlang.core import Workflow\nflow = Workflow()\n';
    expect(drawnIn({ 'made.py': made }).sources).toEqual([]);
    expect(drawnIn({ 'made.py': made, 'other/app.py': 'from other.made import flow\n' }).sources).toEqual([]);
    expect(drawnIn({ 'made.py': made, 'app.py': 'from made import flow\n' })).toEqual({ concerned: ['made.py', 'app.py'], sources: ['made.py'] });
    expect(drawnIn({ 'made.py': made, 'app.py': 'from made import *\nprint(flow)\n', 'b/app.py': 'from made import *\n' })).toEqual({ concerned: ['made.py', 'app.py'], sources: ['made.py'] });
  });

  it('are those of some migrations when the others are used nowhere', () => {
    const files = { 'a.py': 'from resonantgenesis import Response\nclass Answer(Response):\n    pass\n', 'b.py': 'from a import Answer\n', 'c.py': 'from greenlang import Workflow\n' };
    expect(drawnIn(files).concerned).toEqual(['a.py', 'b.py', 'c.py']);
    expect(drawnIn(files, ['greenlang']).concerned).toEqual(['c.py']);
    expect(drawnIn(files, []).concerned).toEqual([]);
  });

  it('follow each change of a header', () => {
    const modules = modulesOf({ 'app.py': 'from agents import Mine\n', 'agents.py': '' });
    const concerns = (of: PythonModules = modules): boolean => of.concerns(uriOf('app.py'), 'greenlang');
    const write = (text: string): void => modules.setHeader(uriOf('agents.py'), pythonHeader(text, noRoots));
    expect(concerns()).toBe(false);
    write('from greenlang import Workflow\nclass Mine(Workflow): ...\n');
    expect(concerns()).toBe(true);
    const fork = modules.fork();
    write('class Mine: ...\n');
    expect([concerns(), concerns(fork)]).toEqual([false, true]);
    fork.delete(uriOf('agents.py'));
    write('import greenlang as g\nclass Mine(g.Workflow): ...\n');
    expect([concerns(), concerns(fork)]).toEqual([true, false]);
    modules.delete(uriOf('agents.py'));
    expect(concerns()).toBe(false);
  });
});

const models: PythonModels = {
  classes: builtInMigrations.flatMap(({ python }) => python?.classes ?? []),
  functions: Object.assign({}, ...builtInMigrations.map(({ python }) => python?.functions ?? {})) as PythonModels['functions'],
  families: builtInMigrations.flatMap(({ python }) => python?.families ?? []),
};

/** Top-level names of a module that are proven to stand for something of a model. */
function proven(own: PythonSummary, world: PythonWorld, names: readonly string[]): readonly string[] {
  const resolver = new Resolver(own, world, models);
  const classes = new ClassReader(resolver);
  const isModel = (value: PythonValue | undefined): boolean => {
    if (value?.kind === 'awaitable') return isModel(value.of);
    const entity = value?.kind === 'instance' ? classes.class(value.of) : undefined;
    return entity !== undefined && classes.line(entity).some((one) => one?.model !== undefined);
  };
  const stands = (entity: Entity | undefined): boolean => {
    switch (entity?.kind) {
      case 'class':
        return classes.line(entity).some((one) => one?.model !== undefined);
      case 'function':
        return isModel(classes.callFunction(entity));
      case 'variable':
        return isModel(classes.types.value(entity.type, classes.scopeOf(entity.home)));
      default:
        return false;
    }
  };
  return names.filter((name) => stands(resolver.inModule(own, name)));
}

const seeds = Array.from({ length: Number(process.env['PROPERTY_RUNS'] ?? 150) }, (_, i) => i + 1);

describe('in random packages', () => {
  it('everything that is proven when all modules are known is in a file that matters, and is proven from the files that others get something from', () => {
    let found = 0;
    let left = 0;
    const wrong: string[] = [];
    for (const seed of seeds) {
      const { files, names } = randomPackage(seed);
      const modules = modulesOf(files);
      const summaries = new Map(Object.entries(files).map(([path, text]) => [path, summarise(parsePython(text, uriOf(path)))]));
      const everything = worldOf(summaries.values());
      const known = Object.keys(files).filter((path) => modules.isSource(uriOf(path)));
      const around = moduleNeighbours(known.map(uriOf), Object.keys(files).map(uriOf), 'file:///w', models.families.map(({ module }) => module), (uri) => modules.isSource(uri));
      const read = new Set([...known.map(uriOf), ...around]);
      left += Object.keys(files).length - read.size;
      for (const [path, own] of summaries) {
        const all = proven(own, everything, names);
        if (all.length === 0) continue;
        found++;
        // What `*` brings matters where it is named.
        const isIn = matters(modules, uriOf(path), files[path] ?? '') || !all.some((name) => files[path]?.includes(name));
        const few = worldOf([...summaries.values()].filter(({ uri }) => uri === own.uri || read.has(uri)));
        const lost = all.filter((name) => !proven(own, few, all).includes(name));
        if (!isIn || lost.length > 0) wrong.push(`seed ${String(seed)}, ${path}: ${isIn ? '' : 'is left out, '}loses [${lost.join(', ')}]\n${Object.entries(files).map(([name, text]) => `--- ${name}\n${text}`).join('')}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(seeds.length);
    expect(left).toBeGreaterThan(seeds.length);
  });

  it('reading only headers that have an open name comes to the same as reading all', () => {
    let unread = 0;
    for (const seed of seeds) {
      const { files } = randomPackage(seed);
      // The exception that `openNames` tells of.
      if (Object.values(files).some((text) => /agents\S* import \*/.test(text))) continue;
      const all = modulesOf(files);
      const some = new PythonModules(builtInMigrations);
      const headers = new Map(Object.entries(files).map(([path, text]) => [uriOf(path), pythonHeader(text, noRoots)]));
      const waiting = new Map(headers);
      for (let size = -1; size !== waiting.size;) {
        size = waiting.size;
        const open = some.openNames();
        for (const [uri, header] of waiting) {
          if (!namesOf(header).some((name) => open.has(name))) continue;
          some.setHeader(uri, header);
          waiting.delete(uri);
        }
      }
      unread += waiting.size;
      for (const [path, text] of Object.entries(files)) {
        const uri = uriOf(path);
        expect([some.isSource(uri), matters(some, uri, text)], `seed ${String(seed)}, ${path}`).toEqual([all.isSource(uri), matters(all, uri, text)]);
      }
    }
    expect(unread).toBeGreaterThan(seeds.length / 2);
  });
});

describe('names that are taken out of a module', () => {
  const modules = modulesOf({ 'lib.py': 'from greenlang.agents import BaseAgent\nclass Mine(BaseAgent): ...\n', 'use.py': 'from lib import Mine\n', 'other.py': '' });
  const asked = (text: string) => [modules.mentions(uriOf('other.py'), text, 'greenlang'), modules.mentionsOddly(uriOf('other.py'), text, 'greenlang')];

  it('are whole words behind a dot', () => {
    for (const text of ['lib.Mine()', 'a.b.Mine', 'x = f(lib.Mine)', '1.Mine', 'a.Other.Mine.x', 'lib.BaseAgent']) expect(asked(text), text).toEqual([true, true]);
    for (const text of ['Mine()', 'lib.Miner', 'lib.MineS', 'lib.Min', 'lib.mine', 'lib.xMine', 'lib_Mine', 'lib.Other', 'lib.x.Other', '']) expect(asked(text), text).toEqual([false, false]);
  });

  it('have blanks and ends of lines before them only in odd places', () => {
    for (const text of ['lib. Mine', 'lib .Mine', 'lib.\\\n    Mine()', ').Mine', '..Mine', '. \t.\n Mine']) expect(asked(text), text).toEqual([false, true]);
    expect(asked('lib. Miner, lib. (Mine)')).toEqual([false, false]);
  });

  it('are those of one migration', () => {
    expect(modules.mentions(uriOf('other.py'), 'lib.Mine()', 'kagzi')).toBe(false);
  });
});

/** What a file's filter of header names has. */
function namesOf({ taken, derived, defines }: PythonHeader): readonly string[] {
  return [...taken.flatMap(({ module, name }) => [...module.split('.'), name]), ...derived.map(({ from }) => from), ...defines];
}

describe('what others see of modules', () => {
  const read = (text: string): PythonSummary => summarise(parsePython(text, uriOf('m.py')));
  const other = new PythonModules(builtInMigrations);
  other.setSummary(read('class New: ...\n'));

  it('stays what it is while it is equal, wherever it comes from', () => {
    const modules = new PythonModules(builtInMigrations);
    expect([...modules.setSummary(read('class Old: ...\n'))]).toEqual(['Old']);
    const before = { revision: modules.revision, world: modules.world, summary: modules.summary(uriOf('m.py')) };
    expect([...modules.setSummary(read('# a comment\nclass Old: ...\n'))]).toEqual([]);
    expect(modules.setPacked(structuredClone(modules.packed(uriOf('m.py')) ?? { uri: '', text: '' }))).toBe(false);
    expect(modules.revision).toBe(before.revision);
    expect(modules.world).toBe(before.world);
    expect(modules.summary(uriOf('m.py'))).toBe(before.summary);
  });

  it('is another one when it comes from another thread and differs, but not for a copy that was made before', () => {
    const modules = new PythonModules(builtInMigrations);
    modules.setSummary(read('class Old: ...\n'));
    const before = { revision: modules.revision, world: modules.world };
    const copy = modules.fork();
    expect(modules.setPacked(structuredClone(other.packed(uriOf('m.py')) ?? { uri: '', text: '' }))).toBe(true);
    expect(modules.revision).not.toBe(before.revision);
    expect(modules.world).not.toBe(before.world);
    expect(modules.world.module('m', uriOf('x.py'))?.classes.map(({ name }) => name)).toEqual(['New']);
    expect(copy.world.module('m', uriOf('x.py'))?.classes.map(({ name }) => name)).toEqual(['Old']);
    expect([...modules.setSummary(read('class Old: ...\n'))].sort()).toEqual(['New', 'Old']);
    expect([...modules.delete(uriOf('m.py'))]).toEqual(['Old']);
  });
});
