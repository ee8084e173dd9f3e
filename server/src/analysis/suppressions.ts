import type { ParsedCode, ParsedFile, ParsedYaml } from '../syntax/parsedFile.ts';
import { pathAt } from '../syntax/yamlPath.ts';
import type { CodeNode } from '../syntax/codeTree.ts';
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
    else for (const line of silencedLines(file, comment.range.start)) addAll(byLine, line, ids);
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
      // To YAML a comment in a script (`run: |`) is a part of the text.
      return [...file.yaml.comments, ...lineComments(file.text)];
    case 'dotenv':
      return [...file.dotenv.comments, ...file.dotenv.entries.flatMap((entry) => (entry.comment ? [entry.comment] : []))];
    case 'python':
    case 'rust':
    case 'typescript':
      return codeComments(file);
    default:
      return lineComments(file.text);
  }
}

function codeComments({ tree }: ParsedCode): readonly Comment[] {
  const comments: Comment[] = [];
  for (const node of tree?.root.descendants() ?? []) {
    if (/^(?:line_|block_)?comment$/.test(node.type)) comments.push({ text: node.text.replace(/^(?:#+|\/\/+|\/\*+)\s*|\s*\*\/$/g, '').trimEnd(), range: node.range });
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

/** The lines that a comment speaks of: its own, or the next one with everything that continues it. */
function silencedLines({ text, lines, language }: ParsedFile, commentStart: number): readonly number[] {
  const line = lines.lineAt(commentStart);
  if (!/^\s*(?:#+|\/\/+|\/\*+|--|;+|::|rem|<!--|\{\{-?\s*\/\*)?\s*$/i.test(text.slice(lines.lineStart(line), commentStart))) return [line];
  let next = line + 1;
  while (next < lines.lineCount && /^\s*(#|\/\/|--|;|::|<!--|$)/.test(text.slice(lines.lineStart(next), lines.lineEnd(next)))) next++;
  const silenced = [next];
  while (next + 1 < lines.lineCount && isContinued(text, lines, language, next)) silenced.push(++next);
  return silenced;
}

/** The sign at a line's end by which the next line belongs to it. */
const continuations: Partial<Readonly<Record<ParsedFile['language'], RegExp>>> = {
  shell: /\\$/, makefile: /\\$/, yaml: /\\$/, template: /\\$/, dockerfile: /[\\`]$/, batch: /\^$/, powershell: /`$/,
};

function isContinued(text: string, lines: LineIndex, language: ParsedFile['language'], line: number): boolean {
  return continuations[language]?.test(text.slice(lines.lineStart(line), lines.lineEnd(line))) ?? false;
}

function addAll(map: Map<number, Set<string>>, line: number, ids: readonly string[]): void {
  const set = map.get(line) ?? new Set<string>();
  for (const id of ids) set.add(id);
  map.set(line, set);
}

/**
 * The edit that silences a diagnostic: a comment line above it, indented like it, with a reason to be made precise. `undefined` where
 * a line of its own would be no comment: in JSON, in a fence of Markdown, inside a string, in a folded text of YAML.
 */
export function suppressionEdit(file: ParsedFile, diagnostic: Diagnostic, today: string): Edit | undefined {
  if (file.language === 'json' || file.language === 'markdown' || file.language === 'text') return undefined;
  let line = file.lines.lineAt(diagnostic.range.start);
  while (line > 0 && isContinued(file.text, file.lines, file.language, line - 1)) line--;
  const start = file.lines.lineStart(line);
  if ('tree' in file && file.tree && isInString(file.tree.root, start)) return undefined;
  if (file.language === 'yaml' && isInJoinedText(file, start)) return undefined;
  const indent = /^[ \t]*/.exec(file.text.slice(start, file.lines.lineEnd(line)))?.[0] ?? '';
  const id = diagnostic.change ?? diagnostic.rule;
  return insert(start, `${indent}${comment(file.language, `upguide-ignore ${id}: kept on purpose, ${today}`)}${lineEndOf(file.text)}`);
}

function isInString(root: CodeNode, offset: number): boolean {
  for (let node: CodeNode | undefined = root.at(offset, offset); node; node = node.parent) {
    if (/string/.test(node.type) && node.start < offset) return true;
  }
  return false;
}

/** Whether a line of a YAML file goes on with a text from above in which lines are joined. In a literal block (`run: |`) each stands for itself. */
function isInJoinedText({ yaml }: ParsedYaml, offset: number): boolean {
  return yaml.documents.some(({ root }) => {
    const node = pathAt(root, offset)?.node;
    return node?.kind === 'scalar' && node.style !== 'literal' && node.range.start < offset && offset < node.range.end;
  });
}

function comment(language: ParsedFile['language'], text: string): string {
  switch (language) {
    case 'rust':
    case 'typescript':
      return `// ${text}`;
    case 'sql':
      return `-- ${text}`;
    case 'batch':
      return `rem ${text}`;
    default:
      return `# ${text}`;
  }
}
