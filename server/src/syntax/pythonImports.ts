import { insert, type Edit } from '../text/edit.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { CodeNode } from './codeTree.ts';
import { lineStartOf } from './codeEdits.ts';
import { attemptOf, changesImports, importBeside, isImportedFor, isOptional, lineBelow, topOf } from './pythonImportPlaces.ts';
import { addNames, boundName, importedName, moduleOf, takesNames, type ImportStatement } from './pythonImportStatements.ts';

/** A name that new code needs: `from module import name`, or `import module` without a name. */
export interface WantedImport {
  readonly module: string;
  readonly name?: string;
  /** Where the name used to live: an import from there does as well, for it moves by itself. */
  readonly formerly?: string;
}

/** How code gets at what it asked for. */
export interface ImportPlan {
  /** The name to use for each wanted import, in the order they were asked for. */
  readonly names: readonly string[];
  readonly edits: readonly Edit[];
}

/** Import statements that are not the module's own. */
interface NestedImports {
  readonly statements: readonly ImportStatement[];
  /** Those outside of functions and classes. */
  readonly ofModule: readonly ImportStatement[];
  /** Whether one may fail and the program goes on. */
  readonly isOptional: boolean;
}

/** The imports of one Python file, and how to add to them. */
export class PythonImports {
  readonly #root: CodeNode;
  readonly #text: string;
  readonly #named: (name: string) => readonly CodeNode[];
  /** What was asked about names, and the answer: findings ask for the same few. */
  readonly #clashing = new Map<string, { readonly wanted: WantedImport; readonly local: string; readonly clashes: boolean }>();
  /** What was asked for, and what came of it: findings ask for the same few names. */
  readonly #plans = new Map<string, ImportPlan | undefined>();
  /** Import statements of the module itself, not those in `try`, `if` or functions. */
  readonly #direct: readonly ImportStatement[];
  /** Those of them that stand before the first class or function. */
  readonly #head: readonly ImportStatement[];
  /** Where the first class or function begins. */
  readonly #code: number;
  /** What stands before it, without comments. */
  readonly #opening: readonly CodeNode[];
  /** Whether there is one, and it starts its line: nothing else of it matters. */
  readonly #codeStartsLine: boolean | undefined;
  /** Statements of the module that may decide what imports find. */
  #barriers: readonly CodeNode[] | undefined;
  /** The other import statements, by their package. */
  readonly #nested = new Map<string, NestedImports>();

  /** `named`: the file's identifiers that say a name, asked for when it may clash. */
  constructor(root: CodeNode, text: string, named: (name: string) => readonly CodeNode[]) {
    this.#root = root;
    this.#text = text;
    this.#named = named;
    this.#direct = root.children.filter(({ type }) => type === 'import_statement' || type === 'import_from_statement');
    const at = root.children.findIndex(({ type }) => definitions.has(type));
    const code = root.children[at];
    this.#code = code?.start ?? Infinity;
    this.#codeStartsLine = code && lineStartOf(text, code.start) === code.start;
    this.#opening = root.children.slice(0, at < 0 ? undefined : at).filter(({ type }) => type !== 'comment');
    this.#head = this.#direct.filter(({ start }) => start < this.#code);
  }

  /**
   * Makes names available to `user`, each imported once. `undefined` when a name is taken by something else in the file, or when the
   * import would come after its use.
   */
  plan(wanted: readonly WantedImport[], user: CodeNode): ImportPlan | undefined {
    const nested = [...new Set(wanted.map(({ module }) => topOf(module)))].flatMap((top) => this.#nestedOf(top).statements).filter((one) => isImportedFor(one, user));
    const key = [...wanted.map(({ module, name, formerly }) => `${module} ${name ?? ''} ${formerly ?? ''}`), ...nested.map(({ start }) => start)].join(',');
    const known = this.#plans.has(key) ? this.#plans.get(key) : this.#planned(wanted, nested);
    this.#plans.set(key, known);
    if (!known) return undefined;
    // Whatever is in a function runs after the imports of the whole module; those of the function itself stand before it.
    const comesBefore = known.edits.every(({ range }) => range.start <= user.start);
    return comesBefore || user.enclosing('function_definition', 'lambda') !== undefined ? known : undefined;
  }

  /** `nested`: imports in blocks that hold for the user. */
  #planned(wanted: readonly WantedImport[], nested: readonly ImportStatement[]): ImportPlan | undefined {
    const names: string[] = [];
    const missing: WantedImport[] = [];
    for (const one of wanted) {
      const present = this.#boundTo(one, nested);
      const name = present ?? one.name ?? one.module;
      if (present === undefined) {
        if (this.#clashes(one, name)) return undefined;
        if (!missing.some(({ module, name: other }) => module === one.module && other === one.name)) missing.push(one);
      }
      names.push(name);
    }
    const edits: Edit[] = [];
    for (const module of new Set(missing.map((one) => one.module))) {
      const added = this.#add(module, missing.filter((one) => one.module === module), nested);
      if (!added) return undefined;
      edits.push(...added);
    }
    return { names, edits };
  }

  /** Whether a name that the file does not import from its module means something else in the file, so that there can be no plan. */
  isTaken(wanted: WantedImport): boolean {
    return this.#boundTo(wanted, []) === undefined && this.#clashes(wanted, wanted.name ?? wanted.module);
  }

  /**
   * Whether everything that the imports of the text one edit ago were asked has the same answer here, but for the places of edits. For a user
   * that no edit has touched.
   */
  answersLike(before: PythonImports): boolean {
    if (this.#codeStartsLine !== before.#codeStartsLine || !areSame(this.#direct, before.#direct) || !areSame(this.#opening, before.#opening)) return false;
    if (before.#barriers && !areSame(this.#barriersOfModule, before.#barriers)) return false;
    // Imports in other functions say nothing to the user, but for whether some may fail.
    for (const [top, { ofModule, isOptional: wasOptional }] of before.#nested) {
      const now = this.#nestedOf(top);
      if (now.isOptional !== wasOptional || !areSame(now.ofModule, ofModule)) return false;
    }
    return [...before.#clashing.values()].every(({ wanted, local, clashes }) => this.#clashes(wanted, local) === clashes);
  }

  /** The statement among the file's first imports that takes names out of a module. */
  statementOf(module: string): ImportStatement | undefined {
    return this.#head.find((one) => moduleOf(one) === module && takesNames(one));
  }

  /** Adds a name, bound as `local`, to such a statement, unless it is there. */
  join(statement: ImportStatement, name: string, local: string): readonly Edit[] {
    if (statement.fields('name').some((item) => importedName(item) === name && boundName(item) === local)) return [];
    return addNames(this.#text, statement, [name === local ? name : `${name} as ${local}`]);
  }

  /** The name by which the module has it already. */
  #boundTo({ module, name, formerly }: WantedImport, nested: readonly ImportStatement[]): string | undefined {
    const homes = formerly === undefined ? [module] : [module, formerly];
    for (const home of homes) for (const statement of [...this.#direct, ...nested]) {
      if (name !== undefined) {
        const item = moduleOf(statement) === home ? statement.fields('name').find((one) => importedName(one) === name) : undefined;
        if (item) return boundName(item);
      } else if (statement.type === 'import_statement') {
        const item = statement.fields('name').find((one) => importedName(one) === module);
        if (item) return boundName(item);
      }
    }
    return undefined;
  }

  /** Imports in `try`, `if` and functions that take names out of modules of a package. */
  #nestedOf(top: string): NestedImports {
    const known = this.#nested.get(top);
    if (known) return known;
    const statements = this.#named(top).flatMap((node) => {
      const { parent } = node;
      const statement = parent?.type === 'dotted_name' && parent.fieldName === 'module_name' && parent.start === node.start ? parent.parent : undefined;
      return statement?.type === 'import_from_statement' && statement.parent?.type !== 'module' ? [statement] : [];
    });
    const found: NestedImports = {
      statements,
      ofModule: statements.filter((one) => one.enclosing('function_definition', 'class_definition') === undefined),
      isOptional: statements.some(isOptional),
    };
    this.#nested.set(top, found);
    return found;
  }

  get #barriersOfModule(): readonly CodeNode[] {
    return (this.#barriers ??= this.#root.children.filter((one) => !isDocstring(one) && changesImports(one)));
  }

  /** Whether the name means something else somewhere in the file. */
  #clashes(wanted: WantedImport, local: string): boolean {
    const key = `${wanted.module} ${wanted.name ?? ''} ${local}`;
    const clashes = this.#clashing.get(key)?.clashes ?? this.#meansElse(wanted, local);
    this.#clashing.set(key, { wanted, local, clashes });
    return clashes;
  }

  #meansElse({ module, name }: WantedImport, local: string): boolean {
    const uses = this.#named(local).filter((node) => !isLabel(node));
    const imports = uses.flatMap((node) => {
      const statement = node.enclosing('import_statement', 'import_from_statement');
      return statement ? [{ node, statement }] : [];
    });
    const same = ({ node, statement }: { readonly node: CodeNode; readonly statement: CodeNode }): boolean => (name === undefined
      ? statement.type === 'import_statement' && node.parent?.text === module
      : moduleOf(statement) === module && node.parent?.text === name);
    const others = imports.filter((one) => isBinding(one.node) && !same(one));
    if (others.length > 0) return true;
    return uses.length > imports.length && !imports.some(same);
  }

  #add(module: string, wanted: readonly WantedImport[], nested: readonly ImportStatement[]): readonly Edit[] | undefined {
    const names = wanted.flatMap(({ name }) => (name === undefined ? [] : [name])).sort();
    if (names.length === 0) return this.#newImport(module, `import ${module}`);
    const statement = this.statementOf(module);
    return statement ? addNames(this.#text, statement, names) : this.#newFrom(module, names, nested);
  }

  /** A `from` line goes to its package's other imports, else behind the last absolute import; never above what it may need to be found. */
  #newFrom(module: string, names: readonly string[], nested: readonly ImportStatement[]): readonly Edit[] | undefined {
    const top = topOf(module);
    const barriers = this.#barriersOfModule;
    const barrier = barriers.findLast(({ start }) => start < this.#code);
    const line = `from ${module} import ${names.join(', ')}`;
    const head = barrier ? this.#head.filter(({ start }) => start > barrier.start) : this.#head;
    const ofPackage = head.filter((one) => packageOf(one) === top);
    const sorted = ofPackage.filter((one) => moduleOf(one) !== undefined);
    const isSorted = sorted.every((one, i) => i === 0 || (moduleOf(sorted[i - 1] ?? one) ?? '') <= (moduleOf(one) ?? ''));
    if (isSorted && sorted.length > 0) {
      const before = sorted.findLast((one) => (moduleOf(one) ?? '') <= module);
      return before ? this.#below(before, line) : this.#above(sorted[0] ?? this.#root, line);
    }
    const last = ofPackage.at(-1);
    if (last) return this.#below(last, line);
    const others = this.#direct.filter((one) => packageOf(one) === top);
    const near = nested.filter((one) => packageOf(one) === top && (others.length === 0 || attemptOf(one)?.parent?.type === 'module'));
    const beside = near.find((one) => moduleOf(one) === module && takesNames(one)) ?? near.at(-1);
    if (beside) return importBeside(this.#text, beside, module, names);
    const late = others.find((one) => !this.#head.includes(one));
    if (late) return this.#below(late, line);
    // Somebody sees to it that the file does without the package, or that it is found at all: what comes of an import here, nobody knows.
    if (others.length === 0 && (this.#nestedOf(top).isOptional || barriers.at(-1) !== barrier)) return undefined;
    const absolute = head.findLast((one) => packageOf(one) !== undefined);
    if (absolute) return this.#below(absolute, line, isStandard(absolute));
    if (barrier) return this.#below(barrier, line, true);
    const relative = this.#head[0];
    return relative ? this.#above(relative, line, true) : this.#first(line);
  }

  /** An `import` line of the standard library goes to the first lines of its kind, else above all imports. */
  #newImport(module: string, line: string): readonly Edit[] | undefined {
    const first = this.#head[0];
    if (!first) return this.#first(line);
    const plain = this.#head.filter((one, i) => one.type === 'import_statement' && this.#head.slice(0, i).every(({ type }) => type === 'import_statement'));
    if (plain.length === 0) return this.#above(first, line, !isStandard(first));
    const before = plain.findLast((one) => importedName(one.fields('name')[0] ?? one) <= module);
    return before ? this.#below(before, line) : this.#above(plain[0] ?? first, line);
  }

  #below(statement: CodeNode, line: string, blank = false): readonly Edit[] | undefined {
    return lineBelow(this.#text, statement, line, blank);
  }

  #above(statement: CodeNode, line: string, blank = false): readonly Edit[] | undefined {
    const start = lineStartOf(this.#text, statement.start);
    if (start !== statement.start) return undefined;
    const eol = lineEndOf(this.#text);
    return [insert(start, `${line}${eol}${blank ? eol : ''}`)];
  }

  /** The file's first import: behind the docstring and `from __future__` lines, else above the first statement. */
  #first(line: string): readonly Edit[] | undefined {
    const statements = this.#root.namedChildren.filter(({ type }) => type !== 'comment');
    const future = statements.findLast(({ type }) => type === 'future_import_statement');
    if (future) return this.#below(future, line, true);
    const [first, second] = statements;
    if (!first) return undefined;
    if (!isDocstring(first)) return this.#above(first, line, true);
    return second ? this.#below(first, line, true) : undefined;
  }
}

const definitions: ReadonlySet<string> = new Set(['class_definition', 'function_definition', 'decorated_definition']);

function areSame(one: readonly CodeNode[], other: readonly CodeNode[]): boolean {
  return one.length === other.length && one.every((node, i) => node === other[i]);
}

function isDocstring({ type, children }: CodeNode): boolean {
  return type === 'expression_statement' && children[0]?.type === 'string';
}

/** Modules of the standard library that code like this imports most. */
const standard: ReadonlySet<string> = new Set([
  'abc', 'argparse', 'asyncio', 'collections', 'contextlib', 'copy', 'csv', 'dataclasses', 'datetime', 'decimal', 'enum', 'functools', 'hashlib', 'io',
  'itertools', 'json', 'logging', 'math', 'os', 'pathlib', 'random', 're', 'shutil', 'subprocess', 'sys', 'tempfile', 'threading', 'time', 'traceback',
  'types', 'typing', 'unittest', 'urllib', 'uuid', 'warnings',
]);

/** The top-level package that a statement imports from; `undefined` for relative imports. */
function packageOf(statement: ImportStatement): string | undefined {
  if (statement.type === 'import_from_statement') {
    const module = moduleOf(statement);
    return module === undefined ? undefined : topOf(module);
  }
  const first = statement.fields('name')[0];
  return first ? topOf(importedName(first)) : undefined;
}

function isStandard(statement: ImportStatement): boolean {
  return standard.has(packageOf(statement) ?? '');
}

/** `x` of `a.x` and of `f(x=1)`: a label, no name of the file's. */
function isLabel({ parent, fieldName }: CodeNode): boolean {
  return (parent?.type === 'attribute' && fieldName === 'attribute') || (parent?.type === 'keyword_argument' && fieldName === 'name');
}

/** Whether an identifier of an import statement is the name that it binds. */
function isBinding(node: CodeNode): boolean {
  const { parent } = node;
  if (parent?.type === 'aliased_import') return node.fieldName === 'alias';
  if (parent?.type !== 'dotted_name' || parent.fieldName === 'module_name') return false;
  return parent.parent?.type !== 'aliased_import' && parent.children[0]?.start === node.start;
}
