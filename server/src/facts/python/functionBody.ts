import type { CodeNode, CodeShape } from '../../syntax/codeTree.ts';
import { bulkPutters, putters } from './collections.ts';
import { fieldAt, identifiersIn, NodeFinder, textAt, type ShapePlace } from './shapePlaces.ts';
import type { PythonReturn } from './summary.ts';
import { argumentsOf, literalText, parametersOf, targetIdentifiers, type PythonParameter } from './syntaxTools.ts';
import { typeOfExpression } from './typeOfExpression.ts';

/** Something the body does to an attribute of `self`. */
export type SelfChange =
  /** `self.name = …`; `type` is empty when nobody knows it. */
  | { readonly kind: 'set'; readonly name: string; readonly type: string; readonly isAnnotated: boolean }
  /** `self.name = []` or `{}`. */
  | { readonly kind: 'empty'; readonly name: string; readonly of: 'list' | 'dict' }
  /** `self.name[k] = …`, `self.name.append(…)`; `type` of the element. */
  | { readonly kind: 'put'; readonly name: string; readonly type: string }
  /** `setattr(self, name, …)`: any attribute may have changed. */
  | { readonly kind: 'any' };

/** What a function's body says from its shape alone, without following the flow. */
export interface FunctionBody {
  /** Without repetition; none for a generator, nor where something else tells what the function gives. */
  readonly returns: readonly PythonReturn[];
  readonly yields: readonly PythonReturn[];
  readonly selfChanges: readonly SelfChange[];
}

const scopes = new Set(['function_definition', 'class_definition', 'lambda']);

/** What tells of a function's returns, variables and attributes. */
const telling: ReadonlySet<string> = new Set([
  'return_statement', 'yield', 'assignment', 'augmented_assignment', 'for_statement', 'as_pattern_target', 'named_expression', 'function_definition', 'class_definition',
  'import_statement', 'import_from_statement', 'global_statement', 'nonlocal_statement', 'delete_statement', 'call',
]);

/** Places in a body that tell something, as offsets from its start, in the order of the text. Of calls only those that may change an attribute of `self`. */
function tellingPlaces(body: CodeNode, self: string | undefined): readonly ShapePlace[] {
  const { start: from, source } = body;
  const found: ShapePlace[] = [];
  const open: CodeShape[] = [body.shape];
  const starts: number[] = [0];
  for (let shape = open.pop(); shape; shape = open.pop()) {
    const start = starts.pop() ?? 0;
    if (telling.has(shape.type) && shape.length > 0 && (shape.type !== 'call' || (self !== undefined && mayChangeSelf({ shape, start: from + start }, self, source)))) {
      found.push({ shape, start });
    }
    if (scopes.has(shape.type)) continue;
    for (let i = shape.children.length - 1; i >= 0; i--) {
      const child = shape.children[i] as CodeShape;
      if (!child.isNamed || (child.children.length === 0 && !telling.has(child.type))) continue;
      open.push(child);
      starts.push(start + (shape.offsets[i] ?? 0));
    }
  }
  return found;
}

/** `self.items.append(…)`, `self.__dict__.update(…)`, `setattr(self, …)`. */
function mayChangeSelf(call: ShapePlace, self: string, source: string): boolean {
  const called = fieldAt(call, 'function');
  if (called?.shape.type === 'identifier') return setters.has(textAt(called, source));
  const object = called?.shape.type === 'attribute' ? fieldAt(called, 'object') : undefined;
  const holder = object?.shape.type === 'attribute' ? fieldAt(object, 'object') : undefined;
  if (!called || !object || holder?.shape.type !== 'identifier' || textAt(holder, source) !== self) return false;
  const method = fieldAt(called, 'attribute');
  const name = method ? textAt(method, source) : '';
  if (putters.has(name) || bulkPutters.has(name)) return true;
  const attribute = fieldAt(object, 'attribute');
  return attribute !== undefined && textAt(attribute, source) === '__dict__';
}

const setters: ReadonlySet<string> = new Set(['setattr', 'vars']);

/** Whether a place that tells something may change an attribute of `self`: it is such a call, or gives a value to something else than a name. */
function changesSelf({ shape }: ShapePlace): boolean {
  switch (shape.type) {
    case 'call':
      return true;
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
      return fieldAt({ shape, start: 0 }, 'left')?.shape.type !== 'identifier';
    case 'as_pattern_target':
      return !(shape.children.length === 1 && shape.children[0]?.type === 'identifier');
    default:
      return false;
  }
}

const nothing: FunctionBody = { returns: [], yields: [], selfChanges: [] };

/**
 * Reads a function's body once, nested functions left out. `kind` tells what its first parameter is. With `isTold` something else says what the function
 * gives: then `returns` and `yields` stay empty. Never throws.
 */
export function functionBody(definition: CodeNode, kind: 'function' | 'method' | 'classmethod', isTold: boolean): FunctionBody {
  const body = definition.field('body');
  if (!body || (isTold && kind !== 'method')) return nothing;
  const parameters = parametersOf(definition);
  const self = kind === 'method' ? parameters[0]?.name : undefined;
  const places = tellingPlaces(body, self);
  if (isTold && (self === undefined || !places.some(changesSelf))) return nothing;
  const finder = new NodeFinder(body);
  return new BodyReader(definition, kind, parameters, isTold).read(places.flatMap(({ shape, start }) => finder.find(shape, start) ?? []));
}

class BodyReader {
  readonly #definition: CodeNode;
  readonly #isTold: boolean;
  readonly #locals = new Map<string, string>();
  readonly #returned = new Map<string, PythonReturn>();
  readonly #self: string | undefined;
  readonly #changes: SelfChange[] = [];
  readonly #returns: CodeNode[] = [];
  readonly #yields: (CodeNode | undefined)[] = [];
  readonly #changing: CodeNode[] = [];
  #hasBareReturn = false;

  constructor(definition: CodeNode, kind: 'function' | 'method' | 'classmethod', parameters: readonly PythonParameter[], isTold: boolean) {
    this.#definition = definition;
    this.#isTold = isTold;
    for (const { name, type, star } of parameters) this.#locals.set(name, star === '' ? (type?.text ?? '') : '');
    const first = kind === 'function' ? undefined : parameters[0]?.name;
    if (first !== undefined) this.#locals.set(first, kind === 'classmethod' ? 'type[Self]' : 'Self');
    this.#self = kind === 'method' ? first : undefined;
  }

  /** Takes the nodes that tell something. */
  read(nodes: readonly CodeNode[]): FunctionBody {
    const assigned = new Map<string, CodeNode | undefined>();
    const bind = (name: string, value: CodeNode | undefined): void => {
      assigned.set(name, assigned.has(name) || this.#locals.has(name) ? undefined : value);
    };
    for (const node of nodes) this.#visit(node, bind);
    for (const [name, value] of assigned) this.#local(name, value);
    for (const node of this.#changing) this.#change(node);
    if (this.#isTold) return { ...nothing, selfChanges: this.#changes };
    const isGenerator = this.#yields.length > 0;
    return {
      returns: isGenerator ? [] : unique([...this.#returns.map((node) => this.#given(node)), ...(this.#hasBareReturn ? [{ kind: 'none' } as const] : [])]),
      yields: unique(this.#yields.map((node): PythonReturn => (node ? this.#given(node) : { kind: 'none' }))),
      selfChanges: this.#changes,
    };
  }

  #visit(node: CodeNode, bind: (name: string, value: CodeNode | undefined) => void): void {
    switch (node.type) {
      case 'return_statement': {
        const value = node.namedChildren.find(({ type }) => type !== 'comment');
        if (value) this.#returns.push(value);
        else this.#hasBareReturn = true;
        return;
      }
      case 'yield':
        if (node.isNamed) this.#yields.push(node.children.some(({ type }) => type === 'from') ? this.#definition : node.namedChildren[0]);
        return;
      case 'assignment': {
        const left = node.field('left');
        const right = node.field('right');
        if (left?.type === 'identifier') bind(left.text, right?.type === 'assignment' || node.field('type') ? undefined : right);
        else for (const { text } of left ? targetIdentifiers(left) : []) bind(text, undefined);
        this.#changing.push(node);
        return;
      }
      case 'augmented_assignment':
      case 'for_statement': {
        const left = node.field('left');
        for (const { text } of left ? targetIdentifiers(left) : []) bind(text, undefined);
        this.#changing.push(node);
        return;
      }
      case 'as_pattern_target':
        for (const { text } of targetIdentifiers(node)) bind(text, undefined);
        this.#changing.push(node);
        return;
      case 'named_expression':
      case 'function_definition':
      case 'class_definition':
        bind(node.field('name')?.text ?? '', undefined);
        return;
      case 'import_statement':
      case 'import_from_statement':
      case 'global_statement':
      case 'nonlocal_statement':
        for (const one of node.descendants()) if (one.type === 'identifier') bind(one.text, undefined);
        return;
      case 'delete_statement':
      case 'call':
        this.#changing.push(node);
        return;
      default:
    }
  }

  #local(name: string, value: CodeNode | undefined): void {
    if (this.#locals.has(name)) {
      this.#locals.set(name, '');
      return;
    }
    this.#locals.set(name, '');
    if (!value) return;
    this.#locals.set(name, typeOfExpression(value, this.#locals) ?? '');
    if (this.#isTold) return;
    const given = this.#given(value);
    this.#returned.set(name, given.kind === 'dict' && !this.#isOnlyReturned(name) ? { ...given, isOpen: true } : given);
  }

  /** Whether a name is given its value and returned, and nothing else. */
  #isOnlyReturned(name: string): boolean {
    for (const node of identifiersIn(this.#definition, name)) {
      if (node.fieldName === 'attribute' || (node.parent?.type === 'keyword_argument' && node.fieldName === 'name')) continue;
      let { parent } = node;
      if (parent?.type === 'assignment' && node.fieldName === 'left') continue;
      while (parent?.type === 'parenthesized_expression') ({ parent } = parent);
      if (parent?.type !== 'return_statement') return false;
    }
    return true;
  }

  #given(node: CodeNode): PythonReturn {
    if (node.type === 'none') return { kind: 'none' };
    if (node.type === 'identifier') {
      const returned = this.#returned.get(node.text);
      if (returned) return returned;
    }
    if (node.type === 'dictionary') {
      return dictOf(node);
    }
    const call = node.type === 'await' ? node.namedChildren[0] : node;
    const target = call?.type === 'call' ? call.field('function') : undefined;
    const object = target?.type === 'attribute' ? target.field('object') : undefined;
    const method = target?.field('attribute')?.text;
    if (object?.type === 'call' && object.field('function')?.text === 'super' && method !== undefined) return { kind: 'super', method };
    if (object?.type === 'identifier' && object.text === this.#self && method !== undefined && this.#locals.get(object.text) === 'Self') return { kind: 'self', method };
    const type = typeOfExpression(node, this.#locals);
    return type === undefined ? { kind: 'other' } : { kind: 'instance', of: type };
  }

  /** The attribute's name, when the node is `self.name`. */
  #ofSelf(node: CodeNode | undefined): string | undefined {
    if (node?.type !== 'attribute' || this.#self === undefined) return undefined;
    const object = node.field('object');
    return object?.type === 'identifier' && object.text === this.#self ? node.field('attribute')?.text : undefined;
  }

  #change(node: CodeNode): void {
    if (this.#self === undefined) return;
    if (node.type === 'assignment') {
      this.#assignment(node);
    } else if (node.type === 'call') {
      this.#call(node);
    } else {
      const target = node.type === 'as_pattern_target' ? node : node.type === 'delete_statement' ? undefined : node.field('left');
      if (target) this.#unknownTargets(target, node.type === 'augmented_assignment');
    }
  }

  #assignment(node: CodeNode): void {
    const left = node.field('left');
    let right = node.field('right');
    while (right?.type === 'assignment') right = right.field('right');
    const annotation = node.field('type')?.text;
    const name = this.#ofSelf(left);
    if (name !== undefined) {
      if (annotation !== undefined) this.#changes.push({ kind: 'set', name, type: annotation, isAnnotated: true });
      else if (right && isEmpty(right)) this.#changes.push({ kind: 'empty', name, of: isEmpty(right) ?? 'list' });
      else this.#changes.push({ kind: 'set', name, type: this.#type(right), isAnnotated: false });
      return;
    }
    if (left?.type === 'subscript') {
      const holder = this.#ofSelf(left.field('value'));
      if (holder === '__dict__') this.#changes.push({ kind: 'any' });
      else if (holder !== undefined) this.#changes.push({ kind: 'put', name: holder, type: this.#type(right) });
      return;
    }
    if (left) this.#unknownTargets(left, false);
  }

  #type(node: CodeNode | undefined): string {
    if (!node || node.type === 'none') return 'None';
    return typeOfExpression(node, this.#locals) ?? '';
  }

  #unknownTargets(target: CodeNode, isAugmented: boolean): void {
    for (const one of target.descendants()) {
      const name = this.#ofSelf(one);
      const isPut = one.parent?.type === 'subscript' && one.fieldName === 'value';
      if (name !== undefined) this.#changes.push(isPut || isAugmented ? { kind: 'put', name, type: '' } : { kind: 'set', name, type: '', isAnnotated: false });
    }
  }

  #call(call: CodeNode): void {
    const target = call.field('function');
    const positional = argumentsOf(call).positional;
    if (target?.type === 'identifier') {
      if ((target.text === 'setattr' || target.text === 'vars') && positional[0]?.text === this.#self) {
        const name = target.text === 'setattr' && positional[1] ? literalText(positional[1]) : undefined;
        this.#changes.push(name === undefined ? { kind: 'any' } : { kind: 'set', name, type: this.#type(positional[2]), isAnnotated: false });
      }
      return;
    }
    const name = this.#ofSelf(target?.field('object'));
    const method = target?.field('attribute')?.text ?? '';
    const at = putters.get(method);
    if (name === undefined) return;
    if (name === '__dict__') this.#changes.push({ kind: 'any' });
    else if (bulkPutters.has(method)) this.#changes.push({ kind: 'put', name, type: '' });
    else if (at !== undefined) this.#changes.push({ kind: 'put', name, type: this.#type(positional[at]) });
  }
}

function dictOf(node: CodeNode): PythonReturn {
  const items = node.namedChildren.filter(({ type }) => type !== 'comment');
  const keys = items.flatMap((pair) => (pair.type === 'pair' ? (literalText(pair.field('key') ?? pair) ?? []) : []));
  const isOpen = new Set(keys).size < items.length || items.some(({ children }) => children.some(({ type }) => type === 'comment'));
  return { kind: 'dict', keys, ...(isOpen ? { isOpen } : {}) };
}

function isEmpty(node: CodeNode): 'list' | 'dict' | undefined {
  if (node.type === 'dictionary' || node.type === 'list') return node.namedChildren.length === 0 ? (node.type === 'list' ? 'list' : 'dict') : undefined;
  return undefined;
}

function unique(returns: readonly PythonReturn[]): readonly PythonReturn[] {
  if (returns.length < 2) return returns;
  return [...new Map(returns.map((one) => [JSON.stringify(one), one])).values()];
}
