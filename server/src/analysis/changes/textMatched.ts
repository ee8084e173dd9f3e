import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { replace } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import { matchesName } from '../../text/nameGlob.ts';
import type { Range } from '../../text/range.ts';
import { baseName } from '../../text/uri.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';
import { anyOf } from '../../text/literal.ts';
import type { TextLanguage, TextMatched } from '../textChange.ts';
import { compilePattern, fileBudget, filledReplacement, matchesInLines, readReplacement } from './textPattern.ts';

const allLanguages: readonly TextLanguage[] = [
  'yaml', 'json', 'dotenv', 'toml', 'graphql', 'python', 'typescript', 'rust', 'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'template', 'ini', 'requirements', 'sql', 'markdown', 'text',
];

/**
 * One rule for all texts of a migration that only a regular expression can tell. It takes no look at what the text is in its file, a comment or a string or
 * code, so nothing proves a match but the project itself, and no fix is safe.
 */
export function textMatched(migration: string, changes: readonly TextMatched[], guideSection: string): Rule {
  const compiled = changes.flatMap((change) => {
    const pattern = compilePattern(change.pattern);
    if ('problem' in pattern) return [];
    const pieces = change.replacement === undefined ? undefined : readReplacement(change.replacement, pattern);
    return [{ change, pattern, pieces: pieces && 'problem' in pieces ? undefined : pieces, search: anyOf(change.literals) }];
  });
  return {
    id: `${migration}/text-matched`,
    change: changes[0]?.change,
    description: 'A text stands in a file that the new version no longer understands.',
    guideSection,
    languages: [...new Set(changes.flatMap(({ languages }) => languages ?? allLanguages))],
    literals: [[...new Set(changes.flatMap(({ literals }) => literals))]],
    *check({ file, project }) {
      if (!project.proven) return;
      const budget = fileBudget();
      for (const { change, pattern, pieces, search } of compiled) {
        if (!isFor(change, file)) continue;
        for (const match of matchesInLines(file.text, linesWith(file, search), pattern, budget)) {
          const range = { start: match.start, end: match.end };
          // A match stands within one line, so line ends are the replacement's own.
          const text = pieces && filledReplacement(pieces, match).replaceAll('\n', lineEndOf(file.text));
          if (text !== file.text.slice(match.start, match.end)) yield findingFor(change, range, text);
        }
      }
    },
  };
}

function isFor({ languages, files }: TextMatched, { language, uri }: ParsedFile): boolean {
  return (languages === undefined || languages.some((one) => one === language)) && (files === undefined || files.some((pattern) => matchesName(pattern, baseName(uri))));
}

/** The lines that hold one of the searched texts, each once. */
function* linesWith({ text, lines }: ParsedFile, search: RegExp): Iterable<Range> {
  const all = new RegExp(search, 'g');
  let last = -1;
  for (const { index } of text.matchAll(all)) {
    const line = lines.lineAt(index);
    if (line === last) continue;
    last = line;
    yield { start: lines.lineStart(line), end: lines.lineEnd(line) };
  }
}

/** The title shows the replacement as the migration has it: what the groups of a match hold may be a secret. */
function findingFor({ message, why, todo, replacement = '' }: TextMatched, range: Range, text: string | undefined): Finding {
  return {
    range,
    old: true,
    message: { what: message, why, todo },
    fixes: text === undefined ? [] : [{ title: text === '' ? 'Remove it' : `Replace with ${shortened(replacement)}`, applicability: 'unsafe', bulk: true, edits: () => [replace(range, text)] }],
  };
}

/** Titles are one short line. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
