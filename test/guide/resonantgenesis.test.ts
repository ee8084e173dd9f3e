import { describe, expect, it } from 'vitest';
import { testService } from '../support/testService.ts';
import { meanings } from './meaning.ts';

/** What proves that a project uses the SDKs, upgraded already, so that it adds no finding of its own. */
const project = { 'requirements.txt': 'resonantgenesis==2.0.0\n', 'package.json': '{ "type": "module", "dependencies": { "@resonantgenesis/sdk": "^2.0.0" } }\n' };

/** What stands around the guide's snippets of Python, which begin in the middle. */
const asynchronous = (body: string): string => `from resonantgenesis import ResonantClient

async def main(client: ResonantClient, id):
${body.trimEnd().split('\n').map((line) => `    ${line}`).join('\n')}
`;

/** The before/after pairs of the guide of ResonantGenesis: what `--unsafe` makes of "before" means the same as "after". */
describe('the guide of ResonantGenesis, SDK 1.x to 2.x', () => {
  it.each([
    ['1. Async by default', asynchronous('result = client.agents.list()'), asynchronous('result = await client.agents.list()')],
    [
      '1. Async by default, the synchronous wrapper',
      'from resonantgenesis import ResonantClient\nclient = ResonantClient(api_key="...")\nresult = client.agents.list()\n',
      'from resonantgenesis import SyncClient\nclient = SyncClient(api_key="...")\nresult = client.agents.list()\n',
    ],
    ['2. Response objects', asynchronous("agent = client.agents.get(id)\nprint(agent['name'])"), asynchronous('agent = await client.agents.get(id)\nprint(agent.name)')],
    ['3. Error handling', 'from resonantgenesis.exceptions import APIError\n', 'from resonantgenesis import ResonantError\n'],
    [
      'Using API Versions: In SDK',
      'from resonantgenesis import ResonantClient\nclient = ResonantClient(\n    api_key="...",\n    api_version="1.0"\n)\n',
      'from resonantgenesis import ResonantClient\nclient = ResonantClient(\n    api_key="...",\n    api_version="1.2"\n)\n',
    ],
  ])('Python SDK: %s', async (_section, before, after) => {
    const [now, meant] = meanings('python', [await upgraded('app.py', before), after]);
    expect(now).toBe(meant);
  });

  it('JavaScript SDK: 1. ESM only', async () => {
    expect(await upgraded('app.js', "const { ResonantClient } = require('@resonantgenesis/sdk');\n")).toBe("import { ResonantClient } from '@resonantgenesis/sdk';\n");
  });

  it.each([
    ['In URL', 'curl https://resonantgenesis.xyz/api/v1.1/agents\n', 'curl https://resonantgenesis.xyz/api/v1.2/agents\n'],
    ['In Header', 'curl https://resonantgenesis.xyz/api/agents \\\n  -H "X-API-Version: 1.1"\n', 'curl https://resonantgenesis.xyz/api/agents \\\n  -H "X-API-Version: 1.2"\n'],
    [
      'Importing Data',
      'curl -X POST https://resonantgenesis.xyz/api/v1/agents/import \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d @agents.json\n',
      'curl -X POST https://resonantgenesis.xyz/api/v1.2/agents/import \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d @agents.json\n',
    ],
  ])('Using API Versions: %s', async (_section, before, after) => {
    expect(await upgraded('call.sh', before)).toBe(after);
  });

  it.each([
    ['before the end of life of v1.0', '2026-03-30', 'warning', 'warning'],
    ['after it', '2026-03-31', 'error', 'warning'],
    ['after that of v1.1', '2026-06-30', 'error', 'error'],
  ])('Version Format: %s', async (_when, today, first, second) => {
    const { service, workspace } = await testService({ 'call.sh': 'curl https://resonantgenesis.xyz/api/v1.0/agents\ncurl https://resonantgenesis.xyz/api/v1.1/agents\n' }, { today });
    expect(service.diagnose(workspace.uri('call.sh'))?.diagnostics.map(({ severity }) => severity)).toEqual([first, second]);
  });

  it('Migration File Structure: the guide\'s own revision is in order, its data migration cannot be taken back', async () => {
    const head = "from alembic import op\nimport sqlalchemy as sa\n\nrevision = 'abc123'\ndown_revision = 'def456'\n\n";
    const { service, workspace } = await testService({
      ...project,
      'a.py': `${head}def upgrade():\n    op.create_table('user_preferences')\n\ndef downgrade():\n    op.drop_table('user_preferences')\n`,
      'b.py': `${head}def upgrade():\n    op.add_column('agents', sa.Column('version', sa.Integer(), default=1))\n    connection = op.get_bind()\n    connection.execute(\n        sa.text("UPDATE agents SET version = 1 WHERE version IS NULL")\n    )\n\ndef downgrade():\n    op.drop_column('agents', 'version')\n`,
    });
    const found = (file: string): readonly string[] => service.diagnose(workspace.uri(file))?.diagnostics.map(({ rule, severity }) => `${severity} ${rule}`) ?? [];
    expect(found('a.py')).toEqual([]);
    expect(found('b.py')).toEqual(['hint resonantgenesis/revision-not-reversible']);
  });

  it('Troubleshooting, Version Mismatch: a client that asks for an old version is found, the guide\'s own is not', async () => {
    const client = (version: string): string => `import resonantgenesis\nfrom resonantgenesis import ResonantClient\n\nprint(f"SDK: {resonantgenesis.__version__}")\nclient = ResonantClient(\n    api_key="...",\n    api_version="${version}"\n)\nprint(f"API: {client.api_version}")\n`;
    const { service, workspace } = await testService({ ...project, 'old.py': client('1.1'), 'new.py': client('1.2') }, { today: '2026-07-01' });
    expect(service.diagnose(workspace.uri('old.py'))?.diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['error resonantgenesis/api-version-argument-old']);
    expect(service.diagnose(workspace.uri('new.py'))?.diagnostics).toEqual([]);
  });

  it('Exporting Data: both commands, after the end of v1.0', async () => {
    const command = (part: string): string => `curl https://resonantgenesis.xyz/api/v1/${part}/export \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -o ${part}.json\n`;
    const before = command('agents') + command('sessions');
    expect(await upgraded('export.sh', before)).toBe(before.replaceAll('/api/v1/', '/api/v1.2/'));
  });

  it('Upgrading: the commands of the guide are in order, and so is its own code for 2.x', async () => {
    const { service, workspace } = await testService({
      ...project,
      'upgrade.sh': 'pip install --upgrade resonantgenesis\nnpm install @resonantgenesis/sdk@latest\nalembic upgrade head\n',
      'data.py': asynchronous("export = await client.data.export_all()\nawait client.data.import_all(export)\nagent = await client.agents.get(id)\nprint(agent.name)"),
      'agent.ts': "import { ResonantClient } from '@resonantgenesis/sdk';\nconst agent = await new ResonantClient().agents.get(id);\nconsole.log(agent.name);\n",
    });
    for (const file of ['upgrade.sh', 'data.py', 'agent.ts']) expect(service.diagnose(workspace.uri(file))?.diagnostics ?? [], file).toEqual([]);
  });

  it('tells what the guide says of each entry, and what people do themselves', async () => {
    const { service } = await testService(project);
    for (const id of ['RG-ASYNC', 'RG-RESPONSE', 'RG-ERRORS', 'RG-JS', 'RG-API', 'RG-DEPS', 'RG-ALEMBIC']) expect(service.explain(id)?.markdown, id).toContain(id);
  });
});

async function upgraded(file: string, before: string): Promise<string> {
  const { service, workspace } = await testService({ ...project, [file]: before });
  const plan = await service.plan({ applicability: 'unsafe' });
  const after = plan.files.find(({ uri }) => uri === workspace.uri(file))?.after;
  expect(after, `${file} is changed`).toBeDefined();
  return after ?? '';
}
