import { normalisePythonName, requirementAt } from '../../syntax/requirements.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import type { YamlItem, YamlNode } from '../../syntax/yamlTree.ts';
import type { Fact, RequirementRoom } from '../facts.ts';
import { requirementFact } from './pythonRequirement.ts';
import { layoutOf, roomOfLine, startOfLine, type Layout } from './room.ts';
import { scalarText } from './yamlScalars.ts';

/** Whether a file of this name may describe a conda environment; takes the last path segment. */
export function mayBeConda(name: string): boolean {
  return /^(?:.*[-_.])?(?:conda|environment|env)(?:[-_.].*)?\.ya?ml$/i.test(name);
}

/** The packages of a conda environment, those of its nested pip list too; nothing where there is no list `dependencies`. Never throws. */
export function condaFacts(text: string, root: YamlNode | undefined): readonly Fact[] {
  const list = entryOf(root, 'dependencies')?.value;
  if (list?.kind !== 'seq' || !(entryOf(root, 'channels') ?? entryOf(root, 'name') ?? entryOf(root, 'prefix'))) return [];
  const layout = layoutOf(text);
  const facts: Fact[] = [];
  for (const item of list.items) {
    const pip = entryOf(item.value, 'pip')?.value;
    if (pip?.kind === 'seq') {
      for (const inner of pip.items) {
        const scalar = scalarText(text, inner.value);
        const requirement = scalar && requirementAt(scalar.value, scalar.offset);
        if (requirement) facts.push(requirementFact(requirement, { list: pip.range.start, room: pip.flow ? undefined : roomOfItem(layout, inner) }));
      }
      continue;
    }
    const scalar = scalarText(text, item.value);
    const fact = scalar && condaPackage(scalar.value, scalar.offset, list.range.start, list.flow ? undefined : roomOfItem(layout, item));
    if (fact) facts.push(fact);
  }
  return facts;
}

/** `channel::name=1.2=build`, `name >=1.2`, `name 1.2` */
function condaPackage(written: string, offset: number, list: number, room: RequirementRoom | undefined): Fact | undefined {
  const match = /^((?:[\w.-]+::)?)([A-Za-z0-9][\w.-]*)(\s*)(.*)$/.exec(written);
  if (!match) return undefined;
  const [, channel = '', name = '', blanks = '', rest = ''] = match;
  const built = /^(=?[\w.*]+)(?:=|\s+)[\w.*]+$/.exec(rest.trimEnd());
  const specifier = built?.[1] ?? rest.trimEnd();
  const start = offset + channel.length + name.length + blanks.length;
  const range = { start, end: start + specifier.length };
  const because = built ? 'a build string pins it' : undefined;
  if (name === 'python') {
    if (specifier === '') return undefined;
    return { kind: 'runtime', runtime: 'python', version: specifier, range, form: 'range', syntax: 'conda', ...(because ? { raising: 'none', because } : {}) };
  }
  return {
    kind: 'package', ecosystem: 'pypi', name: normalisePythonName(name), specifier: specifier === '*' ? '' : specifier, range: { start: offset, end: offset + channel.length + name.length + (specifier === '' ? 0 : blanks.length + specifier.length) },
    syntax: 'conda', ...(because ? { because } : { specifierRange: range }), list, ...(room ? { room } : {}),
  };
}

/** Room beside an item that has its line to itself. */
function roomOfItem(layout: Layout, { range }: YamlItem): RequirementRoom | undefined {
  const { text } = layout;
  const start = startOfLine(text, range.start);
  const rest = /[^\r\n]*/.exec(text.slice(range.end))?.[0] ?? '';
  if (text.slice(start, range.start).trim() !== '' || !/^\s*(?:#.*)?$/.test(rest)) return undefined;
  const dash = /^-\s+/.exec(text.slice(range.start, range.end))?.[0];
  return dash === undefined ? undefined : roomOfLine(layout, { start, end: range.end + rest.length }, `${dash}$name$version`);
}
