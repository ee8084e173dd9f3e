/** `key = value` of an ini file, with the lines it goes on in. Offsets count in the text that was read. */
export interface IniEntry {
  /** In brackets above it; empty before the first section. */
  readonly section: string;
  /** Where the section begins. */
  readonly sectionStart: number;
  readonly key: string;
  readonly keyStart: number;
  /** The value's lines without indentation, line ends and the backslashes of continued lines; empty ones left out. */
  readonly lines: readonly IniLine[];
}

export interface IniLine {
  readonly start: number;
  readonly end: number;
}

export interface IniFile {
  readonly entries: readonly IniEntry[];
  /** From the `#` or `;` on. */
  readonly comments: readonly IniLine[];
}

/**
 * Reads an ini text: sections, keys, values that go on in indented lines or behind a backslash, comments. Other lines are left
 * out. Never throws; linear in the text's length.
 */
export function readIni(text: string): IniFile {
  const entries: (IniEntry & { lines: IniLine[] })[] = [];
  const comments: IniLine[] = [];
  let section = '';
  let sectionStart = 0;
  let continued = false;
  for (let at = 0; at < text.length;) {
    const close = text.indexOf('\n', at);
    const next = close === -1 ? text.length : close + 1;
    const start = skip(text, at, next);
    let end = close === -1 ? text.length : close;
    while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
    const last = entries.at(-1);
    const goesOn = last !== undefined && last.section === section && last.sectionStart === sectionStart && (continued || start > at);
    if (end === start) {
      continued = false;
    } else if (/[#;]/.test(text[start] ?? '') && !continued) {
      // A comment between two lines of a value does not end it.
      comments.push({ start, end });
    } else if (goesOn) {
      continued = addLine(last.lines, text, start, end);
    } else if (text[start] === '[' && text[end - 1] === ']') {
      section = text.slice(start + 1, end - 1);
      sectionStart = start;
    } else {
      const match = /^([^=:[\]#;]{1,200}?)[ \t]*[=:]/.exec(text.slice(start, Math.min(end, start + 300)));
      const key = match?.[1];
      if (match && key !== undefined) {
        const entry = { section, sectionStart, key, keyStart: start, lines: [] };
        entries.push(entry);
        continued = addLine(entry.lines, text, skip(text, start + match[0].length, end), end);
      }
    }
    at = next;
  }
  return { entries, comments };
}

/** Gives whether the next line goes on with it. */
function addLine(lines: IniLine[], text: string, start: number, end: number): boolean {
  const continued = text[end - 1] === '\\' && end > start;
  let to = continued ? end - 1 : end;
  while (to > start && /\s/.test(text[to - 1] ?? '')) to--;
  if (to > start) lines.push({ start, end: to });
  return continued;
}

function skip(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}
