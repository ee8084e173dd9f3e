import { ModelIndex, type ClassEntity, type Entity, type FunctionEntity } from './entities.ts';
import { denotes, isPackage, moduleParts } from './modulePath.ts';
import type { PythonClassSummary, PythonFunctionSummary, PythonSummary, PythonWorld } from './summary.ts';
import type { PythonModels, QualifiedName } from './values.ts';

/** Re-exports that are followed from one module to the next. */
const maxHops = 24;

/** Finds what dotted names stand for, across the modules of the workspace, for the analysis of one file. */
export class Resolver {
  readonly own: PythonSummary;
  readonly models: ModelIndex;
  readonly #world: PythonWorld;
  readonly #names = new Map<string, QualifiedName>();
  readonly #resolved = new Map<string, Entity>();
  readonly #members = new Map<PythonSummary, Map<string, Entity | undefined>>();
  readonly #classes = new Map<PythonClassSummary, ClassEntity>();
  readonly #functions = new Map<PythonFunctionSummary, FunctionEntity>();
  readonly #byName = new Map<QualifiedName, Entity>();
  #isAmbiguous = false;

  constructor(own: PythonSummary, world: PythonWorld, models: PythonModels) {
    this.own = own;
    this.#world = world;
    this.models = modelIndexOf(models);
  }

  /** Whether two definitions claimed one name: then who is called what depends on who came first. */
  get isAmbiguous(): boolean {
    return this.#isAmbiguous;
  }

  /** Forgets a definition that only its own scope can see. */
  forget(entity: ClassEntity | FunctionEntity): void {
    if (this.#byName.get(entity.name) === entity) this.#byName.delete(entity.name);
    if (entity.kind === 'class' && entity.summary) this.#classes.delete(entity.summary);
    if (entity.kind === 'function' && entity.summary) this.#functions.delete(entity.summary);
  }

  /** The dotted name of a module of the workspace, as far up as there are packages. */
  moduleName(uri: string): QualifiedName {
    const known = this.#names.get(uri);
    if (known !== undefined) return known;
    const name = moduleParts(uri).slice(this.outside(uri)).join('.');
    this.#names.set(uri, name);
    return name;
  }

  /** How many leading parts of a file's path are folders that are no packages. */
  outside(uri: string): number {
    const { length } = moduleParts(uri);
    let up = isPackage(uri) ? 1 : 0;
    for (let dots = 1; dots < length; dots++) {
      if (isPackage(uri) && dots === 1) continue;
      if (!this.#world.module('.'.repeat(dots), uri)) break;
      up++;
    }
    return isPackage(uri) ? Math.max(0, length - up) : Math.max(0, length - 1 - up);
  }

  /** What a dotted name stands for when the file at `fromUri` imports it; relative names start with dots. */
  resolve(name: string, fromUri: string = this.own.uri, hops = 0): Entity {
    const key = hops === 0 ? `${name} ${fromUri}` : undefined;
    const known = key === undefined ? undefined : this.#resolved.get(key);
    if (known) return known;
    const entity = this.#resolve(name, fromUri, hops);
    if (key !== undefined) this.#resolved.set(key, entity);
    return entity;
  }

  #resolve(name: string, fromUri: string, hops: number): Entity {
    const dots = /^\.*/.exec(name)?.[0] ?? '';
    const parts = name.slice(dots.length).split('.').filter((part) => part !== '');
    if (hops <= maxHops) {
      for (let count = parts.length; count >= (dots === '' ? 1 : 0); count--) {
        const home = this.module(dots + parts.slice(0, count).join('.'), fromUri);
        if (!home) continue;
        const module: Entity = { kind: 'module', name: dots === '' ? parts.slice(0, count).join('.') : this.moduleName(home.uri), home };
        return parts.slice(count).reduce<Entity>((entity, part) => this.member(entity, part, hops), this.#remember(module));
      }
    }
    return this.#remember(this.models.named(this.absolute(name, fromUri), this.#hasSource));
  }

  /** A name in the top level of a module: defined, imported, or taken over by `*`. `undefined` when the module does not show it. */
  inModule(home: PythonSummary, name: string, hops = 0): Entity | undefined {
    let members = this.#members.get(home);
    if (!members) this.#members.set(home, (members = new Map()));
    if (members.has(name)) return members.get(name);
    members.set(name, undefined); // Modules that import each other: the second visit finds nothing.
    const entity = this.#inModule(home, name, hops);
    members.set(name, entity);
    return entity;
  }

  #inModule(home: PythonSummary, name: string, hops: number): Entity | undefined {
    if (hops > maxHops) return undefined;
    const qualified = (): QualifiedName => `${this.moduleName(home.uri)}.${name}`;
    if (Object.hasOwn(home.imports, name)) return this.resolve(home.imports[name] ?? '', home.uri, hops + 1);
    const classSummary = home.classes.find((one) => one.name === name);
    if (classSummary) return this.classIn(home, classSummary);
    const summary = home.functions.find((one) => one.name === name);
    if (summary) return this.functionIn(home, qualified(), summary);
    if (Object.hasOwn(home.aliases, name)) return { kind: 'alias', name: qualified(), home, type: home.aliases[name] ?? '' };
    if (Object.hasOwn(home.variables, name)) return { kind: 'variable', name: qualified(), home, type: home.variables[name] ?? '' };
    if (home.unknown.includes(name)) return { kind: 'symbol', name: qualified() };
    return this.#throughStars(home, name, hops);
  }

  /** The function that a module of the workspace defines. */
  functionIn(home: PythonSummary, name: QualifiedName, summary: PythonFunctionSummary): FunctionEntity {
    const known = this.#functions.get(summary);
    if (known) return known;
    const modelled = this.models.named(name, this.#hasSource);
    const taken = this.#byName.has(name) && this.#byName.get(name)?.kind === 'function';
    this.#isAmbiguous ||= isDefinition(this.#byName.get(name));
    const given = modelled.kind === 'function' && modelled.gives !== undefined ? { gives: modelled.gives } : {};
    const entity: FunctionEntity = { kind: 'function', name: taken ? `${name}@${String(this.#functions.size)}` : name, home, summary, ...given };
    this.#functions.set(summary, entity);
    this.#byName.set(entity.name, entity);
    return entity;
  }

  #throughStars(home: PythonSummary, name: string, hops: number): Entity | undefined {
    if (name.startsWith('_')) return undefined;
    for (const star of home.stars) {
      const module = this.module(star, home.uri);
      const entity = module ? this.inModule(module, name, hops + 1) : star.startsWith('.') ? undefined : this.models.named(`${star}.${name}`, this.#hasSource);
      if (entity && entity.kind !== 'symbol') return this.#remember(entity);
    }
    return undefined;
  }

  /** `entity.name`. */
  member(entity: Entity, name: string, hops = 0): Entity {
    if (entity.kind === 'module' && entity.home) {
      const found = this.inModule(entity.home, name, hops) ?? this.#submodule(entity.home, name);
      if (found) return found;
    }
    if (entity.kind === 'class' || entity.kind === 'variable' || entity.kind === 'alias') return { kind: 'symbol', name: `${entity.name}.${name}` };
    // `import a.b` where `a` is a mere folder.
    if (entity.kind === 'module' && !entity.home) return this.resolve(`${entity.name}.${name}`);
    return this.#remember(this.models.named(`${entity.name}.${name}`, entity.kind === 'module' ? () => true : this.#hasSource));
  }

  #submodule(home: PythonSummary, name: string): Entity | undefined {
    const module = isPackage(home.uri) ? this.module(`.${name}`, home.uri) : undefined;
    return module && this.#remember({ kind: 'module', name: this.moduleName(module.uri), home: module });
  }

  /** A name with dots as the text of a module has it. */
  path(home: PythonSummary, dotted: string): Entity | undefined {
    const [first = '', ...rest] = dotted.split('.');
    const entity = this.inModule(home, first);
    return entity && rest.reduce<Entity>((at, part) => this.member(at, part), entity);
  }

  /** The class that a module of the workspace defines; a model that describes this very definition gives it its name. */
  classIn(home: PythonSummary, summary: PythonClassSummary, name = `${this.moduleName(home.uri)}.${summary.name}`, bases?: readonly Entity[]): ClassEntity {
    const known = this.#classes.get(summary);
    if (known) return known;
    const model = this.models.endingIn(summary.name).find(({ module }) => name.endsWith(`.${summary.name}`) && !bases && denotes(home.uri, module))?.model;
    const taken = model ? undefined : this.#byName.get(name);
    const clear = taken?.kind === 'class' && taken.summary !== summary ? `${moduleParts(home.uri).join('.')}.${summary.name}` : name;
    const entity: ClassEntity = { kind: 'class', name: model?.name ?? clear, home, summary, model, ...(bases ? { bases } : {}) };
    this.#isAmbiguous ||= isDefinition(this.#byName.get(model?.name ?? name));
    this.#classes.set(summary, entity);
    this.#byName.set(entity.name, entity);
    return entity;
  }

  /** The entity that was given this canonical name in this analysis, or what the name would stand for if it were imported. */
  named(name: QualifiedName): Entity {
    return this.#byName.get(name) ?? this.resolve(name);
  }

  #remember<E extends Entity>(entity: E): E {
    const known = this.#byName.get(entity.name);
    this.#isAmbiguous ||= isDefinition(known) && isDefinition(entity) && (known.kind !== entity.kind || (known.kind === 'class' && known.summary !== entity.summary));
    // The definition in the workspace knows more than the model alone.
    if (!known || (entity.kind === 'class' && entity.summary) || known.kind === 'symbol') this.#byName.set(entity.name, entity);
    return entity;
  }

  readonly #hasSource = (module: QualifiedName): boolean => this.module(module, this.own.uri) !== undefined;

  /** The module of the workspace that a name denotes; the analysed file is itself. */
  module(name: string, fromUri: string): PythonSummary | undefined {
    const found = this.#world.module(name, fromUri);
    return found?.uri === this.own.uri ? this.own : found;
  }

  /** A relative name (`..core`) as an absolute one; an absolute name as it is. */
  absolute(name: string, fromUri: string): QualifiedName {
    const dots = /^\.*/.exec(name)?.[0].length ?? 0;
    if (dots === 0) return name;
    const above = isPackage(fromUri) ? dots - 1 : dots;
    const own = this.moduleName(fromUri).split('.');
    return [...own.slice(0, Math.max(0, own.length - above)), ...name.slice(dots).split('.').filter((part) => part !== '')].join('.');
  }
}

const modelIndexes = new WeakMap<PythonModels, ModelIndex>();

/** Made once: it only holds what the models say, and every file's analysis asks it. */
function modelIndexOf(models: PythonModels): ModelIndex {
  const known = modelIndexes.get(models) ?? new ModelIndex(models);
  modelIndexes.set(models, known);
  return known;
}

function isDefinition(entity: Entity | undefined): entity is ClassEntity | FunctionEntity {
  return entity?.kind === 'class' || entity?.kind === 'function';
}
