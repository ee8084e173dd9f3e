import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { redactText } from '../analysis/redact.ts';

/** A file before and after, with the byte order mark if it has one: patches are made of bytes. */
export interface FileChange {
  /** Relative to the working folder, with `/`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Comparing texts can take quadratic time; nobody reads a diff that took longer. */
const timeout = 10_000;

/**
 * A unified diff that `patch -p1` and `git apply` take. Where values are hidden it is for reading only: it says so in a
 * line before it and in the file's name, so that no tool can write the marks into the file.
 */
export function unifiedDiff({ path, before, after }: FileChange): string {
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3, timeout });
  if (patch === undefined) return `The changes to ${path} are too many to show.\n`;
  const oldLines = redactText(path, before).text.split('\n');
  const newLines = redactText(path, after).text.split('\n');
  let hidden = false;
  for (const hunk of patch.hunks) {
    let oldLine = hunk.oldStart - 1;
    let newLine = hunk.newStart - 1;
    hunk.lines = hunk.lines.map((line) => {
      const sign = line.charAt(0);
      if (sign === '\\') return line;
      const shown = sign === '+' ? newLines[newLine] : oldLines[oldLine];
      if (sign !== '+') oldLine++;
      if (sign !== '-') newLine++;
      const redacted = sign + (shown ?? '');
      hidden ||= redacted !== line;
      return redacted;
    });
  }
  if (!hidden) return withTabs(formatPatch(patch, FILE_HEADERS_ONLY));
  patch.oldFileName = `a/${path} (values hidden)`;
  patch.newFileName = `b/${path} (values hidden)`;
  return `Values in ${path} are hidden (***), so this diff is for reading and cannot be applied:\n${withTabs(formatPatch(patch, FILE_HEADERS_ONLY))}`;
}

/** Without a tab behind it, `patch` ends a name at its first blank. */
function withTabs(patch: string): string {
  return patch.replace(/^(?:---|\+\+\+) .* .*$/gm, (header, offset: number) => (offset < patch.indexOf('\n@@') ? `${header}\t` : header));
}
