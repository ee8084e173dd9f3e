import { entryOf } from '../../syntax/yamlPath.ts';
import type { SettingRenamed } from '../change.ts';
import type { Rule } from '../migration.ts';
import { renameSetting } from './settingEdits.ts';
import { dotted, entryAt, isSharedPlace, parentMap, pointerOf, settingsDocument } from './settings.ts';

/** One rule for all settings whose key has a new name. */
export function settingRenamed(migration: string, changes: readonly SettingRenamed[], guideSection: string): Rule {
  return {
    id: `${migration}/setting-renamed`,
    change: changes[0]?.change,
    description: `A setting stands under its old key (${changes.map(({ path }) => `\`${dotted(path)}\``).join(', ')}).`,
    guideSection,
    languages: ['yaml', 'toml'],
    *check(context) {
      for (const change of changes) {
        const target = settingsDocument(context, change.document);
        const entry = target && entryAt(target.root, change.path);
        if (!target || !entry) continue;
        const parent = parentMap(target.root, change.path);
        const newPath = [...change.path.slice(0, -1), change.to];
        const newOne = parent && entryOf(parent, change.to);
        yield {
          range: entry.key.range,
          old: true,
          message: newOne
            ? {
                what: `${dotted(change.path)} is the old name of ${dotted(newPath)}, and both are set.`,
                why: change.why,
                todo: `Decide which value counts, keep it under ${change.to}, and remove ${change.path.at(-1) ?? ''}.`,
              }
            : { what: `${dotted(change.path)} is now called ${dotted(newPath)}.`, why: change.why, todo: `Rename the key; the value stays.` },
          fixes: newOne || isSharedPlace(target.file, target.root, change.path) ? [] : [{ title: `Rename to ${change.to}`, applicability: 'safe', bulk: true, edits: () => [renameSetting(target.file, entry, change.to)] }],
          related: newOne ? [{ uri: context.file.uri, range: newOne.key.range, message: `${dotted(newPath)} is set here` }] : [],
          covers: [pointerOf(change.path), pointerOf(newPath)],
        };
      }
    },
  };
}
