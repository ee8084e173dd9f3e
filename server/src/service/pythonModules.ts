import type { Migration } from '../analysis/migration.ts';
import type { PythonSummary, PythonWorld } from '../facts/python/summary.ts';
import { anyOf } from '../analysis/requiredLiterals.ts';
import type { PythonModels } from '../facts/python/values.ts';
import { createPythonWorld } from '../facts/python/world.ts';
import type { PythonHeader } from './pythonHeader.ts';

/** What the Python modules of the workspace are to each other: which names may stand for something of a system, and what the modules hold. */
export class PythonModules {
  /** Of all migrations together. */
  readonly models: PythonModels;
  /** Top-level packages of the systems. */
  readonly roots: ReadonlySet<string>;
  readonly #headers = new Map<string, PythonHeader>();
  readonly #summaries = new Map<string, { readonly summary: PythonSummary; readonly signature: string }>();
  #world: PythonWorld | undefined;
  #names: { readonly set: ReadonlySet<string>; readonly search: RegExp } | undefined;
  #revision = 0;

  constructor(migrations: readonly Migration[]) {
    const models = migrations.flatMap(({ python }) => python ?? []);
    this.models = {
      classes: models.flatMap(({ classes }) => classes),
      functions: Object.assign({}, ...models.map(({ functions }) => functions)) as PythonModels['functions'],
      families: models.flatMap(({ families }) => families),
    };
    this.roots = new Set(migrations.flatMap(({ detection }) => detection.imports.filter(({ ecosystem }) => ecosystem === 'pypi').map(({ module }) => module)));
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
    this.#headers.set(uri, header);
    if (!old || signature(old) !== signature(header)) this.#names = undefined;
  }

  /** Gives the names that other files knew or know the module's contents by, when what they see of it changed. */
  setSummary(summary: PythonSummary): ReadonlySet<string> {
    const now = JSON.stringify(summary);
    const old = this.#summaries.get(summary.uri);
    if (old?.signature === now) return new Set();
    this.#summaries.set(summary.uri, { summary, signature: now });
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

  hasSummary(uri: string): boolean {
    return this.#summaries.has(uri);
  }

  /** Whether a text names something that may stand for a class of the systems. */
  mentions(text: string): boolean {
    return this.#closure().search.test(text);
  }

  /** Whether other files may get something of a system from the module. */
  isSource(uri: string): boolean {
    const header = this.#headers.get(uri);
    if (!header) return false;
    const { set } = this.#closure();
    for (const name of header.defines) if (set.has(name)) return true;
    return false;
  }

  /** The names and everything that derives from them by header. */
  withDerived(names: ReadonlySet<string>): ReadonlySet<string> {
    return reach(names, [...this.#headers.values()]);
  }

  #closure(): { readonly set: ReadonlySet<string>; readonly search: RegExp } {
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
    return (this.#names = { set, search: new RegExp(`\\b(?:${anyOf([...set]).source})\\b`) });
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
      if (reached.has(next) || (/^[a-z]/.test(next) && !imported.has(next))) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
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
