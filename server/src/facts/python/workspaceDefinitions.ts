import type { PythonDefinition } from './analysis.ts';
import type { ClassReader } from './classes.ts';
import type { ClassEntity } from './entities.ts';
import type { Resolver } from './resolve.ts';
import type { QualifiedName } from './values.ts';

/** What the workspace itself has of classes that others may have installed: a vendored copy, or the system's own repository. */
export class WorkspaceDefinitions {
  readonly #resolver: Resolver;
  readonly #reader: ClassReader;
  readonly #known = new Map<QualifiedName, PythonDefinition | undefined>();

  constructor(resolver: Resolver, reader: ClassReader) {
    this.#resolver = resolver;
    this.#reader = reader;
  }

  /** See `PythonAnalysis.definitionOf`. */
  of(name: QualifiedName): PythonDefinition | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#find(name));
    return this.#known.get(name);
  }

  #find(name: QualifiedName): PythonDefinition | undefined {
    const entity = this.#entity(name);
    return entity?.home && { uri: entity.home.uri, members: new Set(this.#reader.line(entity).flatMap((one) => (one ? membersOf(one) : []))) };
  }

  /** By its own name, else by another that users import it by. */
  #entity(name: QualifiedName): ClassEntity | undefined {
    const own = this.#reader.class(name);
    if (own?.home) return own;
    const model = this.#resolver.models.class(name);
    for (const other of model ? [model.name, ...model.aliases] : []) {
      const entity = this.#resolver.resolve(other);
      if (entity.kind === 'class' && entity.home) return entity;
    }
    return undefined;
  }

  /** See `PythonAnalysis.declaresBelow`. */
  declaresBelow(name: QualifiedName, base: QualifiedName, member: string): boolean {
    const entity = this.#reader.class(name);
    for (const one of entity ? this.#reader.line(entity) : []) {
      if (one?.name === base) return false;
      if (one && membersOf(one).includes(member)) return true;
    }
    return false;
  }

  /** See `PythonAnalysis.shows`. */
  shows(module: QualifiedName, name: string): boolean | undefined {
    const home = this.#resolver.module(module, this.#resolver.own.uri);
    return home && this.#resolver.inModule(home, name) !== undefined;
  }
}

function membersOf({ summary }: ClassEntity): readonly string[] {
  return summary ? [...Object.keys(summary.attributes), ...summary.methods.map(({ name }) => name)] : [];
}
