import { moduleParts, relativeParts } from './modulePath.ts';
import type { PythonSummary, PythonWorld } from './summary.ts';

interface Entry {
  readonly parts: readonly string[];
  readonly summary: PythonSummary;
}

/**
 * Makes the modules of a workspace findable by dotted name. Takes a few milliseconds for 25,000 modules; looking one up costs as
 * much as there are files of that name.
 */
export function createPythonWorld(summaries: Iterable<PythonSummary>): PythonWorld {
  const byEnd = new Map<string, Entry[]>();
  const byPath = new Map<string, PythonSummary>();
  for (const summary of summaries) {
    const parts = moduleParts(summary.uri);
    const entry: Entry = { parts, summary };
    byPath.set(parts.join('/'), summary);
    const last = parts.at(-1) ?? '';
    add(byEnd, last, entry);
    if (parts.length > 1) add(byEnd, `${parts.at(-2) ?? ''}.${last}`, entry);
  }
  const found = new Map<string, PythonSummary | undefined>();
  const named = new Map<string, boolean>();
  return {
    names(name) {
      const known = named.get(name) ?? [...byPath.values()].some((summary) => hasName(summary, name));
      named.set(name, known);
      return known;
    },
    module(name, fromUri) {
      if (name.startsWith('.')) return byPath.get(relativeParts(name, fromUri).join('/'));
      const wanted = name.split('.');
      const candidates = byEnd.get(wanted.slice(-2).join('.'));
      if (!candidates) return undefined;
      const folder = fromUri.slice(0, fromUri.lastIndexOf('/'));
      const key = `${name} ${folder}`;
      if (!found.has(key)) found.set(key, nearest(candidates.filter(({ parts }) => endsWith(parts, wanted)), wanted.length, moduleParts(folder)));
      return found.get(key);
    },
  };
}

function hasName({ imports, aliases, variables, classes, functions }: PythonSummary, name: string): boolean {
  const has = (text: string | undefined): boolean => text?.includes(name) ?? false;
  return Object.values(imports).some(has) || Object.values(aliases).some(has) || Object.values(variables).some(has)
    || classes.some((one) => has(one.name) || one.bases.some(has)) || functions.some((one) => has(one.name) || has(one.annotation));
}

function add(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  const from = parts.length - end.length;
  return from >= 0 && end.every((part, i) => parts[from + i] === part);
}

/** The module that shares most of its path with the folder; of those the one that lies highest. Two equal ones are none: either could be meant. */
function nearest(candidates: readonly Entry[], nameLength: number, folder: readonly string[]): PythonSummary | undefined {
  let best: Entry | undefined;
  let isUnique = false;
  let bestShared = -1;
  for (const entry of candidates) {
    const root = entry.parts.length - nameLength;
    // A bare name is a file beside the importer or above it; elsewhere the file is more likely part of a package, or this is `import json`.
    const above = entry.parts[root - 1] === 'src' ? root - 1 : root;
    if (nameLength === 1 && !entry.parts.slice(0, above).every((part, i) => part === folder[i])) continue;
    let shared = 0;
    while (shared < folder.length && folder[shared] === entry.parts[shared]) shared++;
    const difference = best ? shared - bestShared || best.parts.length - entry.parts.length : 1;
    if (difference < 0) continue;
    isUnique = difference > 0;
    if (!isUnique) continue;
    best = entry;
    bestShared = shared;
  }
  return isUnique ? best?.summary : undefined;
}
