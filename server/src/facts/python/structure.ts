import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';
import { Collections, type Collected } from './collected.ts';
import { Collection } from './collection.ts';
import { emptyScope, openedScope, scopesOf, type PartScopes, type Scope } from './scopes.ts';

/** What a module consists of. Nothing is looked for before somebody asks. */
export interface Structure {
  readonly all: Collected;
  /** Functions and classes of the module itself, with their decorators, each with what is in it; in order. */
  readonly definitions: readonly { readonly node: CodeNode; readonly collected: Collected }[];
  /** What is in none of them. */
  readonly rest: Collected;
  /** The scopes, if somebody has asked for them. */
  readonly known: Scopes | undefined;
  /** Read when somebody first asks. */
  readonly scopes: Scopes;
}

/** What has names of its own in a module. */
export interface Scopes {
  /** The scope that a function or lambda opens. */
  of(node: CodeNode): Scope | undefined;
  /** All scopes except the module. Those in statements that no edit touched are the same objects as before it. */
  readonly inner: readonly Scope[];
  readonly module: Scope;
  /** Names that functions bind in other scopes: nobody follows when. */
  readonly foreign: ReadonlySet<string>;
  /** Whether code is run or names are set that nobody can see (`exec`, `globals()[…] = …`, `setattr(module, …)`). */
  readonly isOpen: boolean;
}

/** A part of the module that moves as a whole: a statement of the module or of a class's body, or what else stands in a class statement. */
class Part {
  readonly isHidden: boolean;
  readonly collection: Collection;
  #scopes: PartScopes | undefined;

  constructor(node: CodeNode, isHidden: boolean, isDeep: boolean) {
    this.isHidden = isHidden;
    this.collection = new Collection(node, isDeep);
  }

  get scopes(): PartScopes {
    return (this.#scopes ??= scopesOf(this.collection, this.isHidden));
  }
}

const statements = new Notes<Statement>();
const parts = new Notes<Part>();
const structures = new Notes<Structure>();

/** Statements of classes deeper than this are parts of their class. */
const maxClasses = 8;

/**
 * The structure of a module's tree. With `isEdited` it is read statement by statement: of statements that an earlier tree had too, what was found there
 * still holds. Else the module is read as one, which is quicker.
 */
export function structureOf(root: CodeNode, isEdited: boolean): Structure {
  const known = structures.get(root) ?? new ModuleStructure(root, isEdited);
  structures.set(root, known);
  return known;
}

class ModuleStructure implements Structure {
  readonly #root: CodeNode;
  /** The module as one part, unless it is being edited. */
  readonly #whole: Part | undefined;
  #parts: readonly Statement[] | undefined;
  #all: Collected | undefined;
  #rest: Collected | undefined;
  #definitions: readonly Statement[] | undefined;
  #scopes: Scopes | undefined;

  constructor(root: CodeNode, isEdited: boolean) {
    this.#root = root;
    this.#whole = isEdited ? undefined : new Part(root, false, true);
  }

  get #statements(): readonly Statement[] {
    return (this.#parts ??= this.#root.children.filter(({ isNamed }) => isNamed).map(statementOf));
  }

  get all(): Collected {
    return (this.#all ??= this.#whole?.collection ?? collectedIn(this.#statements));
  }

  get definitions(): readonly Statement[] {
    return (this.#definitions ??= this.#statements.filter(isDefinition));
  }

  get rest(): Collected {
    return (this.#rest ??= collectedIn(this.#statements.filter((one) => !isDefinition(one))));
  }

  get known(): Scopes | undefined {
    return this.#scopes;
  }

  get scopes(): Scopes {
    return (this.#scopes ??= joined(this.#root, this.#whole ? [this.#whole] : this.#statements.flatMap(({ parts: own }) => own)));
  }
}

/** A statement of the module, and what is in it. */
class Statement {
  readonly node: CodeNode;
  readonly parts: readonly Part[];
  #collected: Collected | undefined;

  constructor(node: CodeNode, own: readonly Part[]) {
    this.node = node;
    this.parts = own;
  }

  get collected(): Collected {
    return (this.#collected ??= new Collections(this.parts.map(({ collection }) => collection)));
  }
}

function collectedIn(all: readonly Statement[]): Collected {
  return new Collections(all.flatMap(({ parts: own }) => own.map(({ collection }) => collection)));
}

function statementOf(node: CodeNode): Statement {
  const known = statements.get(node);
  if (known) return known;
  const found: Part[] = [];
  addParts(found, node, false, 0);
  const statement = new Statement(node, found);
  statements.set(node, statement);
  return statement;
}

/** Adds the parts of a statement in the order of the text. */
function addParts(found: Part[], node: CodeNode, isHidden: boolean, depth: number): void {
  const definition = depth < maxClasses && node.type === 'decorated_definition' ? node.field('definition') : node;
  if (depth >= maxClasses || definition?.type !== 'class_definition') {
    found.push(partOf(node, isHidden));
    return;
  }
  if (definition !== node) {
    for (const child of node.children) if (child !== definition && child.isNamed) found.push(partOf(child, isHidden));
  }
  found.push(new Part(definition, isHidden, false));
  const body = definition.field('body');
  for (const child of definition.children) {
    if (!child.isNamed) continue;
    if (child !== body || child.type !== 'block') found.push(partOf(child, true));
    else for (const statement of child.children) if (statement.isNamed) addParts(found, statement, true, depth + 1);
  }
}

const definitionTypes: ReadonlySet<string> = new Set(['function_definition', 'class_definition', 'decorated_definition']);

function isDefinition({ node }: Statement): boolean {
  return definitionTypes.has(node.type);
}

function partOf(node: CodeNode, isHidden: boolean): Part {
  const known = parts.get(node);
  if (known?.isHidden === isHidden) return known;
  const part = new Part(node, isHidden, true);
  parts.set(node, part);
  return part;
}

function joined(root: CodeNode, all: readonly Part[]): Scopes {
  const found = all.map(({ scopes }) => scopes);
  const module = emptyScope(root, undefined);
  const inner: Scope[] = [];
  const foreign = new Set<string>();
  for (const { around, inner: own, tops, foreign: outside } of found) {
    for (const name of around.names) module.names.add(name);
    for (const name of around.outer) module.outer.add(name);
    for (const name of around.patched) module.patched.add(name);
    for (const one of around.bindings) module.bindings.push(one);
    for (const name of outside) foreign.add(name);
    for (const scope of own) inner.push(scope);
    for (const scope of tops) scope.parent = module;
  }
  for (const name of module.outer) module.names.delete(name);
  return { module, inner, foreign, isOpen: found.some(({ isOpen }) => isOpen), of: (node) => (node === root ? module : openedScope(node)) };
}
