import type { GuideChange } from '../../../analysis/migration.ts';
import { brokenForms } from './lifecycle.ts';

/** Calls of the client are asynchronous. */
export const rgAsync: GuideChange = {
  id: 'RG-ASYNC',
  title: 'ResonantClient is asynchronous; SyncClient is the synchronous one',
  impact: 'high',
  summary: [
    'Every call on a resource of a `ResonantClient` (`client.agents.list()`) gives a coroutine in the SDK 2.x. Upguide follows the client through names, attributes, parameters, '
    + '`with` and other files; what is not proven to be one is left alone.',
    '**Safe**: `await` before the call in an `async def`, with brackets where the value is used at once. In a file without anything asynchronous the client becomes a `SyncClient`, in the '
    + 'import and wherever the file names the class, when no client is handed to code elsewhere; so does a client that lives in one synchronous function of a file with asynchronous parts.',
    '**Unsafe**: the same where clients are handed on, kept by something else (`app.state.client`), made elsewhere, returned to or taken by other files: what is asynchronous there must get a `ResonantClient` of its own. So is `await` for an argument of another call that is awaited: that may await it itself.',
    '**Manual**: streams (`sessions.stream(…)`) and what a `with` enters in an `async def`, because the guide does not tell how they are awaited; calls in a synchronous function on a client that asynchronous code uses too, in a `lambda`, or on a client that another file makes; methods that are handed on uncalled '
    + '(`asyncio.to_thread(client.agents.list)`). A coroutine that is handed to `asyncio.run` or `asyncio.gather` is left alone.',
  ],
  examples: [
    {
      language: 'python',
      before: `from resonantgenesis import ResonantClient

client = ResonantClient(api_key="...")
result = client.agents.list()
`,
      after: `from resonantgenesis import SyncClient

client = SyncClient(api_key="...")
result = client.agents.list()
`,
    },
    {
      language: 'python',
      before: `async def names(client: ResonantClient):
    return [agent.name for agent in client.agents.list()]
`,
      after: `async def names(client: ResonantClient):
    return [agent.name for agent in await client.agents.list()]
`,
    },
  ],
  ...brokenForms,
};
