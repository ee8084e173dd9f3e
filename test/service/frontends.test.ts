import { describe, expect, it } from 'vitest';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { testService, type TestService, type TestServiceOptions } from '../support/testService.ts';

const engine = '[workspace]\nmembers = ["crates/workflow-engine-core"]\n';
const manifest = '{"name": "web"}\n';
const page = 'export const token = localStorage.getItem(\'jwt_token\');\n';
const evidence = ['Cargo.toml: crate workflow-engine-core'];

const rules = ({ service, workspace }: TestService, path: string): readonly string[] => (service.diagnose(workspace.uri(path))?.diagnostics ?? []).map(({ rule }) => rule);
const found = async (files: Readonly<Record<string, string>>, path: string, options?: TestServiceOptions): Promise<readonly string[]> => rules(await testService(files, options), path);

/** A project that is one by its `package.json` alone, in the eyes of what proves the system around it. */
describe('a frontend below a project that is proven', () => {
  it('is proven by the evidence above it, and names it', async () => {
    const test = await testService({ 'Cargo.toml': engine, 'frontend/package.json': manifest, 'frontend/src/auth.ts': page });
    expect(rules(test, 'frontend/src/auth.ts')).toEqual(['workflow-engine/token-key-old']);
    expect(test.service.detected().map(({ migration, root, state, evidence: shown }) => [migration, test.workspace.path(root), state, shown])).toEqual([
      ['workflow-engine', '', 'active', evidence],
      ['workflow-engine', 'frontend', 'active', evidence],
    ]);
  });

  it('may lie in another frontend', async () => {
    expect(await found({ 'services/api/Cargo.toml': engine, 'services/api/web/package.json': manifest, 'services/api/web/packages/ui/package.json': manifest, 'services/api/web/packages/ui/auth.ts': page }, 'services/api/web/packages/ui/auth.ts'))
      .toEqual(['workflow-engine/token-key-old']);
  });

  it('has nothing to do with what is everybody\'s: its variables and files of settings are its own', async () => {
    const variables = 'JWT_SECRET_KEY=changeme\nDB_URL=x\nLOG_LEVEL=debug\n';
    const files = { 'Cargo.toml': engine, '.env': variables, 'mailer/package.json': manifest, 'mailer/.env': variables, 'mailer/index.ts': 'export const level = process.env.LOG_LEVEL;\n' };
    const test = await testService(files);
    expect(rules(test, '.env')).toContain('workflow-engine/environment-renamed');
    expect(rules(test, 'mailer/.env')).toEqual([]);
    expect(rules(test, 'mailer/index.ts')).toEqual([]);
  });

  it('takes over only rules that say so, and of migrations that have such rules', async () => {
    const withoutFrontends = builtInMigrations.map((migration): Migration => ({ ...migration, rules: migration.rules.map((rule) => ({ ...rule, inFrontends: false })) }));
    const files = { 'Cargo.toml': engine, 'frontend/package.json': manifest, 'frontend/auth.ts': page };
    expect(await found(files, 'frontend/auth.ts', { migrations: withoutFrontends })).toEqual([]);
    const greenlang = await testService({ 'requirements.txt': 'greenlang==0.2.0\n', 'ui/package.json': manifest, 'ui/.env': 'API_KEY=changeme\n', 'ui/greenlang.yaml': 'logging: {level: info}\n' });
    expect(greenlang.service.detected().map(({ root }) => greenlang.workspace.path(root))).toEqual(['']);
    expect(rules(greenlang, 'ui/.env')).toEqual([]);
    expect(rules(greenlang, 'ui/greenlang.yaml')).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['with a manifest of another kind beside its own', { 'Cargo.toml': engine, 'frontend/pyproject.toml': '[project]\nname = "web"\n' }],
    ['in a project of its own kind that is not proven', { 'Cargo.toml': engine, 'shop/pyproject.toml': '[project]\nname = "shop"\n' }],
    ['that proves another system', { 'Cargo.toml': engine, 'frontend/package.json': '{"dependencies": {"@resonantgenesis/sdk": "^1.0.0"}}' }],
    ['below a project that proves several systems', { 'Cargo.toml': engine, 'requirements.txt': 'greenlang==0.2.0\n' }],
    ['beside the folder with the evidence', { 'deploy/docker-compose.yml': 'services:\n  ai-workflow-system:\n    build: .\n' }],
    ['in a workspace without evidence', {}],
  ])('is not one %s', async (what, files) => {
    const root = what.includes('of its own kind') ? 'shop/frontend' : 'frontend';
    expect(await found({ [`${root}/package.json`]: manifest, ...files, [`${root}/auth.ts`]: page }, `${root}/auth.ts`)).toEqual([]);
  });

  it('is not one beside another system\'s: each folder gets its own', async () => {
    const test = await testService({
      'package.json': '{"workspaces": ["*/web"]}\n',
      'engine/Cargo.toml': engine, 'engine/web/package.json': manifest, 'engine/web/auth.ts': page,
      'carbon/requirements.txt': 'greenlang==0.2.0\n', 'carbon/web/package.json': manifest, 'carbon/web/auth.ts': page,
      'shop/package.json': manifest, 'shop/auth.ts': page,
    });
    expect(['engine/web/auth.ts', 'carbon/web/auth.ts', 'shop/auth.ts'].map((path) => rules(test, path).length)).toEqual([1, 0, 0]);
  });

  it('follows the settings', async () => {
    const files = { 'Cargo.toml': engine, 'frontend/package.json': manifest, 'frontend/auth.ts': page, 'frontend/.env': 'DB_URL=x\nLOG_LEVEL=debug\n' };
    expect(await found(files, 'frontend/auth.ts', { settings: { migrations: { 'workflow-engine': 'off' } } })).toEqual([]);
    // Switched on means all of the migration.
    expect(await found(files, 'frontend/.env', { settings: { migrations: { 'workflow-engine': 'on' } } })).toContain('workflow-engine/environment-renamed');
  });

  it('is looked at again when the project above changes', async () => {
    const test = await testService({ 'Cargo.toml': engine, 'frontend/package.json': manifest, 'frontend/auth.ts': page });
    const { service, workspace } = test;
    service.open({ uri: workspace.uri('Cargo.toml'), version: 0, text: '[workspace]\nmembers = []\n' });
    service.takeChanged();
    expect(rules(test, 'frontend/auth.ts')).toEqual([]);
    service.open({ uri: workspace.uri('Cargo.toml'), version: 1, text: engine });
    expect(service.takeChanged().map(workspace.path)).toEqual(['Cargo.toml', 'frontend/auth.ts', 'frontend/package.json']);
    expect(rules(test, 'frontend/auth.ts')).toEqual(['workflow-engine/token-key-old']);
    service.open({ uri: workspace.uri('Cargo.toml'), version: 2, text: `${engine}resolver = "2"\n` });
    expect(service.takeChanged().map(workspace.path)).toEqual(['Cargo.toml']);
    service.open({ uri: workspace.uri('Cargo.toml'), version: 3, text: '[workspace]\nmembers = []\n' });
    expect(service.takeChanged().map(workspace.path)).toContain('frontend/auth.ts');
    expect(rules(test, 'frontend/auth.ts')).toEqual([]);
  });

  it('gets no safe fix, but in a file that imports the system\'s package itself', async () => {
    const text = "import { a } from '@acme/sdk';\nlocalStorage.getItem('jwt_token');\n";
    const files = { 'Cargo.toml': engine, 'frontend/package.json': manifest, 'frontend/a.ts': text, 'frontend/b.ts': page };
    const applicability = ({ service, workspace }: TestService): readonly unknown[] => ['frontend/a.ts', 'frontend/b.ts']
      .map((path) => service.diagnose(workspace.uri(path))?.diagnostics.map(({ applicability: how, fixes }) => [how, ...fixes.map((fix) => fix.applicability)]));
    expect(applicability(await testService(files))).toEqual([[['unsafe', 'unsafe']], [['unsafe', 'unsafe']]]);
    const withPackage = builtInMigrations.map((migration): Migration => ({ ...migration, detection: { ...migration.detection, packages: [...migration.detection.packages, ...(migration.id === 'workflow-engine' ? [{ ecosystem: 'npm', name: '@acme/sdk' } as const] : [])] } }));
    expect(applicability(await testService(files, { migrations: withPackage }))).toEqual([[['safe', 'safe']], [['unsafe', 'unsafe']]]);
  });

  it('is part of the plan, where both change', async () => {
    const { service, workspace } = await testService({
      'Cargo.toml': engine, 'docker-compose.yml': 'services:\n  ai-workflow-system:\n    image: workflow-engine:v0.6\n', 'frontend/package.json': manifest, 'frontend/auth.ts': page,
    });
    const plan = await service.plan({ applicability: 'unsafe' });
    expect(plan.files.map(({ uri }) => workspace.path(uri))).toEqual(['docker-compose.yml', 'frontend/auth.ts']);
  });
});

describe('proof by the name of a service', () => {
  it.each([
    ['docker-compose.yml', 'services:\n  ai-workflow-system:\n    build: .\n'],
    ['k8s/service.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: ai-workflow-system\nspec:\n  ports:\n    - port: 8080\n'],
  ])('in %s', async (path, text) => {
    const { service } = await testService({ [path]: text });
    expect(service.detected().map(({ migration, evidence: shown }) => [migration, shown])).toEqual([['workflow-engine', [`${path}: service ai-workflow-system`]]]);
  });

  it.each([
    ['docker-compose.yml', 'services:\n  my-ai-workflow-system:\n    build: .\n  api:\n    build: .\n    depends_on: [ai-workflow-system]\n'],
    ['service.yaml', 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ai-workflow-system\n'],
    ['values.yaml', 'kind: Service\nname: ai-workflow-system\n'],
    ['README.md', '```yaml\nservices:\n  ai-workflow-system:\n    build: .\n```\n'],
  ])('not in %s: %j', async (path, text) => {
    expect((await testService({ [path]: text })).service.detected()).toEqual([]);
  });
});
