import { isPackage, moduleParts, relativeParts } from './modulePath.ts';
import type { KnownModule, PythonSummary, PythonWorld } from './summary.ts';

interface Entry {
  readonly parts: readonly string[];
  readonly module: KnownModule;
}

/** The modules of a workspace as they become known, findable by dotted name. Takes a few milliseconds for 25,000 modules. */
export class WorldIndex {
  readonly #byEnd = new Map<string, Entry[]>();
  readonly #byUri = new Map<string, Entry>();
  readonly #byPath = new Map<string, KnownModule>();
  /** In the order in which they came. */
  readonly #modules: KnownModule[] = [];
  /** Texts that somebody asked for: whether a module has them, as far as modules were looked at. */
  readonly #named = new Map<string, { found: boolean; looked: number }>();

  /** Takes in a module, or puts what is known of it now in the place of what was. */
  set(module: KnownModule): void {
    this.delete(module.uri);
    const parts = moduleParts(module.uri);
    const entry: Entry = { parts, module };
    this.#byUri.set(module.uri, entry);
    this.#modules.push(module);
    for (const end of endsOf(parts)) add(this.#byEnd, end, entry);
    this.#choose(parts);
  }

  delete(uri: string): void {
    const entry = this.#byUri.get(uri);
    if (!entry) return;
    this.#byUri.delete(uri);
    for (const end of endsOf(entry.parts)) remove(this.#byEnd.get(end), entry);
    remove(this.#modules, entry.module);
    this.#named.clear();
    this.#choose(entry.parts);
  }

  /** Which of several files a path means: Python prefers a package to a module, and `.py` counts before `.pyi`. */
  #choose(parts: readonly string[]): void {
    const path = parts.join('/');
    const same = (this.#byEnd.get(endsOf(parts).at(-1) ?? '') ?? []).filter((entry) => entry.parts.length === parts.length && endsWith(entry.parts, parts)).map(({ module }) => module);
    const chosen = same.sort((a, b) => Number(isPackage(b.uri)) - Number(isPackage(a.uri)) || a.uri.length - b.uri.length)[0];
    if (chosen) this.#byPath.set(path, chosen);
    else this.#byPath.delete(path);
  }

  /** The modules as they are now: whoever sets or deletes one has to ask for a new world. Looking a module up costs as much as there are files of that name. */
  world(): PythonWorld {
    const found = new Map<string, KnownModule | undefined>();
    return {
      names: (name) => this.#names(name),
      module: (name, fromUri) => {
        if (name.startsWith('.')) return this.#byPath.get(relativeParts(name, fromUri).join('/'))?.summary;
        const wanted = name.split('.');
        const candidates = this.#byEnd.get(wanted.slice(-2).join('.'));
        if (!candidates) return undefined;
        const folder = fromUri.slice(0, fromUri.lastIndexOf('/'));
        const key = `${name} ${folder}`;
        if (!found.has(key)) found.set(key, nearest(candidates.filter(({ parts }) => endsWith(parts, wanted)), wanted.length, moduleParts(folder)));
        return found.get(key)?.summary;
      },
    };
  }

  #names(name: string): boolean {
    const known = this.#named.get(name) ?? { found: false, looked: 0 };
    this.#named.set(name, known);
    while (!known.found && known.looked < this.#modules.length) {
      const module = this.#modules[known.looked++];
      known.found = module?.mayHave(name) === true && hasName(module.summary, name);
    }
    return known.found;
  }
}

/** What a module is looked up by: the last part of its name, and the last two. */
function endsOf(parts: readonly string[]): readonly string[] {
  const last = parts.at(-1) ?? '';
  return parts.length > 1 ? [last, `${parts.at(-2) ?? ''}.${last}`] : [last];
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

function remove<T>(list: T[] | undefined, one: T): void {
  const at = list?.lastIndexOf(one) ?? -1;
  if (at >= 0) list?.splice(at, 1);
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  const from = parts.length - end.length;
  return from >= 0 && end.every((part, i) => parts[from + i] === part);
}

/** The module that shares most of its path with the folder; of those the one that lies highest. Two equal ones are none: either could be meant. */
function nearest(candidates: readonly Entry[], nameLength: number, folder: readonly string[]): KnownModule | undefined {
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
  return isUnique ? best?.module : undefined;
}
