import type { Diagnostic } from '../../analysis/diagnostic.ts';
import { redactText } from '../../analysis/redact.ts';
import { environmentFileRole } from '../../facts/environmentFiles.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { Range } from '../../text/range.ts';
import { sha256 } from '../../text/sha256.ts';

/** 128 bits: no two findings of any workspace share them by chance. */
const digits = 32;

/** Ids by the list of findings they are for: reports are kept and asked again and again, and redacting a text is slow. */
const known = new WeakMap<readonly Finding[], { readonly path: string; readonly text: string; readonly ids: readonly string[] }>();

type Finding = Pick<Diagnostic, 'rule' | 'range'>;

/**
 * Ids for the findings of one file, in their order. An id is a hash of the path (relative to the workspace folder, with `/`), the rule, what
 * stands at the place, and how many findings with the same three come before it. Line numbers do not count, so it holds while other
 * parts of the file change. A place that may hold a secret counts by its redacted text, one in a `.env` file by the variable's name.
 */
export function fingerprints(path: string, text: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const made = known.get(findings);
  if (made?.path === path && made.text === text) return made.ids;
  const ids = fingerprintsAnew(path, text, findings);
  known.set(findings, { path, text, ids });
  return ids;
}

function fingerprintsAnew(path: string, text: string, findings: readonly Finding[]): readonly string[] {
  const content = contentOf(path, text);
  const counts = new Map<string, number>();
  return findings.map(({ rule, range }) => {
    const triple = `${path}\n${rule}\n${content(range)}`;
    const count = counts.get(triple) ?? 0;
    counts.set(triple, count + 1);
    return fingerprint(triple, count);
  });
}

/** The id of the finding number `count` (from 0) with the same `triple`. */
function fingerprint(triple: string, count: number): string {
  return sha256(`${triple}\n${count}`).slice(0, digits);
}

/** Gives what counts of a place of the text. */
function contentOf(path: string, text: string): (range: Range) => string {
  const isDotenv = environmentFileRole(path.slice(path.lastIndexOf('/') + 1)) !== undefined || /(^|\/)\.env[^/]*$/.test(path);
  const isYaml = /\.ya?ml$/i.test(path);
  const lines = new LineIndex(text);
  const original = text.split('\n');
  // In YAML the names around decide what is a secret; elsewhere a line tells by itself.
  const redacted = isDotenv || isYaml ? redactText(path, text).text.split('\n') : undefined;
  return ({ start, end }) => {
    const from = lines.lineAt(start);
    const until = lines.lineAt(end) + 1;
    const whole = original.slice(from, until).join('\n');
    const shown = redacted?.slice(from, until).join('\n') ?? redactText(path, whole).text;
    if (isDotenv) return normalised(shown.replaceAll(/=[^\n]*/g, '='));
    return normalised(shown === whole ? text.slice(start, end) : shown);
  };
}

/** Indentation and line ends may change without the code changing. */
function normalised(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
