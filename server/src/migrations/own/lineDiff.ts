/** Longer differences are cut: what helps is where they begin. */
const shownLines = 12;

/**
 * The lines in which two texts differ, `-` before what was expected and `+` before what came, with the number of lines that were left out. What both begin and
 * end with is left out too. A text that ends without a line end says so. Empty for equal texts. Linear in the texts' lengths.
 */
export function lineDiff(expected: string, came: string): string {
  if (expected === came) return '';
  const [a, b] = [linesOf(expected), linesOf(came)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [`@@ line ${start + 1} @@`, ...marked('-', a.slice(start, a.length - end)), ...marked('+', b.slice(start, b.length - end))].join('\n');
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  // Without this, a missing line end could not be seen.
  return last === '' ? lines : [...lines, `${last} (no line end)`];
}

function marked(sign: string, lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, shownLines).map((line) => `${sign}${line.replaceAll('\r', '␍').replaceAll('\t', '␉')}`);
  return lines.length > shownLines ? [...shown, `${sign}… ${lines.length - shownLines} more`] : shown;
}
