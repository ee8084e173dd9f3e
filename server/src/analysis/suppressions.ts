import type { ParsedCode, ParsedFile } from '../syntax/parsedFile.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Edit } from '../text/edit.ts';
import { insert } from '../text/edit.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { lineEndOf } from '../text/lineEnd.ts';

/** Which findings a file's comments silence. */
export interface Suppressions {
  /** Whether a finding with these ids on this line (from 0) is silenced. */
  silences(ids: readonly (string | undefined)[], line: number): boolean;
}

/** `upguide-ignore IDS: reason` (line) and `upguide-ignore-file IDS: reason`. Ids are change or rule ids, or `all`. */
const directive = /^upguide-ignore(-file)?\s+([A-Za-z][\w./-]*(?:\s*,\s*[A-Za-z][\w./-]*)*)\s*(?::|$)/;

/**
 * Reads the suppression comments of a file. A comment alone on its line silences the next line that is no comment;
 * one behind code silences its own line.
 */
export function suppressionsOf(file: ParsedFile): Suppressions {
  const whole = new Set<string>();
  const byLine = new Map<number, Set<string>>();
  if (!file.text.includes('upguide-ignore')) return { silences: () => false };
  for (const comment of commentsOf(file)) {
    const match = directive.exec(comment.text);
    if (!match) continue;
    const ids = (match[2] ?? '').split(',').map((id) => id.trim().toLowerCase());
    if (match[1]) for (const id of ids) whole.add(id);
    else addAll(byLine, silencedLine(file.text, file.lines, comment.range.start), ids);
  }
  return {
    silences(ids, line) {
      const here = byLine.get(line);
      const hit = (id: string): boolean => whole.has(id) || here?.has(id) === true;
      return hit('all') || ids.some((id) => id !== undefined && hit(id.toLowerCase()));
    },
  };
}

interface Comment {
  /** Without the comment sign and the blanks around it. */
  readonly text: string;
  readonly range: { readonly start: number };
}

function commentsOf(file: ParsedFile): readonly Comment[] {
  switch (file.language) {
    case 'yaml':
      return file.yaml.comments;
    case 'dotenv':
      return [...file.dotenv.comments, ...file.dotenv.entries.flatMap((entry) => (entry.comment ? [entry.comment] : []))];
    case 'python':
    case 'typescript':
      return codeComments(file);
    default:
      return lineComments(file.text);
  }
}

function codeComments({ tree }: ParsedCode): readonly Comment[] {
  const comments: Comment[] = [];
  for (const node of tree?.root.descendants() ?? []) {
    if (node.type === 'comment') comments.push({ text: node.text.replace(/^(?:#+|\/\/+|\/\*+)\s*|\s*\*\/$/g, '').trimEnd(), range: node.range });
  }
  return comments;
}

/** Comments that hold a directive, in languages without a tree: a comment sign at the line's start or behind a blank. */
function lineComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  for (const match of text.matchAll(/(?:^|[ \t])(?:#+|\/\/+|--|;+|::|rem\b|<!--|\{\{-?\s*\/\*)[ \t]*(upguide-ignore[^\r\n]*)/gim)) {
    comments.push({ text: (match[1] ?? '').replace(/\s*(?:-->|\*\/.*)$/, '').trimEnd(), range: { start: match.index + match[0].length - (match[1] ?? '').length } });
  }
  return comments;
}

function silencedLine(text: string, lines: LineIndex, commentStart: number): number {
  const line = lines.lineAt(commentStart);
  if (!/^\s*(?:#+|\/\/+|\/\*+|--|;+|::|rem|<!--|\{\{-?\s*\/\*)?\s*$/i.test(text.slice(lines.lineStart(line), commentStart))) return line;
  let next = line + 1;
  while (next < lines.lineCount && /^\s*(#|\/\/|--|;|::|<!--|$)/.test(text.slice(lines.lineStart(next), lines.lineEnd(next)))) next++;
  return next;
}

function addAll(map: Map<number, Set<string>>, line: number, ids: readonly string[]): void {
  const set = map.get(line) ?? new Set<string>();
  for (const id of ids) set.add(id);
  map.set(line, set);
}

/** The edit that silences a diagnostic: a comment line above it, indented like it, with a reason to be made precise. */
export function suppressionEdit(file: ParsedFile, diagnostic: Diagnostic, today: string): Edit {
  const line = file.lines.lineAt(diagnostic.range.start);
  const start = file.lines.lineStart(line);
  const indent = /^[ \t]*/.exec(file.text.slice(start, file.lines.lineEnd(line)))?.[0] ?? '';
  const id = diagnostic.change ?? diagnostic.rule;
  return insert(start, `${indent}${comment(file.language, `upguide-ignore ${id}: kept on purpose, ${today}`)}${lineEndOf(file.text)}`);
}

function comment(language: ParsedFile['language'], text: string): string {
  switch (language) {
    case 'typescript':
    case 'json':
      return `// ${text}`;
    case 'sql':
      return `-- ${text}`;
    case 'batch':
      return `rem ${text}`;
    case 'markdown':
      return `<!-- ${text} -->`;
    default:
      return `# ${text}`;
  }
}
