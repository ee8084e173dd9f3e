import type { DotenvEntry } from '../syntax/dotenvTree.ts';
import type { ParsedDotenv } from '../syntax/parsedFile.ts';
import { hashOf } from '../text/hash.ts';
import type { Range } from '../text/range.ts';
import type { EnvironmentFact } from './facts.ts';
import { triedBefore } from './triedBefore.ts';

/** The environment variables that a `.env` file sets, reads (`${NAME}` in values) or suggests (commented-out assignments). */
export function environmentFacts(file: ParsedDotenv): readonly EnvironmentFact[] {
  const facts: EnvironmentFact[] = [];
  for (const entry of file.dotenv.entries) {
    const { name, nameRange, value, interpolations } = entry;
    const copyOf = copiedName(entry);
    facts.push({
      kind: 'environment', name, range: nameRange, access: 'set', hasValue: value !== '', group: 0, removal: entryRemoval(file, entry), valueHash: hashOf(value),
      ...(copyOf === undefined ? {} : { copyOf }),
    });
    const before = triedBefore(interpolations);
    interpolations.forEach((use, i) => {
      // A variable that is given its own name's value reads the environment outside of the file.
      const fallbackOf = [...before[i] ?? [], ...(use.name === name ? [] : [name])];
      facts.push({
        kind: 'environment', name: use.name, range: use.nameRange, access: 'read', hasDefault: use.hasDefault, ...(fallbackOf.length > 0 ? { fallbackOf } : {}),
      });
    });
  }
  for (const { assignment } of file.dotenv.comments) {
    if (assignment) facts.push({ kind: 'environment', name: assignment.name, range: assignment.nameRange, access: 'suggested' });
  }
  return facts;
}

/** What goes with an entry: its whole line, or only the statement when a comment stands behind it. */
export function entryRemoval({ lines }: Pick<ParsedDotenv, 'lines'>, { range, comment }: DotenvEntry): Range {
  if (comment) return { start: range.start, end: comment.range.start };
  return { start: lines.lineStart(lines.lineAt(range.start)), end: lines.lineStart(lines.lineAt(range.end) + 1) };
}

function copiedName({ value, interpolations: [use, second] }: DotenvEntry): string | undefined {
  return use && !second && /^\$(?:\w+|\{\w+\})$/.test(value) ? use.name : undefined;
}
