import { isPackage, moduleParts, relativeParts } from '../facts/python/modulePath.ts';
import { lastPart, modulePath } from './modelNames.ts';
import type { OwnStrings } from './ownStrings.ts';
import { HeaderPacker, type PackedHeader } from './packedHeaders.ts';
import type { PythonHeader, TakenName } from './pythonHeader.ts';
import { ThingLists } from './thingLists.ts';

/** A Python file as others name it. */
export interface GraphFile {
  readonly uri: string;
  /** Its path without extension: `/w/pkg/mod`. A package has that of its folder. */
  readonly path: string;
  readonly isPackage: boolean;
  readonly header: PackedHeader;
}

/** An import of a name, or of everything. */
export interface Taking {
  readonly file: GraphFile;
  readonly taken: TakenName;
  /** The module as a path: that of its file for a relative one, else the end of one. */
  readonly path: string;
  readonly isRelative: boolean;
}

/** What the graph looks names up by, which are numbers. It follows each change of a header once it is made. */
interface Index {
  /** Name → files that take it. */
  readonly takers: ThingLists<GraphFile>;
  /** Name → files in which something derives from a member of this name. */
  readonly members: ThingLists<GraphFile>;
  /** Name → files that define it; for names of models alone. */
  readonly definers: ThingLists<GraphFile>;
  /** Files that take everything from some module. */
  readonly stars: Set<GraphFile>;
  /** Files that take something from what may be a module of a family. */
  readonly inFamilies: Set<GraphFile>;
}

/** The names that an index is made for: last parts of the names of models, and modules of families. */
export interface Watched {
  readonly names: ReadonlySet<string>;
  readonly families: readonly string[];
}

/** Python modules by the names that they take from each other. */
export class ModuleGraph {
  readonly #watched: Watched;
  readonly #strings: OwnStrings;
  readonly #packer: HeaderPacker;
  readonly #files = new Map<string, GraphFile>();
  /** Numbers of `*` and of the names to watch. */
  readonly #star: number;
  readonly #names: ReadonlySet<number>;
  /** What `#mayBeFamily` said: many files name the same modules. */
  readonly #families = new Map<number, boolean>();
  #index: Index | undefined;

  /** `strings` take in the names of all headers. */
  constructor(watched: Watched, strings: OwnStrings) {
    this.#watched = watched;
    this.#strings = strings;
    this.#packer = new HeaderPacker(strings);
    this.#star = strings.take('*');
    this.#names = new Set(Array.from(watched.names, (name) => strings.take(name)));
  }

  /** The same modules in a graph that goes its own way from here on. */
  fork(): ModuleGraph {
    const copy = new ModuleGraph(this.#watched, this.#strings);
    for (const [uri, file] of this.#files) copy.#files.set(uri, file);
    return copy;
  }

  /** Whether that changed anything. Costs as much as the header has names. */
  set(uri: string, header: PythonHeader): boolean {
    const old = this.#files.get(uri);
    const packed = this.#packer.pack(header);
    if (old?.header.equals(packed)) return false;
    const file: GraphFile = { uri, path: old?.path ?? `/${moduleParts(uri).join('/')}`, isPackage: isPackage(uri), header: packed };
    if (old) this.#unindex(old);
    this.#files.set(uri, file);
    if (this.#index) this.#addTo(this.#index, file);
    return true;
  }

  get(uri: string): GraphFile | undefined {
    return this.#files.get(uri);
  }

  /** Whether the file was known. */
  delete(uri: string): boolean {
    const old = this.#files.get(uri);
    if (!old) return false;
    this.#unindex(old);
    return this.#files.delete(uri);
  }

  files(): Iterable<GraphFile> {
    return this.#files.values();
  }

  /** Who takes a name, from whatever module. */
  takings(name: string): readonly Taking[] {
    return takingsIn(this.#indexed().takers.of(this.#strings.find(name)), name);
  }

  /** All names that somebody takes from some module. */
  takenNames(): readonly string[] {
    return Array.from(this.#indexed().takers.numbers(), (number) => this.#strings.at(number));
  }

  /** Who takes everything from some module. */
  stars(): readonly Taking[] {
    return takingsIn([...this.#indexed().stars], '*');
  }

  /** Who takes a name, from whatever module, and takes something from what may be a module of a family. */
  familyTakings(name: string): readonly Taking[] {
    const { takers, inFamilies } = this.#indexed();
    return takingsIn(takers.of(this.#strings.find(name)).filter((file) => inFamilies.has(file)), name);
  }

  /** Files in which something derives from a member of this name. */
  memberUsers(name: string): readonly GraphFile[] {
    return this.#indexed().members.of(this.#strings.find(name));
  }

  /** Files that define this name of a model. */
  definers(name: string): readonly GraphFile[] {
    return this.#indexed().definers.of(this.#strings.find(name));
  }

  #indexed(): Index {
    if (this.#index) return this.#index;
    const index: Index = { takers: new ThingLists(), members: new ThingLists(), definers: new ThingLists(), stars: new Set(), inFamilies: new Set() };
    for (const file of this.#files.values()) this.#addTo(index, file);
    return (this.#index = index);
  }

  #addTo({ takers, members, definers, stars, inFamilies }: Index, file: GraphFile): void {
    const { header } = file;
    header.visitTaken((module, name) => {
      if (name === this.#star) stars.add(file);
      else takers.add(name, file);
      if (this.#mayBeFamily(module)) inFamilies.add(file);
    });
    header.visitMembers((from) => { members.add(from, file); });
    header.visitDefined((name) => { if (this.#names.has(name)) definers.add(name, file); });
  }

  /** Whether a module, by the number of its name, may be one of a family. */
  #mayBeFamily(number: number): boolean {
    const known = this.#families.get(number);
    if (known !== undefined) return known;
    const module = this.#strings.at(number);
    const may = this.#watched.families.some((family) => (module.startsWith('.') ? module.split('.').includes(lastPart(family)) : module.startsWith(family)));
    this.#families.set(number, may);
    return may;
  }

  #unindex(file: GraphFile): void {
    if (!this.#index) return;
    const { takers, members, definers, stars, inFamilies } = this.#index;
    file.header.visitTaken((_, name) => { takers.remove(name, file); });
    file.header.visitMembers((from) => { members.remove(from, file); });
    file.header.visitDefined((name) => { definers.remove(name, file); });
    stars.delete(file);
    inFamilies.delete(file);
  }
}

function takingsIn(files: readonly GraphFile[], name: string): readonly Taking[] {
  return files.flatMap((file) => file.header.takenAs(name).map((taken) => takingOf(file, taken)));
}

/** An import as a path, as far as it is known. */
export function takingOf(file: GraphFile, taken: TakenName): Taking {
  const { module } = taken;
  if (!module.startsWith('.')) return { file, taken, path: modulePath(module), isRelative: false };
  const parts = relativeParts(module, file.uri);
  // Above the root nobody knows the folders; what stands behind the dots may still be a model's.
  return { file, taken, path: parts.length > 0 ? `/${parts.join('/')}` : modulePath(module.replace(/^\.+/, '')), isRelative: true };
}

/** Whether the module of an import may be this file: the rule of `WorldIndex`, without its choice among several. */
export function mayDenote({ file, path, isRelative }: Taking, { path: candidate }: GraphFile): boolean {
  if (isRelative) return path === candidate;
  if (!candidate.endsWith(path)) return false;
  if (path.indexOf('/', 1) >= 0) return true;
  // A bare name is a file beside the importer or above it.
  const home = candidate.slice(0, candidate.length - path.length).replace(/\/src$/, '');
  const folder = file.isPackage ? file.path : file.path.slice(0, file.path.lastIndexOf('/'));
  return folder === home || folder.startsWith(`${home}/`);
}

/** Imports or files by the last part of their paths. */
export function byLastPart<T extends { readonly path: string }>(things: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const last = lastOf(thing.path);
    const list = found.get(last);
    if (list) list.push(thing);
    else found.set(last, [thing]);
  }
  return found;
}

/** The last part of a path: a module's own name. */
export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
