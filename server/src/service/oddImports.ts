/**
 * An `import` with the names behind it, and what stands before it where it is first on its line. Each character is looked at a fixed number of times.
 */
const statement = /(?:(^[ \t]*(?:from[ \t]+[\w.]+[ \t]+)?)|)\bimport\b((?:[ \t\f]|\\\r?\n)*(?:\((?:[^()#]|#[^\n]*)*\)?|(?:[^\n#;\\]|\\\r?\n)*))/gm;

/**
 * Whether a text imports one of the names, or `*`, in a way that the header of a module does not show (see `pythonHeader`): behind another statement on the same line, with a
 * backslash at the end of a line, with letters that are not ASCII, or with a bracket in a comment inside its brackets. Comments and strings count as code. Linear in the text's length.
 */
export function importsOddly(text: string, names: ReadonlySet<string>): boolean {
  for (const { index, 1: before, 2: behind = '' } of text.matchAll(statement)) {
    if (before !== undefined && !goesOn(text, index) && !isOddList(behind)) continue;
    for (const [word] of behind.replace(/#[^\n]*/g, '').matchAll(/[\w\u0080-\uffff]+|\*/g)) if (word === '*' || names.has(word)) return true;
  }
  return false;
}

/** Whether the line before ends with a backslash. */
function goesOn(text: string, lineStart: number): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(0, lineStart - 3), lineStart));
}

function isOddList(list: string): boolean {
  return /[\\\f]/.test(list) || /[\u0080-\uffff]/.test(list.replace(/#[^\n]*/g, '')) || /#[^\n]*\)/.test(list);
}
