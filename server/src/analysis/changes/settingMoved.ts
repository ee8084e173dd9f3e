import type { ParsedToml } from '../../syntax/parsedFile.ts';
import { addTomlLines, removeTomlEntry, renameTomlKey, replaceTomlScalar, tableAt, tomlKey } from '../../syntax/tomlEdits.ts';
import type { YamlEntry, YamlMap } from '../../syntax/yamlTree.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import { insert, replace, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import type { SettingMoved } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { isFromEnvironment, isWorthless } from './settingSecret.ts';
import { dotted, entryAt, pointerOf, settingsDocument } from './settings.ts';

/** One rule for all secrets that stand in another TOML table now, and come from the environment. */
export function settingMoved(migration: string, changes: readonly SettingMoved[], guideSection: string): Rule {
  return {
    id: `${migration}/setting-moved`,
    change: changes[0]?.change,
    description: `A secret stands in its old table (${changes.map(({ path, to }) => `\`${dotted(path)}\`, now \`${dotted(to)}\``).join(', ')}).`,
    guideSection,
    languages: ['toml'],
    *check(context) {
      for (const change of changes) {
        const target = settingsDocument(context, change.document);
        const entry = target && entryAt(target.root, change.path);
        if (entry && target.file.language === 'toml') yield finding(target.file, target.root, entry, change);
      }
    },
  };
}

function finding(file: ParsedToml, root: YamlMap, entry: YamlEntry, change: SettingMoved): Finding {
  const old = dotted(change.path);
  const now = dotted(change.to);
  const newOne = entryAt(root, change.to);
  const value = entry.value?.kind === 'scalar' && typeof entry.value.value === 'string' ? entry.value.value : undefined;
  const edits = newOne || value === undefined ? undefined : moved(file, root, entry, change);
  const isKept = value !== undefined && (isWorthless(value) || isFromEnvironment(value));
  return {
    range: entry.key.range,
    old: true,
    message: {
      what: newOne ? `${old} is the old place of ${now}, and both are set.` : `${old} is now ${now}, and read from the environment.`,
      why: change.why,
      todo: newOne ? `Remove the old one once nobody reads it.`
        : edits === undefined ? `Move it by hand: the table is not written in the usual way.`
          : isKept ? `Move it, and set ${change.variable} in the environment.` : `Put the secret into the environment as ${change.variable}, then move the setting.`,
    },
    fixes: edits ? [{ title: `Move to ${now}, read from \${${change.variable}}`, applicability: isKept ? 'safe' : 'unsafe', bulk: true, edits: () => edits }] : [],
    related: newOne ? [{ uri: file.uri, range: newOne.key.range, message: `${now} is set here` }] : [],
    covers: [pointerOf(change.path), pointerOf(change.path.slice(0, -1)), pointerOf(change.to), pointerOf(change.to.slice(0, -1))],
  };
}

/** In place where the old table holds nothing else and the new one is not there: comments stay where they are. */
function moved(file: ParsedToml, root: YamlMap, entry: YamlEntry, { path, to: [table, key], variable, beside }: SettingMoved): readonly Edit[] | undefined {
  const from = tableAt(file.toml, path.slice(0, -1));
  const map = entryOf(root, path[0] ?? '')?.value;
  const value = entry.value;
  if (!from?.name || from.lines.length === 0 || map?.kind !== 'map' || value?.kind !== 'scalar' || value.style === 'literal') return undefined;
  const written = `"\${${variable}}"`;
  const more = Object.entries(beside).filter(([name]) => !entryAt(root, [table, name])).map(([name, text]) => `${tomlKey(name)} = ${text}`);
  const lineEnd = lineEndOf(file.text);
  const line = file.lines.lineAt(entry.range.end);
  if (!entryOf(root, table) && map.entries.length === 1) {
    const indent = /^[ \t]*/.exec(file.text.slice(file.lines.lineStart(file.lines.lineAt(entry.range.start))))?.[0] ?? '';
    return [
      replace(from.name, tomlKey(table)),
      renameTomlKey(entry, key),
      replaceTomlScalar(value, `\${${variable}}`),
      ...(more.length > 0 ? [insert(file.lines.lineEnd(line), more.map((one) => lineEnd + indent + one).join(''))] : []),
    ];
  }
  // A comment behind the old line would be lost with it.
  const removal = removeTomlEntry(file.text, file.lines, entry);
  const addition = addTomlLines(file.text, file.lines, file.toml, [table], [`${tomlKey(key)} = ${written}`, ...more]);
  return removal && addition ? [removal, addition] : undefined;
}
