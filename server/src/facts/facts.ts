import type { Range } from '../text/range.ts';

/**
 * What a file says, in one vocabulary for all languages. A fact knows its own ranges (UTF-16 offsets into its file) but not
 * its file: the project index adds that. Facts are plain data (they are compared by their JSON).
 */
export type Fact = EnvironmentFact | PackageFact | RuntimeFact | FieldTypeFact | CommandFact | EndpointFact | ColumnFact | ImportFact | ModuleTypeFact | ServiceFact | SchemaTypeFact | MetricFact;

/** A variable of the environment is set, read, or shown to the reader as something to set. */
export interface EnvironmentFact {
  readonly kind: 'environment';
  readonly name: string;
  /** Of the name alone, as the file has it. */
  readonly range: Range;
  /** `set`: given a value; `read`: looked up or interpolated; `suggested`: a commented-out assignment. */
  readonly access: 'set' | 'read' | 'suggested';
  /** For `set`: whether a value stands there (the value itself may be a secret and never becomes part of a fact). */
  readonly hasValue?: boolean;
  /** For `read`: whether the place gives a default of its own. */
  readonly hasDefault?: boolean;
  /**
   * How sure it is that renaming the name here is right and enough. `safe` without it; `unsafe`: likely the variable, or a field that has to
   * be renamed with its uses; `none`: never rename here (`secrets.NAME` of a CI), `because` says why.
   */
  readonly renaming?: 'unsafe' | 'none';
  /** For `renaming: 'none'` and `'unsafe'`: why, a clause for the message (`it names a secret of the CI`). */
  readonly because?: string;
  /**
   * The text that takes the place of `range` when more than the name has to change, with `$` for the new name:
   * `$: GREENLANG_ENV` for a destructured name.
   */
  readonly template?: string;
  /**
   * What `template` takes the place of, when that is not the name: `GREENLANG_ENV: str = "dev"` in a settings class keeps its name, and its value
   * becomes one with an alias. Empty for an insertion.
   */
  readonly templateRange?: Range;
  /**
   * Names that are tried before this one at this place (`a ?? b`, `getenv(A) or getenv(B)`, `${A:-$B}`), or that are given this one's value where
   * they would read themselves after a rename (`A=${B}` in a `.env` file): a bridge somebody built.
   */
  readonly fallbackOf?: readonly string[];
  /** For `set`: what has to go for the assignment to be gone (a whole line with its line end, a list item). */
  readonly removal?: Range;
  /** For `set`: which group of assignments it belongs to (offset of the script, mapping or list); the same name twice in one group means the same variable. */
  readonly group?: number;
  /** For `set`: the assigned text is exactly one read of this variable (`NEW=${OLD}`). */
  readonly copyOf?: string;
  /** A hash of the assigned text, so that two values can be compared without being kept. */
  readonly valueHash?: string;
  /**
   * The name is a key of this object (`ConfigMap/settings`, `Secret/db`): `set` defines the key, `read` refers to it by name and holds only
   * while the object has it.
   */
  readonly keyOf?: string;
}

/** A package is required by a manifest, or an image by a deployment file. */
export interface PackageFact {
  readonly kind: 'package';
  readonly ecosystem: 'pypi' | 'npm' | 'cargo' | 'docker';
  /** Normalised as the registry does (`PyYAML` → `pyyaml`). */
  readonly name: string;
  /** As written, e.g. `>=1.24,<2`; empty when any version will do. For an image the numbers of its tag. */
  readonly specifier: string;
  readonly range: Range;
  /** How the specifier is written; `pep440` without it. */
  readonly syntax?: 'poetry' | 'conda' | 'npm' | 'cargo' | 'tag';
  /** Of the specifier, when another one can take its place there. */
  readonly specifierRange?: Range;
  /** Without `specifierRange`: why not, a clause for the message (`a hash pins it`). */
  readonly because?: string;
  /** The environment marker behind it, as written (`python_version < "3.9"`). */
  readonly marker?: string;
  /** It only limits a version and requires nothing (a constraints file). */
  readonly constraint?: true;
  /** It is required by nobody here: it is the project's own, or a member of its workspace. */
  readonly member?: true;
  /** Which list of requirements of the file it belongs to (an offset). */
  readonly list?: number;
  /** How another requirement is put beside it; without it there is no certain way. */
  readonly room?: RequirementRoom;
}

/** Insertions that put a requirement before or behind another one; `$name` and `$version` (`>=1`) in their texts are to be filled in. */
export interface RequirementRoom {
  readonly before: readonly RoomInsertion[];
  readonly after: readonly RoomInsertion[];
}

export interface RoomInsertion {
  readonly at: number;
  readonly text: string;
}

/** A version of a language's runtime is asked for (`requires-python`, `FROM python:3.8`, `python-version: 3.8`). */
export interface RuntimeFact {
  readonly kind: 'runtime';
  readonly runtime: 'python' | 'node';
  /** As written: `3.8`, `>=3.8,<4`, `3.8-slim`. */
  readonly version: string;
  /** Of `version`. */
  readonly range: Range;
  /** `exact`: one version; `range`: a specifier. */
  readonly form: 'exact' | 'range';
  /** How a specifier is written; `pep440` without it. */
  readonly syntax?: 'poetry' | 'conda' | 'npm';
  /** The version is written without its dot (`38` of `py38`). */
  readonly undotted?: true;
  /** One of several versions that are all used: which list, and what goes when this one goes (`undefined`: it cannot go alone). */
  readonly list?: { readonly group: number; readonly removal: Range | undefined };
  /** Other places that name the same version and have to move with it (`lib/python3.8` in a Dockerfile). */
  readonly also?: readonly Range[];
  /** How sure it is that another version can stand here; `safe` without it. `because` says why, a clause for the message. */
  readonly raising?: 'unsafe' | 'none';
  readonly because?: string;
}

/** Some data or code gives a named field a type: proof for types that AgentSpec v1 did not state. */
export interface FieldTypeFact {
  readonly kind: 'fieldType';
  readonly name: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  /** `data`: a sample value; `annotation`: a type annotation in code. */
  readonly source: 'data' | 'annotation';
  readonly range: Range;
}

/** A program is run: in a script, a recipe, a Dockerfile, a CI job, an npm script, `subprocess.run([...])`. */
export interface CommandFact {
  readonly kind: 'command';
  /**
   * The program first, then its arguments. Assignments before it and wrappers (`sudo`, `env`, `time`, `exec`, `nohup`, `xargs`,
   * `docker compose run svc`, `poetry run`) are left out, so that the program is the one that matters; redirections are no words. A container that
   * the program is started in is a command of its own, up to its image.
   */
  readonly words: readonly CommandWord[];
  /** From the program to the last word. */
  readonly range: Range;
  /**
   * `line`: words parted by blanks; more of them can be put behind `range.end`, before pipes and redirections. `list`: strings of a list
   * (exec form, argv); more are put there as `, "word"`. `opaque`: nothing can be added with certainty (`"$@"` ends it, a continuation is broken).
   */
  readonly form: 'line' | 'list' | 'opaque';
  /** For `list`: the quote character of the last string. */
  readonly quote?: '"' | '\'';
}

export interface CommandWord {
  /** Without quotes; `undefined` when a part of it is only known at run time. */
  readonly text: string | undefined;
  /** Between the quotes, if there are any. Equal to `text` in the file when `text` is known; else `undefined` text. */
  readonly range: Range;
}

/** A path of an HTTP API is named: in a call, or in a text that looks like one. */
export interface EndpointFact {
  readonly kind: 'endpoint';
  /** From the first `/` behind the host, without query: `/api/v1/agents/register`. */
  readonly path: string;
  /** Of `path`, as the file has it. */
  readonly range: Range;
  /** `localhost:8000`; empty when the text has none (a relative path, `{base_url}/api`). */
  readonly host: string;
  /**
   * `route`: this code serves the path itself (`@app.post("/api/…")`): never a client's call. A path that ends in `/*` is a prefix under
   * which routes of other files are served. `mock`: a test answers in place of the server.
   */
  readonly role: 'client' | 'route' | 'mock';
  /** The path's beginning stands in a constant elsewhere; `range` is only of its end. */
  readonly joined?: true;
  /** The call it is part of, when all of it can be seen. */
  readonly call?: EndpointCall;
}

/** An HTTP call: what has to change together when its endpoint moves. */
export interface EndpointCall {
  /** Upper case; `undefined` when the code decides at run time. */
  readonly method: string | undefined;
  readonly range: Range;
  /** What language its parts are written in. */
  readonly syntax: 'python' | 'javascript' | 'shell';
  /** The JSON body: an expression, or for `shell` the JSON text between the quotes. */
  readonly body?: { readonly range: Range; readonly wrappable: boolean };
  /** Headers that are written out in the call, or in the one dict or object it names. */
  readonly headers: readonly EndpointHeader[];
  /** Where else the dict, object or session that holds `headers` is used: other calls change with them. */
  readonly headersUsedAt?: readonly Range[];
  /** Some headers come from an expression that says nothing here (`headers=self._headers()`). */
  readonly headersHidden?: true;
  /** Where the decoded answer is taken out. */
  readonly results: readonly EndpointResult[];
}

/** An expression or pattern that gives the decoded answer of a call. */
export interface EndpointResult {
  /** `r.json()`, with the `await` before it and the brackets around that. */
  readonly range: Range;
  /** Whether it already takes `data` out. */
  readonly unwrapped: boolean;
  /**
   * Without it: an expression (begins with `await` when it has to be put in brackets before a subscript). `promise`: one that nobody awaits
   * here. `pattern`: the local part of `{ data: local }`; `shorthand`: `data` in `{ data }`; `type`: a type argument for the answer.
   */
  readonly form?: 'promise' | 'pattern' | 'shorthand' | 'type';
  /** The quote that can be used there, when it stands in a string itself (an f-string). */
  readonly quote?: '"' | '\'';
}

export interface EndpointHeader {
  readonly name: string;
  readonly nameRange: Range;
  /** The whole value expression (with its quotes), for `shell` the text behind `: `. */
  readonly valueRange: Range;
  /** Whether the value is an expression that can go into an f-string or template (`api_key`), or a string literal. */
  readonly value: 'expression' | 'literal';
}

/** A column of a database table is named in SQL or in a model. */
export interface ColumnFact {
  readonly kind: 'column';
  readonly table: string;
  readonly column: string;
  readonly range: Range;
  /** `drop`: the statement itself removes it. */
  readonly use: 'use' | 'drop' | 'define';
}

/** A module is imported: its dotted name (`greenlang.core`). */
export interface ImportFact {
  readonly kind: 'import';
  readonly ecosystem: 'pypi' | 'npm';
  readonly module: string;
  readonly range: Range;
  /** For Python's `from module import a, b`: the names that are taken out of the module; without them it is imported whole. */
  readonly names?: readonly string[];
  /** A relative import: the module is of the importer's own package, and is no evidence of anything. */
  readonly own?: true;
  /** For `require(…)` of a package: the `import` that says the same. */
  readonly required?: RequiredModule;
}

/** A package that is loaded by `require`. */
export interface RequiredModule {
  /** The statement, expression or call that an `import` takes the place of. */
  readonly range: Range;
  /** What takes its place; `undefined` when nothing does that certainly means the same. */
  readonly text?: string;
  /** Without `text`: why not, a clause for the message. */
  readonly because?: string;
}

/** What a `package.json` says its `.js` files are. */
export interface ModuleTypeFact {
  readonly kind: 'moduleType';
  readonly type: 'module' | 'commonjs';
  readonly range: Range;
}

/** A deployment runs a service of this name: in a compose file, or as a Service of Kubernetes. */
export interface ServiceFact {
  readonly kind: 'service';
  readonly name: string;
  /** Of the name. */
  readonly range: Range;
}

/** A dashboard asks for a metric. */
export interface MetricFact {
  readonly kind: 'metric';
  readonly name: string;
  /** Of the name. */
  readonly range: Range;
}

/** A GraphQL schema defines or extends a type, or itself. */
export interface SchemaTypeFact {
  readonly kind: 'schemaType';
  readonly form: 'object' | 'interface' | 'input' | 'union' | 'enum' | 'scalar' | 'directive' | 'schema';
  readonly extension?: true;
  /** Empty for a schema. */
  readonly name: string;
  /** Of the name; the definition's beginning without one. */
  readonly range: Range;
  readonly interfaces: readonly string[];
  /** Names of its directives without `@`. */
  readonly directives: readonly string[];
  /** Of objects and interfaces. */
  readonly fields: readonly SchemaField[];
  /** Empty, behind the name and the interfaces: there a directive can be put. */
  readonly directiveRange: Range;
  /** Where one more field can be put, with the text that parts it from those before; without it the type has none. */
  readonly fieldPlace?: { readonly range: Range; readonly before: string };
}

/** A field of a GraphQL type. */
export interface SchemaField {
  readonly name: string;
  /** As the file has it: `[Workflow!]!`. */
  readonly type: string;
  /** Names of its arguments. */
  readonly arguments: readonly string[];
}

/** A fact with the file it is from. */
export interface Located<F extends Fact = Fact> {
  readonly uri: string;
  readonly fact: F;
}
