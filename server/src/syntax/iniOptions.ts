/** One line of the value of an option. */
export interface IniValueLine {
  /** Without comments and without blanks around it; never empty. */
  readonly text: string;
  /** Offset of the text's first unit; UTF-16 units. */
  readonly offset: number;
  /** Whether nothing but the text (and a comment) stands on the line. */
  readonly ownLine: boolean;
  /** Where the line begins and ends, comment included and line end not. */
  readonly lineStart: number;
  readonly lineEnd: number;
}

/** `key = value` of a section, its value over one or more lines. */
export interface IniOption {
  readonly section: string;
  readonly key: string;
  /** Offset of the key's first unit. */
  readonly offset: number;
  readonly lines: readonly IniValueLine[];
}

/**
 * The options of a text as Python's `configparser` reads it (`setup.cfg`, `tox.ini`): lines that are indented go on with the
 * value before. Never throws; linear in the text's length.
 */
export function iniOptions(text: string): readonly IniOption[] {
  const options: { section: string; key: string; offset: number; lines: IniValueLine[] }[] = [];
  let section = '';
  let current: IniValueLine[] | undefined;
  for (const match of text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
    const line = match[1] ?? '';
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line);
    const key = /^([A-Za-z_][^=:\s]*)\s*[=:]/.exec(line);
    if (header) {
      section = (header[1] ?? '').trim();
      current = undefined;
    } else if (/^\s/.test(line)) {
      if (current) add(current, line, 0, match.index);
    } else if (key) {
      current = [];
      options.push({ section, key: key[1] ?? '', offset: match.index, lines: current });
      add(current, line, key[0].length, match.index);
    } else {
      current = undefined;
    }
  }
  return options;
}

function add(lines: IniValueLine[], line: string, from: number, lineStart: number): void {
  const comment = /\s#/.exec(line.slice(from));
  const end = comment ? from + comment.index : line.length;
  const text = line.slice(from, end).trim();
  if (text === '') return;
  lines.push({ text, offset: lineStart + line.indexOf(text, from), ownLine: from === 0, lineStart, lineEnd: lineStart + line.length });
}
