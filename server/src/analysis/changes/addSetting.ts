import { addTomlLines } from '../../syntax/tomlEdits.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import { insertEntry } from '../../syntax/yamlEdits.ts';
import type { YamlEntry, YamlMap } from '../../syntax/yamlTree.ts';
import type { Edit } from '../../text/edit.ts';
import type { SettingsFile } from './settingEdits.ts';
import { isSharedPlace } from './settings.ts';

/**
 * The edits that add a setting. `lines` are the file's language, for YAML of the path's last level (two blanks a step), for TOML the lines
 * of the table that holds it; missing sections above it are made. `undefined` when the place cannot take lines: an alias, a scalar, brackets, a section that others share.
 */
export function addSetting(file: SettingsFile, root: YamlMap, path: readonly string[], lines: readonly string[]): readonly Edit[] | undefined {
  if (file.language === 'toml') {
    const added = addTomlLines(file.text, file.lines, file.toml, path.slice(0, -1), lines);
    return added && [added];
  }
  if (isSharedPlace(file, root, path)) return undefined;
  let parent: YamlMap | YamlEntry = root;
  let block = lines;
  for (const [depth, key] of path.entries()) {
    const map: YamlMap | undefined = 'kind' in parent ? parent : undefined;
    const entry: YamlEntry | undefined = map && entryOf(map, key);
    if (!entry) {
      block = nested(path.slice(depth, -1), lines);
      break;
    }
    if (depth === path.length - 1) {
      // The key stands there without a value: only what belongs below it is missing.
      if (entry.value) return undefined;
      block = lines.slice(1).map((line) => line.slice(2));
      parent = entry;
    } else if (entry.value?.kind === 'map') {
      parent = entry.value;
    } else if (!entry.value) {
      block = nested(path.slice(depth + 1, -1), lines);
      parent = entry;
      break;
    } else {
      return undefined;
    }
  }
  const spaced = parent === root && sectionsAreSpaced(file.text, root) ? ['', ...block] : block;
  const edit = insertEntry(file.text, file.lines, parent, spaced);
  return edit && [edit];
}

function nested(keys: readonly string[], lines: readonly string[]): readonly string[] {
  return keys.reduceRight<readonly string[]>((inner, key) => [`${key}:`, ...inner.map((line) => `  ${line}`)], lines);
}

/** Whether blank lines separate the sections of the file, so that a new one should have one too. */
function sectionsAreSpaced(text: string, root: YamlMap): boolean {
  const [previous, last] = root.entries.slice(-2);
  return previous !== undefined && last !== undefined && /\n[ \t]*\r?\n/.test(text.slice(previous.range.end, last.range.start));
}
