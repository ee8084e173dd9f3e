import type { GuideChange } from '../../../analysis/migration.ts';

/** Versions of the HTTP API. */
export const rgApi: GuideChange = {
  id: 'RG-API',
  title: 'API v1.0 and v1.1 end, v1.2 is current',
  impact: 'high',
  summary: [
    'The end of life of v1.0 is March 2026 (the last day of the month counts), that of v1.1 June 2026. From then on the server answers `410 Gone`, and the finding is an error; before, a warning. '
    + 'The date of today decides, whatever version of the SDK the project is on.',
    '**Safe**: `/api/v1`, `/api/v1.0` and `/api/v1.1` behind the host `resonantgenesis.xyz` (also `api.` and `www.`) become `/api/v1.2`: in code, scripts, pipelines, `.env` files and values of YAML; the header `X-API-Version` of such a '
    + 'call, and `api_version=` of a client, become `1.2`.',
    '**Unsafe**: the same on other hosts below it, which may have versions of their own. **Manual**: where the file names the same address of v1.2 too, as a table of versions does.',
    'Recorded traffic (cassettes, fixtures, snapshots, HAR files, collections of requests), API descriptions, lock files and other JSON are records, and left alone. Paths of other hosts are never touched, nor are paths without a host, comments and prose.',
  ],
  examples: [
    {
      language: 'bash',
      before: `curl https://resonantgenesis.xyz/api/v1.1/agents
curl https://resonantgenesis.xyz/api/agents \\
  -H "X-API-Version: 1.1"
`,
      after: `curl https://resonantgenesis.xyz/api/v1.2/agents
curl https://resonantgenesis.xyz/api/agents \\
  -H "X-API-Version: 1.2"
`,
    },
    {
      language: 'python',
      before: `client = ResonantClient(
    api_key="...",
    api_version="1.1"
)
`,
      after: `client = ResonantClient(
    api_key="...",
    api_version="1.2"
)
`,
    },
  ],
  deprecatedIn: '2.0.0',
};
