import { entryOf } from '../../syntax/yamlPath.ts';
import { replace, type Edit } from '../../text/edit.ts';
import type { SettingReplaced } from '../change.ts';
import type { Fix } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { removeSetting, settingLine } from './settingEdits.ts';
import { dotted, entryAt, isSharedPlace, parentMap, pointerOf, settingsDocument } from './settings.ts';

/** One rule for all settings that gave way to another one. */
export function settingReplaced(migration: string, changes: readonly SettingReplaced[], guideSection: string): Rule {
  return {
    id: `${migration}/setting-replaced`,
    change: changes[0]?.change,
    description: `A setting gave way to another one (${changes.map(({ path, to }) => `\`${dotted(path)}\` to \`${to}\``).join(', ')}).`,
    guideSection,
    languages: ['yaml', 'toml'],
    *check(context) {
      for (const change of changes) {
        const target = settingsDocument(context, change.document);
        const entry = target && entryAt(target.root, change.path);
        const parent = target && parentMap(target.root, change.path);
        if (!target || !entry || !parent) continue;
        const newOne = entryOf(parent, change.to);
        const switchedOff = entry.value?.kind === 'scalar' && entry.value.value === false;
        const fix = (title: string, applicability: Fix['applicability'], edits: readonly Edit[] | undefined): readonly Fix[] =>
          edits && !isSharedPlace(target.file, target.root, change.path) ? [{ title, applicability, bulk: true, edits: () => edits }] : [];
        const removal = (): readonly Edit[] | undefined => {
          const edit = removeSetting(target.file, parent, entry);
          return edit && [edit];
        };
        const fixes = switchedOff
          ? fix(`Remove ${dotted(change.path)}`, 'safe', removal())
          : newOne
            ? fix(`Remove ${dotted(change.path)}`, 'unsafe', removal())
            : fix(`Replace by ${change.to}`, 'unsafe', entry.value?.kind === 'scalar' ? [replace(entry.range, settingLine(target.file, change.to, change.value))] : undefined);
        yield {
          range: entry.key.range,
          old: true,
          message: {
            what: `${dotted(change.path)} is deprecated in favour of ${change.to}.`,
            why: change.why,
            todo: switchedOff ? `It is switched off already: remove it.` : newOne ? `Remove it once no caller needs it.` : `Set ${change.to} instead, and move the callers over.`,
          },
          fixes,
          covers: [pointerOf(change.path)],
        };
      }
    },
  };
}
