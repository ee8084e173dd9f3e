import { plainText } from '../plainText.ts';

/** Invisible, and no letter: what stands on both sides of it is not read as one word. */
const wordJoiner = '\u2060';

/**
 * A text that Markdown shows as it is, on one line: no formatting, no HTML, no link, and nothing that GitHub turns into one by itself (people
 * behind `@`, numbers behind `#`, addresses).
 */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/[\\`*_[\]{}<>|~$&!#]/g, '\\$&')
    .replace(/[@#](?=\w)/g, `$&${wordJoiner}`)
    .replace(/:(?=\/\/)|\bwww(?=\.)|\bmailto(?=:)/gi, `$&${wordJoiner}`)
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** A text as code, between more backticks than stand in it side by side. `inTable` escapes pipes as tables want it, elsewhere that would show. */
export function code(text: string, inTable: boolean): string {
  const plain = inTable ? plainText(text).replaceAll('|', '\\|') : plainText(text);
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const pad = plain === '' || /^[` ]|[` ]$/.test(plain) ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** A table; cells are Markdown already, in which pipes are escaped. `right` names the columns (from 0) with numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (right.includes(index) ? '---:' : '---'))), ...rows.map(line)].join('\n');
}
