import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** Endpoints of the HTTP API. */
export const bc002: GuideChange = {
  id: 'BC-002',
  title: 'API v2: other paths, envelopes, tokens instead of API keys',
  impact: 'medium',
  summary: [
    '`/api/v1/agents/register` is `/api/v2/agents`, and `/api/v1/workflows/execute` is `/api/v2/workflows/execute`. With the path everything around it changes: a request\'s body '
    + 'stands under `data`, beside `metadata`; so does the answer; and the header `X-API-Key` gave way to `Authorization: Bearer …` with a token from `/api/v2/auth/token`.',
    '**Unsafe**: one fix for the whole call, where all of it can be seen. The client must be proven (`requests`, `httpx`, `aiohttp`; `fetch`, `axios`, `got`, `ky`; `curl` with JSON between single quotes), the '
    + 'body must be JSON, and the response must not go where it cannot be followed. Whatever expression held the key goes on being used behind `Bearer`, since a new name would be '
    + 'undefined: **make sure that it holds a token.** The finding says so.',
    'Headers that one dict, object or session gives to several calls change when all of these calls move; else the fix is offered for the one call without them, and taken by hand only. The path '
    + 'alone is a second fix, never taken in bulk: the old body is an error at the new address, while v1 still answers until 0.4.',
    'Never found: paths that this project serves itself (routes of FastAPI, Flask, Django, Express and the like, mocks in tests), other hosts, and paths in messages, comments and '
    + 'comparisons. `/api/v1/agents/list`, `/api/v1/workflows/list` and `/api/v1/health` are hints, and only in a file that calls one of the other two.',
    '**Manual**: a path that is put together from a constant (`API = ".../api/v1"`) and its end, and calls through your own wrappers.',
  ],
  examples: [
    {
      language: 'python',
      before: `response = requests.post(
    "http://localhost:8000/api/v1/agents/register",
    json={"name": "my-agent"},
    headers={"X-API-Key": token}
)
agent = response.json()
`,
      after: `response = requests.post(
    "http://localhost:8000/api/v2/agents",
    json={"data": {"name": "my-agent"}, "metadata": {"client_version": "0.3.0"}},
    headers={"Authorization": f"Bearer {token}"}
)
agent = response.json()["data"]
`,
    },
  ],
  ...deprecatedForms,
};
