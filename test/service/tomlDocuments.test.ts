import { describe, expect, it } from 'vitest';
import { testService } from '../support/testService.ts';

const project = { 'Cargo.toml': '[workspace]\nmembers = ["crates/workflow-engine-core"]\n' };
const configuration = `[server]
port = 8080

[database]
url = "\${DATABASE_URL}"
pool_size = "many"

[auth]
jwt_secret = "\${JWT_SECRET}"
token_expiration = 3600
token_expiraton = 3600
`;

/** Where the text of a document stands, its `|` taken out being the cursor. */
async function at(marked: string, file = 'config.toml', more: Readonly<Record<string, string>> = {}) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { service, workspace } = await testService({ ...project, ...more, [file]: text });
  return { service, uri: workspace.uri(file), offset, text };
}

describe('documents in TOML', () => {
  it('are checked by their schema', async () => {
    const { service, uri, text } = await at(configuration);
    const found = service.diagnose(uri)?.diagnostics.filter(({ rule }) => rule === 'upguide/schema').map(({ range, severity, fixes }) => [text.slice(range.start, range.end), severity, fixes.map(({ title }) => title)]);
    expect(found).toEqual([['"many"', 'warning', []], ['token_expiraton', 'information', []]]);
  });

  it('tell where they do not parse, and fix nothing then', async () => {
    const { service, uri } = await at(`${configuration}[auth\n`);
    expect(service.diagnose(uri)?.diagnostics.map(({ rule, fixes }) => [rule, fixes.length])).toEqual([['upguide/toml-syntax', 0]]);
  });

  it('tell what a key is', async () => {
    const { service, uri, offset } = await at(configuration.replace('pool_size', 'pool|_size'));
    expect(service.hover(uri, offset)?.markdown).toContain('Connections kept open');
  });

  it('link a variable to where it is set', async () => {
    const { service, uri } = await at(configuration, 'config.toml', { '.env': 'JWT_SECRET=${VAULT}\nDATABASE_URL=postgresql://localhost/ai\n' });
    expect(service.documentLinks(uri).map(({ target }) => target.replace(/^.*\//, ''))).toEqual(['.env#L2', '.env#L1']);
  });

  it.each([
    ['keys of the table', configuration.replace('port = 8080\n', 'port = 8080\nco|\n').replace('many"', '1"'), ['host', 'cors_origins']],
    ['tables', `${configuration.replace('"many"', '1')}[fe|`, ['federation']],
    ['values, in quotes where the schema has a text', configuration.replace('"${DATABASE_URL}"', '|').replace('"many"', '1'), ['${DATABASE_URL}']],
    ['values', configuration.replace('port = 8080', 'port = |').replace('"many"', '1'), ['8080']],
    ['variables', configuration.replace('${JWT_SECRET}', '${JW|}'), ['JWT_SECRET', 'DATABASE_URL', 'RUST_LOG', 'GRAPHQL_GATEWAY_URL', 'GRAPHQL_INTROSPECTION', 'AUTO_MIGRATE']],
    ['nothing in a comment', configuration.replace('port = 8080', 'port = 8080 # |'), []],
  ])('complete %s', async (_title, marked, expected) => {
    const { service, uri, offset } = await at(marked);
    expect(service.complete(uri, offset).map(({ label }) => label)).toEqual(expected);
  });
});

describe('variables of a .env file', () => {
  it('are those of its own system', async () => {
    const { service, uri, offset } = await at('JWT_SECRET=${VAULT}\nDATABASE_URL=postgresql://localhost/ai\nG|', '.env');
    expect(service.complete(uri, offset).map(({ label }) => label)).toEqual(['RUST_LOG', 'GRAPHQL_GATEWAY_URL', 'GRAPHQL_INTROSPECTION', 'AUTO_MIGRATE']);
    expect(service.hover(uri, 3)?.markdown).toContain('there is no default');
  });
});
