import type { ParsedToml, ParsedYaml } from '../../syntax/parsedFile.ts';
import { removeTomlEntry, renameTomlKey, replaceTomlScalar, tomlKey } from '../../syntax/tomlEdits.ts';
import { removeEntry, renameKey, replaceScalar } from '../../syntax/yamlEdits.ts';
import type { YamlEntry, YamlMap, YamlScalar } from '../../syntax/yamlTree.ts';
import type { Edit } from '../../text/edit.ts';

/** A file of settings: both kinds have the same nodes. */
export type SettingsFile = ParsedYaml | ParsedToml;

/** The edit that gives a setting another key. */
export function renameSetting(file: SettingsFile, entry: YamlEntry, to: string): Edit {
  return file.language === 'toml' ? renameTomlKey(entry, to) : renameKey(file.text, entry, to);
}

/** The edit that gives a setting another value. */
export function replaceSetting(file: SettingsFile, scalar: YamlScalar, value: string): Edit {
  return file.language === 'toml' ? replaceTomlScalar(scalar, value) : replaceScalar(file.text, scalar, value);
}

/** The edit that takes a setting out; `undefined` where something else (a comment) would go with it. */
export function removeSetting(file: SettingsFile, parent: YamlMap, entry: YamlEntry): Edit | undefined {
  return file.language === 'toml' ? removeTomlEntry(file.text, file.lines, entry) : removeEntry(file.text, file.lines, parent, entry);
}

/** `key: value`, or `key = value`; the value in the file's language. */
export function settingLine(file: SettingsFile, key: string, value: string): string {
  return file.language === 'toml' ? `${tomlKey(key)} = ${value}` : `${key}: ${value}`;
}
