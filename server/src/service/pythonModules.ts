import type { Migration } from '../analysis/migration.ts';
import type { PythonSummary, PythonWorld } from '../facts/python/summary.ts';
import { denotes } from '../facts/python/modulePath.ts';
import { anyOf } from '../analysis/requiredLiterals.ts';
import type { PythonModels } from '../facts/python/values.ts';
import { createPythonWorld } from '../facts/python/world.ts';
import { ownCopy } from './ownCopy.ts';
import type { PythonHeader } from './pythonHeader.ts';

/** What the Python modules of the workspace are to each other: which names may stand for something of a system, and what the modules hold. */
export class PythonModules {
  /** Of all migrations together. */
  readonly models: PythonModels;
  /** Top-level packages of the systems. */
  readonly roots: ReadonlySet<string>;
  /** Calls of the models' methods, members of their attributes, and the models' own names. */
  readonly #uses: RegExp;
  readonly #headers = new Map<string, PythonHeader>();
  readonly #strings = new Map<string, string>();
  readonly #summaries = new Map<string, { readonly summary: PythonSummary; readonly signature: string }>();
  #world: PythonWorld | undefined;
  #names: { readonly set: ReadonlySet<string>; readonly members: RegExp } | undefined;
  #revision = 0;
  readonly #migrations: readonly Migration[];

  constructor(migrations: readonly Migration[]) {
    this.#migrations = migrations;
    const models = migrations.flatMap(({ python }) => python ?? []);
    this.models = {
      classes: models.flatMap(({ classes }) => classes),
      functions: Object.assign({}, ...models.map(({ functions }) => functions)) as PythonModels['functions'],
      families: models.flatMap(({ families }) => families),
    };
    this.#uses = anyOf(this.models.classes.flatMap(({ name, aliases, methods, attributes }) => [
      ...Object.keys(methods).map((method) => `.${method}(`), ...Object.keys(attributes ?? {}).map((attribute) => `.${attribute}.`), ...[name, ...aliases].map(lastPart),
    ]));
    this.roots = new Set(migrations.flatMap(({ detection }) => detection.imports.filter(({ ecosystem }) => ecosystem === 'pypi').map(({ module }) => module)));
  }

  /** The same modules at the same revision, in an object that goes its own way from here on. */
  fork(): PythonModules {
    const copy = new PythonModules(this.#migrations);
    for (const [uri, header] of this.#headers) copy.#headers.set(uri, header);
    for (const [uri, summary] of this.#summaries) copy.#summaries.set(uri, summary);
    copy.#world = this.#world;
    copy.#names = this.#names;
    copy.#revision = this.#revision;
    return copy;
  }

  /** Changes whenever an analysis of some file may come out differently. */
  get revision(): number {
    return this.#revision;
  }

  get world(): PythonWorld {
    return (this.#world ??= createPythonWorld([...this.#summaries.values()].map(({ summary }) => summary)));
  }

  setHeader(uri: string, header: PythonHeader): void {
    const old = this.#headers.get(uri);
    this.#headers.set(uri, this.#compact(header));
    if (!old || signature(old) !== signature(header)) this.#names = undefined;
  }

  /**
   * A header whose names are strings of their own, each kept once. What a regular expression finds are windows into the text it
   * searched, and each would keep the whole text of its file in memory: half a gigabyte in a large repository.
   */
  #compact({ imports, derived, imported, rootNames, defines }: PythonHeader): PythonHeader {
    const own = (name: string): string => {
      const known = this.#strings.get(name);
      if (known !== undefined) return known;
      const copy = ownCopy(name);
      this.#strings.set(copy, copy);
      return copy;
    };
    return {
      imports: new Map([...imports].map(([name, at]) => [own(name), at])),
      derived: derived.map(({ from, to }) => ({ from: own(from), to: own(to) })),
      imported: imported.map(own),
      rootNames: rootNames.map(own),
      defines: new Set([...defines].map(own)),
    };
  }

  /** Gives the names that other files knew or know the module's contents by, when what they see of it changed. */
  setSummary(summary: PythonSummary): ReadonlySet<string> {
    const now = JSON.stringify(summary);
    const old = this.#summaries.get(summary.uri);
    if (old?.signature === now) return new Set();
    this.#summaries.set(summary.uri, { summary: JSON.parse(now) as PythonSummary, signature: now });
    this.#world = undefined;
    this.#revision++;
    return new Set([...exported(old?.summary), ...exported(summary)]);
  }

  delete(uri: string): ReadonlySet<string> {
    const old = this.#summaries.get(uri);
    if (this.#headers.delete(uri)) this.#names = undefined;
    if (!old) return new Set();
    this.#summaries.delete(uri);
    this.#world = undefined;
    this.#revision++;
    return new Set(exported(old.summary));
  }

  /** The modules whose contents are known. */
  get known(): Iterable<string> {
    return this.#summaries.keys();
  }

  hasSummary(uri: string): boolean {
    return this.#summaries.has(uri);
  }

  /**
   * Whether a module may do something with a class of the systems: it defines or hands on one that may derive from one, imports a function
   * or variable that may give one, or imports one (or takes
   * it out of a module) and also calls a method of the models or names one of their own classes.
   */
  concerns(uri: string, text: string): boolean {
    const header = this.#headers.get(uri);
    if (this.#importsMaker(header) || this.isSource(uri)) return true;
    const { set, members } = this.#closure();
    return this.#uses.test(text) && ((header?.imported.some((name) => set.has(name)) ?? false) || members.test(text));
  }

  /** Whether other files may get something of a system from the module. */
  isSource(uri: string): boolean {
    const header = this.#headers.get(uri);
    if (!header) return false;
    if (this.#definesModel(uri, header)) return true;
    const { set } = this.#closure();
    if (header.derived.some(({ from, to }) => set.has(from) && set.has(to) && header.defines.has(to))) return true;
    // A package hands on what it imports.
    return uri.endsWith('/__init__.py') && header.imported.some((name) => set.has(name));
  }

  /** Whether the module is where a system has one of its classes: its own source, or a copy. */
  #definesModel(uri: string, { defines }: PythonHeader): boolean {
    return this.models.classes.some(({ name, aliases }) => [name, ...aliases].some((one) => defines.has(lastPart(one)) && denotes(uri, one.slice(0, one.lastIndexOf('.')))));
  }

  /** The names and everything that derives from them by header. */
  withDerived(names: ReadonlySet<string>): ReadonlySet<string> {
    return reach(names, [...this.#headers.values()]);
  }

  /** Whether a function or variable is imported that may give an instance. */
  #importsMaker(header: PythonHeader | undefined): boolean {
    const { set } = this.#closure();
    return header?.imported.some((name) => isLowerCase(name) && set.has(name)) ?? false;
  }

  #closure(): { readonly set: ReadonlySet<string>; readonly members: RegExp } {
    if (this.#names) return this.#names;
    const seeds = new Set<string>();
    for (const { name, aliases } of this.models.classes) for (const one of [name, ...aliases]) seeds.add(lastPart(one));
    for (const name of Object.keys(this.models.functions)) seeds.add(lastPart(name));
    for (const { rootNames } of this.#headers.values()) {
      for (const name of rootNames) {
        if (this.models.families.some(({ module, suffix }) => name.startsWith(`${module}.`) && name.endsWith(suffix))) seeds.add(lastPart(name));
      }
    }
    const set = reach(seeds, [...this.#headers.values()]);
    return (this.#names = { set, members: new RegExp(`\\w\\.(?:${anyOf([...set].filter((name) => !isLowerCase(name))).source})\\b`) });
  }
}

function reach(seeds: ReadonlySet<string>, headers: readonly PythonHeader[]): ReadonlySet<string> {
  const derivedFrom = new Map<string, string[]>();
  // Everybody's variable is called `agent`; only one that somebody imports carries its class into other files.
  const imported = new Set(headers.flatMap((header) => header.imported));
  for (const { derived } of headers) {
    for (const { from, to } of derived) {
      const list = derivedFrom.get(from);
      if (list) list.push(to);
      else derivedFrom.set(from, [to]);
    }
  }
  const reached = new Set(seeds);
  const open = [...seeds];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const next of derivedFrom.get(name) ?? []) {
      if (reached.has(next) || (isLowerCase(next) && !imported.has(next))) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}

/** By convention no class. */
function isLowerCase(name: string): boolean {
  return /^[a-z]/.test(name);
}

function signature({ derived, rootNames, defines }: PythonHeader): string {
  return JSON.stringify([derived, rootNames, [...defines]]);
}

function exported(summary: PythonSummary | undefined): readonly string[] {
  if (!summary) return [];
  return [...summary.classes.map(({ name }) => name), ...summary.functions.map(({ name }) => name), ...Object.keys(summary.variables), ...Object.keys(summary.imports)];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
