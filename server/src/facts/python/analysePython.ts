import { CodeNode, type CodeShape } from '../../syntax/codeTree.ts';
import type { ParsedCode } from '../../syntax/parsedFile.ts';
import type { AnalysePython, PythonAnalysis, PythonClass, PythonDefinition, PythonFile, PythonImport, PythonPart } from './analysis.ts';
import { Bridges } from './bridges.ts';
import { ClassReader } from './classes.ts';
import type { ListedType, NamedNodes } from './collected.ts';
import { pythonImports } from './imports.ts';
import { Interpreter, stringOf, type OwnDefinitions } from './interpreter.ts';
import { Part, StatementPart, type PartSource } from './part.ts';
import { Resolver } from './resolve.ts';
import { isStore } from './stores.ts';
import type { Scope } from './scopes.ts';
import { structureOf, type Structure } from './structure.ts';
import { moduleView, plainView, summaryText } from './summarise.ts';
import type { PythonSummary, PythonWorld } from './summary.ts';
import { decoratorsOf, definitionIn } from './syntaxTools.ts';
import { WorkspaceDefinitions } from './workspaceDefinitions.ts';
import type { PythonModels, PythonValue, QualifiedName } from './values.ts';

/** What a file without a tree consists of. */
const emptyModule: CodeShape = { type: 'module', isNamed: true, length: 0, children: [], offsets: [], fields: [], broken: false, missing: false };

/** See `AnalysePython`. Costs nothing at first; all is done when somebody asks. */
export const analysePython: AnalysePython = (file, world, models, previous) => new Analysis(file, world, models, previous);

/** What finds things out, with what it rests on. It can go on with the next text as long as that stays equal. */
interface Core {
  readonly interpreter: Interpreter;
  readonly world: PythonWorld;
  readonly models: PythonModels;
  /** The module's summary as text; only for files that are being edited. */
  readonly summary: string | undefined;
  /** Names that imports bind in two ways; only for those files too. */
  readonly bridged: string | undefined;
}

class Analysis implements PythonFile, PartSource {
  readonly file: ParsedCode;
  readonly root: CodeNode;
  readonly #world: PythonWorld;
  readonly #models: PythonModels;
  #core: Core | undefined;
  /** What the analysis of an earlier text leaves. */
  #left: Core | undefined;
  /** Scopes of deeply nested nodes that were looked for already. */
  readonly #scopeOf = new Map<CodeNode, Scope>();
  #structure: Structure | undefined;
  #imports: readonly PythonImport[] | undefined;
  #classes: readonly PythonClass[] | undefined;
  readonly #classAt = new Map<CodeNode, PythonClass>();
  #parts: readonly PythonPart[] | undefined;
  #bridges: Bridges | undefined;
  #definitions: WorkspaceDefinitions | undefined;

  constructor(file: ParsedCode, world: PythonWorld, models: PythonModels, previous: PythonFile | undefined) {
    this.file = file;
    this.root = file.tree?.root ?? CodeNode.root(emptyModule, '', 0);
    this.#world = world;
    this.#models = models;
    if (previous instanceof Analysis) this.#left = previous.#leave();
  }

  #leave(): Core | undefined {
    const left = this.#core ?? this.#left;
    this.#core = this.#left = undefined;
    return left;
  }

  get #found(): Core {
    return (this.#core ??= this.#makeCore());
  }

  /** Whether later texts of the file may take over from this one. */
  get #isEdited(): boolean {
    return this.file.tree?.kept !== undefined;
  }

  #makeCore(): Core {
    const left = this.#left;
    this.#left = undefined;
    const tree = moduleView(this.file);
    const isEdited = this.#isEdited;
    const view = isEdited ? plainView(tree) : tree;
    const summary = isEdited ? summaryText(view) : undefined;
    const bridged = isEdited ? this.#bridged.names : undefined;
    const own = (seen: PythonSummary): OwnDefinitions => ({ classes: nodesOf(tree.classes, seen.classes), functions: nodesOf(tree.functions, seen.functions) });
    if (left && summary !== undefined && left.summary === summary && left.bridged === bridged && left.world === this.#world && left.models === this.#models) {
      if (left.interpreter.takeOver(own(left.interpreter.view), this.#structured)) return left;
    }
    const resolver = new Resolver(view, this.#world, this.#models);
    return { interpreter: new Interpreter(view, own(view), () => this.#structured, resolver, new ClassReader(resolver), isEdited), world: this.#world, models: this.#models, summary, bridged };
  }

  get #interpreter(): Interpreter {
    return this.#found.interpreter;
  }

  get #resolver(): Resolver {
    return this.#interpreter.resolver;
  }

  get #reader(): ClassReader {
    return this.#interpreter.classes;
  }

  get #structured(): Structure {
    return (this.#structure ??= structureOf(this.root, this.#isEdited));
  }

  nodes(type: string): readonly CodeNode[] {
    return this.#structured.all.nodes(type);
  }

  by(type: ListedType): NamedNodes {
    return this.#structured.all.by(type);
  }

  callsWith(keyword: string): readonly CodeNode[] {
    return this.#structured.all.callsWith(keyword);
  }

  stringsWith(text: string): readonly CodeNode[] {
    return this.#structured.all.stringsWith(text);
  }

  identifiers(name: string): readonly CodeNode[] {
    return this.#structured.all.identifiers(name);
  }

  get whole(): this {
    return this;
  }

  covering(): PythonAnalysis {
    return this;
  }

  get parts(): readonly PythonPart[] {
    return (this.#parts ??= this.#structured.definitions.map(({ node, collected }) => new StatementPart(this, collected, node)));
  }

  get rest(): PythonAnalysis {
    return new Part(this, this.#structured.rest);
  }

  readonly stampOf = (statement: CodeNode): object => this.#interpreter.stampOf(statement);

  get imports(): readonly PythonImport[] {
    if (this.#imports) return this.#imports;
    const statements = [...this.nodes('import_statement'), ...this.nodes('import_from_statement')].sort((a, b) => a.start - b.start);
    return (this.#imports ??= pythonImports(statements, (name) => this.#resolver.absolute(name, this.file.uri)));
  }

  get classes(): readonly PythonClass[] {
    return (this.#classes ??= this.nodes('class_definition').map((node) => this.classAt(node)));
  }

  classAt(node: CodeNode): PythonClass {
    const known = this.#classAt.get(node) ?? this.#class(node);
    this.#classAt.set(node, known);
    return known;
  }

  #class(node: CodeNode): PythonClass {
    // What a class of the module's own is does not follow from the flow.
    if (!this.#interpreter.classEntities.has(node)) this.#follow(node);
    const entity = this.#interpreter.classEntities.get(node);
    const name = node.field('name')?.text ?? '';
    const methods = new Map<string, CodeNode>();
    for (const statement of node.field('body')?.namedChildren ?? []) {
      const definition = definitionIn(statement);
      if (definition?.type === 'function_definition') methods.set(definition.field('name')?.text ?? '', definition);
    }
    const bases = entity ? this.#reader.bases(entity).flatMap(({ name: base }) => (base === '' ? [] : [base])) : [];
    return new DefinedClass({ node, name, methods, qualifiedName: entity?.name ?? name, bases }, () => decoratorsOf(node).flatMap((decorator) => this.nameOf(decorator) ?? []));
  }

  valueOf(expression: CodeNode): PythonValue | undefined {
    if (expression.type === 'string') return stringOf(expression);
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

  mayName(name: string): boolean {
    return this.file.text.includes(name) || this.#world.names(name) || this.#models.classes.some((one) => one.name.includes(name));
  }

  docOf(className: QualifiedName): string | undefined {
    return this.#reader.class(className)?.summary?.doc;
  }

  definitionOf(className: QualifiedName): PythonDefinition | undefined {
    return this.#workspace.of(className);
  }

  declaresBelow(className: QualifiedName, base: QualifiedName, member: string): boolean {
    return this.#workspace.declaresBelow(className, base, member);
  }

  shows(module: QualifiedName, name: string): boolean | undefined {
    return this.#workspace.shows(module, name);
  }

  get #workspace(): WorkspaceDefinitions {
    return (this.#definitions ??= new WorkspaceDefinitions(this.#resolver, this.#reader));
  }

  isAsyncMethod(className: QualifiedName, method: string): boolean | undefined {
    const entity = this.#reader.class(className);
    return entity && this.#reader.method(entity, method)?.summary?.isAsync;
  }

  inImportBridge(node: CodeNode): boolean {
    return this.#bridged.has(node);
  }

  get #bridged(): Bridges {
    return (this.#bridges ??= new Bridges(this.nodes('try_statement')));
  }

  isStore(node: CodeNode): boolean {
    return isStore(node);
  }

  /** Follows the scope that a node runs in. */
  #follow(node: CodeNode): void {
    this.#interpreter.ensure(this.#scopeAround(node));
  }

  #scopeAround(node: CodeNode): Scope {
    const { module } = this.#structured.scopes;
    let at = node;
    for (let steps = 0; steps < nearSteps; steps++) {
      const { parent } = at;
      if (!parent) return module;
      const scope = this.#opened(at, parent);
      if (scope) return scope;
      at = parent;
    }
    const path: CodeNode[] = [];
    let scope = this.#scopeOf.get(at);
    for (let { parent } = at; parent && !scope; at = parent, { parent } = at) {
      path.push(at);
      scope = this.#opened(at, parent) ?? this.#scopeOf.get(parent);
    }
    for (const one of path) this.#scopeOf.set(one, scope ?? module);
    return scope ?? module;
  }

  /** The scope of a function whose body the node is. Decorators, defaults and annotations run in the scope around the function. */
  #opened(node: CodeNode, parent: CodeNode): Scope | undefined {
    const isBody = (parent.type === 'function_definition' || parent.type === 'lambda') && node.fieldName === 'body';
    return isBody ? this.#structured.scopes.of(parent) : undefined;
  }
}

/** A class whose decorators are named when somebody asks. No object with a getter of its own: see `FileContext`. */
class DefinedClass implements PythonClass {
  readonly node: CodeNode;
  readonly name: string;
  readonly methods: ReadonlyMap<string, CodeNode>;
  readonly qualifiedName: QualifiedName;
  readonly bases: readonly QualifiedName[];
  readonly #decorators: () => readonly QualifiedName[];

  constructor({ node, name, methods, qualifiedName, bases }: Omit<PythonClass, 'decorators'>, decorators: () => readonly QualifiedName[]) {
    this.node = node;
    this.name = name;
    this.methods = methods;
    this.qualifiedName = qualifiedName;
    this.bases = bases;
    this.#decorators = decorators;
  }

  get decorators(): readonly QualifiedName[] {
    return this.#decorators();
  }
}

/** Further up, scopes are noted: code may be nested deeply. */
const nearSteps = 40;

/** Definitions by the nodes that they are read from. */
function nodesOf<Seen>(views: readonly { readonly node: CodeNode }[], seen: readonly Seen[]): ReadonlyMap<CodeNode, Seen> {
  return new Map(views.flatMap(({ node }, i): [CodeNode, Seen][] => {
    const one = seen[i];
    return one === undefined ? [] : [[node, one]];
  }));
}

/** Collections that are empty so far prove nothing. */
function isProven(value: PythonValue): boolean {
  if (value.kind === 'collection') return isProven(value.element);
  if (value.kind === 'mapping') return isProven(value.value);
  return value.kind !== 'none';
}
