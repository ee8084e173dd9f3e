import type { Range } from '../text/range.ts';
import type { SyntaxProblem } from './yamlTree.ts';

/** A GraphQL text as the rest of the program sees it: what it defines, as plain data. */
export interface GraphqlFile {
  /** In the order of the text; empty for a text that does not parse: the parser stops at the first mistake. */
  readonly definitions: readonly GraphqlDefinition[];
  readonly problems: readonly SyntaxProblem[];
  /** Set when the text was not parsed because of a limit. */
  readonly refused?: 'too-large' | 'too-deep';
}

/** What a definition defines; `operation` is a client's (queries, mutations, subscriptions and fragments). */
export type GraphqlForm = 'object' | 'interface' | 'input' | 'union' | 'enum' | 'scalar' | 'directive' | 'schema' | 'operation';

/** A definition or an extension of one. */
export interface GraphqlDefinition {
  readonly form: GraphqlForm;
  /** `extend type …`. */
  readonly extension: boolean;
  /** Empty for a schema and for operations without a name. */
  readonly name: string;
  /** Of the name; of the definition's beginning without one. */
  readonly nameRange: Range;
  /** With its description. */
  readonly range: Range;
  /** Behind the name and the interfaces it implements: there directives begin. */
  readonly headEnd: number;
  readonly interfaces: readonly string[];
  /** Names of its directives without `@`. */
  readonly directives: readonly string[];
  /** Of objects and interfaces; a schema's operations (`query: Root`) too. */
  readonly fields: readonly GraphqlField[];
}

/** A field of a type. */
export interface GraphqlField {
  readonly name: string;
  /** As the text has it: `[Workflow!]!`. */
  readonly type: string;
  /** Names of its arguments. */
  readonly arguments: readonly string[];
  /** With its description and its directives. */
  readonly range: Range;
}
