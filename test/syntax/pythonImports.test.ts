import { describe, expect, it } from 'vitest';
import { PythonImports, type ImportPlan, type WantedImport } from '../../server/src/syntax/pythonImports.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import type { CodeNode } from '../../server/src/syntax/codeTree.ts';
import { parsedCode } from '../support/codeParsers.ts';

const status: WantedImport = { module: 'greenlang.core.types', name: 'AgentStatus' };
const result: WantedImport = { module: 'greenlang.core.types', name: 'AgentResult' };

async function planned(text: string, wanted: WantedImport | readonly WantedImport[], userIn: (nodes: readonly CodeNode[]) => CodeNode | undefined): Promise<ImportPlan | undefined> {
  const { tree } = await parsedCode(text);
  if (!tree) throw new Error('no tree');
  const nodes = [...tree.root.descendants()];
  const user = userIn(nodes);
  if (!user) throw new Error('no user');
  return new PythonImports(tree.root, text, (name) => nodes.filter(({ type, text: own }) => type === 'identifier' && own === name)).plan([wanted].flat(), user);
}

/** The file with the imports, or why not; the user is in the last statement. */
async function imported(text: string, ...wanted: readonly WantedImport[]): Promise<{ readonly text: string; readonly names: readonly string[] } | undefined> {
  const plan = await planned(text, wanted, (nodes) => nodes.findLast(({ type }) => type.endsWith('_statement')));
  return plan && { text: applyEdits(text, plan.edits), names: plan.names };
}

describe('importing a name into a Python file', () => {
  it.each<[string, string, string]>([
    ['joins the statement of its module', 'from greenlang.core.types import AgentMetrics, Unit\nx = 1\n', 'from greenlang.core.types import AgentMetrics, AgentStatus, Unit\nx = 1\n'],
    ['at the end of an unsorted one', 'from greenlang.core.types import Unit, AgentMetrics\nx = 1\n', 'from greenlang.core.types import Unit, AgentMetrics, AgentStatus\nx = 1\n'],
    ['before all others', 'from greenlang.core.types import Unit\nx = 1\n', 'from greenlang.core.types import AgentStatus, Unit\nx = 1\n'],
    ['in brackets on one line', 'from greenlang.core.types import (Agent, Unit)\nx = 1\n', 'from greenlang.core.types import (Agent, AgentStatus, Unit)\nx = 1\n'],
    ['in brackets, a line each', 'from greenlang.core.types import (\n    Agent,  # one\n    # of measure\n    Unit,\n)\nx = 1\n', 'from greenlang.core.types import (\n    Agent,  # one\n    AgentStatus,\n    # of measure\n    Unit,\n)\nx = 1\n'],
    ['first of several lines', 'from greenlang.core.types import (  # ours\n    Unit,\n)\nx = 1\n', 'from greenlang.core.types import (  # ours\n    AgentStatus,\n    Unit,\n)\nx = 1\n'],
    ['last of several lines, without a comma', 'from greenlang.core.types import (\n    Agent  # one\n)\nx = 1\n', 'from greenlang.core.types import (\n    Agent,  # one\n    AgentStatus\n)\nx = 1\n'],
    ['not a star', 'from greenlang.core.types import *\nx = 1\n', 'from greenlang.core.types import *\nfrom greenlang.core.types import AgentStatus\nx = 1\n'],
    ['among its package, in order', 'import os\nfrom greenlang.agents import A\nfrom greenlang.core.workflow import W\n\nfrom . import z\nx = 1\n', 'import os\nfrom greenlang.agents import A\nfrom greenlang.core.types import AgentStatus\nfrom greenlang.core.workflow import W\n\nfrom . import z\nx = 1\n'],
    ['before its package', '# head\nfrom greenlang.zoo import A\nx = 1\n', '# head\nfrom greenlang.core.types import AgentStatus\nfrom greenlang.zoo import A\nx = 1\n'],
    ['behind its package when that is in no order', 'from greenlang.zoo import A\nfrom greenlang.agents import B  # both\nx = 1\n', 'from greenlang.zoo import A\nfrom greenlang.agents import B  # both\nfrom greenlang.core.types import AgentStatus\nx = 1\n'],
    ['apart from the standard library', 'import os\n\nx = 1\n', 'import os\n\nfrom greenlang.core.types import AgentStatus\n\nx = 1\n'],
    ['above relative imports', 'from .a import b\nx = 1\n', 'from greenlang.core.types import AgentStatus\n\nfrom .a import b\nx = 1\n'],
    ['behind the docstring', '#!/usr/bin/env python\n"""Doc."""\nx = 1\n', '#!/usr/bin/env python\n"""Doc."""\n\nfrom greenlang.core.types import AgentStatus\nx = 1\n'],
    ['behind the future', '"""Doc."""\nfrom __future__ import annotations\n\nx = 1\n', '"""Doc."""\nfrom __future__ import annotations\n\nfrom greenlang.core.types import AgentStatus\n\nx = 1\n'],
    ['first of all', '# only a comment\nx = 1\n', '# only a comment\nfrom greenlang.core.types import AgentStatus\n\nx = 1\n'],
    ['not under a condition', 'import os\nif os.name:\n    from greenlang.core.types import Unit\nx = 1\n', 'import os\n\nfrom greenlang.core.types import AgentStatus\nif os.name:\n    from greenlang.core.types import Unit\nx = 1\n'],
    ['in a try, with its module', 'import os\ntry:\n    from greenlang.core.types import Unit\nexcept ImportError:\n    pass\nx = 1\n', 'import os\ntry:\n    from greenlang.core.types import AgentStatus, Unit\nexcept ImportError:\n    pass\nx = 1\n'],
    ['in a try, with its package', 'import os\ntry:\n    from greenlang.agents import A\n    OK = True\nexcept ImportError as e:\n    OK = False\n    sys.exit(1)\nx = 1\n', 'import os\ntry:\n    from greenlang.agents import A\n    from greenlang.core.types import AgentStatus\n    OK = True\nexcept ImportError as e:\n    OK = False\n    sys.exit(1)\nx = 1\n'],
    ['in a try whose handler binds None', 'try:\n    from greenlang.agents import A, B\nexcept ImportError:  # none\n    A = None  # for now\n    B = None\n    OK = False\nx = 1\n', 'try:\n    from greenlang.agents import A, B\n    from greenlang.core.types import AgentStatus\nexcept ImportError:  # none\n    A = None  # for now\n    B = None\n    AgentStatus = None\n    OK = False\nx = 1\n'],
    ['in a try whose handler finds the package elsewhere', 'try:\n    from greenlang.agents import A\nexcept ImportError:\n    import sys\n    sys.path.insert(0, "..")\n    from greenlang.agents import A\nx = 1\n', 'try:\n    from greenlang.agents import A\n    from greenlang.core.types import AgentStatus\nexcept ImportError:\n    import sys\n    sys.path.insert(0, "..")\n    from greenlang.agents import A\n    from greenlang.core.types import AgentStatus\nx = 1\n'],
    ['below a change of the path, with its package', 'import sys\nsys.path.insert(0, "..")\n\nfrom greenlang.zoo import A\nx = 1\n', 'import sys\nsys.path.insert(0, "..")\n\nfrom greenlang.core.types import AgentStatus\nfrom greenlang.zoo import A\nx = 1\n'],
    ['below a change of the path, behind other packages', 'import sys\nimport acme\nsys.path.insert(0, "..")\nimport numpy as np\nx = 1\n', 'import sys\nimport acme\nsys.path.insert(0, "..")\nimport numpy as np\nfrom greenlang.core.types import AgentStatus\nx = 1\n'],
    ['below a change of the path, alone', 'import sys\nfrom greenlang.zoo import A\n\n# ours\nsys.path.append(".")  # here\n\nx = 1\n', 'import sys\nfrom greenlang.zoo import A\n\n# ours\nsys.path.append(".")  # here\n\nfrom greenlang.core.types import AgentStatus\n\nx = 1\n'],
    ['below a change of the path in a try or if', 'import os\nimport sys\nif os.name:\n    sys.path.append(".")\nx = 1\n', 'import os\nimport sys\nif os.name:\n    sys.path.append(".")\n\nfrom greenlang.core.types import AgentStatus\nx = 1\n'],
    ['with its module above a change of the path', 'import sys\nfrom greenlang.core.types import Unit\nsys.path.append(".")\nx = 1\n', 'import sys\nfrom greenlang.core.types import AgentStatus, Unit\nsys.path.append(".")\nx = 1\n'],
    ['in the try below a change of the path', 'import sys\nfrom greenlang.zoo import A\nsys.path.append(".")\ntry:\n    from greenlang.agents import B\nexcept ImportError:\n    sys.exit(1)\nx = 1\n', 'import sys\nfrom greenlang.zoo import A\nsys.path.append(".")\ntry:\n    from greenlang.agents import B\n    from greenlang.core.types import AgentStatus\nexcept ImportError:\n    sys.exit(1)\nx = 1\n'],
    ['whatever a docstring or the end of the file says of the path', '"""Needs sys.path."""\nimport os\n\nif __name__ == "__main__":\n    sys.path.append(".")\n', '"""Needs sys.path."""\nimport os\n\nfrom greenlang.core.types import AgentStatus\n\nif __name__ == "__main__":\n    sys.path.append(".")\n'],
    ['with its package behind a function', 'import sys\n\ndef root():\n    return "."\n\nsys.path.append(root())\nfrom greenlang.agents import A\nx = 1\n', 'import sys\n\ndef root():\n    return "."\n\nsys.path.append(root())\nfrom greenlang.agents import A\nfrom greenlang.core.types import AgentStatus\nx = 1\n'],
    ['in the function that imports its package', 'def f():\n    from greenlang.agents import A\n\n    return A\n', 'def f():\n    from greenlang.agents import A\n    from greenlang.core.types import AgentStatus\n\n    return A\n'],
    ['with Windows line ends', 'from greenlang.agents import A\r\nx = 1\r\n', 'from greenlang.agents import A\r\nfrom greenlang.core.types import AgentStatus\r\nx = 1\r\n'],
  ])('%s', async (_title, before, after) => {
    expect(await imported(before, status)).toEqual({ text: after, names: ['AgentStatus'] });
  });

  it.each<[string, string]>([
    ['in a try whose handler puts something else', 'try:\n    from greenlang.agents import A\nexcept ImportError:\n    class A:\n        pass\nx = 1\n'],
    ['in a try whose handler takes another package', 'try:\n    from greenlang.agents import A\nexcept ImportError:\n    from acme import A\nx = 1\n'],
    ['in a try whose handler decides later', 'try:\n    from greenlang.agents import A\nexcept ImportError:\n    if TESTING:\n        A = object\nx = 1\n'],
    ['on a line with something else', 'try:\n    import os; from greenlang.agents import A\nexcept ImportError:\n    pass\nx = 1\n'],
    ['where only one function tries to', 'import os\ndef f():\n    try:\n        from greenlang.agents import A\n    except ImportError:\n        return None\nx = 1\n'],
    ['where the package is optional', 'import os\nfrom contextlib import suppress\nwith suppress(ImportError):\n    from greenlang.agents import A\nx = 1\n'],
    ['below a function that may have to run first', 'import os\ndef f():\n    return "."\nsys.path.append(f())\nx = 1\n'],
  ])('has no place %s', async (_title, before) => {
    expect(await imported(before, status)).toBeUndefined();
  });

  it('uses what a function has imported itself, in that function alone', async () => {
    const user = (text: string, at: number): Promise<ImportPlan | undefined> => planned(text, status, (nodes) => nodes.filter(({ type }) => type === 'return_statement')[at]);
    const text = 'import os\n\ndef f():\n    from greenlang.core.types import AgentStatus as S\n    return S\n\ndef g():\n    return 1\n';
    expect(await user(text, 0)).toEqual({ names: ['S'], edits: [] });
    expect((await user(text, 1))?.edits.map(({ range }) => range.start)).toEqual([9]);
    const inner = 'class C:\n    from greenlang.agents import A\n    def f(self):\n        return 1\n';
    expect((await user(inner, 0))?.edits.map(({ range }) => range.start)).toEqual([0]);
  });

  it('uses what is there, by its local name', async () => {
    const text = 'from greenlang.core.types import AgentStatus as S\nx = 1\n';
    expect(await imported(text, status)).toEqual({ text, names: ['S'] });
  });

  it('takes several names in one go', async () => {
    expect(await imported('import os\nx = 1\n', status, result, { module: 'asyncio' })).toEqual({
      text: 'import asyncio\nimport os\n\nfrom greenlang.core.types import AgentResult, AgentStatus\nx = 1\n', names: ['AgentStatus', 'AgentResult', 'asyncio'],
    });
    expect(await imported('from greenlang.core.types import Unit\nx = 1\n', status, result)).toEqual({
      text: 'from greenlang.core.types import AgentResult, AgentStatus, Unit\nx = 1\n', names: ['AgentStatus', 'AgentResult'],
    });
  });

  it.each<[string, string]>([
    ['import os\nx = 1\n', 'import asyncio\nimport os\nx = 1\n'],
    ['import abc\nfrom os import path\nx = 1\n', 'import abc\nimport asyncio\nfrom os import path\nx = 1\n'],
    ['from typing import Any\nx = 1\n', 'import asyncio\nfrom typing import Any\nx = 1\n'],
    ['from acme import Any\nx = 1\n', 'import asyncio\n\nfrom acme import Any\nx = 1\n'],
    ['import asyncio as aio\nx = 1\n', 'import asyncio as aio\nx = 1\n'],
    ['"""Doc."""\nx = 1\n', '"""Doc."""\n\nimport asyncio\nx = 1\n'],
  ])('adds a module of the standard library: %j', async (before, after) => {
    expect((await imported(before, { module: 'asyncio' }))?.text).toBe(after);
  });

  it.each([
    'from acme import AgentStatus\nx = 1\n',
    'AgentStatus = 1\nx = 1\n',
    'def f(AgentStatus):\n    pass\nx = 1\n',
    'class AgentStatus:\n    pass\nx = 1\n',
    'print(AgentStatus)\nx = 1\n',
  ])('finds the name taken: %j', async (text) => {
    expect(await imported(text, status)).toBeUndefined();
  });

  it.each([
    'x.AgentStatus(AgentStatus=1)\nx = 1\n',
    'def f():\n    from greenlang.core.types import AgentStatus\n    return AgentStatus\nx = 1\n',
    'if TYPE_CHECKING:\n    from greenlang.core.types import AgentStatus\nx: AgentStatus = 1\n',
  ])('is not put off by %j', async (text) => {
    expect((await imported(text, status))?.text).toContain('from greenlang.core.types import AgentStatus\n');
  });

  it('does not import below a use', async () => {
    const text = 'x = 1\nimport os; import sys\n';
    expect(await imported(text, status)).toBeUndefined();
  });
});
