import { describe, expect, it } from 'vitest';
import { exampleFiles } from '../support/exampleFiles.ts';
import { testService } from '../support/testService.ts';

/** The example workspace, upgraded with everything that is automatic. */
describe('examples/workflow-engine-0', () => {
  it('is upgraded; what is left is a decision of people', async () => {
    const files = exampleFiles('workflow-engine-0');
    const { service, workspace } = await testService(files);
    const plan = await service.plan({ applicability: 'unsafe' });
    expect(plan.refused).toEqual([]);
    const after = { ...files, ...Object.fromEntries(plan.files.map(({ uri, after: text }) => [workspace.path(uri), text])) };
    expect(plan.files.map(({ uri }) => workspace.path(uri)).sort()).toEqual([
      '.env.example', 'config.toml', 'crates/workflow-engine-api/src/main.rs', 'docker-compose.yml',
      'frontend/.env.example', 'frontend/src/client.ts', 'frontend/src/store.ts', 'schema.graphql', 'scripts/start.sh',
    ]);
    expect(after['.env.example']).toBe('# Copy to .env and fill in\nJWT_SECRET=\nDATABASE_URL=postgresql://localhost/ai_workflow_db\nRUST_LOG=info\nGRAPHQL_GATEWAY_URL=http://localhost:4000\n');
    expect(after['config.toml']).toBe(`# The engine's configuration, version 0.x

[server]
host = "0.0.0.0"
port = 8080
cors_origins = ["http://localhost:3000"]

[database]
url = "\${DATABASE_URL}"  # from .env
pool_size = 10
timeout = 30

[auth]
jwt_secret = "\${JWT_SECRET}"  # replace before going live
token_expiration = 3600

[federation]
gateway_url = "http://localhost:4000"
`);
    expect(after['docker-compose.yml']).toContain(`    image: workflow-engine:v1.0
    depends_on:
      - postgres
    environment:
      - DATABASE_URL=\${DATABASE_URL}
      - RUST_LOG=\${RUST_LOG:-info}
      - JWT_SECRET=\${JWT_SECRET}
`);
    expect(after['docker-compose.yml']).toContain('  graphql-gateway:\n    image: workflow-engine-gateway:v1.0\n');
    // The frontend is a project of its own; the engine around it proves what it talks to.
    expect(after['frontend/.env.example']).toBe('# Where the backend is\nREACT_APP_API_URL=http://localhost:8080\nREACT_APP_GRAPHQL_URL=http://localhost:4000/graphql\n');
    expect(after['frontend/src/client.ts']).toContain("|| 'http://localhost:4000/graphql'");
    expect(after['frontend/src/store.ts']).toBe(files['frontend/src/store.ts']?.replace('jwt_token', 'auth_token'));
    expect(after['schema.graphql']).toBe(files['schema.graphql']
      ?.replace('  users: [User]\n', '  users: [User]\n  _service: _Service!\n').replace('type Workflow {', 'type Workflow @key(fields: "id") {').replace('type User {', 'type User @key(fields: "id") {'));
    for (const [file, text] of Object.entries(after)) expect(text, file).not.toMatch(/\b(?:JWT_SECRET_KEY|DB_URL|LOG_LEVEL)\b/);

    const again = await testService(after);
    const left = Object.keys(after).sort().flatMap((file) => (again.service.diagnose(again.workspace.uri(file))?.diagnostics ?? []).map(({ rule, applicability }) => [file, rule, applicability]));
    expect(left).toEqual([
      ['crates/workflow-engine-api/src/main.rs', 'workflow-engine/secret-defaulted', 'manual'],
      ['frontend/src/store.ts', 'workflow-engine/refresh-missing', 'manual'],
      ['monitoring/grafana/engine.json', 'workflow-engine/metrics-missing', 'manual'],
      ['scripts/test.sh', 'workflow-engine/tests-partial', 'manual'],
    ]);
    expect((await again.service.plan({ applicability: 'unsafe' })).files).toEqual([]);
  });

  it('keeps its other values when only what is safe is done', async () => {
    const { service, workspace } = await testService(exampleFiles('workflow-engine-0'));
    const plan = await service.plan({ applicability: 'safe' });
    const compose = plan.files.find(({ uri }) => workspace.path(uri) === 'docker-compose.yml')?.after ?? '';
    expect(compose).toContain('image: workflow-engine:v0.6');
    expect(compose).toContain('- DATABASE_URL=${DATABASE_URL}');
    expect(compose).not.toContain('graphql-gateway');
    const changed = plan.files.map(({ uri }) => workspace.path(uri));
    expect(changed).not.toContain('schema.graphql');
    // Whose frontend it is, is not certain.
    expect(changed).not.toContain('frontend/src/store.ts');
    expect(changed).not.toContain('frontend/src/client.ts');
  });
});
