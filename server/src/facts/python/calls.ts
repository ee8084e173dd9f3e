import type { CodeNode } from '../../syntax/codeTree.ts';
import { bulkPutters, putters } from './collections.ts';
import { elementOf, type Expressions } from './expressions.ts';
import type { Flow } from './flow.ts';
import type { Interpreter, Run } from './interpreter.ts';
import { joinAll } from './joins.ts';
import type { PythonValue } from './values.ts';

interface Arguments {
  readonly positional: readonly (PythonValue | undefined)[];
  readonly nodes: readonly CodeNode[];
  readonly keywords: ReadonlyMap<string, CodeNode>;
  /** What `*x` unpacks. */
  readonly splats: readonly (PythonValue | undefined)[];
}

const none: Arguments = { positional: [], nodes: [], keywords: new Map(), splats: [] };

/** What calls give. */
export class Calls {
  readonly #interpreter: Interpreter;
  readonly #expressions: Expressions;

  constructor(interpreter: Interpreter, expressions: Expressions) {
    this.#interpreter = interpreter;
    this.#expressions = expressions;
  }

  value(node: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    const target = node.field('function');
    if (!target) return undefined;
    if (target.type === 'attribute' && isSuper(target.field('object'))) return this.#ofSuper(node, target, flow, run);
    const callee = this.#expressions.value(target, flow, run);
    const args = this.#arguments(node, flow, run);
    if (target.type === 'attribute') {
      const object = target.field('object');
      const holder = object && this.#interpreter.values.get(object);
      const name = target.field('attribute')?.text ?? '';
      const given = holder && holder.kind !== 'module' && holder.kind !== 'symbol' ? this.#method(holder, name, callee, object, args, flow, run) : this.#called(callee, args);
      return given ?? (this.#isSeen(holder) ? undefined : this.#onLoop(name, args));
    }
    return this.#called(callee, args);
  }

  /** Whether the source of what has the method is in the workspace, or a method of Python's own was asked for. */
  #isSeen(holder: PythonValue | undefined): boolean {
    if (holder?.kind === 'instance') return this.#expressions.classOf(holder)?.summary !== undefined;
    return holder !== undefined;
  }

  /** A method that event loops have, whoever gave the loop: it hands on what the coroutine gives. */
  #onLoop(name: string, { positional, nodes }: Arguments): PythonValue | undefined {
    switch (name) {
      case 'run_until_complete':
        return settled(positional[0]);
      case 'run_in_executor': {
        const given = settled(this.#called(positional[1], none));
        return given && { kind: 'awaitable', of: given };
      }
      case 'create_task': {
        const given = positional[0]?.kind === 'awaitable' || nodes[0]?.type === 'call' ? settled(positional[0]) : undefined;
        return given && { kind: 'awaitable', of: given };
      }
      default:
        return undefined;
    }
  }

  #arguments(node: CodeNode, flow: Flow, run: Run): Arguments {
    const list = node.field('arguments');
    const positional: (PythonValue | undefined)[] = [];
    const nodes: CodeNode[] = [];
    const keywords = new Map<string, CodeNode>();
    const splats: (PythonValue | undefined)[] = [];
    const children = list?.type === 'generator_expression' ? [list] : (list?.children ?? []);
    for (const child of children) {
      if (!child.isNamed || child.type === 'comment') continue;
      if (child.type === 'keyword_argument') {
        const name = child.field('name')?.text;
        const value = child.field('value');
        if (value) this.#expressions.value(value, flow, run);
        if (value && name !== undefined) keywords.set(name, value);
      } else if (child.type === 'list_splat' || child.type === 'dictionary_splat') {
        const inner = child.namedChildren.find(({ type }) => type !== 'comment');
        splats.push(inner && this.#expressions.value(inner, flow, run));
      } else {
        nodes.push(child);
        positional.push(this.#expressions.value(child, flow, run));
      }
    }
    return { positional, nodes, keywords, splats };
  }

  #ofSuper(node: CodeNode, target: CodeNode, flow: Flow, run: Run): PythonValue | undefined {
    this.#arguments(node, flow, run);
    const name = target.field('attribute')?.text;
    return run.self && name !== undefined ? this.#interpreter.classes.call(run.self, name, 'super') : undefined;
  }

  #called(callee: PythonValue | undefined, args: Arguments): PythonValue | undefined {
    if (!callee) return undefined;
    const { classes } = this.#interpreter;
    switch (callee.kind) {
      case 'class':
        return { kind: 'instance', of: callee.name };
      case 'function': {
        const entity = this.#expressions.entity(callee);
        return entity?.kind === 'function' ? classes.callFunction(entity) : undefined;
      }
      case 'instance': {
        const entity = this.#expressions.classOf(callee);
        return entity && classes.call(entity, '__call__');
      }
      case 'member': {
        const entity = classes.class(callee.on);
        return entity && classes.call(entity, callee.name);
      }
      case 'symbol':
        return this.#known(callee.name, args) ?? constructed(callee.name);
      default:
        return undefined;
    }
  }

  /** Functions of Python itself. */
  #known(name: string, { positional, nodes, keywords, splats }: Arguments): PythonValue | undefined {
    const [first, second] = positional;
    switch (name) {
      case 'asyncio.run':
        return settled(first);
      case 'anyio.run':
        return settled(this.#called(first, none));
      case 'asyncio.to_thread': {
        const given = this.#called(first, none);
        return given && { kind: 'awaitable', of: given };
      }
      case 'functools.partial':
        return first?.kind === 'function' || first?.kind === 'member' ? first : undefined;
      case 'asyncio.wait_for':
      case 'asyncio.create_task':
      case 'asyncio.ensure_future':
      case 'asyncio.run_coroutine_threadsafe':
      case 'asyncio.shield': {
        const given = settled(first);
        return given && { kind: 'awaitable', of: given };
      }
      case 'asyncio.as_completed': {
        const element = settled(elementOf(first));
        return element && { kind: 'collection', element: { kind: 'awaitable', of: element } };
      }
      case 'asyncio.gather': {
        if (keywords.has('return_exceptions')) return undefined;
        const of = gathered(positional, splats);
        return of && { kind: 'awaitable', of };
      }
      case 'builtins.list':
      case 'builtins.tuple':
      case 'builtins.set':
      case 'builtins.frozenset':
      case 'builtins.sorted':
      case 'builtins.reversed':
      case 'builtins.iter':
      case 'collections.deque': {
        if (positional.length === 0 && splats.length === 0) return { kind: 'collection', element: { kind: 'none' } };
        const element = elementOf(first);
        return element && { kind: 'collection', element };
      }
      case 'builtins.dict':
        if (positional.length === 0 && splats.length === 0) {
          const values = [...keywords.values()].map((one) => this.#interpreter.values.get(one));
          const value = values.length === 0 ? ({ kind: 'none' } as const) : joinAll(values, this.#interpreter.classes.common);
          return value && { kind: 'mapping', value };
        }
        return first?.kind === 'mapping' && keywords.size === 0 && splats.length === 0 ? first : undefined;
      case 'collections.OrderedDict':
        return positional.length === 0 ? { kind: 'mapping', value: { kind: 'none' } } : first?.kind === 'mapping' ? first : undefined;
      case 'builtins.enumerate': {
        const element = elementOf(first);
        return element && { kind: 'collection', element: { kind: 'tuple', elements: [undefined, element] } };
      }
      case 'builtins.zip': {
        const elements = positional.map(elementOf);
        return splats.length === 0 && elements.some((one) => one) ? { kind: 'collection', element: { kind: 'tuple', elements } } : undefined;
      }
      case 'builtins.filter': {
        const element = elementOf(second);
        return element && { kind: 'collection', element };
      }
      case 'builtins.next':
      case 'random.choice':
        return positional.length === 1 ? elementOf(first) : joinAll([elementOf(first), second], this.#interpreter.classes.common);
      case 'copy.copy':
      case 'copy.deepcopy':
        return first;
      case 'typing.cast': {
        const type = nodes[0];
        const value = type && this.#interpreter.values.get(type);
        return value?.kind === 'class' ? { kind: 'instance', of: value.name } : undefined;
      }
      case 'builtins.type':
        return first?.kind === 'instance' && positional.length === 1 ? { kind: 'class', name: first.of } : undefined;
      default:
        return undefined;
    }
  }

  #method(holder: PythonValue, name: string, callee: PythonValue | undefined, object: CodeNode | undefined, args: Arguments, flow: Flow, run: Run): PythonValue | undefined {
    const { classes } = this.#interpreter;
    switch (holder.kind) {
      case 'instance': {
        // A pool runs it: `executor.submit(agent.run, x)`.
        if (name === 'submit' || name === 'run_in_executor') {
          const given = this.#called(args.positional[name === 'submit' ? 0 : 1], none);
          return given && { kind: 'awaitable', of: given };
        }
        // Somebody put something else there (`agent.run = Mock()`), or it is an attribute that is called.
        if (callee?.kind !== 'member') return this.#called(callee, args);
        if (this.#interpreter.isPatched(name, run)) return undefined;
        const entity = classes.class(holder.of);
        return entity && classes.call(entity, name);
      }
      case 'class': {
        const entity = classes.class(holder.name);
        const value = entity && !this.#interpreter.isPatched(name, run) ? classes.call(entity, name) : undefined;
        return value ?? this.#called(callee, args);
      }
      case 'collection':
      case 'mapping':
        return this.#ofCollection(holder, name, object, args, flow, run);
      case 'awaitable':
        return name === 'result' ? holder.of : undefined;
      default:
        return undefined;
    }
  }

  #ofCollection(
    holder: Extract<PythonValue, { kind: 'collection' | 'mapping' }>, name: string, object: CodeNode | undefined, { positional }: Arguments, flow: Flow, run: Run,
  ): PythonValue | undefined {
    const variable = object?.type === 'identifier' ? object.text : undefined;
    const at = putters.get(name);
    if (variable !== undefined && at !== undefined) {
      this.#expressions.put(variable, positional[at], flow, run);
    } else if (variable !== undefined && bulkPutters.has(name)) {
      const [given] = positional;
      this.#expressions.put(variable, given?.kind === 'mapping' ? given.value : elementOf(given), flow, run);
    }
    const element = holder.kind === 'mapping' ? holder.value : holder.element;
    switch (name) {
      case 'values':
        return holder.kind === 'mapping' ? { kind: 'collection', element } : undefined;
      case 'items':
        return holder.kind === 'mapping' ? { kind: 'collection', element: { kind: 'tuple', elements: [undefined, element] } } : undefined;
      case 'get':
        return holder.kind === 'mapping' && positional.length > 0 ? (positional.length === 1 ? element : joinAll([element, positional[1]], this.#interpreter.classes.common)) : undefined;
      case 'pop':
        return positional.length < 2 || holder.kind === 'collection' ? element : joinAll([element, positional[1]], this.#interpreter.classes.common);
      case 'popleft':
        return holder.kind === 'collection' ? element : undefined;
      case 'setdefault':
        return holder.kind === 'mapping' ? joinAll([element, positional[1]], this.#interpreter.classes.common) : undefined;
      case 'copy':
        return holder;
      default:
        return undefined;
    }
  }
}

/** What is written like a class, and is called, is one. */
function constructed(name: string): PythonValue | undefined {
  return /\.[A-Z]\w*[a-z]\w*$/.test(name) ? { kind: 'instance', of: name } : undefined;
}

/** What awaiting gives; a call that is no coroutine by what is known is taken for one where somebody awaits it. */
function settled(value: PythonValue | undefined): PythonValue | undefined {
  return value?.kind === 'awaitable' ? value.of : value?.kind === 'instance' || value?.kind === 'collection' ? value : undefined;
}

function gathered(positional: readonly (PythonValue | undefined)[], splats: readonly (PythonValue | undefined)[]): PythonValue | undefined {
  if (splats.length === 0) return { kind: 'tuple', elements: positional.map(settled) };
  if (splats.length > 1 || positional.length > 0) return undefined;
  const element = settled(elementOf(splats[0]));
  return element && { kind: 'collection', element };
}

function isSuper(node: CodeNode | undefined): boolean {
  return node?.type === 'call' && node.field('function')?.text === 'super';
}
