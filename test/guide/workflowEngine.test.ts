import { parse as parseGraphql, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { parseToml } from '../../server/src/syntax/toml.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { toValue } from '../../server/src/syntax/yamlPath.ts';
import { testService } from '../support/testService.ts';
import { meanings } from './meaning.ts';

/** What proves that a project uses the engine. */
const project = { 'Cargo.toml': '[workspace]\nmembers = ["crates/workflow-engine-core"]\n' };

const configurationBefore = `# Old configuration (v0.x)
[server]
host = "0.0.0.0"
port = 8080

[database]
url = "postgresql://..."

[jwt]
secret = "default-secret"  # Security issue!
`;

const configurationAfter = `# New configuration (v1.0+)
[server]
host = "0.0.0.0"
port = 8080
cors_origins = ["http://localhost:3000"]

[database]
url = "postgresql://..."
pool_size = 10
timeout = 30

[auth]
jwt_secret = "\${JWT_SECRET}"  # From environment
token_expiration = 3600

[federation]
gateway_url = "http://localhost:4000"
`;

const exportsBefore = `export JWT_SECRET_KEY="your-secret"
export DB_URL="postgresql://..."
`;

const exportsAfter = `export JWT_SECRET="your-secret"
export DATABASE_URL="postgresql://..."
`;

const composeBefore = `services:
  ai-workflow-system:
    image: workflow-engine:v0.9
    environment:
      - JWT_SECRET=\${JWT_SECRET_KEY}
      - DATABASE_URL=\${DB_URL}
    ports:
      - "8080:8080"
`;

const composeAfter = `# docker-compose.yml changes
services:
  ai-workflow-system:
    image: workflow-engine:v1.0
    environment:
      - JWT_SECRET=\${JWT_SECRET}  # Now required
      - DATABASE_URL=\${DATABASE_URL}
    ports:
      - "8080:8080"

  graphql-gateway:  # New service
    image: workflow-engine-gateway:v1.0
    ports:
      - "4000:4000"
    depends_on:
      - ai-workflow-system
`;

/** "Before" does not show the type that "after" gives a key: both have it here, as "after" has it. */
const schemaBefore = `# Old schema (v0.x)
type Query {
  workflows: [Workflow]
  users: [User]
}

type Workflow {
  id: ID!
  name: String!
  # ... other fields
}
`;

const schemaAfter = `# New federated schema (v1.0)
type Query {
  workflows: [Workflow]
  users: [User]
  _service: _Service!
}

type Workflow @key(fields: "id") {
  id: ID!
  name: String!
  # ... other fields
}
`;

const table: readonly (readonly [before: string, after: string])[] = [['JWT_SECRET_KEY', 'JWT_SECRET'], ['DB_URL', 'DATABASE_URL'], ['LOG_LEVEL', 'RUST_LOG']];

/** The before/after pairs of the guide: what `--unsafe` makes of "before" means the same as "after". */
describe('the guide of the AI Workflow Engine 0.x to 1.0', () => {
  it('Configuration File Updates', async () => {
    const text = await upgraded('config.toml', configurationBefore);
    expect(toml(text)).toEqual(toml(configurationAfter));
    expect(text).toContain('# Security issue!');
  });

  it('1. Update Configuration', async () => {
    // A script is no place for a new secret, and the gateway's address goes into .env: see the page environment-unset.
    const [now, meant] = meanings('shell', [await upgraded('deploy.sh', exportsBefore), exportsAfter]);
    expect(now).toBe(meant);
  });

  it('3. Update Docker Configuration', async () => {
    expect(yaml(await upgraded('docker-compose.yml', composeBefore))).toEqual(yaml(composeAfter));
  });

  it('GraphQL Schema Changes', async () => {
    const text = await upgraded('schema.graphql', schemaBefore);
    expect(print(parseGraphql(text))).toBe(print(parseGraphql(schemaAfter)));
    expect(text).toContain('  # ... other fields\n');
  });

  it('4. Frontend Updates; Client Updates Required', async () => {
    // The settings that are new (refreshTokenKey, tokenExpiration) and the types for the cache are the program's own.
    const after = await upgraded('src/config.ts', `import { ApolloClient, InMemoryCache } from '@apollo/client';
const API_BASE_URL = process.env.REACT_APP_API_URL || 'http://localhost:8080';
const GRAPHQL_URL = process.env.REACT_APP_GRAPHQL_URL || 'http://localhost:8080/graphql';
const authConfig = { tokenKey: 'jwt_token' };
const client = new ApolloClient({ uri: 'http://localhost:8080/graphql', cache: new InMemoryCache() });
`);
    expect(after).toBe(`import { ApolloClient, InMemoryCache } from '@apollo/client';
const API_BASE_URL = process.env.REACT_APP_API_URL || 'http://localhost:8080';
const GRAPHQL_URL = process.env.REACT_APP_GRAPHQL_URL || 'http://localhost:4000/graphql';
const authConfig = { tokenKey: 'auth_token' };
const client = new ApolloClient({ uri: 'http://localhost:4000/graphql', cache: new InMemoryCache() });
`);
  });

  it('React Component Updates: the key; a second token is the program\'s own', async () => {
    const before = `const useAuth = () => {
  const [token, setToken] = useState(localStorage.getItem('jwt_token'));
  // ...
};
`;
    expect(await upgraded('src/useAuth.ts', before)).toBe(before.replace('jwt_token', 'auth_token'));
  });

  it('State Management Updates: what is missing is said, and the "after" has all of it', async () => {
    const store = (more: readonly string[]): string => `import { create } from 'zustand';
interface AuthState {
  token: string | null;
${more.map((line) => `  ${line}\n`).join('')}  user: User | null;
  isAuthenticated: boolean;
  login: (credentials: LoginCredentials) => Promise<void>;
  logout: () => void;
}
`;
    const { service, workspace } = await testService({ ...project, 'before.ts': store([]), 'after.ts': store(['refreshToken: string | null;', 'refreshAuth: () => Promise<void>;']) });
    const found = (path: string): readonly string[] => (service.diagnose(workspace.uri(path))?.diagnostics ?? []).map(({ message }) => message.what);
    expect([found('before.ts'), found('after.ts')]).toEqual([['This store has no refreshToken and no refreshAuth.'], []]);
  });

  it.each(table)('Environment Variable Changes: %s is %s', async (before, after) => {
    expect(await upgraded('.env.production', `${before}=\${VAULT}\nGRAPHQL_GATEWAY_URL=http://localhost:4000\nJWT_ISSUER=engine\n${after === 'JWT_SECRET' ? '' : 'JWT_SECRET=${VAULT}\n'}`)).toContain(`${after}=\${VAULT}\n`);
  });

  it('the "after" of the guide has no old form, and follows the schema', async () => {
    const { service, workspace } = await testService({ ...project, 'config.toml': configurationAfter, 'docker-compose.yml': composeAfter, 'deploy.sh': exportsAfter, 'schema.graphql': schemaAfter });
    for (const file of ['config.toml', 'docker-compose.yml', 'deploy.sh', 'schema.graphql']) expect(service.diagnose(workspace.uri(file))?.diagnostics, file).toEqual([]);
  });

  it('Issue 1: JWT Secret Not Set is found before it happens', async () => {
    const { service, workspace } = await testService({ ...project, '.env': 'DATABASE_URL=postgresql://localhost/ai\nRUST_LOG=info\nGRAPHQL_GATEWAY_URL=http://localhost:4000\n' });
    expect(service.diagnose(workspace.uri('.env'))?.diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([['workflow-engine/secret-missing', 'error']]);
  });
});

async function upgraded(path: string, text: string): Promise<string> {
  const { service, workspace } = await testService({ ...project, [path]: text });
  const plan = await service.plan({ applicability: 'unsafe' });
  const file = plan.files.find(({ uri }) => uri === workspace.uri(path));
  if (!file) throw new Error(`${path} is not changed`);
  return file.after;
}

function toml(text: string): unknown {
  const { root, problems } = parseToml(text);
  expect(problems).toEqual([]);
  return root && toValue(root);
}

function yaml(text: string): unknown {
  const { documents, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  const root = documents[0]?.root;
  return root && toValue(root);
}
