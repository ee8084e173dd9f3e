/** Keywords of JSON Schema 2020-12 that our schemas use, and our annotations (`schemas/README.md` explains them). */
export interface JsonSchema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly description?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly pattern?: string;
  readonly 'x-upguide-kind'?: string;
  readonly 'x-upguide-name'?: string;
  readonly 'x-upguide-change'?: string;
  readonly 'x-upguide-replacement'?: string;
  readonly 'x-upguide-secret'?: true | { readonly encoding: 'hex' | 'base64'; readonly bytes: number };
  readonly 'x-upguide-enumDescriptions'?: Readonly<Record<string, string>>;
  readonly 'x-upguide-synonyms'?: Readonly<Record<string, string>>;
  readonly 'x-upguide-pattern'?: string;
  readonly 'x-upguide-strict'?: true;
  readonly 'x-upguide-tolerated'?: 'silent' | 'information';
  readonly 'x-upguide-unknownKeys'?: 'typos' | 'information';
  readonly 'x-upguide-typoPrefix'?: string;
}

/** The types of JSON Schema. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';

/** What a compiled validator says about one failed keyword. */
export interface ValidationError {
  /** JSON pointer of the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A validator as ajv compiles it: the errors of the last call hang on the function. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

/** A schema with its validator. */
export interface CompiledSchema {
  readonly schema: JsonSchema;
  readonly validate: Validator;
}
