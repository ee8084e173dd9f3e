import type { CodeNode } from '../../syntax/codeTree.ts';
import { Collection, Collections, type Collected } from './collected.ts';
import { bulkPutters, putters } from './collections.ts';
import { importedNames } from './imports.ts';
import { argumentsOf, definitionIn, literalText, parametersOf, targetIdentifiers } from './syntaxTools.ts';

/** A module, function or lambda: what has names of its own and runs at a time of its own. Classes and comprehensions run inside one. */
export interface Scope {
  readonly node: CodeNode;
  readonly parent: Scope | undefined;
  /** Names that the scope binds, parameters included; not those of `global` and `nonlocal`. */
  readonly names: ReadonlySet<string>;
  /** Names that it binds elsewhere, by `global` or `nonlocal`. */
  readonly outer: ReadonlySet<string>;
  /** Names of functions, classes and methods that a test replaces (`patch("m.Agent.run")`, `monkeypatch.setattr(agent, "run", …)`). */
  readonly patched: ReadonlySet<string>;
  /** Every binding in the order of the text, to find what a loop's body binds. */
  readonly bindings: readonly Binding[];
}

export interface Binding {
  readonly name: string;
  /** The statement or expression that binds. */
  readonly node: CodeNode;
  /** `put`: not bound anew, but something is put into the collection it names. */
  readonly kind: 'bind' | 'put';
}

/** What one walk over the tree finds. */
export interface Structure {
  readonly all: Collected;
  /** Functions and classes of the module itself, with their decorators, each with what is in it; in order. */
  readonly definitions: readonly { readonly node: CodeNode; readonly collected: Collected }[];
  /** What is in none of them. */
  readonly rest: Collected;
  /** The scope that a function or lambda opens. */
  scopeOf(node: CodeNode): Scope | undefined;
  /** All scopes except the module. Those in statements that no edit touched are the same objects as before it. */
  readonly inner: readonly Scope[];
  readonly module: Scope;
  /** Names that functions bind in other scopes: nobody follows when. */
  readonly foreign: ReadonlySet<string>;
  /** Whether code is run or names are set that nobody can see (`exec`, `globals()[…] = …`, `setattr(module, …)`). */
  readonly isOpen: boolean;
}

/** Types that are collected. */
const collected: ReadonlySet<string> = new Set([
  'call', 'attribute', 'subscript', 'assignment', 'augmented_assignment', 'return_statement', 'delete_statement', 'string', 'function_definition', 'identifier',
  'class_definition', 'import_statement', 'import_from_statement', 'try_statement', 'comparison_operator',
]);

interface OpenScope extends Scope {
  parent: OpenScope | undefined;
  readonly names: Set<string>;
  readonly outer: Set<string>;
  readonly patched: Set<string>;
  readonly bindings: Binding[];
}

/**
 * A part of the module that moves as a whole: a statement of the module or of a class's body. `around` stands in for the module: what the
 * part does to the scope around it.
 */
interface Part {
  readonly isHidden: boolean;
  readonly collection: Collection;
  readonly around: OpenScope;
  /** Scopes that it opens. */
  readonly inner: OpenScope[];
  /** Those of them that stand directly in the scope around. */
  readonly tops: OpenScope[];
  readonly foreign: Set<string>;
  isOpen: boolean;
}

/** Where the walk is. */
interface Place {
  readonly scope: OpenScope;
  readonly isHidden: boolean;
  /** Offset where it ends. */
  readonly end: number;
}

/** Types that may bind a name or change what one holds. */
const binding = new Set([
  'assignment', 'augmented_assignment', 'for_statement', 'named_expression', 'class_definition', 'function_definition', 'as_pattern_target', 'delete_statement', 'import_statement', 'import_from_statement',
  'type_alias_statement', 'case_pattern', 'as_pattern', 'splat_pattern', 'global_statement', 'nonlocal_statement', 'call',
]);

const statements = new WeakMap<CodeNode, Statement>();
const parts = new WeakMap<CodeNode, Part>();
const scopes = new WeakMap<CodeNode, OpenScope>();
const structures = new WeakMap<CodeNode, Structure>();

/** Statements of classes deeper than this are parts of their class. */
const maxClasses = 8;

/** Walks a module's tree once; of statements that an earlier tree had too, what was found there still holds. Iterative: code may be nested deeply. */
export function structureOf(root: CodeNode): Structure {
  const known = structures.get(root);
  if (known) return known;
  const structure = joined(root);
  structures.set(root, structure);
  return structure;
}

/** A statement of the module, and what is in it. */
interface Statement {
  readonly node: CodeNode;
  readonly parts: readonly Part[];
  readonly collected: Collected;
}

function statementOf(node: CodeNode): Statement {
  const known = statements.get(node);
  if (known) return known;
  const found: Part[] = [];
  addParts(found, node, false, 0);
  const statement = { node, parts: found, collected: new Collections(found.map(({ collection }) => collection)) };
  statements.set(node, statement);
  return statement;
}

/** Adds the parts of a statement in the order of the text. */
function addParts(found: Part[], node: CodeNode, isHidden: boolean, depth: number): void {
  const definition = depth < maxClasses && node.type === 'decorated_definition' ? node.field('definition') : node;
  if (depth >= maxClasses || definition?.type !== 'class_definition') {
    found.push(partOf(node, isHidden));
    return;
  }
  if (definition !== node) {
    for (const child of node.children) if (child !== definition && child.isNamed) found.push(partOf(child, isHidden));
  }
  found.push(walked(definition, isHidden, false));
  const body = definition.field('body');
  for (const child of definition.children) {
    if (!child.isNamed) continue;
    if (child !== body || child.type !== 'block') found.push(partOf(child, true));
    else for (const statement of child.children) if (statement.isNamed) addParts(found, statement, true, depth + 1);
  }
}

const definitionTypes: ReadonlySet<string> = new Set(['function_definition', 'class_definition', 'decorated_definition']);

function isDefinition({ node }: Statement): boolean {
  return definitionTypes.has(node.type);
}

function joined(root: CodeNode): Structure {
  const all = root.children.filter(({ isNamed }) => isNamed).map(statementOf);
  const found = all.flatMap(({ parts: own }) => own);
  const module = emptyScope(root, undefined);
  const inner: Scope[] = [];
  const foreign = new Set<string>();
  for (const { around, inner: own, tops, foreign: outside } of found) {
    for (const name of around.names) module.names.add(name);
    for (const name of around.outer) module.outer.add(name);
    for (const name of around.patched) module.patched.add(name);
    for (const one of around.bindings) module.bindings.push(one);
    for (const name of outside) foreign.add(name);
    for (const scope of own) inner.push(scope);
    for (const scope of tops) scope.parent = module;
  }
  for (const name of module.outer) module.names.delete(name);
  return {
    all: new Collections(found.map(({ collection }) => collection)),
    definitions: all.filter(isDefinition),
    rest: new Collections(all.filter((one) => !isDefinition(one)).flatMap(({ parts: own }) => own.map(({ collection }) => collection))),
    module, inner, foreign,
    isOpen: found.some(({ isOpen }) => isOpen),
    scopeOf: (node) => (node === root ? module : scopes.get(node)),
  };
}

function partOf(node: CodeNode, isHidden: boolean): Part {
  const known = parts.get(node);
  if (known?.isHidden === isHidden) return known;
  const part = walked(node, isHidden, true);
  parts.set(node, part);
  return part;
}

function emptyScope(node: CodeNode, parent: OpenScope | undefined): OpenScope {
  return { node, parent, names: new Set(), outer: new Set(), patched: new Set(), bindings: [] };
}

/** Walks a node, and what is in it if it is to be `deep`. */
function walked(node: CodeNode, isHidden: boolean, deep: boolean): Part {
  const part: Part = { isHidden, collection: new Collection(), around: emptyScope(node, undefined), inner: [], tops: [], foreign: new Set(), isOpen: false };
  new Walker(part).walk(node, deep);
  return part;
}

class Walker {
  readonly #part: Part;

  constructor(part: Part) {
    this.#part = part;
  }

  walk(root: CodeNode, deep: boolean): void {
    const { around: scope, isHidden, inner } = this.#part;
    const nodes: CodeNode[] = [root];
    /** What the node is in, from outside to inside. A class's own names are of no scope; its functions see the scope around it. */
    const around: Place[] = [{ scope, isHidden, end: Number.POSITIVE_INFINITY }];
    let place = around[0] as Place;
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      while (node.start >= place.end && around.length > 1) {
        around.pop();
        place = around[around.length - 1] as Place;
      }
      const { type } = node;
      if (collected.has(type)) this.#part.collection.add(type, node);
      if (type === 'keyword_argument') this.#keyword(node);
      if (binding.has(type)) this.#visit(node, place);
      if (!deep) return;
      if (type === 'function_definition' || type === 'lambda') {
        around.push((place = { scope: this.#open(node, place.scope), isHidden: false, end: node.end }));
      } else if (type === 'class_definition') {
        around.push((place = { scope: place.scope, isHidden: true, end: node.end }));
      }
      const { children } = node;
      for (let i = children.length - 1; i >= 0; i--) {
        const child = children[i] as CodeNode;
        if (child.isNamed) nodes.push(child);
      }
    }
    for (const { names, outer } of inner) for (const name of outer) names.delete(name);
  }

  /** Calls by their keywords too: `env=` is a type of its own. */
  #keyword(node: CodeNode): void {
    const name = node.field('name')?.text;
    const call = node.parent?.parent;
    if (name !== undefined && node.parent?.type === 'argument_list' && call?.type === 'call') this.#part.collection.add(`${name}=`, call);
  }

  #open(node: CodeNode, parent: OpenScope): OpenScope {
    const scope = emptyScope(node, parent);
    scopes.set(node, scope);
    this.#part.inner.push(scope);
    if (parent === this.#part.around) this.#part.tops.push(scope);
    for (const { name } of parametersOf(node)) scope.names.add(name);
    const outer = node.parent?.type === 'decorated_definition' ? node.parent.children : [];
    for (const child of outer) if (child.type === 'decorator') for (const call of child.namedChildren) if (call.type === 'call') patches(call, scope.patched);
    return scope;
  }

  #visit(node: CodeNode, { scope, isHidden }: Place): void {
    const bind = (name: string | undefined): void => {
      if (name === undefined || name === '') return;
      if (!isHidden) scope.names.add(name);
      scope.bindings.push({ name, node, kind: 'bind' });
    };
    switch (node.type) {
      case 'assignment':
      case 'augmented_assignment':
      case 'for_statement': {
        const left = node.field('left');
        if (!left) return;
        if (left.type === 'attribute') patchesClass(left, scope);
        if (left.type === 'identifier') bind(left.text);
        else if (left.type === 'subscript') this.#put(left, scope);
        else if (left.type === 'attribute') this.#attribute(left, bind);
        else for (const { text } of targetIdentifiers(left)) bind(text);
        return;
      }
      case 'named_expression':
      case 'class_definition':
      case 'function_definition':
        bind(node.field('name')?.text);
        return;
      case 'as_pattern_target':
        for (const { text } of targetIdentifiers(node)) bind(text);
        return;
      case 'delete_statement':
        for (const child of node.namedChildren) for (const { text } of targetIdentifiers(child)) bind(text);
        return;
      case 'import_statement':
      case 'import_from_statement':
        for (const { local } of importedNames(node)) bind(local);
        return;
      case 'type_alias_statement':
        bind(node.field('left')?.text);
        return;
      case 'case_pattern':
        for (const child of node.children) if (child.type === 'dotted_name' && child.children.length === 1) bind(child.text);
        return;
      case 'as_pattern':
        // `case Foo() as x`: there the name is no target of its own.
        if (node.parent?.type === 'case_pattern') bind(node.children.at(-1)?.text);
        return;
      case 'splat_pattern':
        bind(node.children.at(-1)?.text);
        return;
      case 'global_statement':
      case 'nonlocal_statement':
        for (const { type, text } of node.children) {
          if (type !== 'identifier') continue;
          scope.outer.add(text);
          if (scope.parent) this.#part.foreign.add(text);
        }
        return;
      case 'call':
        this.#call(node, scope);
        return;
      default:
    }
  }

  /** `a.b = …` changes what `a.b` is from there on. */
  #attribute(left: CodeNode, bind: (name: string) => void): void {
    const key = attributeKey(left);
    if (key !== undefined) bind(key);
  }

  #put(left: CodeNode, scope: OpenScope): void {
    const value = left.field('value');
    if (value?.type === 'identifier') scope.bindings.push({ name: value.text, node: left, kind: 'put' });
    else if (value?.type === 'call' && value.field('function')?.text === 'globals') this.#part.isOpen = true;
  }

  #call(node: CodeNode, scope: OpenScope): void {
    const target = node.field('function');
    if (target?.type === 'identifier' && target.text === 'exec') this.#part.isOpen = true;
    if (target?.type === 'attribute') {
      const object = target.field('object');
      const name = target.field('attribute')?.text ?? '';
      if (object?.type === 'identifier' && (putters.has(name) || bulkPutters.has(name))) scope.bindings.push({ name: object.text, node, kind: 'put' });
      else if (object?.type === 'call' && name === 'update' && object.field('function')?.text === 'globals') this.#part.isOpen = true;
    }
    // A decorator's patch holds in the function; one of a class or in a `with` is taken to hold all around.
    if (node.parent?.type !== 'decorator' || definitionIn(node.parent.parent ?? node)?.type === 'class_definition') patches(node, scope.patched);
  }
}

/** `Agent.run = fake` */
function patchesClass(left: CodeNode, { patched }: OpenScope): void {
  const object = left.field('object');
  const name = left.field('attribute')?.text;
  if (object?.type === 'identifier' && name !== undefined && /^[A-Z]/.test(object.text)) patched.add(name);
}

/** The names that a call replaces, if it is one of the usual tools of tests. */
function patches(call: CodeNode, patched: Set<string>): void {
  const target = call.field('function');
  const name = (target?.type === 'attribute' ? target.field('attribute') : target)?.text ?? '';
  if (name !== 'patch' && name !== 'object' && name !== 'setattr' && name !== 'delattr') return;
  for (const argument of argumentsOf(call).positional.slice(0, 2)) {
    const text = literalText(argument);
    if (text !== undefined) patched.add(text.slice(text.lastIndexOf('.') + 1));
  }
}

/** How the flow calls `name.attribute`; `undefined` for longer paths. */
export function attributeKey(node: CodeNode): string | undefined {
  const object = node.field('object');
  const name = node.field('attribute')?.text;
  return object?.type === 'identifier' && name !== undefined ? `${object.text}.${name}` : undefined;
}

/** The bindings in a part of the text; they are in order. */
export function bindingsBetween(bindings: readonly Binding[], start: number, end: number): readonly Binding[] {
  const first = lowerBound(bindings, start);
  return bindings.slice(first, lowerBound(bindings, end));
}

function lowerBound(bindings: readonly Binding[], offset: number): number {
  let low = 0;
  let high = bindings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bindings[middle]?.node.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
