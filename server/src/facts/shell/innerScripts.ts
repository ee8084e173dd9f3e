import type { EmbeddedText } from '../../text/embeddedText.ts';
import { withoutEscapes } from './places.ts';
import type { ShellArgument } from './source.ts';
import { programName, skipOptions, stagesOf, type Argument } from './wrappers.ts';

const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash']);

/** Which words of a command are scripts of their own: of `bash -c '…'`, `eval '…'`, `trap '…' EXIT`, `concurrently "…" "…"`. Indices. */
export function scriptWords(words: readonly Argument[]): readonly number[] {
  const stage = stagesOf(words).at(-1);
  if (!stage) return [];
  const { start, end } = stage;
  const program = programName(words[start]?.text);
  const blank = (index: number): boolean => /\s/.test(words[index]?.raw ?? '');
  const rest = (from: number): readonly number[] => Array.from({ length: Math.max(end - from, 0) }, (_, i) => from + i);
  const behind = (option: RegExp): readonly number[] => {
    const at = rest(start + 1).find((index) => option.test(words[index]?.text ?? ''));
    return at !== undefined && at + 1 < end ? [at + 1] : [];
  };
  if (shells.has(program)) {
    let at = start + 1;
    while (at < end && /^[-+]/.test(words[at]?.text ?? '')) {
      const option = words[at]?.text ?? '';
      at++;
      if (/^-[a-z]*c$/.test(option)) return at < end ? [at] : [];
      if (/^[-+][a-z]*[oO]$/.test(option)) at++;
    }
    return [];
  }
  switch (program) {
    case 'su':
    case 'runuser':
      return behind(/^(?:-c|--command)$/);
    case 'eval':
      return end - start === 2 ? [start + 1] : [];
    case 'trap':
      return end - start > 2 && words[start + 1]?.text !== '-' ? [start + 1] : [];
    case 'nodemon':
      return behind(/^(?:-x|--exec)$/);
    case 'watch':
    case 'hyperfine':
    case 'concurrently':
      return rest(start + 1).filter((index) => blank(index) && !/^-/.test(words[index]?.raw ?? '') && !/^-(?:n|c|p|-names|-prefix-colors|-prefix)$/.test(words[index - 1]?.raw ?? ''));
    case 'ssh': {
      const host = skipOptions(words, start + 1, end, ['-i', '-p', '-l', '-o', '-F', '-J', '-L', '-R', '-D', '-b', '-c', '-E', '-e', '-I', '-m', '-O', '-Q', '-S', '-W', '-w']);
      return end - host === 2 && blank(host + 1) ? [host + 1] : [];
    }
    default:
      return [];
  }
}

/** The scripts that words of a shell command hold, `alias name='…'` among them. */
export function innerScripts(script: EmbeddedText, words: readonly ShellArgument[]): readonly EmbeddedText[] {
  if (words[0]?.text === 'alias') {
    return words.slice(1).flatMap(({ word }) => {
      const match = /^[\w.-]+=(['"])(.*)\1$/s.exec(script.text.slice(word.range.start, word.range.end));
      const quote = match?.[1] ?? '';
      if (!match || (match[2] ?? '').includes(quote)) return [];
      const start = word.range.end - 1 - (match[2] ?? '').length;
      return [unescaped(script, start, word.range.end - 1, quote === '"')];
    });
  }
  return scriptWords(words).flatMap((index) => {
    const { inner, quote } = (words[index] as ShellArgument).word;
    return quote === 'mixed' ? [] : [unescaped(script, inner.start, inner.end, quote === 'double')];
  });
}

/** A part of a script; between double quotes without the backslashes that protect the next character. */
function unescaped(script: EmbeddedText, start: number, end: number, double: boolean): EmbeddedText {
  const part = script.part(start, end);
  return double ? withoutEscapes(part, /\\([$`"\\])/g) : part;
}
