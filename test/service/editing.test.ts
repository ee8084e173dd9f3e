import { describe, expect, it } from 'vitest';
import type { CodeAction } from '../../server/src/service/languageService.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { testService, type TestService } from '../support/testService.ts';

const env = 'GREENLANG_ENV=production\nGREENLANG_DB_URL=postgresql://greenlang:s3cr3t@db/greenlang\n';

function at(test: TestService, path: string, text: string): { uri: string; offset: number } {
  const uri = test.workspace.uri(path);
  const offset = (test.service.diagnose(uri)?.text ?? '').indexOf(text);
  expect(offset, `${text} stands in ${path}`).toBeGreaterThanOrEqual(0);
  return { uri, offset };
}

function actionsAt(test: TestService, path: string, text: string): readonly CodeAction[] {
  const { uri, offset } = at(test, path, text);
  return test.service.codeActions(uri, { start: offset, end: offset });
}

function apply(test: TestService, path: string, action: CodeAction | undefined): string {
  const uri = test.workspace.uri(path);
  const edits = action?.edits().find((file) => file.uri === uri)?.edits ?? [];
  return applyEdits(test.service.diagnose(uri)?.text ?? '', edits);
}

describe('code actions', () => {
  it('offer the fix first, then the fix of all of the change, then the suppression; tiers stand in the titles', async () => {
    const test = await testService({ '.env.local': env, '.env': '' });
    const actions = actionsAt(test, '.env.local', 'GREENLANG_ENV');
    expect(actions.map(({ title, kind, preferred }) => [title, kind, preferred])).toEqual([
      ['Rename to GL_ENV (safe)', 'quickfix', true],
      ['Fix all of BC-007 in this file (safe)', 'quickfix', false],
      ['Ignore BC-007 here, with a reason', 'quickfix', false],
      ['Upguide: apply all safe fixes in this file', 'source.fixAll.upguide', false],
    ]);
    expect(apply(test, '.env.local', actions[0])).toBe(env.replace('GREENLANG_ENV', 'GL_ENV'));
    expect(apply(test, '.env.local', actions[1])).toBe(env.replace('GREENLANG_ENV', 'GL_ENV').replace('GREENLANG_DB_URL', 'GL_DATABASE_URL'));
  });

  it('a suppression silences the line it stands above, and only that one', async () => {
    const test = await testService({ '.env.local': env, '.env': '' });
    const action = actionsAt(test, '.env.local', 'GREENLANG_DB_URL').find(({ title }) => title.startsWith('Ignore'));
    const text = apply(test, '.env.local', action);
    expect(text).toBe(env.replace('GREENLANG_DB_URL', '# upguide-ignore BC-007: kept on purpose, 2026-01-15\nGREENLANG_DB_URL'));
    test.service.open({ uri: test.workspace.uri('.env.local'), version: 1, text });
    expect(test.service.diagnose(test.workspace.uri('.env.local'))?.diagnostics.map(({ range }) => range.start)).toEqual([0]);
  });

  it('unsafe fixes are offered, marked, and never preferred', async () => {
    const test = await testService({ '.env': 'GL_ENV=production\nGL_SECRET_KEY=changeme\n' });
    const [weak] = actionsAt(test, '.env', 'changeme');
    expect([weak?.title, weak?.preferred]).toEqual(['Generate a new GL_SECRET_KEY (unsafe)', false]);
  });

  it('are empty for unknown files and in other projects', async () => {
    const test = await testService({ '.env': 'API_KEY=changeme\n' });
    expect(test.service.codeActions(test.workspace.uri('.env'), { start: 0, end: 17 })).toEqual([]);
    expect(test.service.codeActions('file:///nowhere/.env', { start: 0, end: 0 })).toEqual([]);
  });
});

describe('hover', () => {
  it('tells what the guide says with before and after, and what the schema says', async () => {
    const test = await testService({ 'greenlang.yaml': 'version: "0.2.0"\ndatabase:\n  url: postgresql://x\n', '.env': env });
    const { uri, offset } = at(test, 'greenlang.yaml', 'url');
    const markdown = test.service.hover(uri, offset)?.markdown ?? '';
    expect(markdown).toContain('BC-003');
    expect(markdown).toContain('Before');
    expect(markdown).toContain('connection_string');
    expect(markdown).toContain('```yaml');
  });

  it('tells where a variable is set, and never its value', async () => {
    const test = await testService({
      'greenlang.yaml': 'version: "0.3.0"\ndatabase:\n  connection_string: ${GL_DATABASE_URL}\nsecurity: {}\n',
      '.env': 'GL_DATABASE_URL=postgresql://greenlang:s3cr3t@db/greenlang\nGL_ENV=production\n',
    });
    const { uri, offset } = at(test, 'greenlang.yaml', 'GL_DATABASE_URL');
    const markdown = test.service.hover(uri, offset + 3)?.markdown ?? '';
    expect(markdown).toContain('Set in [.env]');
    expect(markdown).not.toContain('s3cr3t');
  });

  it('describes a variable of a .env line once', async () => {
    const test = await testService({ '.env': 'GL_DATABASE_URL=x\nGL_ENV=production\n', '.env.local': 'GL_ENV=test\n' });
    const { uri, offset } = at(test, '.env', 'GL_ENV');
    const markdown = test.service.hover(uri, offset + 2)?.markdown ?? '';
    expect(markdown.split('**GL_ENV**')).toHaveLength(2);
    expect(markdown).toContain('Set in [.env.local]');
  });

  it('says nothing in files that are not the system\'s', async () => {
    const test = await testService({ 'pack.yaml': 'kind: pack\npack_schema_version: "1.0"\nname: x\n', '.env': env });
    expect(test.service.hover(test.workspace.uri('pack.yaml'), 2)).toBeUndefined();
  });
});

describe('completion', () => {
  const labels = (test: TestService, path: string, marked: string): readonly string[] => {
    const offset = marked.indexOf('|');
    test.service.open({ uri: test.workspace.uri(path), version: 9, text: marked.replace('|', '') });
    return [...test.service.complete(test.workspace.uri(path), offset)].sort((a, b) => (a.sort < b.sort ? -1 : 1)).map(({ label }) => label);
  };
  const pack = 'spec_version: "2.0"\nmetadata:\n  name: a\n';

  it('keys of the mapping the cursor is in, without those that are there', async () => {
    const test = await testService({ 'pack.yaml': pack });
    const found = labels(test, 'pack.yaml', `${pack}  |\n`);
    expect(found).toContain('capabilities');
    expect(found).not.toContain('name');
    expect(labels(test, 'pack.yaml', `${pack}inputs:\n  fuel_type:\n    ty|\n`)).toContain('type');
  });

  it('nothing in prose', async () => {
    const test = await testService({ 'pack.yaml': pack });
    expect(labels(test, 'pack.yaml', `${pack}  description: >\n    some\n    na|\n`)).toEqual([]);
    expect(labels(test, 'pack.yaml', `${pack}  # na|\n`)).toEqual([]);
  });

  it('enumerated values', async () => {
    const test = await testService({ 'pack.yaml': pack });
    expect(labels(test, 'pack.yaml', `${pack}inputs:\n  fuel_type:\n    type: |\n`)).toEqual(expect.arrayContaining(['string', 'number', 'integer', 'boolean']));
  });

  it('variable names inside ${…}: those that are set come first', async () => {
    const text = 'version: "0.3.0"\ndatabase:\n  connection_string: ${|}\nsecurity: {}\n';
    const test = await testService({ 'greenlang.yaml': text.replace('|', ''), '.env': 'GL_DATABASE_URL=x\nMY_OWN=1\n' });
    expect(labels(test, 'greenlang.yaml', text).slice(0, 2)).toEqual(['GL_DATABASE_URL', 'MY_OWN']);
  });

  it('names and values in .env; never a value for a secret', async () => {
    const test = await testService({ '.env': 'GL_ENV=production\nGL_DATABASE_URL=x\n' });
    expect(labels(test, '.env', 'GL_ENV=production\nGL_DATABASE_URL=x\nGL_|\n')).toEqual(expect.arrayContaining(['GL_SECRET_KEY', 'GL_LOG_LEVEL']));
    expect(labels(test, '.env', 'GL_ENV=production\nGL_DATABASE_URL=x\nGL_LOG_LEVEL=|\n')).toContain('WARNING');
    expect(labels(test, '.env', 'GL_ENV=production\nGL_DATABASE_URL=x\nGL_SECRET_KEY=|\n')).toEqual([]);
  });
});

describe('navigation', () => {
  const files = {
    'greenlang.yaml': 'version: "0.3.0"\ndatabase:\n  connection_string: ${GL_DATABASE_URL}\nsecurity:\n  jwt_secret: ${GL_JWT_SECRET}\n',
    '.env': 'GL_DATABASE_URL=x\nGL_JWT_SECRET=y\n',
    '.env.example': 'GL_DATABASE_URL=\nGL_JWT_SECRET=\n',
  };

  it('goes from ${NAME} and from its key to the lines that set it, real files first', async () => {
    const test = await testService(files);
    for (const text of ['GL_JWT_SECRET', 'jwt_secret']) {
      const { uri, offset } = at(test, 'greenlang.yaml', text);
      expect(test.service.definition(uri, offset + 2).map((place) => [test.workspace.path(place.uri), place.range.start])).toEqual([['.env', 18], ['.env.example', 17]]);
    }
  });

  it('finds all uses from a .env line', async () => {
    const test = await testService(files);
    const { uri, offset } = at(test, '.env', 'GL_DATABASE_URL');
    expect(test.service.references(uri, offset).map((place) => test.workspace.path(place.uri)).sort()).toEqual(['.env', '.env.example', 'greenlang.yaml']);
  });

  it('links ${NAME} to its line', async () => {
    const test = await testService(files);
    expect(test.service.documentLinks(test.workspace.uri('greenlang.yaml')).map(({ target }) => target)).toEqual([`${test.workspace.uri('.env')}#L1`, `${test.workspace.uri('.env')}#L2`]);
  });
});

describe('code lens', () => {
  it('converts a v1 pack', async () => {
    const text = 'spec_version: "1.0"\nname: a\ninputs: [unit]\noutputs: [unit]\n';
    const test = await testService({ 'pack.yaml': text });
    const [lens] = test.service.codeLenses(test.workspace.uri('pack.yaml'));
    expect(lens?.title).toBe('Convert to AgentSpec v2');
    expect(applyEdits(text, lens?.edits() ?? [])).toContain('metadata:\n  name: a');
  });
});

describe('explain', () => {
  it('knows changes, rules and its own findings, whatever the case', async () => {
    const { service } = await testService({});
    expect(service.explain('bc-007')?.markdown).toContain('**Before**');
    expect(service.explain('greenlang/BC-001')?.id).toBe('BC-001');
    expect(service.explain('greenlang/agentspec-v1')?.markdown).toContain('BC-001');
    expect(service.explain('upguide/schema')?.markdown).toContain('JSON Schema');
    expect(service.explain('BC-999')).toBeUndefined();
  });
});
