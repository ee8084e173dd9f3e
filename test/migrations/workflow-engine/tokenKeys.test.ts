import { describe, expect, it } from 'vitest';
import { testService } from '../../support/testService.ts';

const engine = '[workspace]\nmembers = ["crates/workflow-engine-core"]\n';

async function applicabilityIn(text: string, path = 'src/a.ts'): Promise<readonly string[]> {
  const { service, workspace } = await testService({ 'Cargo.toml': engine, [path]: text });
  return (service.diagnose(workspace.uri(path))?.diagnostics ?? []).map(({ applicability }) => applicability);
}

/** A name that the file gives to something else is not the browser's storage for certain. */
describe('localStorage of the file itself', () => {
  it.each([
    "import localStorage from 'x';",
    "import { localStorage } from 'x';",
    "import { store as localStorage } from 'x';",
    "import * as localStorage from 'x';",
    "import localStorage = require('x');",
    "const localStorage = new LocalStorage('./scratch');",
    "const { localStorage } = stores;",
    "const { store: localStorage } = stores;",
    "const { localStorage = {} } = stores;",
    "const [localStorage] = stores;",
    "const [...localStorage] = stores;",
    "function f(localStorage: Store) {}",
    "function f(localStorage = memory) {}",
    "function f({ localStorage }: Stores) {}",
    "function f(...localStorage: string[]) {}",
    "const f = (localStorage: Store) => 1;",
    "const f = localStorage => 1;",
    "class K { static f(localStorage) {} }",
    "class K { constructor(private localStorage: Store) {} }",
    "function localStorage() {}",
    "function* localStorage() {}",
    "const f = function localStorage() {};",
    "enum localStorage { A }",
    "namespace localStorage { export const a = 1; }",
    "try { f(); } catch (localStorage) {}",
    "for (const localStorage of stores) {}",
    "localStorage = memory;",
    "const self = this; self.localStorage.x = 1;",
    "const { window } = new JSDOM();",
  ])('%s', async (declaration) => {
    expect(await applicabilityIn(`${declaration}\nlocalStorage.getItem('jwt_token');\n`)).toEqual(['unsafe']);
  });

  it.each(['function f(localStorage) {}', 'const f = localStorage => 1;', "const localStorage = require('x');"])('in JavaScript: %s', async (declaration) => {
    expect(await applicabilityIn(`${declaration}\nlocalStorage.getItem('jwt_token');\n`, 'src/a.js')).toEqual(['unsafe']);
  });

  it.each(['if (!localStorage) throw new Error();', 'f(window.localStorage, sessionStorage);', 'const stores = { a: localStorage };', "localStorage.getItem('user');", 'type A = { localStorage: Storage };', 'const a: typeof localStorage = b;'])('but a use of it is none: %s', async (use) => {
    expect(await applicabilityIn(`${use}\nlocalStorage.getItem('jwt_token');\n`)).toEqual(['safe']);
  });
});
