import { entryRemoval, environmentFacts } from '../../facts/environment.ts';
import { environmentFileRole, type EnvironmentFileRole } from '../../facts/environmentFiles.ts';
import type { DotenvEntry } from '../../syntax/dotenvTree.ts';
import type { ParsedDotenv } from '../../syntax/parsedFile.ts';
import { insert, remove, type Edit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/lineEnd.ts';
import { baseName } from '../../text/uri.ts';
import type { RuleContext } from '../migration.ts';

/** A `.env` file that belongs to the system, with its place in the family. */
export interface SystemEnvironmentFile {
  readonly file: ParsedDotenv;
  readonly role: EnvironmentFileRole;
  /** Entries of names that only the system uses; empty when the file is the system's because of where it stands. */
  readonly ownEntries: readonly DotenvEntry[];
}

/**
 * The context's file as a `.env` file of the system: it holds a name that only the system has, or stands beside one of its
 * documents (`greenlang.yaml`), or the user switched the migration on. `undefined` for every other file: names such as `API_KEY` are everybody's.
 */
export function systemEnvironmentFile(context: RuleContext, systemNames: ReadonlySet<string>): SystemEnvironmentFile | undefined {
  const { file, document, project } = context;
  if (file.language !== 'dotenv') return undefined;
  const role = environmentFileRole(baseName(file.uri));
  if (role === undefined) return undefined;
  const ours = document?.classification.kind === 'ours' || project.switchedOn || project.documentsBeside(file.uri).length > 0;
  if (!ours) return undefined;
  return { file, role, ownEntries: file.dotenv.entries.filter(({ name }) => systemNames.has(name)) };
}

/** Names that the file sets or reads, whatever the place. */
export function namesIn(file: ParsedDotenv): ReadonlySet<string> {
  return new Set(environmentFacts(file).filter(({ access }) => access === 'set').map(({ name }) => name));
}

/**
 * The edit that adds assignments (`NAME=value` lines): behind the last of the system's own entries, so that they stand
 * with their kind, else behind the last entry, else at the end of the file.
 */
export function addAssignments(target: SystemEnvironmentFile, assignments: readonly string[]): Edit {
  const { file, ownEntries } = target;
  const lineEnd = lineEndOf(file.text);
  const after = ownEntries.at(-1) ?? file.dotenv.entries.at(-1);
  if (after) {
    const end = file.lines.lineEnd(file.lines.lineAt(after.range.end));
    return insert(end, assignments.map((line) => lineEnd + line).join(''));
  }
  const end = file.text.length;
  const start = end > 0 && !/[\r\n]$/.test(file.text) ? lineEnd : '';
  return insert(end, start + assignments.map((line) => line + lineEnd).join(''));
}

/** The edit that takes an entry out: its whole line, or only the statement when a comment stands behind it. */
export function removeAssignment(file: ParsedDotenv, entry: DotenvEntry): Edit {
  return remove(entryRemoval(file, entry));
}

/** Where a finding about the file as a whole stands: its first own entry's name, else its first entry's, else its start. */
export function fileRange(target: SystemEnvironmentFile): { readonly start: number; readonly end: number } {
  const entry = target.ownEntries[0] ?? target.file.dotenv.entries[0];
  if (entry) return entry.nameRange;
  return { start: 0, end: target.file.lines.lineEnd(0) };
}
