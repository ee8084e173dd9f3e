import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { lineRemoval } from '../shell/places.ts';
import { lineFacts, splitWords } from './commands.ts';
import { readIni, type IniEntry, type IniLine } from './iniText.ts';
import { suggestedVariable } from './suggestions.ts';
import { interpolatedReads } from './interpolatedReads.ts';

/** What a systemd unit, `pytest.ini`, `tox.ini`, `setup.cfg` or `supervisord.conf` says of the environment and of commands. Takes the file's name too. Never throws. */
export function iniFacts(fileName: string, source: EmbeddedText): readonly Fact[] {
  const { entries, comments } = readIni(source.text);
  const isUnit = /\.(?:service|socket|timer|mount|path|target)$/.test(fileName) || entries.some(({ section, key }) => section === 'Service' && /^(?:Environment|ExecStart)/.test(key));
  const reader = new IniReader(source);
  for (const entry of entries) {
    if (isUnit) reader.unit(entry);
    else if (/^(?:tool:)?pytest$/.test(entry.section) && entry.key === 'env') reader.pytest(entry);
    else if (/^testenv(?:$|:)/.test(entry.section)) reader.tox(entry);
    else if (/^(?:program|eventlistener|fcgi-program|supervisord|group)\b/.test(entry.section)) reader.supervisor(entry);
    else reader.other(entry);
  }
  return [...reader.facts(), ...comments.flatMap(({ start, end }) => suggestedVariable(source, start, end) ?? [])];
}

/** An assignment in a value: its name, and what is assigned. Indices of the source. */
interface Item extends Range {
  readonly name: string;
  readonly nameStart: number;
  readonly value: string;
}

class IniReader {
  readonly #source: EmbeddedText;
  readonly #facts: Fact[] = [];
  readonly #reads: EnvironmentFact[] = [];

  constructor(source: EmbeddedText) {
    this.#source = source;
  }

  /** Look-ups that are found twice count once. */
  facts(): readonly Fact[] {
    const known = new Set(this.#facts.map(({ range }) => range.start));
    return [...this.#facts, ...this.#reads.filter(({ range }) => !known.has(range.start) && known.add(range.start))];
  }

  /** systemd: `Environment=A=b "C=d e"`, `PassEnvironment=A B`, `ExecStart=…`. */
  unit(entry: IniEntry): void {
    if (entry.key === 'Environment') {
      for (const line of entry.lines) this.#items(line, this.#words(line), entry);
    } else if (entry.key === 'PassEnvironment') {
      this.#names(entry);
    } else if (/^Exec(?:Start|Stop|Reload|Condition)(?:Pre|Post)?$/.test(entry.key)) {
      this.#command(entry, /^[-@:+!|]*/);
    }
  }

  /** pytest-env: one assignment a line, `D:` and `R:` before it say how it is taken. */
  pytest(entry: IniEntry): void {
    for (const line of entry.lines) {
      const match = /^((?:[DRU]:)*)([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(this.#text(line));
      if (!match) continue;
      const [, prefix = '', name = '', value = ''] = match;
      this.#set({ name, nameStart: line.start + prefix.length, value, start: line.start, end: line.end }, entry.keyStart, this.#lineOf(entry, line));
      if (!prefix.includes('R')) this.#pattern(line, /\{([A-Za-z_]\w*)\}/g);
    }
  }

  /** tox: `setenv`, `passenv`, `commands`; `{env:NAME}` everywhere. */
  tox(entry: IniEntry): void {
    this.other(entry);
    switch (entry.key.replace('_', '')) {
      case 'setenv':
        for (const line of entry.lines) {
          const match = /^((?:[\w,{}-]+:\s+)?)([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(this.#text(line));
          if (match) this.#set({ name: match[2] ?? '', nameStart: line.start + (match[1] ?? '').length, value: match[3] ?? '', start: line.start, end: line.end }, entry.keyStart, this.#lineOf(entry, line));
        }
        break;
      case 'passenv':
        this.#names(entry);
        break;
      case 'commands':
      case 'commandspre':
      case 'commandspost':
        for (const line of entry.lines) this.#line(line, /^(?:[\w,{}-]+:\s+)?[-!]?\s*/);
        break;
    }
  }

  /** supervisord: `environment=A="b",C="d"`, `command=…`, `%(ENV_NAME)s`. */
  supervisor(entry: IniEntry): void {
    if (entry.key === 'environment') for (const line of entry.lines) this.#items(line, this.#matches(line, /([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^,"'\s]*)[ \t]*(?=,|$)/g), entry);
    if (entry.key === 'command') this.#command(entry, /^/);
    for (const line of entry.lines) this.#pattern(line, /%\(ENV_([A-Za-z_]\w*)\)s/g);
  }

  /** `[env]` sections, uWSGI's `env = A=b`, and look-ups in any value. */
  other(entry: IniEntry): void {
    const [line] = entry.lines;
    const named = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(entry.key);
    if (named) {
      const item = { name: entry.key, nameStart: entry.keyStart, value: line ? this.#text(line) : '', start: entry.keyStart, end: line?.end ?? entry.keyStart + entry.key.length };
      const sure = /^(?:env|environment|env_?vars|variables)$/i.test(entry.section);
      this.#set(item, entry.sectionStart, undefined, sure ? {} : { renaming: 'unsafe', because: 'nothing around it says that this key is a variable of the environment' });
    } else if (entry.section === 'uwsgi' && entry.key === 'env' && line) {
      this.#items(line, this.#matches(line, /^([A-Za-z_]\w*)=(.*)$/g), entry);
    }
    for (const part of entry.lines) {
      this.#reads.push(...interpolatedReads(this.#source.part(part.start, part.end)));
      this.#pattern(part, /\{env:([A-Za-z_]\w*)(?=[:}])/g);
    }
  }

  #text({ start, end }: IniLine): string {
    return this.#source.text.slice(start, end);
  }

  /** Words `NAME=value`, in quotes or not. */
  #words(line: IniLine): readonly Item[] {
    return (splitWords(this.#source.part(line.start, line.end)) ?? []).flatMap(({ text, start, end, quote }): Item[] => {
      const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(text.text);
      return match ? [{ name: match[1] ?? '', nameStart: line.start + start + (quote ? 1 : 0), value: match[2] ?? '', start: line.start + start, end: line.start + end }] : [];
    });
  }

  /** What a pattern's groups find: name, value. */
  #matches(line: IniLine, pattern: RegExp): readonly Item[] {
    return [...this.#text(line).matchAll(pattern)].map(([whole, name = '', value = ''], index, all): Item => {
      const start = line.start + (all[index]?.index ?? 0);
      return { name, nameStart: start, value: value.replace(/^(["'])(.*)\1$/s, '$2'), start, end: start + whole.trimEnd().length };
    });
  }

  /** Assignments in one line, with what goes when one of them goes. */
  #items(line: IniLine, items: readonly Item[], entry: IniEntry): void {
    items.forEach((item, index) => {
      const next = items[index + 1];
      const before = items[index - 1];
      const own = items.length === 1 ? (entry.lines.length === 1 ? lineRemoval(this.#source, { start: entry.keyStart, end: line.end }) : undefined)
        : this.#source.rangeOf(next ? item.start : before?.end ?? item.start, next ? next.start : item.end);
      this.#set(item, entry.sectionStart, own);
    });
  }

  /** A line of a value may only go as a whole when it does not hold the key too. */
  #lineOf(entry: IniEntry, line: IniLine): Range | undefined {
    return this.#source.text.slice(entry.keyStart, line.start).includes('\n') ? lineRemoval(this.#source, line) : undefined;
  }

  #set({ name, nameStart, value }: Item, group: number, removal: Range | undefined, doubt: Pick<EnvironmentFact, 'renaming' | 'because'> = {}): void {
    const range = this.#source.rangeOf(nameStart, nameStart + name.length);
    if (!range) return;
    this.#facts.push({
      kind: 'environment', name, range, access: 'set', hasValue: value !== '', group: this.#source.offsetAt(group), valueHash: hashOf(value), ...(removal ? { removal } : {}), ...doubt,
    });
  }

  #names({ lines }: IniEntry): void {
    for (const line of lines) this.#pattern(line, /(?<![\w*?])([A-Za-z_]\w*)(?![\w*?])/g);
  }

  /** Names that a pattern's first group finds are read. */
  #pattern(line: IniLine, pattern: RegExp): void {
    for (const match of this.#text(line).matchAll(pattern)) {
      const name = match[1] ?? '';
      const start = line.start + match.index + match[0].indexOf(name);
      const range = this.#source.rangeOf(start, start + name.length);
      if (range) this.#reads.push({ kind: 'environment', name, range, access: 'read' });
    }
  }

  /** A command in one line; one over several lines is read for its variables only. */
  #command({ lines }: IniEntry, prefix: RegExp): void {
    const [line] = lines;
    if (line && lines.length === 1) this.#line(line, prefix);
    for (const part of lines) this.#reads.push(...interpolatedReads(this.#source.part(part.start, part.end), { bare: true }));
  }

  #line(line: IniLine, prefix: RegExp): void {
    const skipped = prefix.exec(this.#text(line))?.[0].length ?? 0;
    this.#facts.push(...lineFacts(this.#source.part(line.start + skipped, line.end)));
  }
}
