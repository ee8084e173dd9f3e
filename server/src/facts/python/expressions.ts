import type { CodeNode } from '../../syntax/codeTree.ts';
import { Calls } from './calls.ts';
import type { ClassEntity, Entity } from './entities.ts';
import type { Flow } from './flow.ts';
import { maxNesting, stringOf, type Interpreter, type Run } from './interpreter.ts';
import { joinAll, joinValues, sameValue } from './joins.ts';
import { attributeKey } from './scopes.ts';
import { narrow } from './narrowing.ts';
import { targetNames } from './syntaxTools.ts';
import { Targets } from './targets.ts';
import type { PythonValue } from './values.ts';

const none: PythonValue = { kind: 'none' };
const builtinNames = new Set([
  'open', 'print', 'exec', 'eval', 'getattr', 'setattr', 'hasattr', 'isinstance', 'len', 'str', 'int', 'float', 'bool', 'bytes', 'dict', 'list', 'tuple', 'set', 'frozenset', 'sorted', 'reversed', 'enumerate',
  'zip', 'map', 'filter', 'iter', 'next', 'min', 'max', 'sum', 'any', 'all', 'range', 'vars', 'type', 'super', 'object', 'input', 'format', 'repr', 'id', '__import__', 'Exception', 'ImportError', 'ModuleNotFoundError',
]);

/** What expressions are, at the point of the flow where they stand. Everything that is known is written down. */
export class Expressions {
  readonly #interpreter: Interpreter;
  readonly #calls: Calls;
  readonly #targets: Targets;

  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
    this.#calls = new Calls(interpreter, this);
    this.#targets = new Targets(interpreter, this);
  }

  /** Follows an expression and everything in it, in the order Python does. */
  value(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    if (run.depth > maxNesting) return undefined;
    run.depth++;
    const value = this.#value(node, flow, run);
    run.depth--;
    if (value && value.kind !== 'none') this.#interpreter.values.set(node, value, run);
    return value;
  }

  /** Puts into a flow what is known where a condition holds. The condition must have been followed. */
  learn(condition: CodeNode, flow: Flow): void {
    narrow(this.#interpreter, condition, flow, 0);
  }

  /** Binds a target of an assignment, a loop or a `with` to a value. */
  bindTarget(target: CodeNode, value: PythonValue | undefined, flow: Flow, run: Run): void {
    this.#targets.bind(target, value, flow, run);
  }

  /** Something is put into the collection that a name holds. */
  put(name: string, value: PythonValue | undefined, flow: Flow, run: Run): void {
    this.#targets.put(name, value, flow, run);
  }

  /** A function or class that Python has without an import. */
  builtin(name: string): PythonValue | undefined {
    return builtinNames.has(name) ? { kind: 'symbol', name: `builtins.${name}` } : undefined;
  }

  #value(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    switch (node.type) {
      case 'identifier':
        return this.#interpreter.name(node.text, flow, run);
      case 'attribute':
        return this.#attribute(node, flow, run);
      case 'call':
        return this.#calls.value(node, flow, run);
      case 'subscript':
        return this.#subscript(node, flow, run);
      case 'parenthesized_expression':
        return this.#last(node, flow, run);
      case 'await': {
        const inner = this.#last(node, flow, run);
        return inner?.kind === 'awaitable' ? inner.of : inner?.kind === 'instance' || inner?.kind === 'collection' ? inner : undefined;
      }
      case 'none':
        return none;
      case 'string':
        return this.#string(node, flow, run);
      case 'concatenated_string':
        return concatenated(node.namedChildren.filter(({ type }) => type === 'string').map((one) => this.value(one, flow, run)));
      case 'list':
      case 'set':
        return this.#collection(this.#elements(node, flow, run));
      case 'tuple':
      case 'expression_list': {
        const elements = this.#elements(node, flow, run);
        return elements && { kind: 'tuple', elements };
      }
      case 'dictionary':
        return this.#dictionary(node, flow, run);
      case 'list_comprehension':
      case 'set_comprehension':
      case 'generator_expression':
      case 'dictionary_comprehension':
        return this.#comprehension(node, flow, run);
      case 'conditional_expression':
        return this.#conditional(node, flow, run);
      case 'boolean_operator':
        return this.#boolean(node, flow, run);
      case 'binary_operator':
        return this.#binary(node, flow, run);
      case 'named_expression': {
        const given = node.field('value');
        const value = given && this.value(given, flow, run);
        const name = node.field('name')?.text;
        if (name !== undefined) this.#interpreter.bind(run, flow, name, value);
        return value;
      }
      case 'lambda':
      case 'integer':
      case 'float':
      case 'true':
      case 'false':
      case 'ellipsis':
        return undefined;
      default:
        for (const child of node.children) if (child.isNamed && child.type !== 'comment') this.value(child, flow, run);
        return undefined;
    }
  }

  /** The only expression in brackets, or behind `await`. */
  #last(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    let value: PythonValue | undefined;
    for (const child of node.children) if (child.isNamed && child.type !== 'comment') value = this.value(child, flow, run);
    return value;
  }

  #string(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    for (const child of node.children) {
      if (child.type !== 'interpolation') continue;
      const inner = child.field('expression');
      if (inner) this.value(inner, flow, run);
    }
    return stringOf(node);
  }

  /** The elements of a literal; `undefined` when their number is not known. */
  #elements(node: CodeNode, flow: Flow, run: Run): readonly (PythonValue | undefined)[] | undefined {
    const elements: (PythonValue | undefined)[] = [];
    let isSplat = false;
    for (const child of node.children) {
      if (!child.isNamed || child.type === 'comment') continue;
      const value = this.value(child, flow, run);
      if (child.type === 'list_splat') isSplat = true;
      else elements.push(value);
    }
    return isSplat ? undefined : elements;
  }

  #collection(elements: readonly (PythonValue | undefined)[] | undefined): PythonValue | undefined {
    if (!elements) return undefined;
    // An empty list: what it holds is told by what is put into it.
    const element = elements.length === 0 ? none : joinAll(elements, this.#interpreter.classes.common);
    return element && { kind: 'collection', element };
  }

  #dictionary(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const values: (PythonValue | undefined)[] = [];
    for (const child of node.children) {
      if (child.type === 'pair') {
        const key = child.field('key');
        const value = child.field('value');
        if (key) this.value(key, flow, run);
        values.push(value && this.value(value, flow, run));
      } else if (child.isNamed && child.type !== 'comment') {
        const spread = this.#last(child, flow, run);
        values.push(spread?.kind === 'mapping' ? spread.value : undefined);
      }
    }
    const value = values.length === 0 ? none : joinAll(values, this.#interpreter.classes.common);
    return value && { kind: 'mapping', value };
  }

  #comprehension(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const inner = flow.copy();
    const targets = new Set<string>();
    const log = run.log.length;
    for (const clause of node.children) {
      if (clause.type === 'for_in_clause') {
        const left = clause.field('left');
        const sources = clause.fields('right').map((right) => this.value(right, inner, run));
        if (!left) continue;
        for (const name of targetNames(left)) targets.add(name);
        this.bindTarget(left, elementOf(sources.at(-1)), inner, run);
      } else if (clause.type === 'if_clause') {
        for (const child of clause.children) {
          if (!child.isNamed || child.type === 'comment') continue;
          this.value(child, inner, run);
          this.learn(child, inner);
        }
      }
    }
    // Its own names are no names of the scope, those of `:=` are.
    const bound = run.log.splice(log);
    for (const { name, value } of bound) if (!targets.has(name)) this.#interpreter.bind(run, flow, name, value);
    const body = node.field('body');
    if (body?.type === 'pair') {
      const key = body.field('key');
      const value = body.field('value');
      if (key) this.value(key, inner, run);
      const given = value && this.value(value, inner, run);
      return given && { kind: 'mapping', value: given };
    }
    const given = body && this.value(body, inner, run);
    return given && { kind: 'collection', element: given };
  }

  #conditional(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const [yes, condition, no] = node.namedChildren.filter(({ type }) => type !== 'comment');
    if (condition) this.value(condition, flow, run);
    const inYes = flow.copy();
    if (condition) this.learn(condition, inYes);
    const first = yes && this.value(yes, inYes, run);
    const second = no && this.value(no, flow, run);
    return joinValues(first, second, this.#interpreter.classes.common);
  }

  #boolean(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const left = node.field('left');
    const right = node.field('right');
    const isAnd = node.field('operator')?.text === 'and';
    const first = left && this.value(left, flow, run);
    const inRight = isAnd ? flow.copy() : flow;
    if (isAnd && left) this.learn(left, inRight);
    const second = right && this.value(right, inRight, run);
    return isAnd ? undefined : joinValues(first, second, this.#interpreter.classes.common);
  }

  #binary(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const left = node.field('left');
    const right = node.field('right');
    const first = left && this.value(left, flow, run);
    const second = right && this.value(right, flow, run);
    if (node.field('operator')?.text !== '+' || !first || !second) return undefined;
    if (first.kind === 'string' && second.kind === 'string') return concatenated([first, second]);
    return first.kind === 'collection' && second.kind === 'collection' ? joinValues(first, second, this.#interpreter.classes.common) : undefined;
  }

  #attribute(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const object = node.field('object');
    const name = node.field('attribute')?.text;
    const holder = object && this.value(object, flow, run);
    if (name === undefined) return undefined;
    const key = attributeKey(node);
    if (key !== undefined && flow.has(key)) return flow.get(key);
    return holder && this.attributeOf(holder, name);
  }

  /** `value.name`, as far as nothing was assigned to it here. */
  attributeOf(value: PythonValue, name: string): PythonValue | undefined {
    const { resolver, classes } = this.#interpreter;
    switch (value.kind) {
      case 'module':
      case 'symbol': {
        const entity = this.#interpreter.entityOf(value);
        return entity && this.#interpreter.entityValue(resolver.member(entity, name));
      }
      case 'class': {
        const entity = classes.class(value.name);
        const held = entity && classes.attribute(entity, name);
        return held && held.kind !== 'instance' ? held : { kind: 'symbol', name: `${value.name}.${name}` };
      }
      case 'instance': {
        const entity = classes.class(value.of);
        return (entity && classes.attribute(entity, name)) ?? { kind: 'member', on: value.of, name };
      }
      default:
        return undefined;
    }
  }

  #subscript(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const object = node.field('value');
    const holder = object && this.value(object, flow, run);
    const keys = node.fields('subscript');
    for (const key of keys) this.value(key, flow, run);
    const [key] = keys;
    if (!holder || !key || keys.length !== 1) return undefined;
    switch (holder.kind) {
      case 'mapping':
        return holder.value;
      case 'collection':
        return key.type === 'slice' ? holder : holder.element;
      case 'tuple':
        return key.type === 'integer' ? holder.elements[Number(key.text)] : undefined;
      case 'instance': {
        const entity = this.#interpreter.classes.class(holder.of);
        return entity && this.#interpreter.classes.call(entity, '__getitem__');
      }
      default:
        return undefined;
    }
  }

  /** The class that a value is an instance of. */
  classOf(value: PythonValue | undefined): ClassEntity | undefined {
    return value?.kind === 'instance' ? this.#interpreter.classes.class(value.of) : undefined;
  }

  /** The definition behind a value that names one. */
  entity(value: PythonValue | undefined): Entity | undefined {
    return value && this.#interpreter.entityOf(value);
  }
}

/** What a loop over the value gives. */
export function elementOf(value: PythonValue | undefined): PythonValue | undefined {
  if (value?.kind === 'collection') return value.element;
  if (value?.kind === 'tuple') return value.elements.length > 0 && value.elements.every((one) => sameValue(one, value.elements[0])) ? value.elements[0] : undefined;
  return undefined;
}

function concatenated(parts: readonly (PythonValue | undefined)[]): PythonValue | undefined {
  let text = '';
  for (const part of parts) {
    if (part?.kind !== 'string') return undefined;
    text += part.value;
  }
  return { kind: 'string', value: text };
}
