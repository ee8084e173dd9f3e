/** Longer lines are not told at sight. */
const maxLine = 500;

/** A key at the root with nothing behind it, or a value that ends on its line: plain, a whole quoted text, a list of plain words. */
const closedEntry = /^([A-Za-z_][\w-]*):(?:[ \t]+(?:[A-Za-z0-9_(<$~./+=;](?:(?!:(?:[ \t]|$)).)*|"[^"\\]*"[ \t]*(?:#.*)?|'[^']*'[ \t]*(?:#.*)?|\[[\w., -]*\][ \t]*(?:#.*)?|#.*)?)?$/;

/**
 * The keys at the root of a YAML text, in order, as far as they can be told at sight: it ends before the first line that is no entry of one line, and at the first key whose value is on
 * further lines. Whatever stands behind, the first document of the parsed text has these keys.
 */
export function* yamlRootKeys(text: string): Generator<string> {
  let isOpen = false;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (/^[ \t]*(?:#|$)/.test(line)) continue;
    if (!isOpen && /^---[ \t]*$/.test(line)) continue;
    const key = line.length > maxLine ? undefined : closedEntry.exec(line)?.[1];
    if (key === undefined) return;
    isOpen = true;
    yield key;
  }
}
