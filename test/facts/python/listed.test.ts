import { describe, expect, it } from 'vitest';
import { analysePython } from '../../../server/src/facts/python/analysePython.ts';
import type { PythonAnalysis } from '../../../server/src/facts/python/analysis.ts';
import { summarise } from '../../../server/src/facts/python/summarise.ts';
import { emptyWorld } from '../../../server/src/facts/python/summary.ts';
import type { CodeNode } from '../../../server/src/syntax/codeTree.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { ParsedCode } from '../../../server/src/syntax/parsedFile.ts';
import { releaseTree } from '../../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../../support/codeParsers.ts';
import { models, parsePython } from './support.ts';

const parsers = await testParsers();

const module = `import os, env
from app import (
    env as other_env,
)

@decorate(env=env)
@run(name="env", env = wrap(env=1, name=2))
class Agent(Base, metaclass=Meta):
    """env"""
    env = env.env[env]
    class Inner(Agent.env):
        def run(self, env, *, name=env): return self.env(env=name)(name=env)

def environment(env_, ünv, env: "env"):
    global env_name
    call(**{"env": env}, env=lambda env: env)
    del env.name, env["name"]
    for env.x, env["y"] in env: env += f"{env} env {other['env']!r}"
    try:
        import env.env
    except ImportError as env: pass
    return env == env
env == env; envenv = env
`;

function edited(text: string): ParsedCode {
  const file = parse('file:///w/app.py', text, 'python', { parsers, keep: true });
  if (file.language !== 'python') throw new Error('no Python');
  return file;
}

const types = [
  'call', 'attribute', 'subscript', 'assignment', 'augmented_assignment', 'return_statement', 'delete_statement', 'string', 'function_definition', 'identifier', 'comparison_operator', 'import_from_statement',
] as const;
const names = ['env', 'name', 'run', 'x', 'envenv', 'ünv', 'Agent', 'missing', ''];

function places(nodes: readonly CodeNode[] | undefined): readonly string[] | undefined {
  return nodes?.map(({ type, start, end }) => `${type} ${String(start)}-${String(end)}`);
}

function listed(python: PythonAnalysis): unknown {
  return {
    nodes: types.map((type) => places(python.nodes(type))),
    by: (['call', 'attribute', 'subscript', 'assignment'] as const).map((type) => [...python.by(type).keys()].sort().map((name) => [name, places(python.by(type).get(name))])),
    missing: python.by('call').get('missing'),
    identifiers: names.map((name) => places(python.identifiers(name))),
    keywords: names.map((name) => places(python.callsWith(name))),
    strings: names.map((name) => name !== '' && places(python.stringsWith(name))),
    classes: python.classes.map(({ qualifiedName, bases, decorators, methods }) => [qualifiedName, bases, decorators, [...methods.keys()]]),
    values: python.nodes('identifier').map((node) => python.valueOf(node)),
  };
}

describe('what a Python file is listed as', () => {
  it.each([['\n', module], ['\r\n', module.replaceAll('\n', '\r\n')], ['broken', `${module}\ndef env(:\n  env(env=`]])('is the same for a closed file and one that is being edited: %j', (_, text) => {
    const open = edited(text);
    try {
      const closed = listed(analysePython(parsePython(text), emptyWorld, models));
      expect(closed).toEqual(listed(analysePython(open, emptyWorld, models)));
    } finally {
      if (open.tree) releaseTree(open.tree);
    }
  });

  it('identifiers are found where they stand by themselves', () => {
    const text = 'a = aa.a\n"a"  # a\naaa(a=a)\nf"{a}"\n';
    const python = analysePython(parsePython(text), emptyWorld, models);
    expect(python.identifiers('a').map(({ start }) => start)).toEqual([0, 7, 22, 24, 30]);
    expect(python.identifiers('aa').map(({ start }) => start)).toEqual([4]);
    expect(python.identifiers('A')).toEqual([]);
  });
});

describe('what a method does to its object', () => {
  const attributes = (method: string): unknown => summarise(parsePython(`class A:\n    ${method.replaceAll('\n', '\n    ')}\n`)).classes[0]?.attributes;

  it.each([
    ['def m(self) -> None:\n    self.b = B()', { b: 'B()' }],
    ['def m(self) -> None:\n    b = B()\n    self.b = b', { b: 'B()' }],
    ['def m(self) -> None:\n    b = x = self.b = B()', { b: 'B()' }],
    ['def m(self) -> None:\n    self.b, c = f()', { b: '' }],
    ['def m(self) -> None:\n    with f() as self.b: pass', { b: '' }],
    ['def m(self) -> None:\n    for self.b in f(): pass', { b: '' }],
    ['def m(self) -> None:\n    self.b = []\n    self.b.append(B())', { b: 'list[B()]' }],
    ['def m(self) -> None:\n    self.b = B()\n    setattr(self, "b", C())', { b: '' }],
    ['def m(self) -> None:\n    self.b = B()\n    vars(self)["b"] = 1', { b: '' }],
    ['def m(self) -> None:\n    self.b = B()\n    self.__dict__.clear()', { b: '' }],
    ['def m(self) -> None:\n    self.b = B()\n    other.__dict__.clear(); setup(self); other.c.append(1)', { b: 'B()' }],
    ['def m(this) -> None:\n    this.b = B()\n    self.c = 1', { b: 'B()' }],
    ['@staticmethod\ndef m(self) -> None:\n    self.b = B()', {}],
    ['def m(self) -> None:\n    b = B()', {}],
  ])('%s', (method, expected) => {
    expect(attributes(method)).toEqual(expected);
  });

  it('a dict that is given a name is closed only when nothing else is done to it', () => {
    const returned = (body: string): unknown => summarise(parsePython(`def f():\n    ${body}\n`)).functions[0]?.returns;
    expect(returned('d = {"a": 1}; return d')).toEqual([{ kind: 'dict', keys: ['a'] }]);
    expect(returned('d = {"a": 1}; dd = x.d; g(d=1); return d')).toEqual([{ kind: 'dict', keys: ['a'] }]);
    expect(returned('d = {"a": 1}; d["b"] = 2; return d')).toEqual([{ kind: 'dict', keys: ['a'], isOpen: true }]);
    expect(returned('d = {"a": 1}; return f"{d}"')).toEqual([{ kind: 'other' }]);
  });
});
