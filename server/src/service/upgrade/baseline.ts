import { relativePath } from '../../text/uri.ts';
import type { UpgradeItem } from './upgradeTypes.ts';

/** Where a workspace folder keeps its baseline, relative to it. Made to be committed. */
export const baselineFile = '.upguide/baseline.json';

/** A finding that is accepted. Path and rule are there for people and for diffs; the id decides. */
export interface BaselineEntry {
  readonly id: string;
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly rule: string;
}

/** What a baseline file came to. */
export type ParsedBaseline =
  | { readonly kind: 'baseline'; readonly entries: readonly BaselineEntry[] }
  /** For the user: what is wrong with it and what to do. */
  | { readonly kind: 'problem'; readonly problem: string };

/** The only version of the format so far. */
const version = 1;

const remedy = 'Take it back from version control, or make it anew with `upguide baseline`.';

/** Reads a baseline file. */
export function parseBaseline(text: string): ParsedBaseline {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return problem(/^(<{7}|={7}|>{7})/m.test(text) ? 'It holds the marks of an unsettled merge.' : 'It is no valid JSON.');
  }
  if (!isRecord(root) || !Array.isArray(root['accepted'])) return problem('Expected an object with "version" and a list "accepted".');
  if (root['version'] !== version) return { kind: 'problem', problem: `Its version is ${JSON.stringify(root['version']) ?? 'missing'}, and this Upguide reads version ${version}. Use the Upguide that wrote it, or make it anew with \`upguide baseline\`.` };
  const entries: BaselineEntry[] = [];
  for (const [index, entry] of (root['accepted'] as readonly unknown[]).entries()) {
    const { id, path, rule } = isRecord(entry) ? entry : {};
    if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id) || typeof path !== 'string' || typeof rule !== 'string') {
      return problem(`Entry ${index + 1} of "accepted" is none: expected "path", "rule" and an "id" of 32 hexadecimal digits.`);
    }
    entries.push({ id, path, rule });
  }
  return { kind: 'baseline', entries };
}

/** Writes a baseline file: sorted, an entry a line and each id once, so that two branches rarely meet in one place. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const unique = new Map(entries.map((entry) => [entry.id, entry]));
  const lines = [...unique.values()].sort(byPlace).map(({ path, rule, id }) => `    ${JSON.stringify({ path, rule, id })}`);
  return `{\n  "version": ${version},\n  "accepted": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

/** The entries that accept these items. Takes the URI of the workspace folder. Follow-ups are left out: nobody has seen them in the files yet. */
export function baselineEntries(folder: string, items: readonly UpgradeItem[]): readonly BaselineEntry[] {
  return items.filter(({ followUp }) => !followUp).map(({ id, uri, rule }) => ({ id, path: relativePath(folder, uri), rule }));
}

function problem(what: string): ParsedBaseline {
  return { kind: 'problem', problem: `${what} ${remedy}` };
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  return compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.id, b.id);
}

/** By code units: the same everywhere, whatever the language of the system. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
