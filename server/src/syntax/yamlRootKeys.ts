/** Longer lines are not told at sight. */
const maxLine = 500;

/** A value that ends on its line: plain, a whole quoted text, a list of plain words or quoted texts. Or none. */
const closedValue = /(?:[A-Za-z0-9_(<$~./+=;](?:(?!:(?:[ \t]|$)).)*|(?:"[^"\\]*"|'[^']*'|\[(?:[\w., -]|"[^"\\]*"|'[^']*')*\])[ \t]*(?:#.*)?|#.*)?/.source;

/** A key at the root, and behind it a value that ends on its line, or nothing. */
const rootEntry = new RegExp(`^([A-Za-z_][\\w-]*):(?:$|[ \\t]+(${closedValue})$)`);

/** An indented line that leaves nothing open: marks of lists, a key, or both (the first two groups), and then the beginning of a block of text (the third), a value (the fourth), or nothing. */
const closedBelow = new RegExp(`^( +(?:- +)*)(?:(?<=- +)|(\\w[\\w.-]*:)(?:[ \\t]+|$))(?:([|>][-+]?[ \\t]*(?:#.*)?)|(${closedValue}))$`);

/**
 * The keys at the root of a YAML text, in order, as far as they can be told at sight: it ends before the first line that is no entry of one line, but for indented lines under a key with
 * nothing behind it that leave nothing open and are indented as they should be. Whatever stands behind, the first document of the parsed text has these keys.
 */
export function* yamlRootKeys(text: string): Generator<string> {
  let isOpen = false;
  let hasMark = false;
  let below: Below | undefined;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (/^[ \t]*(?:#|$)/.test(line)) continue;
    if (!isOpen && !hasMark && /^---[ \t]*$/.test(line)) {
      hasMark = true;
      continue;
    }
    if (line.length > maxLine) return;
    if (below && line.startsWith(' ')) {
      if (!below.takes(line)) return;
      continue;
    }
    const [, key, value = ''] = rootEntry.exec(line) ?? [];
    if (key === undefined) return;
    isOpen = true;
    below = isNothing(value) ? new Below() : undefined;
    yield key;
  }
}

/** The lines under a key at the root. */
class Below {
  /** Lists and mappings that the last line is in, by the columns of their marks and keys. */
  readonly #levels: { readonly column: number; readonly isList: boolean }[] = [];
  #mayOpen = true;
  /** Lines that are indented further than this are text. */
  #text = Infinity;

  /** Whether a line is as it should be, as far as that can be told at sight. */
  takes(line: string): boolean {
    const column = line.search(/[^ ]/);
    if (column > this.#text) return true;
    const [, marks, key, text, value = ''] = closedBelow.exec(line) ?? [];
    if (marks === undefined) return false;
    const levels = [...marks.matchAll(/-/g)].map(({ index }) => ({ column: index, isList: true }));
    if (key !== undefined) levels.push({ column: marks.length, isList: false });
    const [first, ...further] = levels;
    if (!first || !this.#goTo(first.column, first.isList)) return false;
    this.#levels.push(...further);
    this.#mayOpen = text === undefined && isNothing(value);
    this.#text = text === undefined ? Infinity : levels.at(-1)?.column ?? column;
    return true;
  }

  /** Goes on with a list or mapping in a column, or begins one, if there may be one. */
  #goTo(column: number, isList: boolean): boolean {
    let mayOpen = this.#mayOpen;
    for (let last = this.#levels.at(-1); last && (last.column > column || (last.column === column && last.isList && !isList)); last = this.#levels.at(-1)) {
      this.#levels.pop();
      mayOpen = false;
    }
    const last = this.#levels.at(-1);
    if (last?.column === column && last.isList === isList) return true;
    // A list may stand in the column of its key.
    if (mayOpen && (isList || last?.column !== column)) this.#levels.push({ column, isList });
    else return false;
    return true;
  }
}

/** What is behind a key or a mark is on further lines, if there is anything. */
function isNothing(value: string): boolean {
  return value === '' || value.startsWith('#');
}
