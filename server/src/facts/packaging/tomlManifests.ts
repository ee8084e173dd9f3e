import { normalisePythonName, requirementAt } from '../../syntax/requirements.ts';
import { tomlSettings, type Setting, type SettingString } from '../../syntax/settingsTree.ts';
import type { Fact, PackageFact, RuntimeFact } from '../facts.ts';
import { requirementFact } from './pythonRequirement.ts';
import { layoutOf, roomInList, roomOfLine, startOfLine, type Layout } from './room.ts';

const requirementLists = new RegExp(`^(?:${[
  'project\\.dependencies', 'project\\.optional-dependencies\\..+', 'dependency-groups\\..+',
  'tool\\.uv\\.dev-dependencies', 'tool\\.pdm\\.dev-dependencies\\..+', 'tool\\.hatch\\.envs\\.[^.]+\\.(?:extra-)?dependencies',
].join('|')})$`);
const poetryTable = /^tool\.poetry\.(?:dev-|group\.[^.]+\.)?dependencies$/;

/** What a `pyproject.toml` requires: PEP 621, dependency groups, Poetry, uv, PDM and Hatch. Broken texts say nothing. Never throws. */
export function pyprojectFacts(text: string): readonly Fact[] {
  const layout = layoutOf(text);
  const settings = tomlSettings(text);
  const own = settings.find(({ path }) => /^(?:project|tool\.poetry)\.name$/.test(path.join('.')))?.strings[0]?.value;
  return settings.flatMap((setting): readonly Fact[] => {
    const path = setting.path.join('.');
    if (requirementLists.test(path)) return listFacts(layout, setting);
    if (path === 'project.requires-python') return runtime(text, setting.strings[0], 'range');
    const table = setting.path.slice(0, -1);
    // `[tool.poetry.dependencies.name]` or `name.version = "1"`
    if (setting.path.at(-1) === 'version' && poetryTable.test(table.slice(0, -1).join('.')) && !poetryTable.test(table.join('.'))) {
      return tableFacts(layout, { ...setting, path: table, plain: false }, 'poetry');
    }
    if (!poetryTable.test(table.join('.'))) return [];
    return setting.path.at(-1) === 'python' ? runtime(text, setting.strings[0], 'range', 'poetry') : tableFacts(layout, setting, 'poetry');
  }).filter((fact) => own === undefined || fact.kind !== 'package' || fact.name !== normalisePythonName(own));
}

/** What a `Pipfile` requires. Never throws. */
export function pipfileFacts(text: string): readonly Fact[] {
  const layout = layoutOf(text);
  return tomlSettings(text).flatMap((setting): readonly Fact[] => {
    const [table, key, more] = setting.path;
    if (more !== undefined || key === undefined) return [];
    if (table === 'requires' && key === 'python_version') return runtime(text, setting.strings[0], 'exact');
    if (table === 'requires' && key === 'python_full_version') {
      return runtime(text, setting.strings[0], 'exact').map((fact) => ({ ...fact, raising: 'none', because: 'it names a full version, and which one you have only you know' }));
    }
    return table === 'packages' || table === 'dev-packages' ? tableFacts(layout, setting, undefined) : [];
  });
}

function listFacts(layout: Layout, setting: Setting): readonly Fact[] {
  const { text } = layout;
  return setting.strings.flatMap((string): readonly Fact[] => {
    const requirement = requirementAt(string.value, string.range.start);
    if (!requirement) return [];
    const quote = text[string.range.start - 1] ?? '';
    const plain = isPlain(text, string) && setting.list !== undefined;
    return [requirementFact(requirement, {
      because: plain ? undefined : 'of the way it is written',
      ...(setting.list === undefined ? {} : { list: setting.list }),
      room: plain ? roomInList(layout, { start: string.range.start - 1, end: string.range.end + 1 }, quote) : undefined,
    })];
  });
}

/** `name = "^1"` or `name = { version = "^1" }`. */
function tableFacts(layout: Layout, setting: Setting, syntax: PackageFact['syntax']): readonly PackageFact[] {
  const { text } = layout;
  const written = setting.fields.get('package')?.value ?? setting.path.at(-1);
  if (written === undefined) return [];
  const version = setting.strings[0] ?? setting.fields.get('version');
  const several = setting.list !== undefined;
  const because = several ? 'there is one version for each environment' : version === undefined ? 'no version stands here' : isPlain(text, version) ? undefined : 'of the way it is written';
  const quote = version ? text[version.range.start - 1] ?? '"' : '"';
  const rest = /[^\r\n]*/.exec(text.slice(setting.range.end))?.[0] ?? '';
  const line = { start: startOfLine(text, setting.range.start), end: setting.range.end + rest.length };
  const room = setting.plain === true ? roomOfLine(layout, line, `$name = ${quote}$version${quote}`) : undefined;
  return [{
    kind: 'package', ecosystem: 'pypi', name: normalisePythonName(written), specifier: version === undefined || version.value === '*' ? '' : version.value, range: setting.range,
    ...(syntax ? { syntax } : {}),
    ...(because === undefined && version ? { specifierRange: version.range } : { because: because ?? '' }),
    list: listOf(setting),
    ...(room ? { room } : {}),
  }];
}

/** A number for the table: entries of one table have the same one, those of others another one. */
function listOf({ path }: Setting): number {
  let hash = 0;
  for (const unit of path.slice(0, -1).join('.')) hash = (hash * 31 + (unit.codePointAt(0) ?? 0)) | 0;
  return hash;
}

function runtime(text: string, string: SettingString | undefined, form: RuntimeFact['form'], syntax?: RuntimeFact['syntax']): readonly RuntimeFact[] {
  if (!string || !isPlain(text, string)) return [];
  return [{ kind: 'runtime', runtime: 'python', version: string.value, range: string.range, form, ...(syntax ? { syntax } : {}) }];
}

/** Whether the string stands in the file as it is, between single quote characters: then parts of it can be replaced. */
function isPlain(text: string, { value, range }: SettingString): boolean {
  return text.slice(range.start, range.end) === value && !/[\r\n]/.test(value) && text[range.start - 1] !== text[range.start - 2];
}
