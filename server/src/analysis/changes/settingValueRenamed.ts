import type { YamlScalar } from '../../syntax/yamlTree.ts';
import { closest } from '../../text/distance.ts';
import { addSetting } from './addSetting.ts';
import type { SettingValueRenamed } from '../change.ts';
import type { Rule, RuleContext } from '../migration.ts';
import type { Finding } from '../diagnostic.ts';
import { replaceSetting, settingLine, type SettingsFile } from './settingEdits.ts';
import { renamedValue } from './renamedValue.ts';
import { dotted, entryAt, isMisspelt, isSet, isSharedPlace, knownScalar, parentMap, pointerOf, settingsDocument } from './settings.ts';

/** The rule for one setting of which only some values are read any more, or whose default changed. */
export function settingValueRenamed(migration: string, change: SettingValueRenamed, guideSection: string): Rule {
  return {
    id: `${migration}/${change.path.join('-').replaceAll('_', '-')}-renamed`,
    change: change.change,
    description: `\`${dotted(change.path)}\` has a value in its old form${change.whenAbsent === undefined ? '' : ', or none although the default changed'}.`,
    guideSection,
    languages: ['yaml', 'toml'],
    check: (context) => findings(context, change),
  };
}

function* findings(context: RuleContext, change: SettingValueRenamed): Iterable<Finding> {
  const target = settingsDocument(context, change.document);
  if (!target) return;
  const entry = entryAt(target.root, change.path);
  if (!entry) {
    const parent = parentMap(target.root, change.path);
    const section = entryAt(target.root, change.path.slice(0, -1));
    if (change.whenAbsent === undefined || !parent || !section || isSet(target.root, change.path) || isMisspelt(target.root, change.path)) return;
    const edits = addSetting(target.file, target.root, change.path, [settingLine(target.file, change.path.at(-1) ?? '', change.whenAbsent)]);
    yield {
      range: section.key.range,
      severity: 'information',
      message: { what: `${dotted(change.path)} is not set, and its default changed.`, why: change.why, todo: `Write ${change.whenAbsent} out, so that nobody is surprised.` },
      fixes: edits ? [{ title: `Add ${dotted(change.path)}: ${change.whenAbsent}`, applicability: change.applicability, bulk: true, edits: () => edits }] : [],
    };
    return;
  }
  const scalar = knownScalar(entry, target.file.text);
  if (typeof scalar?.value !== 'string') return;
  const value = renamedValue(scalar.value, change);
  // What is anchored may be used elsewhere, where the old value is right.
  const shared = scalar.anchor !== undefined || isSharedPlace(target.file, target.root, change.path);
  if (value === undefined) {
    if (change.closed && !change.allowed.includes(scalar.value)) yield notAllowed(target.file, change, scalar, shared);
    return;
  }
  yield {
    range: scalar.range,
    old: change.applicability === 'safe',
    ...(change.applicability === 'safe' ? {} : { severity: 'hint' as const }),
    message: {
      what: change.closed ? `${dotted(change.path)} must be ${value}.` : `${dotted(change.path)} is ${value} in the new version.`,
      why: change.why,
      todo: change.closed ? `Use one of ${change.allowed.join(', ')}.` : `Change it, or keep it on purpose.`,
    },
    fixes: shared ? [] : [{ title: `Change to ${value}`, applicability: change.applicability, bulk: true, edits: () => [replaceSetting(target.file, scalar, value)] }],
    covers: [pointerOf(change.path)],
  };
}

/** A value that is neither allowed nor an old spelling: a mistake, or a level of another program. */
function notAllowed(file: SettingsFile, change: SettingValueRenamed, scalar: YamlScalar, shared: boolean): Finding {
  const near = closest(String(scalar.value), change.allowed);
  return {
    range: scalar.range,
    severity: 'error',
    message: {
      what: `${dotted(change.path)} has a value that does not exist.`,
      why: change.why,
      todo: near === undefined ? `Use one of ${change.allowed.join(', ')}.` : `Did you mean ${near}? Allowed are ${change.allowed.join(', ')}.`,
    },
    fixes: near === undefined || shared ? [] : [{ title: `Change to ${near}`, applicability: 'unsafe', bulk: true, edits: () => [replaceSetting(file, scalar, near)] }],
    covers: [pointerOf(change.path)],
  };
}
