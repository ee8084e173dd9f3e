import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ParsedCode } from '../../syntax/parsedFile.ts';
import { Notes } from '../../text/notes.ts';
import { classViewOf, functionViewOf, textOf } from './definitionViews.ts';
import type { ClassView, FunctionView } from './summariseClass.ts';
import type { PythonSummary } from './summary.ts';
import { importedNames, starModules } from './imports.ts';
import { definitionIn, dottedText, targetNames } from './syntaxTools.ts';
import { typeOfExpression } from './typeOfExpression.ts';

/** What other files can see of a module. A file without a tree has an empty summary. Never throws; linear in the file's length. */
export function summarise(file: ParsedCode): PythonSummary {
  return plainView(moduleView(file));
}

/** The summary without its tree. */
export function plainView({ classes, functions, ...view }: ModuleView): PythonSummary {
  return { ...view, classes: classes.map((one) => one.plain), functions: functions.map((one) => one.plain) };
}

/** The summary as JSON: equal texts look the same to others. */
export function summaryText({ classes, functions, ...rest }: PythonSummary): string {
  return `${JSON.stringify(rest)}\n${classes.map(textOf).join('\n')}\n\n${functions.map(textOf).join('\n')}`;
}

/** A summary that still knows its tree and reads bodies when somebody asks. */
export interface ModuleView extends PythonSummary {
  readonly classes: readonly ClassView[];
  readonly functions: readonly FunctionView[];
}

/** By a file's tree. */
const views = new Notes<ModuleView>();

/** The summary of a file that is being analysed: costs its top level only, and that once. */
export function moduleView({ uri, tree }: ParsedCode): ModuleView {
  const known = tree && views.get(tree.root);
  if (known?.uri === uri) return known;
  const view = new ModuleReader(uri).read(tree?.root);
  if (tree) views.set(tree.root, view);
  return view;
}

/** Blocks that a module's top level is made of: what they bind is bound in the module. */
const transparent = new Set(['if_statement', 'elif_clause', 'else_clause', 'try_statement', 'except_clause', 'except_group_clause', 'finally_clause', 'with_statement', 'block', 'for_statement', 'while_statement', 'module', 'ERROR']);

class ModuleReader {
  readonly #uri: string;
  readonly #imports: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly #stars: string[] = [];
  readonly #classes = new Map<string, ClassView>();
  readonly #functions = new Map<string, FunctionView>();
  readonly #types = new Map<string, string[]>();
  readonly #aliases = new Map<string, string>();
  /** How often a name is bound, and by what. */
  readonly #bound = new Map<string, number>();

  constructor(uri: string) {
    this.#uri = uri;
  }

  read(root: CodeNode | undefined): ModuleView {
    const stack = root ? [root] : [];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (transparent.has(node.type)) {
        this.#bindTargets(node);
        const { children } = node;
        for (let i = children.length - 1; i >= 0; i--) if (children[i]?.isNamed) stack.push(children[i] as CodeNode);
      } else {
        this.#statement(node);
      }
    }
    return this.#result();
  }

  #statement(node: CodeNode): void {
    switch (node.type) {
      case 'import_statement':
      case 'import_from_statement':
        for (const { local, target } of importedNames(node)) this.#imports[local] ??= target;
        this.#stars.push(...starModules(node));
        return;
      case 'class_definition':
      case 'function_definition':
      case 'decorated_definition': {
        const definition = definitionIn(node);
        const name = definition?.field('name')?.text ?? '';
        if (definition?.type === 'class_definition') this.#classes.set(name, classViewOf(definition));
        else if (definition) this.#functions.set(name, functionViewOf(definition));
        return;
      }
      case 'expression_statement':
        for (const child of node.children) if (child.type === 'assignment') this.#assignment(child);
        return;
      case 'type_alias_statement': {
        const name = node.field('left')?.text;
        const type = node.field('right')?.text;
        if (name !== undefined && type !== undefined) this.#aliases.set(name, type);
        return;
      }
      default:
    }
  }

  #bindTargets(node: CodeNode): void {
    const targets = node.type === 'for_statement' ? node.field('left') : undefined;
    if (targets) for (const name of targetNames(targets)) this.#bind(name, '');
  }

  #assignment(node: CodeNode): void {
    const left = node.field('left');
    const right = node.field('right');
    if (!left) return;
    const annotation = node.field('type')?.text;
    if (left.type !== 'identifier') {
      for (const name of targetNames(left)) this.#bind(name, '');
      return;
    }
    if (annotation === 'TypeAlias' || annotation?.endsWith('.TypeAlias')) {
      if (right) this.#aliases.set(left.text, right.text);
      return;
    }
    if (annotation !== undefined) {
      this.#bind(left.text, annotation);
      return;
    }
    if (right?.type === 'assignment') this.#assignment(right);
    else if (right?.type === 'none') this.#bind(left.text, 'None');
    else if (right && isTypeLike(right)) this.#alias(left.text, right.text);
    else this.#bind(left.text, (right && typeOfExpression(right)) ?? '');
  }

  #alias(name: string, type: string): void {
    this.#bound.set(name, (this.#bound.get(name) ?? 0) + 1);
    this.#aliases.set(name, type);
  }

  #bind(name: string, type: string): void {
    this.#bound.set(name, (this.#bound.get(name) ?? 0) + 1);
    const types = this.#types.get(name);
    if (types) types.push(type);
    else this.#types.set(name, [type]);
  }

  #result(): ModuleView {
    const variables: Record<string, string> = Object.create(null) as Record<string, string>;
    const unknown: string[] = [];
    for (const [name, types] of this.#types) {
      if (name in this.#imports || this.#classes.has(name) || this.#functions.has(name)) continue;
      const known = [...new Set(types.filter((type) => type !== 'None'))];
      const type = this.#aliases.has(name) || known.length !== 1 ? '' : (known[0] ?? '');
      if (type === '') unknown.push(name);
      else variables[name] = type;
    }
    const aliases: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [name, type] of this.#aliases) {
      if ((this.#bound.get(name) ?? 1) === 1 && !(name in this.#imports) && !this.#classes.has(name)) aliases[name] = type;
    }
    return {
      uri: this.#uri,
      imports: { ...this.#imports },
      stars: [...new Set(this.#stars)],
      classes: [...this.#classes.values()],
      functions: [...this.#functions.values()],
      variables: { ...variables },
      aliases: { ...aliases },
      unknown,
    };
  }
}

/** `Name`, `a.Name`, `Dict[str, Name]`, `A | B`: what can be another name for a type. */
function isTypeLike(node: CodeNode): boolean {
  if (node.type === 'subscript') return dottedText(node.field('value')) !== undefined;
  if (node.type === 'binary_operator') return node.children.some(({ type }) => type === '|') && node.namedChildren.every(isTypeLike);
  return node.type === 'none' || dottedText(node) !== undefined;
}
