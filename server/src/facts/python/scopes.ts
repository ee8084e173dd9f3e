import type { CodeNode, CodeShape } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';
import { calledAt, type Collection } from './collection.ts';
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

export interface OpenScope extends Scope {
  parent: OpenScope | undefined;
  readonly names: Set<string>;
  readonly outer: Set<string>;
  readonly patched: Set<string>;
  readonly bindings: Binding[];
}

/**
 * What a part of a module does to scopes. `around` stands in for the scope around the part, whichever that is.
 */
export interface PartScopes {
  readonly isHidden: boolean;
  readonly around: OpenScope;
  /** Scopes that it opens. */
  readonly inner: OpenScope[];
  /** Those of them that stand directly in the scope around. */
  readonly tops: OpenScope[];
  /** Names that functions bind in other scopes. */
  readonly foreign: Set<string>;
  /** See `Structure`. */
  isOpen: boolean;
}

/** Where the walk is. */
interface Place {
  readonly scope: OpenScope;
  readonly isHidden: boolean;
  /** Where it ends, from the start of the part. */
  readonly end: number;
}

/** Types that may bind a name, change what one holds, or open a scope. */
const binding = new Set([
  'assignment', 'augmented_assignment', 'for_statement', 'named_expression', 'class_definition', 'function_definition', 'as_pattern_target', 'delete_statement', 'import_statement', 'import_from_statement',
  'type_alias_statement', 'case_pattern', 'as_pattern', 'splat_pattern', 'global_statement', 'nonlocal_statement', 'call', 'lambda',
]);

/** Calls that may bind a name, replace something, or run code that nobody can see, by the last name of what is called. */
const bindingCalls: ReadonlySet<string> = new Set([...putters.keys(), ...bulkPutters, 'exec', 'patch', 'object', 'setattr', 'delattr']);

const opened = new Notes<OpenScope>();

/** The scope that a function or lambda opens, once the scopes of its part are read. */
export function openedScope(node: CodeNode): Scope | undefined {
  return opened.get(node);
}

/** Reads the scopes of a part. With `isHidden`, names that it binds in the scope around are of no scope: it stands in a class. */
export function scopesOf(collection: Collection, isHidden: boolean): PartScopes {
  const found: PartScopes = { isHidden, around: emptyScope(collection.root, undefined), inner: [], tops: [], foreign: new Set(), isOpen: false };
  new ScopeReader(found).read(collection);
  return found;
}

/** A scope in which nothing is bound so far. */
export function emptyScope(node: CodeNode, parent: OpenScope | undefined): OpenScope {
  return { node, parent, names: new Set(), outer: new Set(), patched: new Set(), bindings: [] };
}

class ScopeReader {
  readonly #part: PartScopes;

  constructor(part: PartScopes) {
    this.#part = part;
  }

  read(collection: Collection): void {
    const { around: scope, isHidden, inner } = this.#part;
    const { root } = collection;
    /** What the node is in, from outside to inside. A class's own names are of no scope; its functions see the scope around it. */
    const around: Place[] = [{ scope, isHidden, end: Number.POSITIVE_INFINITY }];
    let place = around[0] as Place;
    collection.each((shape, offset) => {
      if (!mayBind(shape, root.start + offset, root.source)) return;
      const node = collection.node(shape, offset);
      if (!node) return;
      while (offset >= place.end && around.length > 1) {
        around.pop();
        place = around[around.length - 1] as Place;
      }
      this.#visit(node, place);
      const end = offset + shape.length;
      if (shape.type === 'function_definition' || shape.type === 'lambda') {
        around.push((place = { scope: this.#open(node, place.scope), isHidden: false, end }));
      } else if (shape.type === 'class_definition') {
        around.push((place = { scope: place.scope, isHidden: true, end }));
      }
    });
    for (const { names, outer } of inner) for (const name of outer) names.delete(name);
  }

  #open(node: CodeNode, parent: OpenScope): OpenScope {
    const scope = emptyScope(node, parent);
    opened.set(node, scope);
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

/** Whether a shape is one that may do something to a scope. Most calls do nothing. */
function mayBind(shape: CodeShape, start: number, source: string): boolean {
  return binding.has(shape.type) && (shape.type !== 'call' || bindingCalls.has(calledAt({ shape, start }, source) ?? ''));
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
