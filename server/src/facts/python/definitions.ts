import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Flow } from './flow.ts';
import type { Interpreter, Run } from './interpreter.ts';
import type { Statements } from './statements.ts';
import { definitionIn } from './syntaxTools.ts';
import type { PythonValue } from './values.ts';

/** Follows the statements that define classes and functions. */
export class Definitions {
  readonly #interpreter: Interpreter;
  readonly #statements: Statements;

  constructor(interpreter: Interpreter, statements: Statements) {
    this.#interpreter = interpreter;
    this.#statements = statements;
  }

  /** A class or function statement, with its decorators. */
  follow(node: CodeNode, flow: Flow, run: Run): void {
    const definition = definitionIn(node);
    if (!definition) return;
    if (definition !== node) for (const child of node.children) if (child.type === 'decorator') this.#values(child, flow, run);
    const name = definition.field('name')?.text ?? '';
    if (definition.type === 'class_definition') {
      this.#class(definition, name, flow, run);
      return;
    }
    for (const parameter of definition.field('parameters')?.namedChildren ?? []) {
      this.#value(parameter.field('value'), flow, run);
      this.type(parameter.field('type'), flow, run);
    }
    this.type(definition.field('return_type'), flow, run);
    this.#interpreter.bind(run, flow, name, this.#interpreter.functionValue(definition));
  }

  /** Names in an annotation may be defined further down. */
  type(node: CodeNode | undefined, flow: Flow, run: Run): void {
    if (!node) return;
    run.inType = true;
    this.#value(node, flow, run);
    run.inType = false;
  }

  #class(node: CodeNode, name: string, flow: Flow, run: Run): void {
    const { expressions } = this.#interpreter;
    const bases: (PythonValue | undefined)[] = [];
    for (const base of node.field('superclasses')?.namedChildren ?? []) {
      if (base.type === 'comment') continue;
      if (base.type === 'keyword_argument') this.#value(base.field('value'), flow, run);
      else {
        const value = expressions.value(base, flow, run);
        bases.push(base.type === 'subscript' ? this.#interpreter.values.get(base.field('value') ?? base) : value);
      }
    }
    const entity = this.#interpreter.classOf(node, bases);
    const body = node.field('body');
    if (body) {
      run.classes.push(entity);
      this.#statements.block(body, flow.copy(), run);
      run.classes.pop();
    }
    this.#interpreter.bind(run, flow, name, { kind: 'class', name: entity.name });
  }

  #value(node: CodeNode | undefined, flow: Flow, run: Run): PythonValue | undefined {
    return node && this.#interpreter.expressions.value(node, flow, run);
  }

  #values(node: CodeNode, flow: Flow, run: Run): void {
    for (const child of node.children) if (child.isNamed && child.type !== 'comment') this.#value(child, flow, run);
  }
}
