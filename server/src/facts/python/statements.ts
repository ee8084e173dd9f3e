import type { CodeNode } from '../../syntax/codeTree.ts';
import { Definitions } from './definitions.ts';
import { elementOf } from './expressions.ts';
import type { Flow } from './flow.ts';
import { importedNames } from './imports.ts';
import { maxNesting, type Interpreter, type Run } from './interpreter.ts';
import { joinValues } from './joins.ts';
import { attributeKey, bindingsBetween } from './scopes.ts';
import { targetIdentifiers } from './syntaxTools.ts';
import type { PythonValue } from './values.ts';

/** Whether the flow goes on behind a statement. */
type GoesOn = boolean;

/** Bodies of loops are followed twice down to this depth of loops in loops; of deeper ones the condition alone, so that the time stays linear. */
const twice = 3;

/** A loop's body, followed once. */
interface Round {
  /** What holds at its end. */
  readonly inside: Flow;
  readonly goesOn: GoesOn;
  /** What holds where `break` and `continue` leave it. */
  readonly exits: readonly Flow[];
}

/** Follows statements in order. */
export class Statements {
  readonly #interpreter: Interpreter;
  readonly #definitions: Definitions;
  /** Flows that go on with the next time round. */
  readonly #continued = new WeakSet<Flow>();

  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
    this.#definitions = new Definitions(interpreter, this);
  }

  /** Follows the statements of a block. What stands behind a `return` is followed too, but no longer counts. */
  block(block: CodeNode, flow: Flow, run: Run): GoesOn {
    if (run.depth > maxNesting) {
      this.#forget(block.start, block.end, flow, run);
      return true;
    }
    run.depth++;
    let goesOn = true;
    for (const statement of block.children) if (statement.isNamed && !this.#statement(statement, flow, run)) goesOn = false;
    run.depth--;
    return goesOn;
  }

  #value(node: CodeNode | undefined, flow: Flow, run: Run): PythonValue | undefined {
    return node && this.#interpreter.expressions.value(node, flow, run);
  }

  #statement(node: CodeNode, flow: Flow, run: Run): GoesOn {
    switch (node.type) {
      case 'expression_statement':
        for (const child of node.children) if (child.isNamed) this.#expression(child, flow, run);
        return true;
      case 'import_statement':
      case 'import_from_statement':
        this.#import(node, flow, run);
        return true;
      case 'if_statement':
        return this.#if(node, flow, run);
      case 'for_statement':
      case 'while_statement':
        return this.#loop(node, flow, run);
      case 'try_statement':
        return this.#try(node, flow, run);
      case 'with_statement':
        return this.#with(node, flow, run);
      case 'match_statement':
        return this.#match(node, flow, run);
      case 'decorated_definition':
      case 'function_definition':
      case 'class_definition':
        this.#definitions.follow(node, flow, run);
        return true;
      case 'return_statement':
      case 'raise_statement':
        this.#all(node, flow, run);
        return false;
      case 'break_statement':
      case 'continue_statement': {
        const exit = flow.copy();
        run.exits.at(-1)?.push(exit);
        if (node.type === 'continue_statement') this.#continued.add(exit);
        return false;
      }
      case 'delete_statement':
        this.#delete(node, flow, run);
        return true;
      case 'assert_statement': {
        const [condition] = node.namedChildren;
        if (!condition) return true;
        this.#all(node, flow, run);
        this.#interpreter.expressions.learn(condition, flow);
        return true;
      }
      case 'comment':
      case 'global_statement':
      case 'nonlocal_statement':
      case 'pass_statement':
        return true;
      case 'ERROR':
        // Half a statement: whatever it binds is unknown.
        this.#forget(node.start, node.end, flow, run);
        for (const child of node.children) {
          if (child.type === 'identifier') this.#interpreter.bind(run, flow, child.text, undefined);
          else if (/_(?:statement|definition)$/.test(child.type)) this.#statement(child, flow, run);
          else if (child.isNamed) this.#value(child, flow, run);
        }
        return true;
      default:
        this.#all(node, flow, run);
        return true;
    }
  }

  #all(node: CodeNode, flow: Flow, run: Run): void {
    for (const child of node.children) if (child.isNamed && child.type !== 'comment') this.#value(child, flow, run);
  }

  #expression(node: CodeNode, flow: Flow, run: Run): void {
    if (node.type === 'assignment') this.#assignment(node, flow, run);
    else if (node.type === 'augmented_assignment') this.#augmented(node, flow, run);
    else this.#value(node, flow, run);
  }

  #assignment(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const { expressions, classes } = this.#interpreter;
    const left = node.field('left');
    const right = node.field('right');
    const type = node.field('type');
    const chain: CodeNode[] = left ? [left] : [];
    let last = right;
    // a = b = c
    for (; last?.type === 'assignment'; last = last.field('right')) chain.push(...last.fields('left'));
    let value = this.#value(last, flow, run);
    if (type) {
      this.#definitions.type(type, flow, run);
      const declared = classes.types.value(type.text, this.#interpreter.typeScope(flow, run));
      value = this.#declared(value, declared);
      if (!right && left?.type === 'identifier' && run.classes.length === 0 && !declared) return undefined;
    }
    for (const target of chain) expressions.bindTarget(target, value, flow, run);
    return value;
  }

  /** What is assigned says more than the annotation, unless the two contradict each other: then somebody errs. */
  #declared(value: PythonValue | undefined, declared: PythonValue | undefined): PythonValue | undefined {
    if (!value || !declared) return value ?? declared;
    if (value.kind === 'none' || (isEmpty(value) && value.kind === declared.kind)) return declared;
    if (value.kind === 'instance' && declared.kind === 'instance') {
      const { classes } = this.#interpreter;
      return classes.reaches(value.of, declared.of) ? value : classes.reaches(declared.of, value.of) ? declared : undefined;
    }
    return value.kind === declared.kind ? value : declared.kind === 'instance' && (value.kind === 'collection' || value.kind === 'mapping') ? value : undefined;
  }

  #augmented(node: CodeNode, flow: Flow, run: Run): void {
    const left = node.field('left');
    const before = this.#value(left, flow, run);
    const given = this.#value(node.field('right'), flow, run);
    const isGrown = node.field('operator')?.text === '+=' && before?.kind === 'collection' && given?.kind === 'collection';
    const value = isGrown ? joinValues(before, given, this.#interpreter.classes.common) : undefined;
    if (left?.type === 'identifier') this.#interpreter.bind(run, flow, left.text, value);
    else if (left?.type === 'attribute') this.#interpreter.expressions.bindTarget(left, value, flow, run);
    else if (left?.type === 'subscript') {
      const holder = left.field('value');
      if (holder?.type === 'identifier') this.#interpreter.expressions.put(holder.text, undefined, flow, run);
    }
  }

  #import(node: CodeNode, flow: Flow, run: Run): void {
    for (const { local, target, name } of importedNames(node)) {
      const entity = this.#interpreter.resolver.resolve(target, this.#interpreter.view.uri);
      const value = this.#interpreter.entityValue(entity);
      const isModule = name === undefined && value?.kind === 'symbol';
      this.#interpreter.bind(run, flow, local, isModule ? { kind: 'module', name: value.name } : value);
    }
  }

  #if(node: CodeNode, flow: Flow, run: Run): GoesOn {
    const { expressions, classes } = this.#interpreter;
    const ends: Flow[] = [];
    let isComplete = false;
    const branch = (condition: CodeNode | undefined, body: CodeNode | undefined): void => {
      if (condition) expressions.value(condition, flow, run);
      const yes = flow.copy();
      if (condition) expressions.learn(condition, yes);
      if (!body || this.block(body, yes, run)) ends.push(yes);
    };
    branch(node.field('condition'), node.field('consequence'));
    for (const clause of node.fields('alternative')) {
      if (clause.type === 'elif_clause') {
        branch(clause.field('condition'), clause.field('consequence'));
      } else {
        isComplete = true;
        branch(undefined, clause.field('body'));
      }
    }
    if (!isComplete) ends.push(flow.copy());
    return this.#meet(ends, flow, classes.common);
  }

  /** Several ways come together. Without any, the flow stops here. */
  #meet(ends: readonly Flow[], flow: Flow, common: (a: string, b: string) => string | undefined): GoesOn {
    const [first, ...others] = ends;
    if (!first) return false;
    for (const other of others) first.join(other, common);
    flow.become(first);
    return true;
  }

  #loop(node: CodeNode, flow: Flow, run: Run): GoesOn {
    const { expressions, classes } = this.#interpreter;
    const body = node.field('body');
    const isFor = node.type === 'for_statement';
    const source = isFor ? this.#value(node.field('right'), flow, run) : undefined;
    const condition = node.field('condition');
    const isEndless = condition?.type === 'true' || condition?.text === '1';
    const left = node.field('left');
    const head = (inside: Flow): void => {
      if (left) expressions.bindTarget(left, elementOf(source), inside, run);
      if (!condition) return;
      expressions.value(condition, inside, run);
      expressions.learn(condition, inside);
    };
    const round = (inside: Flow): Round => {
      head(inside);
      const exits: Flow[] = [];
      run.exits.push(exits);
      const goesOn = body ? this.block(body, inside, run) : true;
      run.exits.pop();
      return { inside, goesOn, exits };
    };
    // From the second time on, names that the body binds hold what it bound.
    const first = flow.copy();
    this.#forget(body?.start ?? node.start, body?.end ?? node.end, first, run);
    const mark = run.log.length;
    let last = round(first);
    const again = body && this.#again(body, flow, last, run);
    if (again && run.exits.length < twice) {
      // Nothing that was found with less knowledge counts any more.
      run.log.length = mark;
      last = round(again);
    } else if (again) {
      const bound = run.log.length;
      head(again);
      run.log.length = bound;
    }
    const { inside, goesOn, exits } = last;
    const ends = [...(isEndless ? [] : [flow.copy()]), ...(goesOn && !isEndless ? [inside] : []), ...exits];
    if (!this.#meet(ends, flow, classes.common)) return false;
    for (const clause of node.fields('alternative')) {
      const other = clause.field('body');
      if (!other) continue;
      const last = flow.copy();
      if (this.block(other, last, run)) flow.join(last, classes.common);
    }
    return true;
  }

  /**
   * What holds where the next time round begins: of names that the body binds, what they held before the loop and what the body, begun without
   * knowing them, leaves in them. `undefined` when that tells nothing.
   */
  #again(body: CodeNode, before: Flow, { inside, goesOn, exits }: Round, run: Run): Flow | undefined {
    const { common } = this.#interpreter.classes;
    const bindings = bindingsBetween(run.scope.bindings, body.start, body.end);
    const put = new Set(bindings.flatMap(({ name, kind }) => (kind === 'put' ? [name] : [])));
    const names = [...new Set(bindings.map(({ name }) => name))].filter((name) => before.get(name) && !put.has(name) && !name.includes('.') && !before.hasPathsOf(name));
    const ends = [...(goesOn ? [inside] : []), ...exits.filter((exit) => this.#continued.has(exit))];
    const known = names.flatMap((name): [string, PythonValue][] => {
      const value = ends.reduce((all: PythonValue | undefined, end) => joinValues(all, end.get(name), common), before.get(name));
      return value ? [[name, value]] : [];
    });
    if (known.length === 0) return undefined;
    const again = before.copy();
    this.#forget(body.start, body.end, again, run);
    for (const [name, value] of known) again.set(name, value);
    return again;
  }

  /** Forgets what a part of the text binds. What is put into a collection there is not yet in it, and what was may no longer be all. */
  #forget(start: number, end: number, flow: Flow, run: Run): void {
    for (const { name, kind } of bindingsBetween(run.scope.bindings, start, end)) {
      if (!flow.has(name) && kind === 'put') continue;
      const held = flow.get(name);
      if (kind === 'bind' || !held) flow.set(name, undefined);
      else if (held.kind === 'collection') flow.set(name, { kind: 'collection', element: { kind: 'none' } });
      else if (held.kind === 'mapping') flow.set(name, { kind: 'mapping', value: { kind: 'none' } });
    }
  }

  #try(node: CodeNode, flow: Flow, run: Run): GoesOn {
    const { classes } = this.#interpreter;
    const before = flow.copy();
    const from = run.log.length;
    const body = node.field('body');
    const ends: Flow[] = [];
    const main = flow.copy();
    const clauses = node.children.filter(({ type }) => type.endsWith('_clause'));
    let goesOn = body ? this.block(body, main, run) : true;
    // A handler is reached from anywhere in the body: before and behind each of its bindings.
    const failed = before;
    for (const { name, value } of run.log.slice(from)) failed.set(name, failed.has(name) ? joinValues(failed.get(name), value, classes.common) : value);
    for (const clause of clauses) {
      const block = clause.field('body') ?? clause.children.find(({ type }) => type === 'block');
      if (clause.type === 'else_clause') {
        if (block && goesOn) goesOn = this.block(block, main, run);
      } else if (clause.type !== 'finally_clause') {
        const handler = failed.copy();
        for (const child of clause.children) {
          if (child === block || !child.isNamed || child.type === 'comment') continue;
          this.#pattern(child, undefined, handler, run);
        }
        if (!block || this.block(block, handler, run)) ends.push(handler);
      }
    }
    if (goesOn) ends.unshift(main);
    const last = clauses.find(({ type }) => type === 'finally_clause');
    const goesOnAfter = this.#meet(ends, flow, classes.common);
    const block = last?.children.find(({ type }) => type === 'block');
    if (!block) return goesOnAfter;
    if (goesOnAfter) {
      // `finally` runs after everything, so it is followed with all ways joined; behind it only the regular ones count.
      const everything = flow.copy();
      everything.join(failed, classes.common);
      const mark = run.log.length;
      const ends = this.block(block, everything, run);
      for (const { name } of run.log.slice(mark)) flow.set(name, everything.get(name));
      return ends;
    }
    this.block(block, failed, run);
    return false;
  }

  /** `expression as target`, or an expression alone. */
  #pattern(node: CodeNode, value: ((of: PythonValue | undefined) => PythonValue | undefined) | undefined, flow: Flow, run: Run): void {
    if (node.type !== 'as_pattern') {
      this.#value(node, flow, run);
      return;
    }
    const target = node.field('alias');
    const [expression] = node.namedChildren;
    const given = expression && expression !== target ? this.#value(expression, flow, run) : undefined;
    if (target) this.#interpreter.expressions.bindTarget(target, value?.(given), flow, run);
  }

  #with(node: CodeNode, flow: Flow, run: Run): GoesOn {
    let isForgiving = false;
    const items = node.children.find(({ type }) => type === 'with_clause')?.namedChildren ?? [];
    for (const item of items) {
      const value = item.type === 'with_item' ? item.field('value') : undefined;
      if (!value) continue;
      this.#pattern(value, (given) => this.#entered(given), flow, run);
      if (/(?:raises|suppress|assertRaises\w*|warns)\s*\(/.test(value.text.slice(0, 80))) isForgiving = true;
    }
    const body = node.field('body');
    const before = isForgiving ? flow.copy() : undefined;
    const goesOn = body ? this.block(body, flow, run) : true;
    if (before) flow.join(before, this.#interpreter.classes.common);
    return goesOn || isForgiving;
  }

  /** What `with` binds: what `__enter__` says, else the object itself. */
  #entered(value: PythonValue | undefined): PythonValue | undefined {
    if (value?.kind === 'awaitable') return this.#entered(value.of);
    if (value?.kind === 'collection') return value.element;
    if (value?.kind !== 'instance') return undefined;
    const { classes } = this.#interpreter;
    const entity = classes.class(value.of);
    const enter = entity && (classes.method(entity, '__enter__') ?? classes.method(entity, '__aenter__'));
    if (!entity || !enter?.summary) return value;
    const given = classes.call(entity, enter.summary.name);
    return given?.kind === 'awaitable' ? given.of : given;
  }

  #match(node: CodeNode, flow: Flow, run: Run): GoesOn {
    for (const subject of node.fields('subject')) this.#value(subject, flow, run);
    const ends: Flow[] = [];
    let isComplete = false;
    const clauses = node.field('body')?.namedChildren ?? node.fields('alternative');
    for (const clause of clauses) {
      if (clause.type !== 'case_clause') continue;
      const one = flow.copy();
      const block = clause.field('consequence');
      for (const { name, kind } of bindingsBetween(run.scope.bindings, clause.start, block?.start ?? clause.end)) {
        if (kind === 'bind') this.#interpreter.bind(run, one, name, undefined);
      }
      const guard = clause.field('guard');
      if (guard) this.#all(guard, one, run);
      isComplete ||= !guard && clause.namedChildren[0]?.text === '_';
      if (!block || this.block(block, one, run)) ends.push(one);
    }
    if (!isComplete) ends.push(flow.copy());
    return this.#meet(ends, flow, this.#interpreter.classes.common);
  }

  #delete(node: CodeNode, flow: Flow, run: Run): void {
    for (const child of node.namedChildren) {
      const targets = child.type === 'expression_list' ? child.namedChildren : [child];
      for (const target of targets) {
        if (target.type === 'attribute' || target.type === 'subscript') {
          for (const inner of target.namedChildren) this.#value(inner, flow, run);
          const key = target.type === 'attribute' ? attributeKey(target) : undefined;
          if (key !== undefined) this.#interpreter.bind(run, flow, key, undefined);
        } else {
          for (const { text } of targetIdentifiers(target)) this.#interpreter.bind(run, flow, text, undefined);
        }
      }
    }
  }
}

function isEmpty(value: PythonValue): boolean {
  return (value.kind === 'collection' && value.element.kind === 'none') || (value.kind === 'mapping' && value.value.kind === 'none');
}
