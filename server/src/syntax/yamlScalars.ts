/**
 * What a plain scalar could be taken for. Wider than YAML 1.2's core schema: most programs that read the file still follow
 * YAML 1.1, where `yes`, `12:30` and `1_000` are no strings either.
 */
const notAString = new RegExp(`^(?:${[
  '~|null|true|false|yes|no|on|off|y|n|<<|=',
  '[-+]?[0-9][0-9_]*|0o[0-7]+|[-+]?0x[0-9a-f_]+|[-+]?0b[01_]+',
  '[-+]?(?:[0-9][0-9_]*)?\\.?[0-9_]*(?:e[-+]?[0-9]+)?',
  '[-+]?\\.inf|\\.nan',
  '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?',
  '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \\t].*)?',
].join('|')})$`, 'i');

/** Line ends, control characters, other line and paragraph separators, byte order mark, halves of surrogate pairs. */
const unprintable = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const unprintables = new RegExp(unprintable.source, 'g');

/** Whether a string written without quotes is one value of that text, be it as a string or, say, as a number. */
function isOnePlainScalar(value: string): boolean {
  return value !== '' && value.trim() === value
    && !/^(?:[?:-](?:\s|$)|[,[\]{}#&*!|>'"%@`]|---|\.\.\.)/.test(value)
    && !/: |:$| #|\t#|:\t|[,[\]{}]/.test(value) && !unprintable.test(value);
}

/** Whether a string can stand without quotes, in a block and in brackets alike, and still be read as that string. */
export function isPlainString(value: string): boolean {
  return isOnePlainScalar(value) && !notAString.test(value);
}

/** Whether the text without quotes is read as a number, boolean, null or date. */
export function isPlainOther(value: string): boolean {
  return isOnePlainScalar(value) && notAString.test(value);
}

/** The spelling of a string as a YAML scalar on one line: plain where it is read back as the same string, else in quotes. */
export function plainOrQuoted(value: string): string {
  if (isPlainString(value)) return value;
  return /["\\]/.test(value) && canBeSingleQuoted(value) ? singleQuoted(value) : doubleQuoted(value);
}

/** Whether single quotes can hold the string (they know no escapes). */
export function canBeSingleQuoted(value: string): boolean {
  return !unprintable.test(value);
}

/** The string in single quotes; only for strings that `canBeSingleQuoted`. */
export function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The string in double quotes; any string can be written so. */
export function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(unprintables, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
