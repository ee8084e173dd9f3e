import { addSetting } from './addSetting.ts';
import type { SettingAdded } from '../change.ts';
import type { Rule } from '../migration.ts';
import type { YamlMap } from '../../syntax/yamlTree.ts';
import type { Edit } from '../../text/edit.ts';
import { settingLine, type SettingsFile } from './settingEdits.ts';
import { documentRange, dotted, entryAt, isMisspelt, isSet, parentMap, settingsDocument } from './settings.ts';

/** One rule for all new settings with a default: a single hint for the file. */
export function settingAdded(migration: string, changes: readonly SettingAdded[], guideSection: string): Rule {
  return {
    id: `${migration}/setting-unset`,
    change: changes[0]?.change,
    description: 'Settings that are new in this version are left to their defaults.',
    guideSection,
    languages: ['yaml', 'toml'],
    *check(context) {
      const target = settingsDocument(context, changes[0]?.document ?? '');
      if (!target) return;
      const missing = changes.filter((change) => isMissing(target.root, change));
      const edits = missing.length > 0 ? additions(target.file, target.root, missing) : undefined;
      if (!edits) return;
      yield {
        range: documentRange(target.root, 'version'),
        severity: 'hint',
        message: {
          what: `Settings that are new in this version are not written out: ${missing.map(({ path }) => dotted(path)).join(', ')}.`,
          why: missing[0]?.why ?? '',
          todo: 'Nothing has to be done while the defaults suit you; the fix writes them out as the guide does.',
        },
        fixes: [{ title: `Write ${missing.length} new setting${missing.length === 1 ? '' : 's'} out with the default value`, applicability: 'unsafe', bulk: true, edits: () => edits }],
      };
    },
  };
}

function isMissing(root: YamlMap, change: SettingAdded): boolean {
  if (entryAt(root, change.path) || isSet(root, change.path) || isMisspelt(root, change.path) || (change.unlessPresent && isSet(root, change.unlessPresent))) return false;
  return parentMap(root, change.path) !== undefined || (change.newSection === true && !entryAt(root, change.path.slice(0, -1)));
}

/** Keys of one section go in as one block, in the guide's order. `undefined` when a section cannot take lines. */
function additions(file: SettingsFile, root: YamlMap, missing: readonly SettingAdded[]): readonly Edit[] | undefined {
  const sections = new Map<string, SettingAdded[]>();
  for (const change of missing) {
    const section = dotted(change.path.slice(0, -1));
    sections.set(section, [...(sections.get(section) ?? []), change]);
  }
  const edits: Edit[] = [];
  for (const changes of sections.values()) {
    const first = changes[0];
    if (!first) continue;
    const added = addSetting(file, root, first.path, changes.map(({ path, value }) => settingLine(file, path.at(-1) ?? '', value)));
    if (!added) return undefined;
    edits.push(...added);
  }
  return edits;
}
