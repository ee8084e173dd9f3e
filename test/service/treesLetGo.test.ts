import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { createGrammars } from '../../server/src/service/grammars.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testGrammars, testServiceOptions } from '../support/testService.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const agent = (name: string): string => `from greenlang.core import AgentResult, BaseAgent


class ${name}(BaseAgent):
    def run(self, input_data):
        return AgentResult(success=True, data={"${name}": 1})


result = ${name}().run({})
if result.success:
    print(result.data)
`;

it('neither a scan nor findings keep the trees of closed files', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `Agent${i}`);
  const workspace = inMemoryWorkspace({ 'requirements.txt': 'greenlang==0.2.3\n', ...Object.fromEntries(names.map((name) => [`${name.toLowerCase()}.py`, agent(name)])) });
  const options = testServiceOptions(workspace, []);
  const grammars = createGrammars(testGrammars, options.logger);
  const trees: WeakRef<object>[] = [];
  const service = createLanguageService(options, {
    ...grammars,
    parsers: (grammar) => {
      const parser = grammars.parsers(grammar);
      return parser && {
        parse: (text, how) => {
          const tree = parser.parse(text, how);
          if (tree) trees.push(new WeakRef(tree.shape));
          return tree;
        },
      };
    },
  });
  service.configure(workspace.folder, defaultSettings);
  await service.scan();
  const alive = async (): Promise<number> => {
    // What a WeakRef gave out stays until the turn is over.
    await new Promise((resolve) => { setImmediate(resolve); });
    collect();
    return trees.filter((tree) => tree.deref() !== undefined).length;
  };
  expect(trees.length).toBeGreaterThanOrEqual(names.length);
  // The last one may still be in the hands of who made it.
  expect(await alive()).toBeLessThanOrEqual(2);
  const reports = service.files().map((uri) => service.diagnose(uri));
  expect(reports.flatMap((report) => report?.diagnostics ?? []).length).toBeGreaterThanOrEqual(3 * names.length);
  expect(await alive()).toBeLessThanOrEqual(2);
});
