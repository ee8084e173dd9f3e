/** A place in a text as editors count it: both from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and lines. Lines end with `\n`, `\r\n` or `\r`, as in LSP. They are counted when somebody asks: of most files in a scan nobody does. */
export class LineIndex {
  #counted: readonly number[] | undefined;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get #starts(): readonly number[] {
    return this.#counted ??= lineStarts(this.#text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offset of a line's first unit; lines past the end give the text's length, negative ones 0. */
  lineStart(line: number): number {
    if (line < 0) return 0;
    return this.#starts[line] ?? this.#text.length;
  }

  /** Offset behind a line's last unit, before its line end. */
  lineEnd(line: number): number {
    let end = this.lineStart(line + 1);
    const start = this.lineStart(line);
    if (line + 1 >= this.lineCount) return end;
    if (end > start && this.#text.charCodeAt(end - 1) === 10) end--;
    if (end > start && this.#text.charCodeAt(end - 1) === 13) end--;
    return end;
  }

  /** The line that holds the offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.lineStart(line) };
  }

  /** Positions past a line's end mean its end, as LSP asks. */
  offsetAt(position: Position): number {
    if (position.line >= this.lineCount) return this.#text.length;
    const start = this.lineStart(position.line);
    return Math.max(start, Math.min(start + position.character, this.lineEnd(position.line)));
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10) starts.push(i + 1);
    else if (unit === 13) {
      if (text.charCodeAt(i + 1) === 10) i++;
      starts.push(i + 1);
    }
  }
  return starts;
}
