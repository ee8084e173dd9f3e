import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** Asynchronous and synchronous agents. */
export const bc012: GuideChange = {
  id: 'BC-012',
  title: 'Agents are asynchronous unless they say @sync_only',
  impact: 'high',
  summary: [
    'GreenLang 0.2 ran every agent synchronously; 0.3 expects `async def run`. A class that stays synchronous must say so with `@sync_only`.',
    '**Safe**: `@sync_only` on every class with a synchronous `run` that reaches `BaseAgent`, be it through other files, and its import. This keeps what the agent does.',
    '**Unsafe**, and one at a time: `async def run`, with `await` before the calls of it in this file that stand in asynchronous functions. Callers elsewhere are not touched.',
    '**Unsafe**: an asynchronous agent whose `run` is called like a function (`RuntimeError: This agent requires async execution but was called synchronously`, issue 4) is awaited; where that is not '
    + 'possible, the call is wrapped in `asyncio.run(…)`. A coroutine that is handed on, to `asyncio.gather` for one, is left alone.',
  ],
  examples: [
    {
      language: 'python',
      before: `class MyLegacyAgent(BaseAgent):
    def run(self, input_data):
        return self.process(input_data)
`,
      after: `from greenlang.agents import sync_only

@sync_only
class MyLegacyAgent(BaseAgent):
    def run(self, input_data):
        return self.process(input_data)
`,
    },
  ],
  ...deprecatedForms,
};
