import type { SettingVersion } from '../change.ts';
import type { Rule } from '../migration.ts';
import { replaceSetting } from './settingEdits.ts';
import { dotted, entryAt, knownScalar, pointerOf, settingsDocument } from './settings.ts';

/** One rule for all files that state which version of the system they are for. */
export function settingVersion(migration: string, changes: readonly SettingVersion[], guideSection: string): Rule {
  return {
    id: `${migration}/config-version`,
    change: changes[0]?.change,
    description: `A configuration file says that it is for the old version (${changes.map(({ path, from }) => `\`${dotted(path)}: ${from}\``).join(', ')}).`,
    guideSection,
    languages: ['yaml', 'toml'],
    *check(context) {
      for (const change of changes) {
        const target = settingsDocument(context, change.document);
        const scalar = target && knownScalar(entryAt(target.root, change.path), target.file.text);
        if (!target || !scalar) continue;
        const version = target.file.text.slice(scalar.range.start, scalar.range.end).replace(/^["'v]+|["']+$/g, '');
        if (version !== change.from && !version.startsWith(`${change.from}.`)) continue;
        yield {
          range: scalar.range,
          old: true,
          message: { what: `This file says it is for version ${change.from}.`, why: change.why, todo: `Change it to ${change.to} together with the settings that this version renames.` },
          // What is anchored may be used elsewhere, where the old value is right.
          fixes: scalar.anchor !== undefined ? [] : [{ title: `Change to ${change.to}`, applicability: 'safe', bulk: true, edits: () => [replaceSetting(target.file, scalar, change.to)] }],
          covers: [pointerOf(change.path)],
        };
      }
    },
  };
}
