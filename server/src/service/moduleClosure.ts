import type { ModelNames } from './modelNames.ts';
import { byLastPart, lastOf, mayDenote, type GraphFile, type ModuleGraph, type Taking } from './moduleGraph.ts';

/** What a file has that may stand for something of a model. */
export interface ReachedFile {
  /** Names of its top level. */
  readonly names: ReadonlySet<string>;
  /** Those that it defines itself. */
  readonly defined: ReadonlySet<string>;
  /** Those that another file may take from it. */
  readonly handedOn: ReadonlySet<string>;
  /** Names that its `from … import` take, as they are called where they come from. */
  readonly taken: ReadonlySet<string>;
  /** Names that its `from … import *` bring. */
  readonly starred: ReadonlySet<string>;
  /** Whether `*` brings classes of a family, of which nobody knows the names. */
  readonly hasFamily: boolean;
}

/** The same while it is found out. Most of its sets stay empty: there are thousands of files, and a set takes more than a few names. */
type GrowingFile = { -readonly [Key in keyof ReachedFile]: ReachedFile[Key] extends boolean ? boolean : Set<string> };

const none = new Set<string>();

/** Everything in some modules that may stand for something of a model. */
export interface ModuleClosure {
  /** By URI. */
  readonly files: ReadonlyMap<string, ReachedFile>;
  /** Files that may be a system's own: a model has one of its classes or functions there, or they take one by a relative name. */
  readonly homes: ReadonlySet<string>;
  /** Names that count as a member of whatever module: `module.Name`. */
  readonly members: ReadonlySet<string>;
  /** Last parts of all names, those of the models included. */
  readonly names: ReadonlySet<string>;
}

/** By convention no class. */
export function isLowerCase(name: string): boolean {
  return /^[a-z]/.test(name);
}

/**
 * Follows the models' names through the headers: a name is reached in a file that takes it from where it is a model's or from a file in which
 * it is reached, and in one that derives it from a reached one. Takes time for what is reached and for who takes names like that.
 */
export function moduleClosure(graph: ModuleGraph, models: ModelNames): ModuleClosure {
  return new Walk(graph, models).closure();
}

class Walk {
  readonly #graph: ModuleGraph;
  readonly #models: ModelNames;
  readonly #files = new Map<string, GrowingFile>();
  readonly #homes = new Set<string>();
  readonly #members = new Set<string>();
  readonly #names: Set<string>;
  readonly #open: { readonly file: GraphFile; readonly name: string }[] = [];
  /** Name → last part of the module → who takes it there. */
  readonly #takings = new Map<string, ReadonlyMap<string, readonly Taking[]>>();
  readonly #stars: ReadonlyMap<string, readonly Taking[]>;
  /** Names that somebody takes and that end like those of a family. */
  readonly #familyNames: readonly string[];

  constructor(graph: ModuleGraph, models: ModelNames) {
    this.#graph = graph;
    this.#models = models;
    this.#names = new Set(models.names);
    this.#stars = byLastPart(graph.stars());
    this.#familyNames = graph.takenNames().filter((name) => models.isOfFamily(name));
  }

  closure(): ModuleClosure {
    this.#seed();
    for (let one = this.#open.pop(); one; one = this.#open.pop()) this.#follow(one.file, one.name);
    return { files: this.#files, homes: this.#homes, members: this.#members, names: this.#names };
  }

  #seed(): void {
    for (const name of this.#models.names) {
      this.#member(name);
      for (const taking of this.#graph.takings(name)) if (this.#models.has(taking.path, name, taking.isRelative)) this.#takeModel(taking);
      for (const file of this.#graph.definers(name)) {
        if (!this.#models.defines(file.path, name)) continue;
        this.#homes.add(file.uri);
        this.#define(file, name);
      }
    }
    for (const name of this.#familyNames) {
      for (const taking of this.#graph.familyTakings(name)) if (this.#models.has(taking.path, name, taking.isRelative)) this.#takeModel(taking);
    }
    for (const { file, path, isRelative } of this.#graph.stars()) {
      for (const name of this.#models.inStar(path, isRelative)) {
        if (isRelative) this.#homes.add(file.uri);
        this.#star(file, name);
      }
      if (this.#models.hasFamily(path, isRelative)) this.#family(file);
    }
  }

  /** A file in which `*` brings a family: every name that may be one of its classes is. */
  #family(file: GraphFile): void {
    const reached = this.#of(file);
    if (reached.hasFamily) return;
    reached.hasFamily = true;
    const last = lastOf(file.path);
    for (const { from, isMember } of file.header.derived()) if (!isMember && this.#models.isOfFamily(from)) this.#star(file, from);
    for (const name of this.#familyNames) if (this.#takingsOf(name).get(last)?.some((taking) => mayDenote(taking, file))) this.#star(file, name);
    for (const taking of this.#stars.get(last) ?? []) if (mayDenote(taking, file)) this.#family(taking.file);
  }

  #follow(file: GraphFile, name: string): void {
    this.#names.add(name);
    this.#derive(file, name, false);
    if (!isLowerCase(name)) this.#member(name);
    const last = lastOf(file.path);
    for (const taking of this.#takingsOf(name).get(last) ?? []) {
      if (!mayDenote(taking, file)) continue;
      this.#handOn(file, name);
      this.#take(taking);
    }
    if (name.startsWith('_')) return;
    for (const taking of this.#stars.get(last) ?? []) {
      if (!mayDenote(taking, file)) continue;
      this.#handOn(file, name);
      this.#star(taking.file, name);
    }
  }

  #takingsOf(name: string): ReadonlyMap<string, readonly Taking[]> {
    const known = this.#takings.get(name) ?? byLastPart(this.#graph.takings(name));
    this.#takings.set(name, known);
    return known;
  }

  #handOn(file: GraphFile, name: string): void {
    put(this.#of(file), 'handedOn', name);
    this.#member(name);
  }

  /** A module's member of this name counts from now on. */
  #member(name: string): void {
    if (this.#members.has(name)) return;
    this.#members.add(name);
    for (const file of this.#graph.memberUsers(name)) this.#derive(file, name, true);
  }

  #derive(file: GraphFile, name: string, isMember: boolean): void {
    for (const one of file.header.derivedFrom(name, isMember)) this.#define(file, one);
  }

  #define(file: GraphFile, name: string): void {
    put(this.#of(file), 'defined', name);
    this.#add(file, name);
  }

  #takeModel(taking: Taking): void {
    if (taking.isRelative) this.#homes.add(taking.file.uri);
    this.#take(taking);
  }

  #take({ file, taken }: Taking): void {
    put(this.#of(file), 'taken', taken.name);
    this.#add(file, taken.local);
  }

  #star(file: GraphFile, name: string): void {
    put(this.#of(file), 'starred', name);
    this.#add(file, name);
  }

  #add(file: GraphFile, name: string): void {
    const reached = this.#of(file);
    if (reached.names.has(name)) return;
    put(reached, 'names', name);
    this.#open.push({ file, name });
  }

  #of({ uri }: GraphFile): GrowingFile {
    const known = this.#files.get(uri);
    if (known) return known;
    const made: GrowingFile = { names: none, defined: none, handedOn: none, taken: none, starred: none, hasFamily: false };
    this.#files.set(uri, made);
    return made;
  }
}

function put(file: GrowingFile, where: Exclude<keyof GrowingFile, 'hasFamily'>, name: string): void {
  if (file[where] === none) file[where] = new Set([name]);
  else file[where].add(name);
}
