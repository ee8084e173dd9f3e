import type { ClassEntity, Entity, FunctionEntity } from './entities.ts';
import { joinAll, type CommonBase } from './joins.ts';
import { isTransparent, overrideGives } from './overrides.ts';
import type { Resolver } from './resolve.ts';
import type { PythonFunctionSummary, PythonReturn, PythonSummary } from './summary.ts';
import { TypeReader, type TypeScope } from './types.ts';
import type { PythonValue, QualifiedName } from './values.ts';

const maxDepth = 24;
const maxClasses = 200;

/** A method with the class that has it. `given` is set when a model, and no source, tells what it returns. */
export interface FoundMethod {
  readonly owner: ClassEntity;
  readonly summary: PythonFunctionSummary | undefined;
  readonly given: QualifiedName | undefined;
}

/** What classes have and give: bases, methods, attributes; across files. */
export class ClassReader {
  readonly types: TypeReader;
  readonly #resolver: Resolver;
  readonly #bases = new WeakMap<ClassEntity, readonly Entity[]>();
  readonly #inPlace = new WeakMap<ClassEntity, readonly (Entity | undefined)[]>();
  readonly #lines = new WeakMap<ClassEntity, readonly (ClassEntity | undefined)[]>();
  readonly #names = new WeakMap<ClassEntity, ReadonlySet<string>>();
  /** What methods of a class and functions give when they are called. */
  readonly #gives = new WeakMap<ClassEntity | PythonFunctionSummary, Map<string, PythonValue | undefined>>();

  constructor(resolver: Resolver) {
    this.#resolver = resolver;
    this.types = new TypeReader(this);
  }

  scopeOf(home: PythonSummary, self?: ClassEntity): TypeScope {
    return { lookup: (dotted) => this.#resolver.path(home, dotted), self };
  }

  /** The class of this canonical name. */
  class(name: QualifiedName): ClassEntity | undefined {
    const entity = this.#resolver.named(name);
    return entity.kind === 'class' ? entity : undefined;
  }

  /** The bases as far as they are known; symbols where no source is. */
  bases(entity: ClassEntity): readonly Entity[] {
    const known = this.#bases.get(entity);
    if (known) return known;
    this.#bases.set(entity, []); // A class among its own bases has none.
    const bases = this.#written(entity).flatMap((base) => base ?? []);
    this.#bases.set(entity, bases);
    return bases;
  }

  #written(entity: ClassEntity): readonly (Entity | undefined)[] {
    const { home, summary } = entity;
    const scope = home && this.scopeOf(home);
    return entity.bases ?? (summary && scope ? summary.bases.map((base) => this.types.entity(base, scope)) : []);
  }

  /** The bases that may have members, in their order; `undefined` for one that cannot be resolved. */
  basesInPlace(entity: ClassEntity): readonly (Entity | undefined)[] {
    const known = this.#inPlace.get(entity);
    if (known) return known;
    const bases = this.#written(entity).filter((_, index) => !isBare(entity.summary?.bases[index] ?? ''));
    this.#inPlace.set(entity, bases);
    return bases;
  }

  /** The class and all above it, nearest first; `undefined` stands for bases that nobody can see. */
  line(entity: ClassEntity): readonly (ClassEntity | undefined)[] {
    const known = this.#lines.get(entity);
    if (known) return known;
    const line: (ClassEntity | undefined)[] = [];
    const seen = new Set<string>();
    const stack: Entity[] = [entity];
    for (let one = stack.pop(); one && line.length < maxClasses; one = stack.pop()) {
      if (one.kind !== 'class') {
        line.push(undefined);
        continue;
      }
      if (seen.has(one.name)) continue;
      seen.add(one.name);
      line.push(one);
      const bases = this.bases(one);
      if (one.summary && bases.length < one.summary.bases.length) line.push(undefined);
      for (let i = bases.length - 1; i >= 0; i--) stack.push(bases[i] as Entity);
    }
    this.#lines.set(entity, line);
    return line;
  }

  /** Whether a class is `base` or derives from it. */
  reaches(name: QualifiedName, base: QualifiedName): boolean {
    const wanted = this.#resolver.models.class(base)?.name ?? base;
    if (name === wanted || name === base) return true;
    const entity = this.class(name);
    if (!entity) return false;
    return this.#above(entity).has(wanted);
  }

  /** The names of a class and of all that it derives from. */
  #above(entity: ClassEntity): ReadonlySet<string> {
    const known = this.#names.get(entity);
    if (known) return known;
    const names = new Set(this.line(entity).flatMap((one) => (one ? [one.name, ...this.bases(one).map(({ name }) => name)] : [])));
    this.#names.set(entity, names);
    return names;
  }

  /** What two classes have in common, where every method that a model tells of holds for both. */
  readonly common: CommonBase = (a, b) => {
    if (a === b) return a;
    if (this.reaches(a, b)) return this.#keepsModel(a, b) ? b : undefined;
    if (this.reaches(b, a)) return this.#keepsModel(b, a) ? a : undefined;
    const first = this.class(a);
    if (!first || !this.class(b)) return undefined;
    return this.line(first).find((one) => one?.model && this.reaches(b, one.name) && this.#keepsModel(a, one.name) && this.#keepsModel(b, one.name))?.name;
  };

  #keepsModel(name: QualifiedName, base: QualifiedName): boolean {
    const entity = this.class(name);
    const model = this.class(base)?.model;
    return entity !== undefined && Object.keys(model?.methods ?? {}).every((method) => this.call(entity, method) !== undefined);
  }

  /** The method that an instance has under this name. */
  method(entity: ClassEntity, name: string): FoundMethod | undefined {
    for (const owner of this.line(entity)) {
      if (!owner) return undefined; // What nobody can see may have it.
      const given = owner.model && Object.hasOwn(owner.model.methods, name) ? owner.model.methods[name] : undefined;
      const summary = owner.summary?.methods.find((one) => one.name === name);
      if (given !== undefined || summary) return { owner, summary, given };
    }
    return undefined;
  }

  /** What calling a method of an instance gives; `from` leaves out the class itself, for `super()`. */
  call(receiver: ClassEntity, name: string, from: 'self' | 'super' = 'self', depth = 0): PythonValue | undefined {
    if (depth > maxDepth) return undefined;
    return this.#once(receiver, `${name} ${from}`, () => this.#call(receiver, from === 'super' ? this.line(receiver).slice(1) : this.line(receiver), name, depth));
  }

  /** What is asked for while it is being found out is unknown. */
  #once(of: ClassEntity | PythonFunctionSummary, key: string, find: () => PythonValue | undefined): PythonValue | undefined {
    const known = this.#gives.get(of) ?? new Map<string, PythonValue | undefined>();
    this.#gives.set(of, known);
    if (known.has(key)) return known.get(key);
    known.set(key, undefined);
    const value = find();
    known.set(key, value);
    return value;
  }

  #call(receiver: ClassEntity, line: readonly (ClassEntity | undefined)[], name: string, depth: number): PythonValue | undefined {
    const model = line.find((one) => one?.model && (Object.hasOwn(one.model.methods, name) || Object.hasOwn(one.model.gives ?? {}, name)));
    const given = model?.model && Object.hasOwn(model.model.methods, name) ? model.model.methods[name] : undefined;
    const expected: PythonValue | undefined = given === undefined ? model?.model?.gives?.[name] : { kind: 'instance', of: given === 'self' ? receiver.name : given };
    for (const owner of line) {
      if (owner && owner === model) return this.#inherited(receiver, line, owner, name, expected, depth);
      const summary = owner?.summary?.methods.find((one) => one.name === name);
      if (owner?.home && summary) {
        if (summary.decorators.includes('property') || isOpaque(summary)) return undefined;
        const value = expected ? this.#override(summary, owner, receiver, expected, depth) : this.#plain(summary, owner.home, receiver, owner, depth);
        return value && asCalled(summary, value);
      }
      if (!owner && !expected) return undefined;
    }
    return undefined;
  }

  /**
   * A method that only the model's class has may call others of it (`run` calls `execute`). Where one of those with the same result is
   * overridden, this one gives what that one gives.
   */
  #inherited(
    receiver: ClassEntity, line: readonly (ClassEntity | undefined)[], owner: ClassEntity, name: string, expected: PythonValue | undefined, depth: number,
  ): PythonValue | undefined {
    const methods = owner.model?.methods ?? {};
    let value = expected;
    for (const [other, given] of Object.entries(methods)) {
      if (other === name || given !== methods[name] || given === 'self') continue;
      const overriding = line.slice(0, line.indexOf(owner)).some((one) => one?.summary?.methods.some((method) => method.name === other));
      if (!overriding) continue;
      const called = this.call(receiver, other, 'self', depth + 1);
      const settled = called?.kind === 'awaitable' ? called.of : called;
      if (settled?.kind !== 'instance') return undefined;
      if (expected?.kind === 'instance' && (settled.of !== expected.of || settled.asDict)) value = settled;
    }
    return value;
  }

  #override(method: PythonFunctionSummary, owner: ClassEntity, receiver: ClassEntity, expected: PythonValue, depth: number): PythonValue | undefined {
    const { home } = owner;
    if (!home) return undefined;
    return overrideGives(method, `${owner.name.slice(owner.name.lastIndexOf('.') + 1)}.${method.name}`, expected, {
      annotated: () => this.types.value(method.annotation ?? '', this.scopeOf(home, receiver), depth + 1),
      given: (one) => this.#given(one, home, receiver, owner, depth),
      agrees: (value) => {
        const settled = value.kind === 'awaitable' ? value.of : value;
        return settled.kind === 'instance' && expected.kind === 'instance' && this.reaches(settled.of, expected.of);
      },
    });
  }

  /** What a function of a module gives when it is called. */
  callFunction(entity: FunctionEntity, depth = 0): PythonValue | undefined {
    if (entity.gives !== undefined) return { kind: 'instance', of: entity.gives };
    const { home, summary } = entity;
    if (!home || !summary || depth > maxDepth || isOpaque(summary)) return undefined;
    return this.#once(summary, '', () => {
      const plain = this.#plain(summary, home, undefined, undefined, depth);
      return plain && asCalled(summary, plain);
    });
  }

  #plain(method: PythonFunctionSummary, home: PythonSummary, receiver: ClassEntity | undefined, owner: ClassEntity | undefined, depth: number): PythonValue | undefined {
    if (method.annotation !== undefined) return this.types.value(method.annotation, this.scopeOf(home, receiver), depth + 1);
    if (method.yields) {
      const element = joinAll(method.yields.map((one) => this.#given(one, home, receiver, owner, depth)), this.common);
      return element && { kind: 'collection', element };
    }
    return joinAll((method.returns ?? []).map((one) => this.#given(one, home, receiver, owner, depth)), this.common);
  }

  #given(one: PythonReturn, home: PythonSummary, receiver: ClassEntity | undefined, owner: ClassEntity | undefined, depth: number): PythonValue | undefined {
    switch (one.kind) {
      case 'instance':
        return this.types.value(one.of, this.scopeOf(home, receiver), depth + 1);
      case 'none':
        return { kind: 'none' };
      case 'self':
        return receiver && this.call(receiver, one.method, 'self', depth + 1);
      case 'super':
        return owner && this.call(owner, one.method, 'super', depth + 1);
      case 'dict':
      case 'other':
        return undefined;
    }
  }

  /** What an attribute of an instance is, as all assignments of the class and its bases have it. */
  attribute(entity: ClassEntity, name: string, depth = 0): PythonValue | undefined {
    if (depth > maxDepth) return undefined;
    const values: (PythonValue | undefined)[] = [];
    for (const owner of this.line(entity)) {
      const told = owner?.model?.attributes;
      if (told && Object.hasOwn(told, name) && owner.summary?.attributes[name] === undefined) {
        // What a subclass puts there is believed before the model.
        if (values.length > 0) break;
        return told[name];
      }
      if (!owner?.home || !owner.summary) continue;
      const property = owner.summary.methods.find((one) => one.name === name);
      if (property && values.length === 0) {
        if (!property.decorators.some((decorator) => /(?:^|\.)(?:cached_)?property$/.test(decorator))) return undefined;
        return this.#plain(property, owner.home, entity, owner, depth + 1);
      }
      const type = Object.hasOwn(owner.summary.attributes, name) ? owner.summary.attributes[name] : undefined;
      if (type !== undefined) values.push(type === '' ? undefined : this.types.value(type, this.scopeOf(owner.home, entity), depth + 1));
    }
    const value = joinAll(values, this.common);
    return value?.kind === 'none' ? undefined : value;
  }

  /** `self.agent.config`: the value at the end of a path of attributes. */
  attributePath(path: string, self: ClassEntity, depth: number): PythonValue | undefined {
    return this.#attributesOf({ kind: 'instance', of: self.name }, path.split('.').slice(1), depth);
  }

  #attributesOf(start: PythonValue, names: readonly string[], depth: number): PythonValue | undefined {
    let value: PythonValue | undefined = start;
    for (const name of names) {
      const entity: ClassEntity | undefined = value?.kind === 'instance' ? this.class(value.of) : undefined;
      value = entity && this.attribute(entity, name, depth + 1);
    }
    return value;
  }

  /** What a call of a path without arguments to look at gives: `Agent()`, `make()`, `Workflow.load()`, `self.agent.run()`. */
  callPath(path: string, scope: TypeScope, depth: number): PythonValue | undefined {
    if (depth > maxDepth) return undefined;
    const dot = path.lastIndexOf('.');
    const method = path.slice(dot + 1);
    if (scope.self && /^(?:self|cls)(?:\.|$)/.test(path)) {
      if (dot < 0) return path === 'cls' ? { kind: 'instance', of: scope.self.name } : undefined;
      return this.#callOn(this.attributePath(path.slice(0, dot), scope.self, depth + 1), method, depth);
    }
    const entity = scope.lookup(path);
    if (entity?.kind === 'class') return { kind: 'instance', of: entity.name };
    if (entity?.kind === 'function') return this.callFunction(entity, depth + 1);
    if (entity?.kind === 'alias') {
      const aliased = this.types.entity(entity.type, this.scopeOf(entity.home), depth + 1);
      return aliased?.kind === 'class' ? { kind: 'instance', of: aliased.name } : undefined;
    }
    const holder = dot < 0 ? undefined : scope.lookup(path.slice(0, dot));
    if (holder?.kind === 'class') return this.call(holder, method, 'self', depth + 1);
    if (holder?.kind === 'variable') return this.#callOn(this.types.value(holder.type, this.scopeOf(holder.home), depth + 1), method, depth);
    // `client.agents.get()`, where `client` is a variable of the module.
    const [first = '', ...names] = path.slice(0, Math.max(0, dot)).split('.');
    const variable = names.length > 0 ? scope.lookup(first) : undefined;
    const value = variable?.kind === 'variable' ? this.types.value(variable.type, this.scopeOf(variable.home), depth + 1) : undefined;
    return value && this.#callOn(this.#attributesOf(value, names, depth), method, depth);
  }

  #callOn(value: PythonValue | undefined, method: string, depth: number): PythonValue | undefined {
    const entity = value?.kind === 'instance' ? this.class(value.of) : undefined;
    return entity && this.call(entity, method, 'self', depth + 1);
  }
}

/** Whether a base, as written, is one of Python's own that gives a class no members to speak of. */
function isBare(base: string): boolean {
  return /^(?:object|(?:abc\.)?ABC|(?:\w+\.)?(?:Generic|Protocol))$/.test(base);
}

/** A context manager made of a generator gives no such value when it is called, but `with` takes it out like a loop would. */
function isOpaque({ decorators, annotation }: PythonFunctionSummary): boolean {
  return annotation === undefined && !decorators.every((decorator) => isTransparent(decorator) || /(?:^|\.)(?:async)?contextmanager$/.test(decorator));
}

function asCalled({ isAsync, annotation, yields, decorators }: PythonFunctionSummary, value: PythonValue): PythonValue {
  const isStream = yields !== undefined || (annotation !== undefined && value.kind === 'collection' && /\b(?:Async)?(?:Iterator|Generator|Iterable)\b/.test(annotation));
  if (!isAsync || isStream || decorators.some((decorator) => decorator.endsWith('contextmanager'))) return value;
  // Its own body awaits what other methods of the object give before it returns it.
  return value.kind === 'awaitable' && annotation === undefined ? value : { kind: 'awaitable', of: value };
}
