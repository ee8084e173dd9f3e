import type { PythonClassSummary, PythonFunctionSummary, PythonSummary } from './summary.ts';
import type { PythonClassModel, PythonModels, QualifiedName } from './values.ts';

/** What a name stands for, with what is known about its definition. */
export type Entity = ModuleEntity | ClassEntity | FunctionEntity | VariableEntity | AliasEntity | SymbolEntity;

export interface ModuleEntity {
  readonly kind: 'module';
  readonly name: QualifiedName;
  /** Absent for `import x` of a module that is not in the workspace. */
  readonly home: PythonSummary | undefined;
}

export interface ClassEntity {
  readonly kind: 'class';
  readonly name: QualifiedName;
  /** Where it is defined, if that is in the workspace. */
  readonly home: PythonSummary | undefined;
  readonly summary: PythonClassSummary | undefined;
  readonly model: PythonClassModel | undefined;
  /** Bases that are known otherwise than by the summary: of a class in a function, of a family of a model. */
  readonly bases?: readonly Entity[];
}

export interface FunctionEntity {
  readonly kind: 'function';
  readonly name: QualifiedName;
  readonly home: PythonSummary | undefined;
  readonly summary: PythonFunctionSummary | undefined;
  /** Class of what it returns, told by a model. */
  readonly gives?: QualifiedName;
}

/** A module's variable; `type` as an annotation would say it. */
export interface VariableEntity {
  readonly kind: 'variable';
  readonly name: QualifiedName;
  readonly home: PythonSummary;
  readonly type: string;
}

/** Another name for a type. */
export interface AliasEntity {
  readonly kind: 'alias';
  readonly name: QualifiedName;
  readonly home: PythonSummary;
  readonly type: string;
}

/** Something of a module that is not in the workspace, or that nobody can see in it. */
export interface SymbolEntity {
  readonly kind: 'symbol';
  readonly name: QualifiedName;
}

/** The models, by any of their names. */
export class ModelIndex {
  readonly #classes = new Map<QualifiedName, PythonClassModel>();
  /** By the last part of a name. */
  readonly #endings = new Map<string, { readonly module: QualifiedName; readonly model: PythonClassModel }[]>();
  readonly #models: PythonModels;

  constructor(models: PythonModels) {
    this.#models = models;
    for (const model of models.classes) {
      for (const name of [model.name, ...model.aliases]) {
        this.#classes.set(name, model);
        const dot = name.lastIndexOf('.');
        const last = name.slice(dot + 1);
        const list = this.#endings.get(last);
        const entry = { module: name.slice(0, Math.max(dot, 0)), model };
        if (list) list.push(entry);
        else this.#endings.set(last, [entry]);
      }
    }
  }

  class(name: QualifiedName): PythonClassModel | undefined {
    return this.#classes.get(name);
  }

  /** The models whose name or alias ends in this class name, with the module that the rest of it names. */
  endingIn(className: string): readonly { readonly module: QualifiedName; readonly model: PythonClassModel }[] {
    return this.#endings.get(className) ?? [];
  }

  /**
   * What a model says a name is; a symbol when no model knows it. Families say nothing of modules whose source is there (`hasSource`): what
   * these show is known, and what they do not show is nobody's guess.
   */
  named(name: QualifiedName, hasSource: (module: QualifiedName) => boolean): ClassEntity | FunctionEntity | SymbolEntity {
    const model = this.#classes.get(name);
    if (model) return this.#modelled(model);
    const gives = Object.hasOwn(this.#models.functions, name) ? this.#models.functions[name] : undefined;
    if (gives !== undefined) return { kind: 'function', name, home: undefined, summary: undefined, gives };
    for (const { module, suffix, base } of this.#models.families) {
      const last = name.slice(name.lastIndexOf('.') + 1);
      if (!name.startsWith(`${module}.`) || !last.endsWith(suffix) || !/^[A-Z]/.test(last) || hasSource(module)) continue;
      const known = this.#classes.get(base);
      return { kind: 'class', name, home: undefined, summary: undefined, model: undefined, bases: [known ? this.#modelled(known) : { kind: 'symbol', name: base }] };
    }
    return { kind: 'symbol', name };
  }

  #modelled(model: PythonClassModel): ClassEntity {
    return { kind: 'class', name: model.name, home: undefined, summary: undefined, model };
  }
}
