import { describe, expect, it } from 'vitest';
import type { CodeNode } from '../../../server/src/syntax/codeTree.ts';
import { analyse } from './support.ts';

function nodesWith(analysis: ReturnType<typeof analyse>, text: string): readonly CodeNode[] {
  return [...analysis.root.descendants()].filter((node) => node.isNamed && node.text === text && (node.type === 'identifier' || node.type === 'attribute' || node.type === 'call' || node.type === 'subscript'));
}

describe('imports', () => {
  it('are all there, with absolute modules', () => {
    const analysis = analyse(
      'import a.b\nimport a.c as d\nfrom e import f as g, h\nfrom . import i\nfrom ..j.k import l\nfrom m import *\ndef x():\n    import n\nfrom __future__ import annotations\n',
      { 'p/__init__.py': '', 'p/q/__init__.py': '' }, 'p/q/app.py',
    );
    expect(analysis.imports.map(({ module, name, local, node }) => [module, name, local, node.text])).toEqual([
      ['a.b', undefined, 'a', 'a.b'],
      ['a.c', undefined, 'd', 'a.c as d'],
      ['e', 'f', 'g', 'f as g'],
      ['e', 'h', 'h', 'h'],
      ['p.q', 'i', 'i', 'i'],
      ['p.j.k', 'l', 'l', 'l'],
      ['n', undefined, 'n', 'n'],
    ]);
  });
});

describe('classes', () => {
  it('know their bases, methods and decorators', () => {
    const analysis = analyse(`
from abc import ABC
from greenlang.agents import BaseAgent as B, sync_only
class Outer(B, ABC, metaclass=M):
    def run(self): ...
    @property
    def run(self): ...
    class Inner(Outer2): ...
@sync_only
@unknown.thing(1)
class Second(Outer[int]): ...
def f():
    class Local(Second): ...
`);
    expect(analysis.classes.map(({ name, qualifiedName, bases, decorators, methods }) => ({ name, qualifiedName, bases, decorators, methods: [...methods.keys()] }))).toEqual([
      { name: 'Outer', qualifiedName: 'app.Outer', bases: ['greenlang.agents.base.BaseAgent', 'abc.ABC'], decorators: [], methods: ['run'] },
      { name: 'Inner', qualifiedName: 'app.Outer.Inner', bases: [], decorators: [], methods: [] },
      { name: 'Second', qualifiedName: 'app.Second', bases: ['app.Outer'], decorators: ['greenlang.agents.sync_only'], methods: [] },
      { name: 'Local', qualifiedName: 'app.f.Local', bases: ['app.Second'], decorators: [], methods: [] },
    ]);
    expect(analysis.reaches('app.f.Local', 'greenlang.agents.base.BaseAgent')).toBe(true);
    expect(analysis.reaches('app.f.Local', 'greenlang.BaseAgent')).toBe(true);
    expect(analysis.reaches('app.f.Local', 'abc.ABC')).toBe(true);
    expect(analysis.reaches('app.Outer.Inner', 'greenlang.agents.base.BaseAgent')).toBe(false);
  });
});

describe('names', () => {
  it('are found in annotations, decorators and bases, also before the definition', () => {
    const analysis = analyse('import greenlang.core as core\ndef f(x: core.ExecutionContext, y: Later) -> "Later": ...\nclass Later(core.ExecutionContext): ...\n');
    expect(nodesWith(analysis, 'core.ExecutionContext').map((node) => analysis.nameOf(node))).toEqual(['greenlang.core.context.ExecutionContext', 'greenlang.core.context.ExecutionContext']);
    expect(nodesWith(analysis, 'Later').map((node) => analysis.nameOf(node))).toEqual(['app.Later', undefined]);
  });

  it('are those of functions and symbols', () => {
    const analysis = analyse('import os, subprocess as sp\nfrom os import environ as e, getenv\nos.environ\ne.get\ngetenv\nsp.run\nopen\nundefined_name\n');
    const names = ['os.environ', 'e.get', 'getenv', 'sp.run', 'open', 'undefined_name'].map((text) => analysis.nameOf(nodesWith(analysis, text).at(-1) as CodeNode));
    expect(names).toEqual(['os.environ', 'os.environ.get', 'os.getenv', 'subprocess.run', 'builtins.open', undefined]);
  });
});

describe('bridges', () => {
  const names = (code: string, text: string): readonly boolean[] => {
    const analysis = analyse(code);
    return nodesWith(analysis, text).map((node) => analysis.inImportBridge(node));
  };

  it.each([
    ['ImportError', 'try:\n    from greenlang.core.context import X\nexcept ImportError:\n    from greenlang.core import X\nX(1)\n', [true, true, true]],
    ['the other way round', 'try:\n    from greenlang.core import X\nexcept ModuleNotFoundError:\n    from greenlang.core.context import X\nX(1)\n', [true, true, true]],
    ['a tuple', 'try:\n    from a import X\nexcept (ImportError, AttributeError):\n    from b import X\nX(1)\n', [true, true, true]],
    ['bare', 'try:\n    from a import X\nexcept:\n    from b import Y as X\nX(1)\n', [true, true, true]],
    ['any exception', 'try:\n    from a import X\nexcept Exception as e:\n    log(e)\n    from b import X\nX(1)\n', [true, true, true]],
    ['a chain', 'try:\n    from a import X\nexcept ImportError:\n    try:\n        from b import X\n    except ImportError:\n        X = None\nX(1)\n', [true, true, true, true]],
    ['None is no other spelling', 'try:\n    from a import X\nexcept ImportError:\n    X = None\nX(1)\n', [false, false, false]],
    ['nor is the same import', 'try:\n    from a import X\nexcept ImportError:\n    install()\n    from a import X\nX(1)\n', [false, false, false]],
    ['another exception', 'try:\n    from a import X\nexcept ValueError:\n    from b import X\nX(1)\n', [false, false, false]],
    ['no try', 'from a import X\nX(1)\n', [false, false]],
  ])('%s', (_, code, wanted) => {
    expect(names(code, 'X')).toEqual(wanted);
  });

  it('are known by the name that an expression begins with', () => {
    const code = 'try:\n    from a import X\nexcept ImportError:\n    from b import X\nX.y(1).z[0]\nother(X)\n';
    expect(names(code, 'X.y(1).z[0]')).toEqual([true]);
    expect(names(code, 'other(X)')).toEqual([false]);
  });
});

describe('stores', () => {
  it.each([
    ['x = 1', [true]], ['x += 1', [true]], ['y = x', [false]], ['x.a = 1', [false]], ['a, (x, *b) = 1', [true]], ['a, *x = 1', [true]], ['del x', [true]], ['del x[0]', [false]], ['del a, x', [true]],
    ['for x in y: pass', [true]], ['for y in x: pass', [false]], ['with a as x: pass', [true]], ['with x as a: pass', [false]], ['[x for x in y]', [false, true]], ['(x := 1)', [true]], ['(y := x)', [false]],
    ['def x(): pass', [true]], ['def f(x): pass', [true]], ['def f(a: x): pass', [false]], ['def f(x: a = 1): pass', [true]], ['def f(a=x): pass', [false]], ['f(x=1)', [true]], ['f(y=x)', [false]], ['import x', [true]], ['from a import b as x', [true]],
    ['class x: pass', [true]], ['print(x)', [false]], ['x: int = 1', [true]], ['lambda x: 1', [true]],
  ])('%s', (code, wanted) => {
    const analysis = analyse(code);
    expect(nodesWith(analysis, 'x').map((node) => analysis.isStore(node))).toEqual(wanted);
  });

  it('are attributes and subscripts too', () => {
    const analysis = analyse('c.data["x"] = c.data["y"]\nc.data.z += 1\n');
    expect(analysis.nodes('subscript').map((node) => analysis.isStore(node))).toEqual([true, false]);
    expect(analysis.nodes('attribute').map((node) => [node.text, analysis.isStore(node)])).toEqual([['c.data', false], ['c.data', false], ['c.data.z', true], ['c.data', false]]);
  });
});

describe('constants', () => {
  it('are literals, constants and sums of both', () => {
    const analysis = analyse("A = 'x'\nB = A + '/y'\nC = f'{A}'\nD = 'a' 'b'\nE = r'\\d'\nF = '\\n'\nG = b'x'\n");
    const values = analysis.nodes('assignment').map((node) => analysis.constantOf(node.field('right') as CodeNode));
    expect(values).toEqual(['x', 'x/y', undefined, 'ab', '\\d', undefined, undefined]);
  });
});
