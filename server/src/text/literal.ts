/**
 * What a plain search looks for in a text: characters that may stand anywhere, or a word.
 *
 * A word is not part of a longer one: where it begins or ends with a letter, a digit or a low line of ASCII, no other of them stands beside it.
 * What is not ASCII counts as no letter, so rather too much is found than too little. Before a word there may stand up to nine letters and digits
 * that follow a backslash or a hyphen: they may be an escape (`"\tgl run"`, `"\x09gl run"`) or an option (`-eNAME`), and no part of it.
 */
export type Literal = string | Word;

/** See `Literal`. */
export interface Word {
  readonly word: string;
}

/** Words as literals, each once. */
export function words(texts: Iterable<string>): readonly Word[] {
  return [...new Set(texts)].map((word) => ({ word }));
}

/** What tells a literal from all others: two with the same key are found in the same texts. */
export function literalKey(literal: Literal): string {
  return typeof literal === 'string' ? `any ${literal}` : `word ${literal.word}`;
}

/** The characters of a literal, and on which of its sides no letter may stand. */
export function edgesOf(literal: Literal): { readonly text: string; readonly begins: boolean; readonly ends: boolean } {
  if (typeof literal === 'string') return { text: literal, begins: false, ends: false };
  return { text: literal.word, begins: /^\w/.test(literal.word), ends: /\w$/.test(literal.word) };
}

/** One expression for many literals: V8 searches for all of them at once. Without literals it finds nothing. */
export function anyOf(literals: readonly Literal[]): RegExp {
  return literals.length === 0 ? /$^/ : new RegExp([...new Set(literals.map(sourceOf))].join('|'));
}

/** What is beside a word is asked for behind its characters: so V8 still looks for those first. */
function sourceOf(literal: Literal): string {
  const { text, begins, ends } = edgesOf(literal);
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return `${escaped}${ends ? '(?!\\w)' : ''}${begins ? `(?<=(?:(?<!\\w)|(?<=[\\\\-]\\w{1,9}))${escaped})` : ''}`;
}
