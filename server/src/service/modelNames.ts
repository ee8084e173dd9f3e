import type { PythonModels } from '../facts/python/values.ts';

/** The names that some migrations' models give classes and functions, in the forms that a search by names can ask for. */
export class ModelNames {
  /** Last parts: the names by which code has them. */
  readonly names: ReadonlySet<string>;
  /** Last parts of the modules whose classes are known by the ends of their names alone. */
  readonly familyModules: ReadonlySet<string>;
  /** Last part of a name → the modules that have it, as `modulePath` writes them. */
  readonly #modules = new Map<string, string[]>();
  /** Modules of families as `modulePath` writes them, and the ends of their names. */
  readonly #families: readonly string[];
  readonly #suffixes: readonly string[];

  constructor({ classes, functions, families }: PythonModels) {
    for (const name of [...classes.flatMap(({ name, aliases }) => [name, ...aliases]), ...Object.keys(functions)]) {
      const dot = name.lastIndexOf('.');
      const last = name.slice(dot + 1);
      this.#modules.set(last, [...this.#modules.get(last) ?? [], modulePath(name.slice(0, Math.max(0, dot)))]);
    }
    this.names = new Set(this.#modules.keys());
    this.familyModules = new Set(families.map(({ module }) => lastPart(module)));
    this.#families = [...new Set(families.map(({ module }) => modulePath(module)))];
    this.#suffixes = [...new Set(families.map(({ suffix }) => suffix))];
  }

  /** Whether a name that a file defines may be a model's: `path` is that of the file, without its extension. */
  defines(path: string, name: string): boolean {
    return this.#modules.get(name)?.some((module) => path.endsWith(module)) ?? false;
  }

  /** Whether a name imported from a module may be a model's. `path` is the module's name as a path; `isRelative` when it is the path of a file. */
  has(path: string, name: string, isRelative: boolean): boolean {
    const modules = this.#modules.get(name);
    if (modules && (isRelative ? this.defines(path, name) : modules.includes(path))) return true;
    return this.isOfFamily(name) && this.hasFamily(path, isRelative);
  }

  /** Whether a name ends like those of a family. */
  isOfFamily(name: string): boolean {
    return this.#suffixes.some((suffix) => name.endsWith(suffix)) && !/^[a-z]/.test(name);
  }

  /** Whether a module has classes that are known by the ends of their names alone; `path` and `isRelative` as in `has`. */
  hasFamily(path: string, isRelative: boolean): boolean {
    return this.#families.some((family) => (isRelative ? `${path}/`.includes(`${family}/`) : path === family || path.startsWith(`${family}/`)));
  }

  /** The names that `from module import *` may bring; `path` and `isRelative` as in `has`. */
  inStar(path: string, isRelative: boolean): readonly string[] {
    return [...this.names].filter((name) => this.has(path, name, isRelative));
  }
}

/** `greenlang.core` as the end of a path: `/greenlang/core`. */
export function modulePath(name: string): string {
  return name === '' ? '' : `/${name.replaceAll('.', '/')}`;
}

/** The part of a dotted name behind the last dot. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
