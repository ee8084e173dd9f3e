import { entryOf } from '../../syntax/yamlPath.ts';
import { addSetting } from './addSetting.ts';
import type { SettingRequired } from '../change.ts';
import type { Rule } from '../migration.ts';
import { documentRange, dotted, entryAt, isMisspelt, isSet, parentMap, pointerOf, settingsDocument } from './settings.ts';

/** One rule for all blocks that the new version cannot do without. */
export function settingRequired(migration: string, changes: readonly SettingRequired[], guideSection: string): Rule {
  return {
    id: `${migration}/setting-missing`,
    change: changes[0]?.change,
    description: `A setting that is now required is missing (${changes.map(({ path }) => `\`${dotted(path)}\``).join(', ')}).`,
    guideSection,
    languages: ['yaml', 'toml'],
    *check(context) {
      for (const change of changes) {
        const target = settingsDocument(context, change.document);
        if (!target || isSet(target.root, change.path) || isMisspelt(target.root, change.path)) continue;
        const entry = entryAt(target.root, change.path);
        const parent = parentMap(target.root, change.path);
        const section = entryOf(target.root, change.path[0] ?? '');
        const edits = addSetting(target.file, target.root, change.path, change.lines);
        yield {
          range: entry?.key.range ?? (parent && section ? section.key.range : documentRange(target.root, 'version')),
          severity: 'error',
          message: { what: `${dotted(change.path)} is missing.`, why: change.why, todo: edits ? `Add the block.` : `Add the block by hand: this place is not a plain block of lines, or others share it.` },
          fixes: edits ? [{ title: `Add ${dotted(change.path)}`, applicability: change.applicability ?? 'safe', bulk: true, edits: () => edits }] : [],
          // A schema that misses the section as a whole says the same thing.
          covers: change.path.map((_key, index) => change.path.slice(0, index + 1)).filter((path) => !isSet(target.root, path)).map(pointerOf),
        };
      }
    },
  };
}
