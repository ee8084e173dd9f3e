import { describe, expect, it } from 'vitest';
import { moduleNeighbours } from '../../server/src/service/moduleNeighbours.ts';
import { testService } from '../support/testService.ts';

describe('modules that lie around known ones', () => {
  it('are the packages on the way up, those of the families, and conftest files above tests', () => {
    const known = ['file:///w/a/b/mod.py', 'file:///w/a/c/mod.py', 'file:///w/tests/unit/test_it.py'];
    const others = [
      'file:///w/__init__.py', 'file:///w/a/__init__.py', 'file:///w/a/b/__init__.py', 'file:///w/a/c/__init__.py', 'file:///w/a/b/other.py', 'file:///w/a/conftest.py',
      'file:///w/conftest.py', 'file:///w/tests/conftest.py', 'file:///w/tests/unit/conftest.py', 'file:///w/tests/slow/conftest.py', 'file:///w/sys/agents/__init__.py',
      'file:///w/sys/agents/x/__init__.py', 'file:///w/sys/agents/x/y.py', 'file:///other/__init__.py',
    ];
    expect(moduleNeighbours(known, others, 'file:///w', ['sys.agents'], (uri) => !uri.includes('/c/'))).toEqual([
      'file:///w/__init__.py', 'file:///w/a/__init__.py', 'file:///w/a/b/__init__.py', 'file:///w/conftest.py', 'file:///w/tests/conftest.py', 'file:///w/tests/unit/conftest.py',
      'file:///w/sys/agents/__init__.py', 'file:///w/sys/agents/x/__init__.py',
    ]);
  });

  it('count although nothing in them names a class', async () => {
    const use = 'print(agent.run({}).success)\n';
    const { service, workspace } = await testService({
      'own/app.py': `from greenlang.agents import FuelAgent\nagent = FuelAgent()\n${use}`,
      'own/greenlang/__init__.py': '',
      'own/greenlang/agents/__init__.py': 'loaded = True\n',
      'tests/conftest.py': 'import pytest\nfrom greenlang.agents.base import BaseAgent\n\n\n@pytest.fixture\ndef agent():\n    return BaseAgent()\n',
      'tests/test_far.py': `from greenlang.core.types import AgentResult\n\n\ndef test_it(agent):\n    ${use}`,
      'tests/unit/conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef agent():\n    return object()\n',
      'tests/unit/test_near.py': `from greenlang.core.types import AgentResult\n\n\ndef test_it(agent):\n    ${use}`,
    });
    const found = (path: string): number => (service.diagnose(workspace.uri(path))?.diagnostics ?? []).filter(({ rule }) => rule === 'greenlang/member-replaced').length;
    expect(['tests/test_far.py', 'tests/unit/test_near.py', 'own/app.py'].map(found)).toEqual([1, 0, 0]);
  });
});
