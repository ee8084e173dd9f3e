import { describe, expect, it } from 'vitest';
import { ModuleGraph } from '../../server/src/service/moduleGraph.ts';
import { inImportOrder } from '../../server/src/service/moduleOrder.ts';
import { OwnStrings } from '../../server/src/service/ownStrings.ts';
import { pythonHeader } from '../../server/src/service/pythonHeader.ts';

/** The order of files of which each has nothing but imports. */
function order(files: Readonly<Record<string, string>>): readonly string[] {
  const graph = new ModuleGraph({ names: new Set(), families: [] }, new OwnStrings());
  for (const [path, text] of Object.entries(files)) graph.set(`file:///w/${path}`, pythonHeader(text, new Set()));
  return inImportOrder([...graph.files()]).map((uri) => uri.slice('file:///w/'.length));
}

describe('the order in which modules are read', () => {
  it('puts what a module takes names from before it', () => {
    expect(order({ 'app.py': 'from lib.b import B\n', 'lib/b.py': 'from .a import A\n', 'lib/a.py': '' })).toEqual(['lib/a.py', 'lib/b.py', 'app.py']);
    expect(order({ 'lib/x.py': 'from .. import top\n', 'top.py': '' })).toEqual(['top.py', 'lib/x.py']);
    expect(order({ 'x.py': 'from lib import a as b\n', 'lib/a.py': 'from lib import c\n', 'lib/c.py': '' })).toEqual(['lib/c.py', 'lib/a.py', 'x.py']);
  });

  it('puts a package after the modules that it hands on', () => {
    expect(order({ 'lib/__init__.py': 'from .a import A\n', 'lib/a.py': '', 'x.py': 'from lib import A\n' })).toEqual(['lib/a.py', 'lib/__init__.py', 'x.py']);
  });

  it('keeps modules far from those that they need: what is needed by nobody before comes first', () => {
    expect(order({ 'b.py': 'from a import A\n', 'a.py': '', 'd.py': 'from c import C\n', 'c.py': '' })).toEqual(['a.py', 'c.py', 'b.py', 'd.py']);
  });

  it('gives every module once where they import each other, and themselves', () => {
    expect([...order({ 'a.py': 'from b import B\nfrom a import A\n', 'b.py': 'from c import C\n', 'c.py': 'from a import A\n', 'd.py': 'from a import A\n' })].sort()).toEqual(['a.py', 'b.py', 'c.py', 'd.py']);
  });

  it('goes along chains of any length', () => {
    const files = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}.py`, i === 0 ? '' : `from m${i - 1} import x\n`]));
    expect(order(files)[19_999]).toBe('m19999.py');
  });
});
