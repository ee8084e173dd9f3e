import type { PythonDefinition } from './analysis.ts';
import type { ClassReader } from './classes.ts';
import type { ClassEntity, Entity } from './entities.ts';
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
    const wanted = this.#resolver.models.class(base)?.name ?? base;
    const seen = new Set<QualifiedName>();
    const stack: (Entity | undefined)[] = [this.#reader.class(name) ?? { kind: 'symbol', name: base }];
    while (stack.length > 0) {
      const one = stack.pop();
      if (one && (one.name === base || one.name === wanted)) return false;
      // What nobody can see may have anything.
      if (one?.kind !== 'class') return true;
      if (seen.has(one.name)) continue;
      seen.add(one.name);
      if (membersOf(one).includes(member) || (member === '__init__' && makesConstructor(one))) return true;
      stack.push(...[...this.#reader.basesInPlace(one)].reverse());
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

/** Whether something other than the class body may give a class its constructor: a decorator (`@dataclass`), a metaclass. */
function makesConstructor({ summary }: ClassEntity): boolean {
  return summary !== undefined && (summary.metaclass !== undefined || summary.decorators.some((decorator) => !/(?:^|\.)(?:final|total_ordering)$/.test(decorator)));
}
