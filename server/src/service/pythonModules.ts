import type { Migration } from '../analysis/migration.ts';
import type { PythonSummary, PythonWorld } from '../facts/python/summary.ts';
import type { PythonModels } from '../facts/python/values.ts';
import { WorldIndex } from '../facts/python/world.ts';
import { ModelNames } from './modelNames.ts';
import { importsOddly } from './oddImports.ts';
import { MemberSearch } from './memberSearch.ts';
import { isLowerCase, moduleClosure, type ModuleClosure } from './moduleClosure.ts';
import { ModuleGraph, type GraphFile } from './moduleGraph.ts';
import { inImportOrder } from './moduleOrder.ts';
import { OwnStrings } from './ownStrings.ts';
import { PackedModule, packSummary, type PackedSummary } from './packedSummary.ts';
import type { PythonHeader } from './pythonHeader.ts';

/** What the Python modules of the workspace are to each other: which names may stand for something of a system, and what the modules hold. */
export class PythonModules {
  /** Of all migrations together. */
  readonly models: PythonModels;
  /** Top-level packages of the systems. */
  readonly roots: ReadonlySet<string>;
  readonly #graph: ModuleGraph;
  readonly #known = new Map<string, PackedModule>();
  /** Made when somebody asks first; of another object, too, once this one has been forked. */
  #worldIndex: WorldIndex | undefined;
  #world: PythonWorld | undefined;
  /** Of the migrations that count (see `limitTo`). */
  #names: ModelNames;
  #limit: ReadonlySet<string> | undefined;
  #closed: Reached | undefined;
  /** By migration: what is reached from its own models. */
  readonly #closedOf = new Map<string, Reached>();
  #memberSearch: MemberSearch | undefined;
  #derivedFrom: ReadonlyMap<string, readonly string[]> | undefined;
  #revision = 0;
  readonly #migrations: readonly Migration[];

  constructor(migrations: readonly Migration[], graph?: ModuleGraph) {
    this.#migrations = migrations;
    this.models = modelsOf(migrations);
    this.#names = new ModelNames(this.models);
    this.#graph = graph ?? new ModuleGraph({ names: this.#names.names, families: this.models.families.map(({ module }) => module) }, new OwnStrings());
    this.roots = new Set(migrations.flatMap(({ detection }) => detection.imports.filter(({ ecosystem }) => ecosystem === 'pypi').map(({ module }) => module)));
  }

  /** The same modules at the same revision, in an object that goes its own way from here on. */
  fork(): PythonModules {
    const copy = new PythonModules(this.#migrations, this.#graph.fork());
    for (const [uri, module] of this.#known) copy.#known.set(uri, module);
    copy.#world = this.world;
    // Who changes something first makes an index of its own.
    this.#worldIndex = undefined;
    copy.#names = this.#names;
    copy.#limit = this.#limit;
    copy.#closed = this.#closed;
    for (const [migration, reached] of this.#closedOf) copy.#closedOf.set(migration, reached);
    copy.#revision = this.#revision;
    return copy;
  }

  /** Changes whenever an analysis of some file may come out differently. */
  get revision(): number {
    return this.#revision;
  }

  get world(): PythonWorld {
    if (this.#world) return this.#world;
    if (!this.#worldIndex) {
      this.#worldIndex = new WorldIndex();
      for (const module of this.#known.values()) this.#worldIndex.set(module);
    }
    return (this.#world = this.#worldIndex.world());
  }

  /**
   * Lets only some migrations (by id) draw modules in: those that no project uses have classes of everybody's names. `undefined` for all. What
   * analyses are made with stays the models of all.
   */
  limitTo(ids: ReadonlySet<string> | undefined): void {
    this.#limit = ids;
    this.#names = new ModelNames(modelsOf(this.#migrations.filter(({ id }) => ids?.has(id) ?? true)));
    this.forgetReached();
  }

  setHeader(uri: string, header: PythonHeader): void {
    if (this.#graph.set(uri, header)) this.#forget();
  }

  #forget(): void {
    this.forgetReached();
    this.#derivedFrom = undefined;
  }

  /** Lets go of what modules were chosen by. It is made again when somebody asks. */
  forgetReached(): void {
    this.#closed = undefined;
    this.#closedOf.clear();
    this.#memberSearch = undefined;
  }

  /** Gives the names that other files knew or know the module's contents by, when what they see of it changed. */
  setSummary(summary: PythonSummary): ReadonlySet<string> {
    const old = this.#known.get(summary.uri);
    return this.setPacked(packSummary(summary, old?.packed)) ? new Set([...exported(old?.summary), ...exported(summary)]) : new Set();
  }

  /** The same for a summary that may come from another thread. Gives whether it is another one than was known. */
  setPacked(packed: PackedSummary): boolean {
    if (this.#known.get(packed.uri)?.packed.text === packed.text) return false;
    const module = new PackedModule(packed);
    this.#known.set(packed.uri, module);
    this.#worldIndex?.set(module);
    this.#world = undefined;
    this.#revision++;
    return true;
  }

  delete(uri: string): ReadonlySet<string> {
    const old = this.#known.get(uri);
    if (this.#graph.delete(uri)) this.#forget();
    if (!old) return new Set();
    this.#known.delete(uri);
    this.#worldIndex?.delete(uri);
    this.#world = undefined;
    this.#revision++;
    return new Set(exported(old.summary));
  }

  /** The modules whose contents are known. */
  get known(): Iterable<string> {
    return this.#known.keys();
  }

  hasSummary(uri: string): boolean {
    return this.#known.has(uri);
  }

  /** What others see of a module, if that is known; the same object as long as it is the same. */
  summary(uri: string): PythonSummary | undefined {
    return this.#known.get(uri)?.summary;
  }

  /** What others see of a module, as it can go to another thread. */
  packed(uri: string): PackedSummary | undefined {
    return this.#known.get(uri)?.packed;
  }

  /**
   * Whether a module may do something with a class of a migration's system, or with something that gives an instance of one: it defines, imports or
   * hands on such a name. It may also do so if its text `mentions` one.
   */
  concerns(uri: string, migration: string): boolean {
    const reached = this.#reachedFrom(migration).closure.files.get(uri);
    return reached !== undefined && (reached.names.size > reached.starred.size || reached.hasFamily);
  }

  /** Whether a module's text has a name of a migration's system that `*` brings it, or takes one out of a module (`module.Name`). */
  mentions(uri: string, text: string, migration: string): boolean {
    const { closure, members } = this.#reachedFrom(migration);
    return [...closure.files.get(uri)?.starred ?? []].some((name) => text.includes(name)) || hasName(text, member, members);
  }

  /** Ids of the migrations of which the text in some bytes may have a name in one of the ways of `mentions`: no text need be made of most files. */
  mayMention(uri: string, bytes: Uint8Array): ReadonlySet<string> {
    const ids = this.#migrations.map(({ id }) => id);
    this.#memberSearch ??= new MemberSearch(new Map(ids.map((id) => [id, this.#reachedFrom(id).members])));
    const starred = ids.filter((id) => (this.#reachedFrom(id).closure.files.get(uri)?.starred.size ?? 0) > 0);
    return new Set([...starred, ...this.#memberSearch.in(bytes)]);
  }

  /**
   * The same for names in odd places, too: with blanks or the end of a line before them, or imported where no header shows it. And for a class of a model's name,
   * in whatever module: a package of the system's own may have it from there.
   */
  mentionsOddly(uri: string, text: string, migration: string): boolean {
    const { closure, members, models } = this.#reachedFrom(migration);
    return (this.#graph.get(uri)?.header.defines() ?? []).some((name) => models.has(name) && !isLowerCase(name)) || this.mentions(uri, text, migration) || hasName(text, oddMember, members) || importsOddly(text, closure.names);
  }

  /** Modules with a known header in an order in which a module comes after those that it imports (see `inImportOrder`). */
  inImportOrder(uris: readonly string[]): readonly string[] {
    return inImportOrder(uris.flatMap((uri) => this.#graph.get(uri) ?? []));
  }

  /** Whether other files may get something of a system from the module. */
  isSource(uri: string): boolean {
    const { closure } = this.#closure();
    const reached = closure.files.get(uri);
    if (!reached) return false;
    // A package hands on what it imports.
    return closure.homes.has(uri) || reached.handedOn.size > 0 || [...reached.defined].some((name) => !isLowerCase(name)) || uri.endsWith('/__init__.py');
  }

  /**
   * The names that a header not yet known would have to mention to change what is known of the others: reached names, the models' own, modules of
   * families, and `*` for whoever has a `from … import *`. So a caller may read only the headers that mention one, and go on while there are new
   * names: in the end it knows what all headers would tell. For each step of the closure joins a name that is reached with a header that takes it,
   * defines it for a model or derives from it, and so mentions it; a header that mentions none takes part in no step. And a further header adds steps,
   * and never takes one away, so the order in which they come does not matter. (One thing is left out: who takes a class of a family
   * from a module that has the family by `*`. Its name is nobody's before, and to ask for the module's would open half the workspace.)
   */
  openNames(): ReadonlySet<string> {
    return new Set([...this.#closure().closure.names, ...this.#names.familyModules, '*']);
  }

  /** The names and everything that derives from them by header. */
  withDerived(names: ReadonlySet<string>): ReadonlySet<string> {
    const derivedFrom = (this.#derivedFrom ??= derivations(this.#graph.files()));
    const reached = new Set(names);
    const open = [...names];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      for (const next of derivedFrom.get(name) ?? []) {
        if (reached.has(next)) continue;
        reached.add(next);
        open.push(next);
      }
    }
    return reached;
  }

  #closure(): Reached {
    return (this.#closed ??= reachedIn(this.#graph, this.#names));
  }

  /** As the closure is made by steps that each follow from one before, that of all migrations is no more than those of each. */
  #reachedFrom(migration: string): Reached {
    const known = this.#closedOf.get(migration);
    if (known) return known;
    const own = this.#migrations.filter(({ id }) => id === migration && this.#limit?.has(id) !== false);
    const reached = reachedIn(this.#graph, new ModelNames(modelsOf(own)));
    this.#closedOf.set(migration, reached);
    return reached;
  }
}

/** What is reached from some models. */
interface Reached {
  readonly closure: ModuleClosure;
  /** Last parts of the models' own names. */
  readonly models: ReadonlySet<string>;
  /** Names that count where they are taken out of a module; none begins with a small letter. */
  readonly members: ReadonlySet<string>;
}

/** Where something is taken out of a module that may be one of `Reached.members`. One expression of all these names would take megabytes to compile. */
const member = /(?<=\w)\.([^\Wa-z]\w*)/g;

/** The same, with blanks or the end of a line before the name. */
const oddMember = /\.[\s\\]*([^\Wa-z]\w*)/g;

/** Whether an expression finds one of the names, which is its first group. */
function hasName(text: string, where: RegExp, names: ReadonlySet<string>): boolean {
  for (const [, name = ''] of text.matchAll(where)) if (names.has(name)) return true;
  return false;
}

function reachedIn(graph: ModuleGraph, names: ModelNames): Reached {
  const closure = moduleClosure(graph, names);
  return { closure, models: names.names, members: new Set([...closure.members].filter((name) => !isLowerCase(name))) };
}

function modelsOf(migrations: readonly Migration[]): PythonModels {
  const models = migrations.flatMap(({ python }) => python ?? []);
  return {
    classes: models.flatMap(({ classes }) => classes),
    functions: Object.assign({}, ...models.map(({ functions }) => functions)) as PythonModels['functions'],
    families: models.flatMap(({ families }) => families),
  };
}

/** Name → names that derive from it, in whatever file. */
function derivations(files: Iterable<GraphFile>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  const imported = new Set<string>();
  const add = (from: string, to: string): void => {
    const names = found.get(from);
    if (names) names.add(to);
    else found.set(from, new Set([to]));
  };
  for (const { header } of files) {
    for (const { from, to } of header.derived()) add(from, to);
    for (const { name, local } of header.taken()) {
      imported.add(name);
      if (name !== local) add(name, local);
    }
  }
  // Everybody's variable is called `agent`; only one that somebody imports carries its class into other files.
  return new Map([...found].map(([from, names]) => [from, [...names].filter((name) => !isLowerCase(name) || imported.has(name))]));
}

function exported(summary: PythonSummary | undefined): readonly string[] {
  if (!summary) return [];
  return [...summary.classes.map(({ name }) => name), ...summary.functions.map(({ name }) => name), ...Object.keys(summary.variables), ...Object.keys(summary.imports)];
}
