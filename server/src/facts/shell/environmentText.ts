import { interpolationsIn } from '../../syntax/interpolation.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import { environmentFileRole } from '../environmentFiles.ts';
import type { EnvironmentFact } from '../facts.ts';
import { lineRemoval } from './places.ts';

/** Whether text written to this path is read as `.env` text: an env file, or the file by which a CI job hands variables on. */
export function isEnvironmentPath(path: string): boolean {
  if (/^"?\$\{?(?:GITHUB_ENV|BASH_ENV)\}?"?$/.test(path)) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return environmentFileRole(name) !== undefined || /^[\w-]+\.env$/.test(name);
}

/**
 * The variables that lines of `.env` text set, suggest or interpolate. `expanded`: a shell fills in `$NAME` before; then the script's own look-ups
 * say what is read.
 */
export function environmentText(lines: EmbeddedText, expanded: boolean): readonly EnvironmentFact[] {
  const facts: EnvironmentFact[] = [];
  const group = lines.offsetAt(0);
  const pattern = /^([ \t]*(#?)[ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)$/gm;
  for (const match of lines.text.matchAll(pattern)) {
    const [, before = '', comment, name = '', rest = ''] = match;
    const start = match.index + before.length;
    const range = lines.rangeOf(start, start + name.length);
    if (!range) continue;
    const value = rest.replace(/\r$/, '').trimEnd();
    if (comment === '#') {
      if (isPlainValue(value)) facts.push({ kind: 'environment', name, range, access: 'suggested' });
      continue;
    }
    const removal = lineRemoval(lines, { start, end: match.index + match[0].length });
    const copyOf = copiedName(value);
    facts.push({
      kind: 'environment', name, range, access: 'set', hasValue: value !== '', group, valueHash: hashOf(unquoted(value)),
      ...(removal ? { removal } : {}), ...(copyOf === undefined ? {} : { copyOf }),
    });
    if (expanded) continue;
    const at = match.index + match[0].length - rest.length;
    for (const use of interpolationsIn(value, at)) {
      const place = lines.rangeOf(use.nameRange.start, use.nameRange.end);
      if (place && !value.startsWith('\'')) facts.push({ kind: 'environment', name: use.name, range: place, access: 'read', hasDefault: use.hasDefault });
    }
  }
  return facts;
}

/** A commented-out assignment has a value without blanks or one in quotes; a sentence has neither. */
export function isPlainValue(value: string): boolean {
  return /^(?:"[^"]*"|'[^']*'|[^\s"']*)(?:\s+#.*)?$/.test(value);
}

/** The one variable whose value this text is, to the last unit. */
export function copiedName(value: string): string | undefined {
  return /^("?)\$(?:(\w+)|\{(\w+)\})\1$/.exec(value)?.slice(2).find((name) => name !== undefined);
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
}
