import type { ClassEntity, Entity } from './entities.ts';
import { joinAll } from './joins.ts';
import type { ClassReader } from './classes.ts';
import { parseType, type TypeText } from './typeText.ts';
import type { PythonValue } from './values.ts';

/** Where the names of a type are looked up, and what `Self` is there. */
export interface TypeScope {
  readonly lookup: (dotted: string) => Entity | undefined;
  readonly self?: ClassEntity | undefined;
}

const collections = new Set([
  'list', 'List', 'Sequence', 'MutableSequence', 'Iterable', 'Iterator', 'Collection', 'set', 'Set', 'frozenset', 'FrozenSet', 'AbstractSet', 'MutableSet', 'deque', 'Deque',
  'Generator', 'AsyncIterator', 'AsyncIterable', 'AsyncGenerator', 'KeysView', 'ValuesView', 'Queue',
]);
const mappings = new Set(['dict', 'Dict', 'Mapping', 'MutableMapping', 'defaultdict', 'DefaultDict', 'OrderedDict']);
const wrappers = new Set(['Optional', 'Annotated', 'Final', 'ClassVar', 'Required', 'NotRequired', 'ReadOnly', 'InitVar']);
const awaitables = new Set(['Awaitable', 'Coroutine', 'Future', 'Task']);
const builtins = new Set(['str', 'int', 'float', 'bool', 'bytes', 'complex', 'dict', 'list', 'tuple', 'set', 'frozenset', 'type']);
const anything = new Set(['Any', 'object', '...', '', 'NoReturn', 'Never', 'Callable', 'Literal', 'ParamSpec']);

const maxDepth = 24;

/** What types say about values. */
export class TypeReader {
  readonly #classes: ClassReader;
  readonly #parsed = new Map<string, TypeText | undefined>();

  constructor(classes: ClassReader) {
    this.#classes = classes;
  }

  /** The value of something annotated with this text; `undefined` when the type proves nothing. */
  value(text: string, scope: TypeScope, depth = 0): PythonValue | undefined {
    const type = this.#parse(text);
    return type && this.#value(type, scope, depth);
  }

  /** The class that a text names: `Agent`, `base.Agent`, another name for it. */
  entity(text: string, scope: TypeScope, depth = 0): Entity | undefined {
    const type = this.#parse(text);
    if (!type || type.isCall || depth > maxDepth) return undefined;
    const entity = scope.lookup(type.name);
    if (type.args.length > 0 && entity?.kind !== 'class') return undefined; // `Dict[str, Agent]` is no class of its own.
    return entity?.kind === 'alias' ? this.entity(entity.type, this.#classes.scopeOf(entity.home), depth + 1) : entity;
  }

  #parse(text: string): TypeText | undefined {
    if (!this.#parsed.has(text)) this.#parsed.set(text, parseType(text));
    return this.#parsed.get(text);
  }

  #value(type: TypeText, scope: TypeScope, depth: number): PythonValue | undefined {
    if (depth > maxDepth) return undefined;
    if (type.isCall) return this.#classes.callPath(type.name, scope, depth + 1);
    const of = (arg: TypeText | undefined): PythonValue | undefined => arg && this.#value(arg, scope, depth + 1);
    if (type.name === '|') return joinAll(type.args.map(of), this.#classes.common);
    if (type.name === 'None') return { kind: 'none' };
    if (type.name === 'await') {
      const given = of(type.args[0]);
      return given?.kind === 'awaitable' ? given.of : given?.kind === 'instance' ? given : undefined;
    }
    if (type.name === 'Self') return scope.self && { kind: 'instance', of: scope.self.name };
    if (scope.self && type.name.startsWith('self.')) return this.#classes.attributePath(type.name, scope.self, depth + 1);
    const entity = scope.lookup(type.name);
    const short = entity === undefined || entity.kind === 'symbol' ? standardName(entity?.name ?? type.name) : undefined;
    if (short !== undefined) {
      const special = this.#special(short, type, of);
      if (special !== null) return special;
    }
    return entity && this.#named(entity, depth);
  }

  /** A type of the standard library; `null` when it is none that is known. */
  #special(name: string, { args }: TypeText, of: (arg: TypeText | undefined) => PythonValue | undefined): PythonValue | undefined | null {
    if (anything.has(name)) return undefined;
    if (wrappers.has(name)) return of(args[0]);
    if (name === 'Union') return joinAll(args.map(of), this.#classes.common);
    if (name === 'tuple' || name === 'Tuple') {
      if (args.length === 2 && args[1]?.name === '...') return collection(of(args[0]));
      if (args.length > 0) return { kind: 'tuple', elements: args.map(of) };
    }
    // What it holds may be anything, but a list and a dict are no agent's result.
    if (args.length > 0 && collections.has(name)) return collection(of(args[0])) ?? { kind: 'instance', of: 'builtins.list' };
    if (args.length > 0 && mappings.has(name)) {
      const value = of(args[1]);
      return value ? { kind: 'mapping', value } : { kind: 'instance', of: 'builtins.dict' };
    }
    if (args.length > 0 && awaitables.has(name)) {
      const given = of(args.at(-1));
      return given && { kind: 'awaitable', of: given };
    }
    if (args.length > 0 && (name === 'type' || name === 'Type')) {
      const instance = of(args[0]);
      return instance?.kind === 'instance' ? { kind: 'class', name: instance.of } : undefined;
    }
    if (builtins.has(name)) return { kind: 'instance', of: `builtins.${name}` };
    if (mappings.has(name)) return { kind: 'instance', of: 'builtins.dict' };
    if (collections.has(name)) return { kind: 'instance', of: 'builtins.list' };
    return null;
  }

  #named(entity: Entity, depth: number): PythonValue | undefined {
    if (entity.kind === 'class') return { kind: 'instance', of: entity.name };
    if (entity.kind === 'alias') return this.value(entity.type, this.#classes.scopeOf(entity.home), depth + 1);
    // A symbol in an annotation is a class, unless it is another name for something bigger.
    return entity.kind === 'symbol' && /(?:^|\.)[A-Z]\w*$/.test(entity.name) ? { kind: 'instance', of: entity.name } : undefined;
  }
}

function collection(element: PythonValue | undefined): PythonValue | undefined {
  return element && { kind: 'collection', element };
}

/** The name of a type of the standard library without its module. */
function standardName(name: string): string | undefined {
  const [, module, last] = /^(?:(typing|typing_extensions|collections(?:\.abc)?|asyncio|builtins|dataclasses|t)\.)?(\w+|\.\.\.)$/.exec(name) ?? [];
  return last !== undefined || name === '' ? (last ?? module ?? '') : undefined;
}
