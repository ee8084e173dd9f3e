import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Expressions } from './expressions.ts';
import type { Flow } from './flow.ts';
import { maxNesting, type Interpreter, type Run } from './interpreter.ts';
import { joinValues } from './joins.ts';
import { attributeKey } from './scopes.ts';
import type { PythonValue } from './values.ts';

/** What assignments, loops and `with` bind. */
export class Targets {
  readonly #interpreter: Interpreter;
  readonly #expressions: Expressions;

  constructor(interpreter: Interpreter, expressions: Expressions) {
    this.#interpreter = interpreter;
    this.#expressions = expressions;
  }

  /** Binds a target of an assignment, a loop or a `with` to a value. */
  bind(target: CodeNode, value: PythonValue | undefined, flow: Flow, run: Run): void {
    if (run.depth > maxNesting) return;
    switch (target.type) {
      case 'identifier':
        this.#interpreter.bind(run, flow, target.text, value);
        return;
      case 'attribute':
        this.#bindAttribute(target, value, flow, run);
        return;
      case 'subscript': {
        const holder = target.field('value');
        this.#expressions.value(target, flow, run);
        if (holder?.type === 'identifier') this.put(holder.text, value, flow, run);
        return;
      }
      case 'as_pattern_target':
      case 'parenthesized_expression': {
        const [inner] = target.namedChildren;
        if (inner) this.bind(inner, value, flow, run);
        return;
      }
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'expression_list':
      case 'tuple':
      case 'list': {
        const parts = target.namedChildren.filter(({ type }) => type !== 'comment');
        const isExact = value?.kind === 'tuple' && value.elements.length === parts.length && parts.every(({ type }) => !type.startsWith('list_splat'));
        run.depth++;
        parts.forEach((part, i) => this.bind(part, isExact ? value.elements[i] : value?.kind === 'collection' ? value.element : undefined, flow, run));
        run.depth--;
        return;
      }
      case 'list_splat_pattern':
      case 'list_splat': {
        const [inner] = target.namedChildren;
        if (inner) this.bind(inner, value && { kind: 'collection', element: value }, flow, run);
        return;
      }
      default:
        this.#expressions.value(target, flow, run);
    }
  }

  #bindAttribute(target: CodeNode, value: PythonValue | undefined, flow: Flow, run: Run): void {
    const object = target.field('object');
    const holder = object && this.#expressions.value(object, flow, run);
    const key = attributeKey(target);
    if (key === undefined) return;
    // What `self.x` is follows from all assignments in the class: other methods may run in between.
    const isSelf = holder?.kind === 'instance' && holder.of === run.self?.name;
    if (!isSelf) this.#interpreter.bind(run, flow, key, value);
  }

  /** Something is put into the collection that a name holds. */
  put(name: string, value: PythonValue | undefined, flow: Flow, run: Run): void {
    const held = flow.get(name);
    if (held?.kind === 'collection') {
      const element = joinValues(held.element, value, this.#interpreter.classes.common);
      this.#interpreter.bind(run, flow, name, element && { kind: 'collection', element });
    } else if (held?.kind === 'mapping') {
      const element = joinValues(held.value, value, this.#interpreter.classes.common);
      this.#interpreter.bind(run, flow, name, element && { kind: 'mapping', value: element });
    }
  }
}
