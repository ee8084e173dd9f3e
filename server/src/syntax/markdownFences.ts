import { EmbeddedText, type Piece } from '../text/embeddedText.ts';

/** A fenced block of code in a Markdown text. */
export interface MarkdownFence {
  /** First word of the info string, in lower case: `bash`; empty without one. */
  readonly language: string;
  /** What stands in it, without the fence's own indentation. */
  readonly content: EmbeddedText;
}

/**
 * The fenced blocks of a Markdown text: backticks or tildes, indented as in lists. Blocks in quotes are left out: their lines begin with marks of
 * their own. A block without an end goes to the end of the text, as Markdown has it. Linear; never throws.
 */
export function markdownFences(text: string): readonly MarkdownFence[] {
  const fences: MarkdownFence[] = [];
  let open: { readonly mark: string; readonly length: number; readonly indent: number; readonly language: string; readonly from: number } | undefined;
  let inComment = false;
  const close = (end: number): void => {
    if (open) fences.push({ language: open.language, content: contentOf(text, open.from, end, open.indent) });
    open = undefined;
  };
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(start, next);
    if (open) {
      const closing = /^[ \t]*(`{3,}|~{3,})[ \t]*\r?\n?$/.exec(line)?.[1];
      if (closing?.startsWith(open.mark) && closing.length >= open.length) close(start);
    } else if (inComment) {
      inComment = !line.includes('-->');
    } else if (line.trimStart().startsWith('<!--') && !line.includes('-->')) {
      inComment = true;
    } else {
      const opening = /^([ \t]*)(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?(`{3,}|~{3,})([^\r\n]*)/.exec(line);
      const info = opening?.[3] ?? '';
      // Backticks in the info string make it inline code.
      if (opening && !(opening[2]?.startsWith('`') && info.includes('`'))) {
        const fence = opening[2] ?? '';
        open = { mark: fence.charAt(0), length: fence.length, indent: line.indexOf(fence), language: languageOf(info), from: next };
      }
    }
    start = next;
  }
  close(text.length);
  return fences;
}

/** `bash`, `{.bash}`, `bash title="x"`, `language-bash`. */
function languageOf(info: string): string {
  const word = info.trim().split(/[\s,{}:]+/).find((part) => part !== '') ?? '';
  return word.replace(/^\.|^language-/, '').toLowerCase();
}

/** The lines without as much blank space as stands before the fence. */
function contentOf(text: string, from: number, to: number, indent: number): EmbeddedText {
  if (indent === 0) return EmbeddedText.slice(text, from, to);
  const pieces: Piece[] = [];
  for (let start = from; start < to;) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 || newline >= to ? to : newline + 1;
    let at = start;
    while (at < next && at < start + indent && (text.charAt(at) === ' ' || text.charAt(at) === '\t')) at++;
    pieces.push({ text: text.slice(at, next), offset: at });
    start = next;
  }
  return EmbeddedText.of(text, pieces.length > 0 ? pieces : [{ text: '', offset: from }]);
}

/** What the readers of fences take a block for. */
export type FenceKind = 'shell' | 'session' | 'powershell' | 'batch' | 'makefile' | 'dockerfile' | 'sql' | 'yaml' | 'dotenv' | 'ini';

/** What people write behind the marks of a fence, by what it stands for. */
const kinds: ReadonlyMap<string, FenceKind> = new Map(Object.entries({
  bash: 'shell', sh: 'shell', shell: 'shell', zsh: 'shell',
  'console': 'session', 'shell-session': 'session', 'sh-session': 'session', 'shellsession': 'session', 'terminal': 'session',
  powershell: 'powershell', ps1: 'powershell', pwsh: 'powershell',
  bat: 'batch', batch: 'batch', cmd: 'batch',
  make: 'makefile', makefile: 'makefile',
  docker: 'dockerfile', dockerfile: 'dockerfile',
  sql: 'sql', postgresql: 'sql', mysql: 'sql', sqlite: 'sql',
  yaml: 'yaml', yml: 'yaml',
  env: 'dotenv', dotenv: 'dotenv', properties: 'dotenv',
  ini: 'ini', systemd: 'ini', conf: 'ini',
} satisfies Record<string, FenceKind>));

/** What a fence is read as; `undefined` for one that nobody reads. */
export function fenceKind({ language }: Pick<MarkdownFence, 'language'>): FenceKind | undefined {
  return kinds.get(language);
}
