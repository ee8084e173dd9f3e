import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ParsedCode } from '../../syntax/parsedFile.ts';
import type { PythonAnalysis, PythonClass, PythonDefinition, PythonFile, PythonImport, PythonPart } from './analysis.ts';
import type { Collected, ListedType, NamedNodes } from './collected.ts';
import type { PythonValue, QualifiedName } from './values.ts';

/** What a part of a file asks the analysis of the file for. */
export interface PartSource {
  readonly whole: PythonFile;
  classAt(node: CodeNode): PythonClass;
  stampOf(statement: CodeNode): object;
}

/** The analysis of a file, of whose nodes it lists some. See `PythonPart`; without a statement, nothing is in the part for sure. */
export class Part implements PythonAnalysis {
  readonly whole: PythonFile;
  readonly #source: PartSource;
  readonly #collected: Collected;
  lookedAround = false;
  #imports: readonly PythonImport[] | undefined;
  #classes: readonly PythonClass[] | undefined;

  constructor(source: PartSource, collected: Collected) {
    this.whole = source.whole;
    this.#source = source;
    this.#collected = collected;
  }

  get file(): ParsedCode {
    return this.whole.file;
  }

  get root(): CodeNode {
    return this.whole.root;
  }

  get imports(): readonly PythonImport[] {
    if (this.#imports) return this.#imports;
    const own = new Set([...this.#collected.nodes('import_statement'), ...this.#collected.nodes('import_from_statement')]);
    return (this.#imports = own.size === 0 ? [] : this.whole.imports.filter(({ statement }) => own.has(statement)));
  }

  get classes(): readonly PythonClass[] {
    return (this.#classes ??= this.#collected.nodes('class_definition').map((node) => this.#source.classAt(node)));
  }

  covering(node: CodeNode): PythonAnalysis {
    if (this.holds(node)) return this;
    this.lookedAround = true;
    return this.whole;
  }

  /** Whether a node is in the part for sure. */
  protected holds(node: CodeNode): boolean {
    void node;
    return false;
  }

  nodes(type: Parameters<PythonAnalysis['nodes']>[0]): readonly CodeNode[] {
    return this.#collected.nodes(type);
  }

  by(type: ListedType): NamedNodes {
    return this.#collected.by(type);
  }

  callsWith(keyword: string): readonly CodeNode[] {
    return this.#collected.callsWith(keyword);
  }

  stringsWith(text: string): readonly CodeNode[] {
    return this.#collected.stringsWith(text);
  }

  identifiers(name: string): readonly CodeNode[] {
    return this.#collected.identifiers(name);
  }

  valueOf(expression: CodeNode): PythonValue | undefined {
    return this.whole.valueOf(expression);
  }

  nameOf(expression: CodeNode): QualifiedName | undefined {
    return this.whole.nameOf(expression);
  }

  instanceOf(expression: CodeNode): QualifiedName | undefined {
    return this.whole.instanceOf(expression);
  }

  constantOf(expression: CodeNode): string | undefined {
    return this.whole.constantOf(expression);
  }

  reaches(className: QualifiedName, base: QualifiedName): boolean {
    return this.whole.reaches(className, base);
  }

  mayName(name: string): boolean {
    return this.whole.mayName(name);
  }

  docOf(className: QualifiedName): string | undefined {
    return this.whole.docOf(className);
  }

  definitionOf(className: QualifiedName): PythonDefinition | undefined {
    return this.whole.definitionOf(className);
  }

  declaresBelow(className: QualifiedName, base: QualifiedName, member: string): boolean {
    return this.whole.declaresBelow(className, base, member);
  }

  shows(module: QualifiedName, name: string): boolean | undefined {
    return this.whole.shows(module, name);
  }

  isAsyncMethod(className: QualifiedName, method: string): boolean | undefined {
    return this.whole.isAsyncMethod(className, method);
  }

  inImportBridge(node: CodeNode): boolean {
    return this.whole.inImportBridge(node);
  }

  isStore(node: CodeNode): boolean {
    return this.whole.isStore(node);
  }
}

/** See `PythonPart`. */
export class StatementPart extends Part implements PythonPart {
  readonly node: CodeNode;
  readonly #stampOf: PartSource['stampOf'];

  constructor(source: PartSource, collected: Collected, node: CodeNode) {
    super(source, collected);
    this.node = node;
    this.#stampOf = source.stampOf;
  }

  get stamp(): object {
    return this.#stampOf(this.node);
  }

  protected override holds({ start, end, parent }: CodeNode): boolean {
    return parent !== undefined && start >= this.node.start && end <= this.node.end;
  }
}
