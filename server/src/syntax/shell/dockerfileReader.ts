import type { Range } from '../../text/range.ts';

/** An instruction of a Dockerfile. Ranges are indices into the text. */
export interface DockerInstruction {
  /** Upper case: `RUN`. */
  readonly keyword: string;
  readonly range: Range;
  /** What follows the keyword, without comment lines between its lines; continuations are still in it. */
  readonly body: readonly Range[];
  /** Of `RUN <<EOF` and `COPY <<EOF dest`. */
  readonly heredocs: readonly DockerHeredoc[];
}

export interface DockerHeredoc {
  readonly body: Range;
  readonly quoted: boolean;
}

export interface DockerfileTree {
  readonly instructions: readonly DockerInstruction[];
  /** Whole comment lines. */
  readonly comments: readonly Range[];
  /** Continues lines: `\`, or a backtick by a directive. */
  readonly escape: string;
}

/**
 * Reads a Dockerfile as instructions over logical lines. Small and of its own, because facts need places in text that may itself be part of a
 * Markdown file. Never throws; a heredoc without its end hides what follows.
 */
export function readDockerfile(text: string): DockerfileTree {
  const escape = /^(?:#[^\n]*\n)*?#\s*escape\s*=\s*`\s*$/im.test(text.slice(0, 500)) ? '`' : '\\';
  const instructions: DockerInstruction[] = [];
  const comments: Range[] = [];
  let at = 0;
  const takeLine = (): Range => {
    const close = text.indexOf('\n', at);
    const line = { start: at, end: close === -1 ? text.length : close };
    at = close === -1 ? text.length : close + 1;
    return line;
  };
  while (at < text.length) {
    const first = takeLine();
    const trimmed = text.slice(first.start, first.end).trimStart();
    if (trimmed.startsWith('#')) comments.push({ start: first.end - trimmed.length, end: first.end });
    const keyword = /^[A-Za-z]+(?=\s|$)/.exec(trimmed)?.[0];
    if (keyword === undefined) continue;
    const start = first.end - trimmed.length;
    const body: Range[] = [{ start: start + keyword.length, end: first.end }];
    let continued = endsWith(text, first, escape);
    while (continued && at < text.length) {
      const line = takeLine();
      const content = text.slice(line.start, line.end).trim();
      if (content.startsWith('#')) {
        comments.push({ start: line.start + text.slice(line.start, line.end).indexOf('#'), end: line.end });
        continue;
      }
      if (content === '') continue;
      const previous = body[body.length - 1] as Range;
      // The line end of the continued line belongs to it.
      body[body.length - 1] = { start: previous.start, end: previous.end + 1 };
      body.push(line);
      continued = endsWith(text, line, escape);
    }
    const heredocs: DockerHeredoc[] = [];
    const upper = keyword.toUpperCase();
    if (upper === 'RUN' || upper === 'COPY' || upper === 'ADD') {
      for (const opening of body.map((slice) => text.slice(slice.start, slice.end)).join('').matchAll(/(?<!<)<<(-?)(["']?)([A-Za-z_][\w.]*)\2(?!<)/g)) {
        const [, dash, quote, delimiter] = opening;
        const bodyStart = at;
        let found = false;
        while (at < text.length && !found) {
          const line = takeLine();
          let content = text.slice(line.start, line.end).replace(/\r$/, '');
          if (dash === '-') content = content.replace(/^\t+/, '');
          if (content !== delimiter) continue;
          found = true;
          heredocs.push({ body: { start: bodyStart, end: line.start }, quoted: quote !== '' });
        }
        if (!found) return { instructions, comments, escape };
      }
    }
    instructions.push({ keyword: upper, range: { start, end: (body[body.length - 1] as Range).end }, body, heredocs });
  }
  return { instructions, comments, escape };
}

function endsWith(text: string, line: Range, escape: string): boolean {
  return text.slice(line.start, line.end).trimEnd().endsWith(escape);
}
