import { describe, expect, it } from 'vitest';
import { PythonImports, type WantedImport } from '../../server/src/syntax/pythonImports.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import type { CodeNode } from '../../server/src/syntax/codeTree.ts';
import { parsedCode } from '../support/codeParsers.ts';

const status: WantedImport = { module: 'greenlang.core.types', name: 'AgentStatus' };
const result: WantedImport = { module: 'greenlang.core.types', name: 'AgentResult' };

/** The file with the imports, or why not; the user is the last statement. */
async function imported(text: string, ...wanted: readonly WantedImport[]): Promise<{ readonly text: string; readonly names: readonly string[] } | undefined> {
  const { tree } = await parsedCode(text);
  if (!tree) throw new Error('no tree');
  const identifiers = [...tree.root.descendants()].filter(({ type }) => type === 'identifier');
  const plan = new PythonImports(tree.root, text, () => identifiers).plan(wanted, tree.root.namedChildren.at(-1) as CodeNode);
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
    ['never in try or if', 'import os\ntry:\n    from greenlang.core.types import Unit\nexcept ImportError:\n    pass\nx = 1\n', 'import os\n\nfrom greenlang.core.types import AgentStatus\ntry:\n    from greenlang.core.types import Unit\nexcept ImportError:\n    pass\nx = 1\n'],
    ['with Windows line ends', 'from greenlang.agents import A\r\nx = 1\r\n', 'from greenlang.agents import A\r\nfrom greenlang.core.types import AgentStatus\r\nx = 1\r\n'],
  ])('%s', async (_title, before, after) => {
    expect(await imported(before, status)).toEqual({ text: after, names: ['AgentStatus'] });
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
