import type { CodeNode } from '../../syntax/codeTree.ts';
import { functionBody, type FunctionBody, type SelfChange } from './functionBody.ts';
import { isDictAnnotation } from './overrides.ts';
import type { PythonClassSummary, PythonFunctionSummary, PythonReturn } from './summary.ts';
import { decoratorsOf, definitionIn, dottedText, isAsync } from './syntaxTools.ts';
import { typeOfExpression } from './typeOfExpression.ts';

/** A function as other files see it. Its body is read when somebody asks for what it gives. */
export class FunctionView implements PythonFunctionSummary {
  readonly node: CodeNode;
  readonly name: string;
  readonly isAsync: boolean;
  readonly decorators: readonly string[];
  readonly #isMethod: boolean;
  #body: FunctionBody | undefined;
  #told: boolean | undefined;
  #plain: PythonFunctionSummary | undefined;

  constructor(node: CodeNode, isMethod: boolean) {
    this.node = node;
    this.name = node.field('name')?.text ?? '';
    this.isAsync = isAsync(node);
    this.decorators = decoratorsOf(node).flatMap((decorator) => dottedText(decorator) ?? []);
    this.#isMethod = isMethod;
  }

  get annotation(): string | undefined {
    return this.node.field('return_type')?.text;
  }

  get body(): FunctionBody {
    const kind = !this.#isMethod || this.decorators.includes('staticmethod') ? 'function' : this.decorators.includes('classmethod') ? 'classmethod' : 'method';
    return (this.#body ??= functionBody(this.node, kind, this.#isTold));
  }

  get returns(): readonly PythonReturn[] | undefined {
    return this.#isTold || this.body.returns.length === 0 ? undefined : this.body.returns;
  }

  get yields(): readonly PythonReturn[] | undefined {
    return this.#isTold || this.body.yields.length === 0 ? undefined : this.body.yields;
  }

  /** Whether the annotation says what the function gives; one for a dict leaves open what is in it. */
  get #isTold(): boolean {
    if (this.#told !== undefined) return this.#told;
    const { annotation } = this;
    return (this.#told = annotation !== undefined && !(this.#isMethod && isDictAnnotation(annotation)));
  }

  /** A copy that holds on to no tree; the same object each time. */
  get plain(): PythonFunctionSummary {
    return (this.#plain ??= this.#makePlain());
  }

  #makePlain(): PythonFunctionSummary {
    const { name, decorators, annotation, returns, yields } = this;
    return {
      name, isAsync: this.isAsync, decorators,
      ...(annotation === undefined ? {} : { annotation }), ...(returns ? { returns } : {}), ...(yields ? { yields } : {}),
    };
  }
}

/** A class as other files see it. Method bodies are read when somebody asks for its attributes. */
export class ClassView implements PythonClassSummary {
  readonly node: CodeNode;
  readonly name: string;
  readonly bases: readonly string[];
  readonly decorators: readonly string[];
  readonly methods: readonly FunctionView[];
  readonly #statements: readonly CodeNode[];
  #attributes: Readonly<Record<string, string>> | undefined;
  #plain: PythonClassSummary | undefined;

  constructor(node: CodeNode, methodOf = (definition: CodeNode): FunctionView => new FunctionView(definition, true)) {
    this.node = node;
    this.name = node.field('name')?.text ?? '';
    this.bases = (node.field('superclasses')?.namedChildren ?? []).flatMap((base) =>
      base.type === 'keyword_argument' || base.type === 'comment' ? [] : (dottedText(base.type === 'subscript' ? base.field('value') : base) ?? ''));
    this.decorators = decoratorsOf(node).flatMap((decorator) => dottedText(decorator) ?? []);
    this.#statements = classStatements(node);
    const methods = new Map<string, FunctionView>();
    for (const statement of this.#statements) {
      const definition = definitionIn(statement);
      // A setter has its property's name; what reading gives is the first one.
      if (definition?.type !== 'function_definition') continue;
      const view = methodOf(definition);
      if (!view.decorators.some((decorator) => /\.(?:setter|deleter)$/.test(decorator))) methods.set(view.name, view);
    }
    this.methods = [...methods.values()];
  }

  get metaclass(): string | undefined {
    const keyword = this.node.field('superclasses')?.namedChildren.find((one) => one.type === 'keyword_argument' && one.field('name')?.text === 'metaclass');
    const text = keyword?.field('value')?.text;
    return text === undefined || /(?:^|\.)ABCMeta$/.test(text) ? undefined : text;
  }

  get doc(): string | undefined {
    const first = this.node.field('body')?.namedChildren.find(({ type }) => type !== 'comment');
    const string = first?.type === 'expression_statement' ? first.namedChildren[0] : first;
    if (string?.type !== 'string') return undefined;
    const content = string.children.filter(({ type }) => type === 'string_content').map(({ text }) => text).join('');
    return content.trim().split('\n', 1)[0]?.trim() || undefined;
  }

  get attributes(): Readonly<Record<string, string>> {
    return (this.#attributes ??= attributeTypes([...classBodyChanges(this.#statements), ...this.methods.flatMap(({ body }) => body.selfChanges)]));
  }

  /** A copy that holds on to no tree; the same object each time. */
  get plain(): PythonClassSummary {
    return (this.#plain ??= this.#makePlain());
  }

  #makePlain(): PythonClassSummary {
    const { name, bases, decorators, metaclass, attributes, doc } = this;
    return {
      name, bases, decorators, ...(metaclass === undefined ? {} : { metaclass }), methods: this.methods.map((method) => method.plain), attributes,
      ...(doc === undefined ? {} : { doc }),
    };
  }
}

/** Statements of a class body, those in `if` and `try` blocks too. */
function classStatements(node: CodeNode): readonly CodeNode[] {
  const found: CodeNode[] = [];
  const stack = [...(node.field('body')?.children ?? [])].reverse();
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (/^(?:if_statement|try_statement|else_clause|elif_clause|except_clause|finally_clause|block)$/.test(one.type)) stack.push(...[...one.children].reverse());
    else if (one.isNamed) found.push(one);
  }
  return found;
}

function classBodyChanges(statements: readonly CodeNode[]): readonly SelfChange[] {
  return statements.flatMap((statement): readonly SelfChange[] => {
    const assignment = statement.type === 'expression_statement' ? statement.children.find(({ type }) => type === 'assignment') : undefined;
    const left = assignment?.field('left');
    if (!assignment || left?.type !== 'identifier') return [];
    const annotation = assignment.field('type')?.text;
    if (annotation !== undefined) return [{ kind: 'set', name: left.text, type: annotation, isAnnotated: true }];
    const right = assignment.field('right');
    const type = right?.type === 'none' ? 'None' : ((right && typeOfExpression(right)) ?? '');
    return [{ kind: 'set', name: left.text, type, isAnnotated: false }];
  });
}

/** Puts all that happens to the attributes together. */
function attributeTypes(changes: readonly SelfChange[]): Readonly<Record<string, string>> {
  const isOpen = changes.some(({ kind }) => kind === 'any');
  const byName = new Map<string, SelfChange[]>();
  for (const change of changes) {
    if (change.kind === 'any') continue;
    const list = byName.get(change.name);
    if (list) list.push(change);
    else byName.set(change.name, [change]);
  }
  const types: [string, string][] = [];
  for (const [name, own] of byName) types.push([name, isOpen ? '' : typeAfter(own)]);
  return Object.fromEntries(types);
}

function typeAfter(changes: readonly SelfChange[]): string {
  const [only] = changes;
  if (changes.length === 1 && only?.kind === 'set') return only.type === 'None' && !only.isAnnotated ? '' : only.type;
  const annotated = changes.find((change) => change.kind === 'set' && change.isAnnotated);
  if (annotated?.kind === 'set') return annotated.type;
  const set = new Set<string>();
  const put = new Set<string>();
  const empty = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'set' && change.type !== 'None') set.add(change.type);
    else if (change.kind === 'put') put.add(change.type);
    else if (change.kind === 'empty') empty.add(change.of);
  }
  if (put.size === 0 && empty.size === 0) return set.size === 1 ? ([...set][0] ?? '') : '';
  // A collection is known by what is put into it, wherever that happens.
  const [element = ''] = put;
  const [kind] = empty;
  const [whole] = set;
  if (put.size > 1 || (put.size === 1 && element === '') || empty.size > 1 || set.size > 1) return '';
  if (kind === undefined) return whole === `list[${element}]` || whole === `dict[str, ${element}]` ? whole : '';
  const grown = put.size === 0 ? '' : kind === 'list' ? `list[${element}]` : `dict[str, ${element}]`;
  return whole === undefined ? grown : grown === '' || grown === whole ? whole : '';
}
