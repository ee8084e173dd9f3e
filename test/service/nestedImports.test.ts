import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';

/** What a scan of a project of one module detects. */
async function detected(module: string) {
  const workspace = inMemoryWorkspace({ 'pyproject.toml': '[project]\nname = "shop"\n', 'shop/routes.py': module });
  const service = createLanguageService(testServiceOptions(workspace, []));
  service.configure(workspace.folder, defaultSettings);
  await service.scan();
  return service.detected().map(({ migration, evidence }) => [migration, evidence]);
}

// The end of this path is among the literals of a rule that then looks closer, and finds that nothing in the module can be one of its own.
const path = 'REGISTER = "/users/register"\n';

describe('a module that only a closer look at its text turns away', () => {
  it('proves a system by what it imports in a function', async () => {
    expect(await detected(`${path}def load():\n    from greenlang.agents import base\n    return base\n`)).toEqual([['greenlang', ['shop/routes.py: import greenlang.agents']]]);
  });

  it('proves nothing by what a text says', async () => {
    expect(await detected(`${path}def load():\n    """As in\n\n    from greenlang.agents import base\n    """\n`)).toEqual([]);
  });
});
