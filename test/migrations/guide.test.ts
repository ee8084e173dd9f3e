import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../server/src/syntax/dotenv.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { toValue } from '../../server/src/syntax/yamlPath.ts';
import { testService } from '../support/testService.ts';
import { bc001After, bc001Before, bc003After, bc003Before, step4After, step4Before, step5ConfigAfter, step5ConfigBefore, step5EnvAfter, step5EnvBefore } from '../support/guideExamples.ts';

/** The before/after pairs of the GreenLang guide: what `--unsafe` makes of "before" means the same as "after". */
describe('the guide of GreenLang 0.2 to 0.3', () => {
  it('Step 4: pack.yaml', async () => {
    const fixed = await upgraded({ 'packs/fuel-calculator/pack.yaml': step4Before }, 'packs/fuel-calculator/pack.yaml');
    const now = data(fixed);
    const guide = data(step4After);
    const { tags, ...metadata } = guide['metadata'] as Record<string, unknown>;
    expect(tags, 'the guide invents tags that the old pack never had').toEqual(['emissions', 'fuel', 'calculator']);
    expect(now['spec_version']).toBe(guide['spec_version']);
    expect(now['metadata']).toEqual(metadata);
    expect(now['dependencies']).toEqual(guide['dependencies']);
    // Descriptions, enums and bounds are the guide's inventions too: names, types and `required` are what follows.
    expect(now['inputs']).toEqual(pick(guide['inputs'], ['type', 'required']));
    expect(now['outputs']).toEqual(pick(guide['outputs'], ['type']));
    expect(Object.keys(now)).toEqual(Object.keys(guide));
  });

  it('Step 5: greenlang.yaml', async () => {
    const fixed = await upgraded({ 'greenlang.yaml': step5ConfigBefore }, 'greenlang.yaml');
    const guide = data(step5ConfigAfter);
    // The guide drops `echo: false` without a word; a setting that nobody calls old stays.
    expect(data(fixed)).toEqual({ ...guide, database: { ...(guide['database'] as Record<string, unknown>), echo: false } });
  });

  it('Step 5: .env', async () => {
    const fixed = await upgraded({ '.env': step5EnvBefore }, '.env');
    const now = variables(fixed);
    const guide = variables(step5EnvAfter);
    expect(Object.keys(now).sort()).toEqual(Object.keys(guide).sort());
    for (const [name, value] of Object.entries(guide)) {
      // The guide shows the command; the fix runs its like.
      if (value.startsWith('<generate with')) expect(now[name]).toMatch(value.includes('hex') ? /^[0-9a-f]{64}$/ : /^[A-Za-z0-9+/]{43}=$/);
      else expect(now[name], name).toBe(value);
    }
  });

  it('BC-001: the short pack', async () => {
    const fixed = await upgraded({ 'pack.yaml': bc001Before }, 'pack.yaml');
    const { name, ...rest } = data(bc001After);
    // By the ruling of MIGRATIONS.md `name` goes under metadata, where Step 4 has it.
    expect(data(fixed)).toEqual({ ...rest, metadata: { name } });
  });

  it('BC-003: the short configuration', async () => {
    const fixed = data(await upgraded({ 'greenlang.yaml': bc003Before }, 'greenlang.yaml'));
    const guide = data(bc003After);
    for (const [section, values] of Object.entries(guide)) expect(fixed[section], section).toMatchObject(values as Record<string, unknown>);
  });

  it('comments of the "before" files stay', async () => {
    const commented = step5ConfigBefore.replace('database:', '# the main one\ndatabase: # primary').replace('level: info', 'level: info # quiet');
    const fixed = await upgraded({ 'greenlang.yaml': commented }, 'greenlang.yaml');
    expect(parseYaml(fixed).comments.map(({ text }) => text)).toEqual(['the main one', 'primary', 'quiet']);
  });
});

async function upgraded(files: Readonly<Record<string, string>>, path: string): Promise<string> {
  const { service, workspace } = await testService(files);
  const plan = await service.plan({ applicability: 'unsafe' });
  const file = plan.files.find(({ uri }) => uri === workspace.uri(path));
  expect(file, `${path} is changed`).toBeDefined();
  const again = await testService({ ...files, [path]: file?.after ?? '' });
  expect((await again.service.plan({ applicability: 'unsafe' })).files).toEqual([]);
  return file?.after ?? '';
}

function data(text: string): Record<string, unknown> {
  const { documents, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  return toValue(documents[0]?.root as NonNullable<(typeof documents)[number]['root']>) as Record<string, unknown>;
}

function variables(text: string): Record<string, string> {
  return Object.fromEntries(parseDotenv(text).entries.map(({ name, value }) => [name, value]));
}

function pick(fields: unknown, keys: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(fields as Record<string, Record<string, unknown>>).map(([name, field]) =>
    [name, Object.fromEntries(keys.filter((key) => key in field).map((key) => [key, field[key]]))]));
}
