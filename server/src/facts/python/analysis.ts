import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ParsedCode } from '../../syntax/parsedFile.ts';
import type { ListedType, NamedNodes } from './collected.ts';
import type { PythonWorld } from './summary.ts';
import type { PythonModels, PythonValue, QualifiedName } from './values.ts';

/** A Python file, understood: what names stand for and what values are, as far as the code proves it. */
export interface PythonAnalysis {
  readonly file: ParsedCode;
  readonly root: CodeNode;
  /** Every name bound by an import, anywhere in the file, in order. */
  readonly imports: readonly PythonImport[];
  /** Every class definition, nested ones too, in order. */
  readonly classes: readonly PythonClass[];
  /** Nodes of these types, in order; collected once. */
  nodes(type: 'call' | 'attribute' | 'subscript' | 'assignment' | 'augmented_assignment' | 'return_statement' | 'delete_statement' | 'string' | 'function_definition' | 'identifier' | 'comparison_operator' | 'import_from_statement'): readonly CodeNode[];
  /**
   * Calls by the last name of what is called, attributes by their name, subscripts by their only key if that is a plain string, assignments by the variable that
   * is given a value.
   */
  by(type: ListedType): NamedNodes;
  /** Calls that pass a keyword argument of this name, in the order of the keywords. */
  callsWith(keyword: string): readonly CodeNode[];
  /** String literals that have this in them as the file has it, in order. */
  stringsWith(text: string): readonly CodeNode[];
  /** Identifiers that say this, in order; those of attributes and keywords too. */
  identifiers(name: string): readonly CodeNode[];
  /** Where everything in a node is listed: itself, unless it lists a part of the file that the node is not in. */
  covering(node: CodeNode): PythonAnalysis;
  /** The analysis of the whole file. */
  readonly whole: PythonFile;
  /** What an expression is at its place, after everything that is proven to have happened before it. Flow-sensitive; `undefined` without proof. */
  valueOf(expression: CodeNode): PythonValue | undefined;
  /** The canonical name of the class, function, module or symbol that an expression stands for. */
  nameOf(expression: CodeNode): QualifiedName | undefined;
  /** The class of the proven instance that an expression gives. */
  instanceOf(expression: CodeNode): QualifiedName | undefined;
  /** Whether a class is `base` or reaches it through its bases, across files and aliases. */
  reaches(className: QualifiedName, base: QualifiedName): boolean;
  /** Whether the file, or a module of the workspace in what others see of it, may have something of this name. `false` is certain. */
  mayName(name: string): boolean;
  /** The first line of a class's docstring, in whatever file of the workspace the class is. */
  docOf(className: QualifiedName): string | undefined;
  /** The definition of a class, under whatever name users import it, when the workspace itself has one; by where the file is, the nearest. */
  definitionOf(className: QualifiedName): PythonDefinition | undefined;
  /**
   * Whether a class, or one before `base` among those it derives from, has an attribute or method of its own under this name, or may have: one that nobody can
   * see may have anything, a decorator or a metaclass may make an `__init__`.
   */
  declaresBelow(className: QualifiedName, base: QualifiedName, member: string): boolean;
  /** Whether a module of the workspace has the name at its top level; `undefined` when the workspace has no such module. */
  shows(module: QualifiedName, name: string): boolean | undefined;
  /** Whether the method that instances of a class have under this name is `async def`; `undefined` when its source is not in the workspace. */
  isAsyncMethod(className: QualifiedName, method: string): boolean | undefined;
  /** The string that an expression is: a literal without interpolation, a constant that is assigned once, a concatenation of those. */
  constantOf(expression: CodeNode): string | undefined;
  /** Whether the node is in one of the branches of `try: import new / except ImportError: import old`, or uses only names bound there. */
  inImportBridge(node: CodeNode): boolean;
  /** Whether an attribute, subscript or identifier is assigned, deleted or bound here, not read. */
  isStore(node: CodeNode): boolean;
}

/** The analysis of a whole file, which can be asked part by part. */
export interface PythonFile extends PythonAnalysis {
  /** Each function and class of the module itself; in order. */
  readonly parts: readonly PythonPart[];
  /** All that is in none of them. */
  readonly rest: PythonAnalysis;
}

/**
 * The analysis of a file as one statement of the module needs it: imports, classes, nodes are listed that are in the statement. Values are those of
 * the whole file.
 */
export interface PythonPart extends PythonAnalysis {
  readonly node: CodeNode;
  /**
   * The same object from text to text as long as `node` is, and everything the analysis says of what is in it. Imports alone are not among that,
   * nor is what `whole` lists.
   */
  readonly stamp: object;
  /** Whether `covering` had to hand out the whole file: then the answer rests on more than the statement. */
  readonly lookedAround: boolean;
}

/** A class of the workspace. */
export interface PythonDefinition {
  /** The file that defines it. */
  readonly uri: string;
  /** Names of its attributes and methods, those of its bases too as far as the workspace has them. */
  readonly members: ReadonlySet<string>;
}

export interface PythonImport {
  /** The whole statement. */
  readonly statement: CodeNode;
  /** The name in it (`dotted_name` or the `aliased_import`). */
  readonly node: CodeNode;
  /** Absolute dotted name of the module, relative imports resolved: `greenlang.core`. */
  readonly module: QualifiedName;
  /** For `from m import name`. */
  readonly name: string | undefined;
  /** The name it binds here. */
  readonly local: string;
}

export interface PythonClass {
  readonly node: CodeNode;
  readonly name: string;
  readonly qualifiedName: QualifiedName;
  /** Canonical names of the bases that could be resolved. */
  readonly bases: readonly QualifiedName[];
  /** Its functions by name; the last definition of a name. */
  readonly methods: ReadonlyMap<string, CodeNode>;
  /** Canonical names of its decorators that could be resolved. */
  readonly decorators: readonly QualifiedName[];
}

/**
 * Makes the analysis of one file; the file must have a tree. Pure: the same input gives the same answers. `previous`, the analysis of the text
 * one edit or a few edits ago whose tree was handed on to this file's, makes it faster, and must not be asked any more.
 */
export type AnalysePython = (file: ParsedCode, world: PythonWorld, models: PythonModels, previous?: PythonFile) => PythonFile;
