import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const count = 40;
const unitsOfOne = 400_000;

/** A file with findings, of which others see long names: pieces of its text are longer than what engines copy. */
const agent = (path: string): string => {
  const name = path.replace('.py', '');
  return `from greenlang.core import AgentResult, BaseAgent
from ${name}.somewhere_far_away_from_here import something_with_quite_a_long_name
import os

TOKEN = os.environ["GREENLANG_VARIABLE_OF_${name.toUpperCase()}"]


class ${name}(BaseAgent):
    def run(self, input_data):
        return AgentResult(success=True, data={"${name}": 1})

# ${'long '.repeat(unitsOfOne / 5)}
`;
};

it('neither a scan nor findings keep the texts of closed files', async () => {
  const names = Array.from({ length: count }, (_, i) => `agent_number_${i}_with_findings.py`);
  const memory = inMemoryWorkspace({ 'requirements.txt': 'greenlang==0.2.3\n', ...Object.fromEntries(names.map((name) => [name, ''])) });
  // Each reading makes a text of its own, as a disk does.
  const read = (uri: string) => {
    const path = memory.path(uri);
    return memory.files.get(path) === '' ? { kind: 'text' as const, text: Buffer.from(agent(path)).toString(), bom: false } : memory.readNow(uri);
  };
  const workspace = {
    ...memory,
    readNow: read,
    read: (uri: string) => Promise.resolve(read(uri)),
    withBytes: <T>(uri: string, use: (bytes: Uint8Array) => T): Promise<T | undefined> => {
      const result = read(uri);
      return Promise.resolve(result.kind === 'text' ? use(Buffer.from(result.text)) : undefined);
    },
  };
  const service = createLanguageService(testServiceOptions(workspace, []));
  service.configure(workspace.folder, defaultSettings);
  const held = async (): Promise<number> => {
    await new Promise((resolve) => { setImmediate(resolve); });
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await held();
  await service.scan();
  const few = (count * unitsOfOne) / 3;
  expect(await held() - before).toBeLessThan(few);
  const found = service.files().map((uri) => service.diagnose(uri)?.diagnostics.length ?? 0);
  expect(found.filter((findings) => findings > 0).length).toBeGreaterThanOrEqual(count);
  expect(await held() - before).toBeLessThan(few);
});
