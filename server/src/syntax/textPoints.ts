/** A place in a text as tree-sitter counts it: lines and UTF-16 units from 0; a line ends at `\n` alone. */
export interface TextPoint {
  readonly row: number;
  readonly column: number;
}

/** The line and column of an offset. */
export function pointAt(text: string, offset: number): TextPoint {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
