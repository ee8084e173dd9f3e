import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ClassReader } from './classes.ts';
import type { ClassEntity, Entity, FunctionEntity } from './entities.ts';
import { Expressions } from './expressions.ts';
import { Flow } from './flow.ts';
import { joinValues, sameValue } from './joins.ts';
import type { Resolver } from './resolve.ts';
import { Statements } from './statements.ts';
import type { Scope } from './scopes.ts';
import type { Scopes, Structure } from './structure.ts';
import { classViewOf, functionViewOf, textOf } from './definitionViews.ts';
import type { PythonClassSummary, PythonFunctionSummary, PythonSummary } from './summary.ts';
import { decoratorsOf, literalText, parametersOf } from './syntaxTools.ts';
import type { TypeScope } from './types.ts';
import type { PythonValue } from './values.ts';
import { fixtureValue } from './fixtures.ts';

/** Deeper nesting is left alone: nothing is proven there. */
export const maxNesting = 160;

/** A scope while its statements are followed, or afterwards. */
export interface Run {
  readonly scope: Scope;
  /** Every binding so far, in order: what handlers of a `try` and nested functions may see. */
  readonly log: { readonly name: string; readonly value: PythonValue | undefined }[];
  /** The class whose body is being followed, from outside to inside. */
  readonly classes: ClassEntity[];
  /** The function's class and object, for `super()`. */
  readonly self: ClassEntity | undefined;
  /** Flows that leave the loop, by `break` or `continue`. */
  readonly exits: Flow[][];
  depth: number;
  /** Whether an annotation is being followed. */
  inType: boolean;
}

/** The module's own definitions, by where they stand. */
export interface OwnDefinitions {
  readonly classes: ReadonlyMap<CodeNode, PythonClassSummary>;
  readonly functions: ReadonlyMap<CodeNode, PythonFunctionSummary>;
}

/** A definition that other modules cannot see. */
interface LocalDefinition {
  readonly node: CodeNode;
  /** The scope that it stands in. */
  readonly scope: Scope;
  readonly entity: ClassEntity | FunctionEntity;
}

/** What a string literal is; `undefined` for one that is put together. */
export function stringOf(node: CodeNode): PythonValue | undefined {
  const value = literalText(node);
  return value === undefined ? undefined : { kind: 'string', value };
}

/** What expressions are. Those of the module are found anew after each edit; those of functions live as long as the functions. */
class Values {
  #ofModule = new Map<CodeNode, PythonValue>();
  readonly #ofFunctions: { get(node: CodeNode): PythonValue | undefined; set(node: CodeNode, value: PythonValue): unknown };

  /** With `isEdited` values of functions go when their nodes go. Else all nodes live as long as the analysis, and a plain map is quicker. */
  constructor(isEdited: boolean) {
    this.#ofFunctions = isEdited ? new WeakMap<CodeNode, PythonValue>() : new Map<CodeNode, PythonValue>();
  }

  get(node: CodeNode): PythonValue | undefined {
    if (node.type === 'string') return stringOf(node);
    return this.#ofModule.get(node) ?? this.#ofFunctions.get(node);
  }

  set(node: CodeNode, value: PythonValue, { scope }: Run): void {
    // A literal says by itself what it is.
    if (node.type === 'string') return;
    (scope.parent ? this.#ofFunctions : this.#ofModule).set(node, value);
  }

  /** Gives what there was. */
  forgetModule(): ReadonlyMap<CodeNode, PythonValue> {
    const before = this.#ofModule;
    this.#ofModule = new Map();
    return before;
  }

  /** Expressions of the module that are something else than `before`. */
  *changedSince(before: ReadonlyMap<CodeNode, PythonValue>): Iterable<CodeNode> {
    for (const [node, value] of this.#ofModule) if (!sameValue(value, before.get(node))) yield node;
    for (const node of before.keys()) if (!this.#ofModule.has(node)) yield node;
  }
}

/**
 * Follows the statements of each scope in order and writes down what every expression is at its place. Scopes are followed when somebody
 * asks for a value in them, outer ones first, each once.
 */
export class Interpreter {
  readonly view: PythonSummary;
  #own: OwnDefinitions;
  #structure: () => Structure;
  readonly resolver: Resolver;
  readonly classes: ClassReader;
  readonly values: Values;
  readonly classEntities = new WeakMap<CodeNode, ClassEntity>();
  readonly expressions: Expressions;
  readonly statements: Statements;
  /** Bindings of finished scopes, all of one name joined. */
  readonly #bound = new WeakMap<Scope, ReadonlyMap<string, PythonValue | undefined>>();
  readonly #running = new Map<Scope, Run>();
  #locals: LocalDefinition[] = [];
  readonly #stamps = new WeakMap<CodeNode, object>();

  constructor(view: PythonSummary, own: OwnDefinitions, structure: () => Structure, resolver: Resolver, classes: ClassReader, isEdited: boolean) {
    this.values = new Values(isEdited);
    this.view = view;
    this.#own = own;
    this.#structure = structure;
    this.resolver = resolver;
    this.classes = classes;
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
    this.#enterClasses();
  }

  #enterClasses(): void {
    for (const [node, one] of this.#own.classes) this.classEntities.set(node, this.resolver.classIn(this.view, one));
  }

  /**
   * Goes on with the text after an edit whose module looks the same to others (`view` still holds). What was found in functions that the edit
   * left alone is kept. Gives `false` when something is different that those functions may see; then this interpreter is of no more use.
   */
  takeOver(own: OwnDefinitions, structure: Structure): boolean {
    const before = this.#structure().known;
    if (this.resolver.isAmbiguous || (before && !looksSame(before, structure.scopes))) return false;
    const bound = before && this.#bound.get(before.module);
    if (!before || !bound) {
      this.#goOn(own, structure);
      return true; // Nobody asked for anything yet.
    }
    const locals = this.#localsOfModule();
    const { inner, module } = structure.scopes;
    const alive = new Set(inner);
    // A function that is the same, in a decorator that is not: what was found in it is of no use, and would stay.
    const past = new Set(before.inner);
    const lost = new Set(before.inner.filter((scope) => !alive.has(scope)).map(({ node }) => node));
    if (inner.some((scope) => !past.has(scope) && lost.has(scope.node))) return false;
    const gone = this.#locals.filter(({ scope }) => !alive.has(scope));
    this.#locals = this.#locals.filter(({ scope }) => alive.has(scope));
    for (const { node, entity } of gone) {
      this.resolver.forget(entity);
      this.classEntities.delete(node);
    }
    this.#goOn(own, structure);
    const values = this.values.forgetModule();
    this.ensure(module);
    for (const node of this.values.changedSince(values)) this.#stamps.delete(statementAround(node));
    return !this.resolver.isAmbiguous && isSameMap(bound, this.#bound.get(module)) && locals === this.#localsOfModule();
  }

  #goOn(own: OwnDefinitions, structure: Structure): void {
    for (const node of this.#own.classes.keys()) this.classEntities.delete(node);
    this.#own = own;
    this.#structure = () => structure;
    this.#enterClasses();
  }

  /** An object that stays the same from text to text as long as everything that is found in a statement of the module does. */
  stampOf(statement: CodeNode): object {
    const known = this.#stamps.get(statement);
    if (known) return known;
    const stamp = {};
    this.#stamps.set(statement, stamp);
    return stamp;
  }

  /** Definitions outside functions that the summary does not tell of: classes in classes. */
  #localsOfModule(): string {
    return JSON.stringify(this.#locals.filter(({ scope }) => !scope.parent).map(({ entity }) => [
      entity.name,
      entity.summary && textOf(entity.summary),
      entity.kind === 'class' && entity.bases?.map(({ name }) => name),
    ]));
  }

  /** Follows a scope unless that is done. */
  ensure(scope: Scope): void {
    const chain: Scope[] = [];
    for (let one: Scope | undefined = scope; one && !this.#bound.has(one) && !this.#running.has(one); one = one.parent) chain.push(one);
    for (let one = chain.pop(); one; one = chain.pop()) this.#run(one);
  }

  #run(scope: Scope): void {
    const { node } = scope;
    const owner = ownerClass(node);
    if (owner) this.#ensureClass(owner);
    const self = owner && this.classEntities.get(owner);
    const run: Run = { scope, log: [], classes: [], self, exits: [], depth: 0, inType: false };
    this.#running.set(scope, run);
    const flow = Flow.start();
    for (const name of scope.outer) flow.set(name, undefined);
    if (node.type === 'lambda') {
      for (const { name } of parametersOf(node)) this.bind(run, flow, name, undefined);
      const body = node.field('body');
      if (body) this.expressions.value(body, flow, run);
    } else if (node.type === 'function_definition') {
      this.#bindParameters(node, flow, run);
      const body = node.field('body');
      if (body) this.statements.block(body, flow, run);
    } else {
      this.statements.block(node, flow, run);
    }
    this.#running.delete(scope);
    this.#bound.set(scope, this.#joined(run));
  }

  /** The class around a function that is followed before the class statement was: make it known. */
  #ensureClass(node: CodeNode): void {
    if (!this.classEntities.has(node)) this.classEntities.set(node, this.classOf(node, []));
  }

  #joined({ log, scope }: Run): ReadonlyMap<string, PythonValue | undefined> {
    const joined = new Map<string, PythonValue | undefined>();
    const isModule = !scope.parent;
    const { foreign, isOpen } = this.#structure().scopes;
    for (const { name, value } of log) {
      if (name.includes('.')) continue;
      joined.set(name, joined.has(name) ? joinValues(joined.get(name), value, this.classes.common) : value);
    }
    for (const [name, value] of joined) {
      const isVariable = value !== undefined && value.kind !== 'class' && value.kind !== 'function' && value.kind !== 'module' && value.kind !== 'symbol';
      if (foreign.has(name) || (isModule && isOpen && isVariable)) joined.set(name, undefined);
    }
    return joined;
  }

  /** Binds a name where the flow is. */
  bind(run: Run, flow: Flow, name: string, value: PythonValue | undefined): void {
    const kept = this.#structure().scopes.foreign.has(name) ? undefined : value;
    flow.set(name, kept);
    if (run.classes.length === 0) run.log.push({ name, value: kept });
  }

  /** What a name holds at a point of the flow, or in the scopes around it. */
  name(name: string, flow: Flow, run: Run): PythonValue | undefined {
    if (flow.has(name)) return flow.get(name);
    if (run.scope.names.has(name) || this.isPatched(name, run)) return run.inType ? this.#defined(name) : undefined;
    for (let scope = run.scope.parent; scope; scope = scope.parent) {
      if (!scope.names.has(name)) continue;
      return this.#bound.get(scope)?.get(name) ?? (run.inType ? this.#defined(name) : undefined);
    }
    const star = this.resolver.inModule(this.view, name);
    return star ? this.entityValue(star) : this.expressions.builtin(name);
  }

  /** A class of the module's top level, wherever it stands. */
  #defined(name: string): PythonValue | undefined {
    const entity = this.resolver.inModule(this.view, name);
    return entity?.kind === 'class' ? this.entityValue(entity) : undefined;
  }

  /** The function that a statement defines, with what is known of its result; methods are found through their class. */
  functionValue(node: CodeNode): PythonValue | undefined {
    if (ownerClass(node)) return undefined;
    const path: string[] = [];
    for (let at: CodeNode | undefined = node; at; at = at.enclosing('class_definition', 'function_definition')) path.unshift(at.field('name')?.text ?? '');
    const name = [this.resolver.moduleName(this.view.uri), ...path].join('.');
    const own = this.#own.functions.get(node);
    if (own) return this.entityValue(this.resolver.functionIn(this.view, name, own));
    const scope = this.#scopeAround(node);
    const view = functionViewOf(node);
    // What stands in a function lives as long as its nodes, so it can be read when somebody asks.
    const entity = this.resolver.functionIn(this.view, name, scope.parent ? view : view.plain);
    this.#locals.push({ node, entity, scope });
    return this.entityValue(entity);
  }

  /** Whether a test replaces what this name stands for, here or around here. */
  isPatched(name: string, run: Run): boolean {
    for (let scope: Scope | undefined = run.scope; scope; scope = scope.parent) if (scope.patched.has(name)) return true;
    return false;
  }

  /** Names of types at a point of the flow. */
  typeScope(flow: Flow, run: Run): TypeScope {
    return {
      self: run.classes.at(-1) ?? run.self,
      lookup: (dotted) => {
        const [first = '', ...rest] = dotted.split('.');
        const value = this.name(first, flow, run);
        const entity = value ? this.entityOf(value) : this.#alias(first, flow);
        return entity && rest.reduce<Entity>((at, part) => this.resolver.member(at, part), entity);
      },
    };
  }

  #alias(name: string, flow: Flow): Entity | undefined {
    const entity = this.resolver.inModule(this.view, name);
    if (entity?.kind === 'alias') return entity;
    // Annotations may name a class that is defined further down.
    return entity?.kind === 'class' && !flow.has(name) ? entity : undefined;
  }

  /** The value that a definition has where it is named. */
  entityValue(entity: Entity): PythonValue | undefined {
    switch (entity.kind) {
      case 'module':
      case 'class':
      case 'function':
      case 'symbol':
        return { kind: entity.kind, name: entity.name };
      case 'variable':
        return this.classes.types.value(entity.type, this.classes.scopeOf(entity.home));
      case 'alias': {
        const aliased = this.classes.types.entity(entity.type, this.classes.scopeOf(entity.home));
        return aliased && aliased.kind !== 'alias' ? this.entityValue(aliased) : undefined;
      }
    }
  }

  /** The definition behind a value that names one. */
  entityOf(value: PythonValue): Entity | undefined {
    switch (value.kind) {
      case 'module': {
        const entity = this.resolver.named(value.name);
        return entity.kind === 'module' ? entity : { kind: 'module', name: value.name, home: undefined };
      }
      case 'class':
      case 'function':
        return this.resolver.named(value.name);
      case 'symbol':
        return { kind: 'symbol', name: value.name };
      case 'instance':
      case 'member':
      case 'collection':
      case 'mapping':
      case 'awaitable':
      case 'string':
      case 'tuple':
      case 'none':
        return undefined;
    }
  }

  /** The class that a statement defines; `bases` are what its base expressions are, for a class that other files cannot see. */
  classOf(node: CodeNode, bases: readonly (PythonValue | undefined)[]): ClassEntity {
    const known = this.classEntities.get(node);
    if (known) return known;
    const path: string[] = [];
    for (let at: CodeNode | undefined = node; at; at = at.enclosing('class_definition', 'function_definition')) path.unshift(at.field('name')?.text ?? '');
    const entities = bases.map((base): Entity => (base && this.entityOf(base)) ?? { kind: 'symbol', name: '' });
    const scope = this.#scopeAround(node);
    const view = classViewOf(node);
    const entity = this.resolver.classIn(this.view, scope.parent ? view : view.plain, [this.resolver.moduleName(this.view.uri), ...path].join('.'), entities);
    this.classEntities.set(node, entity);
    this.#locals.push({ node, entity, scope });
    return entity;
  }

  #scopeAround(definition: CodeNode): Scope {
    const { module, of: scopeOf } = this.#structure().scopes;
    const around = definition.enclosing('function_definition', 'lambda');
    return (around && scopeOf(around)) ?? module;
  }

  #bindParameters(node: CodeNode, flow: Flow, run: Run): void {
    const { parent } = run.scope;
    // Annotations are read where the function stands, and see what that scope ends up with.
    const outside = parent && { run: { ...run, scope: { ...run.scope, names: new Set<string>() } }, flow: Flow.start() };
    const receiver = receiverOf(node, run.self);
    parametersOf(node).forEach((parameter, index) => {
      const { name, type, star } = parameter;
      let value: PythonValue | undefined;
      if (index === 0 && receiver) value = receiver;
      else if (type && outside) value = this.classes.types.value(type.text, this.typeScope(outside.flow, outside.run));
      else if (!type && star === '') value = fixtureValue(this, node, name);
      if (star !== '') value = value && (star === '*' ? { kind: 'collection', element: value } : { kind: 'mapping', value });
      this.bind(run, flow, name, value);
    });
  }
}

/** The statement of the module that a node is in. */
function statementAround(node: CodeNode): CodeNode {
  let statement = node;
  for (let { parent } = node; parent?.parent; { parent } = parent) statement = parent;
  return statement;
}

/** What a method's first parameter is; `undefined` for a function. */
function receiverOf(node: CodeNode, self: ClassEntity | undefined): PythonValue | undefined {
  const decorators = decoratorsOf(node).map(({ text }) => text);
  if (!self || decorators.includes('staticmethod')) return undefined;
  const isClass = decorators.includes('classmethod') || ['__new__', '__init_subclass__', '__class_getitem__'].includes(node.field('name')?.text ?? '');
  return isClass ? { kind: 'class', name: self.name } : { kind: 'instance', of: self.name };
}

/** The class that a function is a method of. */
function ownerClass(node: CodeNode): CodeNode | undefined {
  if (node.type !== 'function_definition') return undefined;
  const owner = node.enclosing('class_definition', 'function_definition', 'lambda');
  return owner?.type === 'class_definition' ? owner : undefined;
}

/** Whether two texts of a module bind the same names in the same way, as far as functions can see. */
function looksSame(a: Scopes, b: Scopes): boolean {
  return a.isOpen === b.isOpen && isSameSet(a.foreign, b.foreign)
    && isSameSet(a.module.names, b.module.names) && isSameSet(a.module.outer, b.module.outer) && isSameSet(a.module.patched, b.module.patched);
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}

function isSameMap(a: ReadonlyMap<string, PythonValue | undefined>, b: ReadonlyMap<string, PythonValue | undefined> | undefined): boolean {
  if (a.size !== b?.size) return false;
  for (const [name, value] of a) if (!b.has(name) || !sameValue(value, b.get(name))) return false;
  return true;
}
