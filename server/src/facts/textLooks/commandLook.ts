/** Programs and the words behind them that make a command. */
export interface LookedCommands {
  /** Names of programs, and of modules that are run as programs. */
  readonly programs: readonly string[];
  readonly commands: readonly string[];
}

/** Looks for commands in texts that nobody has parsed. Where it says no, no reader of facts finds one of these commands. Linear in the text. */
export interface CommandLook {
  /** In a script or an image's instructions: the words of a command stand one behind the other. */
  readonly inLines: (text: string) => boolean;
  /** In YAML, where the program may be the end of one list and its command the beginning of another. */
  readonly inLists: (text: string) => boolean;
}

/** A text with more places than this is not worth the look. */
const maxPlaces = 1000;

/** Longer ways from a program to its command are not followed to their end. */
const maxSteps = 16;

/** As many marks and comments between two words are read at once. */
const maxMarks = 80;

/**
 * What may stand between two words of a command: blanks and line ends, also as escapes of a string; marks of a line that goes on; commas and dashes of
 * lists, with comments; anchors and tags.
 */
const gap = new RegExp(`(?:[\\s,^\`]|\\\\(?:[tnrvf0abeN_]|x[\\da-fA-F]{2}|u[\\da-fA-F]{4}|U[\\da-fA-F]{8})?|-(?=\\s)|[&!][\\w!./-]{0,40}(?=\\s)|#[^\\r\\n]{0,300}(?=[\\r\\n])){1,${maxMarks}}`, 'y');
/** Quotes around a word, and what protects them from the quotes around those. */
const quotes = /[\\"']{0,8}/y;
/** A flag without blanks in it, but for a value that is quoted as a whole. */
const flag = /-(?:[\w.=:/@+~*%-]|\$\w|\$\{\w{1,60}\}){1,200}(?:(?<==)(["'])(?=[^\s,\]])[^"'\\`\r\n]{1,300}\1)?/y;
/** A redirection, which is no word, with its target. */
const redirection = /[\d*]{0,3}(?:[<>]{1,3}[&|]?|&>{1,2})[ \t]{0,40}[\w./$~{}&-]{0,200}/y;
/** The beginning of a block of YAML, or of what an anchor elsewhere stands for. */
const notSeen = /[|>][-+\d]{0,2}[ \t]*(?:#[^\r\n]{0,300})?[\r\n]|\*\w/y;
/** Between two words, or in one: who knows. */
const tightComma = /,(?=\S)/y;
const endOfCommand = /[;|&)}\]]/y;
const endOfWord = /(?![\w./=:-])/y;
/** A list of arguments that goes on where another one ends: `args` behind `command`, `command` behind `entrypoint`. */
const furtherLists = /\b(?:args|command)\b["'\\]{0,4}[ \t]{0,40}:/g;

/** What stands behind a program: one of the commands (or what may be one), the end of a line or list, something else. */
type Behind = 'command' | 'end' | 'other';

/** Looks for any of the commands behind any of the programs, with nothing but flags between them. */
export function lookForCommands({ programs, commands }: LookedCommands): CommandLook {
  const program = `(?:${alternatives(programs)})(?!\\w)`;
  // Where a word or the last part of a path begins, behind an escape, or behind marks of a makefile.
  const places = new RegExp(`${program}(?<=(?:^|[^\\w.-]|(?:^|[^\\w.-])-{1,2}|[\\\\\`]\\w{1,9})${program})`, 'gm');
  const names = `(?:${alternatives(commands)})`;
  const command = new RegExp(names, 'y');
  const item = new RegExp(`${names}(?![\\w./=:-])(?=["'\\\\]{0,4}[ \\t]{0,200}(?:[,\\]#\\r\\n\\\\]|$))(?<=(?:^|[[,"'\\r\\n]|\\\\n|-(?=[ \\t]))[ \\t]{0,200}(?:[&!]\\S{0,40}[ \\t]{1,9})?["'\\\\]{0,4}${names})`, 'm');

  const behind = (text: string, start: number, isInList = false): Behind => {
    let at = endOf(quotes, text, start);
    for (let step = 0; step < maxSteps; step++) {
      const next = endOf(gap, text, at);
      if (next === at && (step > 0 || !isInList)) return text[at] === undefined || text[at] === ']' ? 'end' : 'other';
      const word = endOf(quotes, text, next);
      const isNewLine = /[\r\n]|\\[nr]/.test(text.slice(at, next));
      const flagEnd = endOf(flag, text, word);
      const skipped = flagEnd > word ? flagEnd : endOf(redirection, text, word);
      if (skipped > word) {
        // At the beginning of a line `>` may be the mark of a prompt, or begin a block of YAML.
        if (flagEnd === word && isNewLine) return 'command';
        if (word === next && isAt(endOfCommand, text, skipped)) return 'end';
        at = endOf(quotes, text, skipped);
        // What goes on in a way that cannot be seen at once is not known.
        const goesOn = at < text.length && text[at] !== ']' && endOf(gap, text, at) === at && !isAt(redirection, text, at);
        if (goesOn || isAt(tightComma, text, at)) return 'command';
        continue;
      }
      const commandEnd = endOf(command, text, word);
      if ((commandEnd > word && isAt(endOfWord, text, commandEnd)) || text[word] === '#' || isAt(notSeen, text, word)) return 'command';
      if (word > next || !isAt(gap, text, word)) return text[word] === undefined || text[word] === ']' || isNewLine ? 'end' : 'other';
      at = word;
    }
    return 'command';
  };

  const beginsFurtherList = (text: string): boolean => {
    let count = 0;
    for (const { 0: key, index } of text.matchAll(furtherLists)) {
      const from = index + key.length;
      const first = endOf(gap, text, from);
      if (++count > maxPlaces || text[first] === '*' || first - from >= maxMarks) return true;
      const isFlow = text[first] === '[';
      if ((isFlow || /-\s*$/.test(text.slice(from, first))) && behind(text, isFlow ? first + 1 : first, true) === 'command') return true;
    }
    return false;
  };

  const look = (text: string, lists: boolean): boolean => {
    let count = 0;
    let goesOn: boolean | undefined;
    for (const { 0: name, index } of text.matchAll(places)) {
      const end = index + name.length;
      const found = behind(text, /^\.exe/i.test(text.slice(end, end + 4)) ? end + 4 : end);
      if (++count > maxPlaces || found === 'command') return true;
      if (!lists) continue;
      const line = lineBefore(text, index);
      if (found === 'end' && mayBeItem(line) && (goesOn ??= beginsFurtherList(text))) return true;
      if (isAnchored(line) && item.test(text)) return true;
    }
    return false;
  };
  return { inLines: (text) => look(text, false), inLists: (text) => look(text, true) };
}

/** Longer names first: where `greenlang.cli` stands, `greenlang` does not. */
function alternatives(names: readonly string[]): string {
  return [...new Set(names)].sort((a, b) => b.length - a.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
}

/** Where what a pattern matches at a place ends; the place itself where it matches nothing. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? at + match[0].length : at;
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** What stands on the line before a place, as far as it is looked at. */
function lineBefore(text: string, at: number): string {
  const part = text.slice(Math.max(0, at - 300), at);
  return part.slice(Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r')) + 1);
}

/** Whether what a line goes on with may be an item of a list: no key's value, unless that has an anchor, or begins a list, a block or lines of a string. */
function mayBeItem(line: string): boolean {
  return !/:[ \t]+[^[,&!|>\\]*$/.test(line);
}

/** Whether what a line goes on with has an anchor, by which lists elsewhere may have it. */
function isAnchored(line: string): boolean {
  return /&\S+[ \t]+["']?[^\s"']*$/.test(line);
}
