import { mask, type Preprocessor } from '../../syntax/shell/mask.ts';
import { readShell } from '../../syntax/shell/shellReader.ts';
import type { ShellScript, ShellWord } from '../../syntax/shell/shellTree.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Range } from '../../text/range.ts';
import { spanOf } from './places.ts';
import type { Argument } from './wrappers.ts';

/** A script that has been read: its place in the file, its text as the reader saw it, and what it found. */
export interface ShellSource {
  readonly script: EmbeddedText;
  /** Masked; the same indices as in `script.text`. */
  readonly text: string;
  readonly tree: ShellScript;
}

/** A word with what facts need of it. */
export interface ShellArgument extends Argument {
  /** Of the script. */
  readonly word: ShellWord;
  /** The part between the quotes in the file; its text equals `raw` there if `exact`. */
  readonly range: Range;
  readonly exact: boolean;
}

/** Reads a script. */
export function readSource(script: EmbeddedText, preprocessor: Preprocessor | undefined): ShellSource {
  const text = mask(script.text, preprocessor);
  return { script, text, tree: readShell(text) };
}

/** The words of a command as arguments. */
export function argumentsOf({ script }: ShellSource, words: readonly ShellWord[]): readonly ShellArgument[] {
  return words.map((word) => {
    const range = script.rangeOf(word.inner.start, word.inner.end);
    return { word, text: word.text, raw: script.text.slice(word.inner.start, word.inner.end), range: range ?? spanOf(script, word.inner), exact: range !== undefined };
  });
}
