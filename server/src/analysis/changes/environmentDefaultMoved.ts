import type { EnvironmentFact } from '../../facts/facts.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { hashOf } from '../../text/hash.ts';
import { insert, replace, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import type { Range } from '../../text/range.ts';
import type { EnvironmentDefaultMoved } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule } from '../migration.ts';

/** One rule for all variables whose default is another one now, and whose old default is written out. */
export function environmentDefaultMoved(migration: string, changes: readonly EnvironmentDefaultMoved[], guideSection: string): Rule {
  return {
    id: `${migration}/environment-default-moved`,
    change: changes[0]?.change,
    description: `A variable is set to a default that moved (${changes.map(({ name, from }) => `\`${name}=${from}\``).join(', ')}).`,
    guideSection,
    languages: ['dotenv', 'yaml', 'template', 'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'ini'],
    literals: [changes.map(({ name }) => name)],
    *check({ file, facts }) {
      const set = facts.filter((fact): fact is EnvironmentFact => fact.kind === 'environment' && fact.access === 'set');
      for (const change of changes) {
        // What holds the old value under its other name, by the group of assignments; the first one that is moved brings it.
        const kept = new Map(set.filter(({ name }) => name === change.keptAs).map((fact) => [fact.group, fact.valueHash === hashOf(change.from) ? 'kept' : 'another'] as const));
        for (const fact of set) {
          if (fact.name !== change.name) continue;
          const found = finding(file, change, fact, kept.get(fact.group));
          if (!found) continue;
          // What nobody moves brings nothing.
          if (found.fixes.length > 0 && !kept.has(fact.group)) kept.set(fact.group, 'kept');
          yield found;
        }
      }
    },
  };
}

function finding(file: ParsedFile, change: EnvironmentDefaultMoved, fact: EnvironmentFact, keeper: 'kept' | 'another' | undefined): Finding | undefined {
  const isKept = keeper !== undefined;
  const { name, from, to, keptAs, why } = change;
  const line = assignmentLine(file, fact.range);
  if (line ? line.value !== from : fact.valueHash !== hashOf(from)) return undefined;
  return {
    range: fact.range,
    old: true,
    message: { what: `${name} is set to ${from}, the old default.`, why, todo: `Set it to ${to}${keeper === 'another' ? `; ${keptAs} is set to something else already, so nothing answers on ${from} then` : isKept ? '' : `, and ${keptAs} to ${from} for clients that still use it`}.` },
    fixes: line ? [{ title: `Change to ${to}${isKept ? '' : ` and add ${keptAs}=${from}`}`, applicability: keeper === 'another' ? 'unsafe' : 'safe', bulk: true, edits: () => edits(file.text, line, change, isKept) }] : [],
  };
}

/** An assignment that has its line for itself. */
interface AssignmentLine {
  /** Up to the name, and between the name and the value. */
  readonly before: string;
  readonly sign: string;
  readonly value: string;
  readonly valueRange: Range;
  /** The quotes behind the value. */
  readonly after: string;
  /** Offset behind the line, without its line end. */
  readonly end: number;
}

/** The assignment of the name at a range; `undefined` when its line holds more, or is continued. */
function assignmentLine({ text, lines }: ParsedFile, name: Range): AssignmentLine | undefined {
  const number = lines.lineAt(name.start);
  const [start, end] = [lines.lineStart(number), lines.lineEnd(number)];
  const before = text.slice(start, name.start);
  if (!/^[ \t]*(?:(?:export|env|set|-|Environment=)[ \t]*|\$env:)?["']?$/i.test(before)) return undefined;
  if (number > 0 && /[\\`^]$/.test(text.slice(lines.lineStart(number - 1), lines.lineEnd(number - 1)))) return undefined;
  const match = /^(["']?[ \t]*[?:+]?[=:][ \t]*["']?)([^\s"'\\]*)(["']?)[ \t]*(?:#.*)?$/.exec(text.slice(name.end, end));
  if (!match) return undefined;
  const [, sign = '', value = '', after = ''] = match;
  const valueStart = name.end + sign.length;
  return { before, sign, value, valueRange: { start: valueStart, end: valueStart + value.length }, after, end };
}

function edits(text: string, { before, sign, valueRange, after, end }: AssignmentLine, { from, to, keptAs }: EnvironmentDefaultMoved, isKept: boolean): readonly Edit[] {
  const moved = replace(valueRange, to);
  return isKept ? [moved] : [moved, insert(end, `${lineEndOf(text)}${before}${keptAs}${sign}${from}${after}`)];
}
