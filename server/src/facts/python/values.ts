/** A dotted name, e.g. `greenlang.core.context.ExecutionContext`. Names of the workspace's own modules are dotted the way they are imported. */
export type QualifiedName = string;

/** What is proven about the value of an expression. Where nothing is proven there is no value at all. */
export type PythonValue =
  | { readonly kind: 'module'; readonly name: QualifiedName }
  /** A class of the workspace, of a model, or of a family (see `PythonModels`). */
  | { readonly kind: 'class'; readonly name: QualifiedName }
  | { readonly kind: 'function'; readonly name: QualifiedName }
  /** Imported from a module whose source is not in the workspace: class, function or module, nobody knows. */
  | { readonly kind: 'symbol'; readonly name: QualifiedName }
  | {
    readonly kind: 'instance'; readonly of: QualifiedName;
    /** Set when the source of the method that gives it has a dict in its place. */
    readonly asDict?: DictInPlace;
  }
  /** An attribute of an instance that was not assigned a proven value: `agent.run` before it is called. */
  | { readonly kind: 'member'; readonly on: QualifiedName; readonly name: string }
  /** List, tuple, set, iterator: whatever gives `element` when looped over. */
  | { readonly kind: 'collection'; readonly element: PythonValue }
  | { readonly kind: 'mapping'; readonly value: PythonValue }
  /** A coroutine or future: `await` gives `of`. */
  | { readonly kind: 'awaitable'; readonly of: PythonValue }
  | { readonly kind: 'string'; readonly value: string }
  /** Several values of a known number: `X(), Y()`. An element without proof is `undefined`. */
  | { readonly kind: 'tuple'; readonly elements: readonly (PythonValue | undefined)[] }
  /** `None`. */
  | { readonly kind: 'none' };

/** A dict that a method of the workspace returns where its system's API has an instance. */
export interface DictInPlace {
  /** Class and method, as people say it: `FuelAgent.run`. */
  readonly by: string;
  /** The keys of all such dicts of the method. */
  readonly keys: readonly string[];
  /** Whether one of them has keys that are not all known, or is more than a literal that is returned. */
  readonly isOpen: boolean;
}

/** What a migration tells about its system's API; everything else is found in the code. */
export interface PythonModels {
  readonly classes: readonly PythonClassModel[];
  /** Function → class of the value it returns. */
  readonly functions: Readonly<Record<QualifiedName, QualifiedName>>;
  /**
   * A class imported from `module` or below it, whose source is not in the workspace and whose name ends in `suffix`, derives
   * from `base`.
   */
  readonly families: readonly { readonly module: QualifiedName; readonly suffix: string; readonly base: QualifiedName }[];
}

export interface PythonClassModel {
  /** The one name that rules ask for. */
  readonly name: QualifiedName;
  /** Other names that users import it by. */
  readonly aliases: readonly QualifiedName[];
  /**
   * Method → class of the value it returns, for instances of the class and its subclasses; `self` for its own class. A subclass of the workspace
   * that overrides the method with another return annotation, or returns something provably else, is not believed to return it.
   */
  readonly methods: Readonly<Record<string, QualifiedName>>;
  /**
   * Like `methods`, for names that everybody's methods have (`get`) and for values that are no plain instance: a call of one is no sign that a file is
   * about the class.
   */
  readonly gives?: Readonly<Record<string, PythonValue>>;
  /** Attribute → what it holds, for instances of the class and its subclasses, where no source in the workspace says otherwise. */
  readonly attributes?: Readonly<Record<string, PythonValue>>;
}
