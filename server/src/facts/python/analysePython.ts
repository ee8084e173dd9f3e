import { CodeNode, type CodeShape } from '../../syntax/codeTree.ts';
import type { ParsedCode } from '../../syntax/parsedFile.ts';
import type { AnalysePython, PythonAnalysis, PythonClass, PythonImport } from './analysis.ts';
import { Bridges } from './bridges.ts';
import { ClassReader } from './classes.ts';
import { pythonImports } from './imports.ts';
import { Interpreter } from './interpreter.ts';
import { Resolver } from './resolve.ts';
import { isStore } from './stores.ts';
import { structureOf, type Scope, type Structure } from './structure.ts';
import { moduleView } from './summarise.ts';
import type { PythonWorld } from './summary.ts';
import { decoratorsOf, definitionIn, literalText } from './syntaxTools.ts';
import type { PythonModels, PythonValue, QualifiedName } from './values.ts';

/** What a file without a tree consists of. */
const emptyModule: CodeShape = { type: 'module', isNamed: true, length: 0, children: [], offsets: [], fields: [], broken: false, missing: false };

/** See `AnalysePython`. Costs one walk over the tree at first; the rest is done when somebody asks. */
export const analysePython: AnalysePython = (file, world, models) => new Analysis(file, world, models);

class Analysis implements PythonAnalysis {
  readonly file: ParsedCode;
  readonly root: CodeNode;
  readonly #interpreter: Interpreter;
  readonly #resolver: Resolver;
  readonly #reader: ClassReader;
  /** Scopes that were looked for already. */
  readonly #scopeOf = new Map<CodeNode, Scope>();
  #structure: Structure | undefined;
  #imports: readonly PythonImport[] | undefined;
  #classes: readonly PythonClass[] | undefined;
  #bridges: Bridges | undefined;

  constructor(file: ParsedCode, world: PythonWorld, models: PythonModels) {
    this.file = file;
    this.root = file.tree?.root ?? CodeNode.root(emptyModule, '', 0);
    const view = moduleView(file);
    this.#resolver = new Resolver(view, world, models);
    this.#reader = new ClassReader(this.#resolver);
    this.#interpreter = new Interpreter(view, () => this.#structured, this.#resolver, this.#reader);
  }

  get #structured(): Structure {
    return (this.#structure ??= structureOf(this.root));
  }

  nodes(type: string): readonly CodeNode[] {
    return this.#structured.nodes(type);
  }

  get imports(): readonly PythonImport[] {
    const statements = [...this.nodes('import_statement'), ...this.nodes('import_from_statement')].sort((a, b) => a.start - b.start);
    return (this.#imports ??= pythonImports(statements, (name) => this.#resolver.absolute(name, this.file.uri)));
  }

  get classes(): readonly PythonClass[] {
    return (this.#classes ??= this.nodes('class_definition').map((node) => this.#class(node)));
  }

  #class(node: CodeNode): PythonClass {
    this.#follow(node);
    const entity = this.#interpreter.classEntities.get(node);
    const name = node.field('name')?.text ?? '';
    const methods = new Map<string, CodeNode>();
    for (const statement of node.field('body')?.namedChildren ?? []) {
      const definition = definitionIn(statement);
      if (definition?.type === 'function_definition') methods.set(definition.field('name')?.text ?? '', definition);
    }
    return {
      node, name, methods,
      qualifiedName: entity?.name ?? name,
      bases: entity ? this.#reader.bases(entity).flatMap(({ name: base }) => (base === '' ? [] : [base])) : [],
      decorators: decoratorsOf(node).flatMap((decorator) => this.nameOf(decorator) ?? []),
    };
  }

  valueOf(expression: CodeNode): PythonValue | undefined {
    if (expression.type === 'string') {
      const value = literalText(expression);
      return value === undefined ? undefined : { kind: 'string', value };
    }
    this.#follow(expression);
    const value = this.#interpreter.values.get(expression);
    return value && (isProven(value) ? value : undefined);
  }

  nameOf(expression: CodeNode): QualifiedName | undefined {
    const value = this.valueOf(expression);
    return value && 'name' in value && value.kind !== 'member' ? value.name : undefined;
  }

  instanceOf(expression: CodeNode): QualifiedName | undefined {
    const value = this.valueOf(expression);
    return value?.kind === 'instance' ? value.of : undefined;
  }

  constantOf(expression: CodeNode): string | undefined {
    const value = this.valueOf(expression);
    return value?.kind === 'string' ? value.value : undefined;
  }

  reaches(className: QualifiedName, base: QualifiedName): boolean {
    return this.#reader.reaches(className, base);
  }

  docOf(className: QualifiedName): string | undefined {
    return this.#reader.class(className)?.summary?.doc;
  }

  isAsyncMethod(className: QualifiedName, method: string): boolean | undefined {
    const entity = this.#reader.class(className);
    return entity && this.#reader.method(entity, method)?.summary?.isAsync;
  }

  inImportBridge(node: CodeNode): boolean {
    return (this.#bridges ??= new Bridges(this.nodes('try_statement'))).has(node);
  }

  isStore(node: CodeNode): boolean {
    return isStore(node);
  }

  /** Follows the scope that a node runs in. */
  #follow(node: CodeNode): void {
    const { module } = this.#structured;
    const path: CodeNode[] = [];
    let scope = this.#scopeOf.get(node);
    for (let at = node, { parent } = at; parent && !scope; at = parent, { parent } = at) {
      path.push(at);
      // Decorators, defaults and annotations run in the scope around the function.
      if (at.fieldName === 'body' && (parent.type === 'function_definition' || parent.type === 'lambda')) scope = this.#structured.scopeOf(parent);
      else scope = this.#scopeOf.get(parent);
    }
    for (const one of path) this.#scopeOf.set(one, scope ?? module);
    this.#interpreter.ensure(scope ?? module);
  }
}

/** Collections that are empty so far prove nothing. */
function isProven(value: PythonValue): boolean {
  if (value.kind === 'collection') return isProven(value.element);
  if (value.kind === 'mapping') return isProven(value.value);
  return value.kind !== 'none';
}
