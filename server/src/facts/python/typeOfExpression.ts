import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf, dottedText, targetNames } from './syntaxTools.ts';

/** What the function's own names are: a type as an annotation would say it, empty when that is not known. */
export type LocalTypes = ReadonlyMap<string, string>;

const none: LocalTypes = new Map();

/**
 * The type of an expression as an annotation would say it, from its shape alone: `Agent(x)` gives `Agent()` (a call: the name may turn out
 * to be a function), `[A(), A()]` gives `list[A()]`. `undefined` when the shape does not say.
 */
export function typeOfExpression(node: CodeNode, locals: LocalTypes = none, depth = 0): string | undefined {
  if (depth > 6) return undefined;
  const of = (one: CodeNode): string | undefined => typeOfExpression(one, locals, depth + 1);
  switch (node.type) {
    case 'identifier':
      return locals.get(node.text) || undefined;
    case 'attribute': {
      const path = dottedText(node);
      return path?.startsWith('self.') && (locals.get('self') ?? '') === 'Self' ? path : undefined;
    }
    case 'await':
      return awaited(node.namedChildren.find(({ type }) => type !== 'comment'), of);
    case 'call': {
      const name = dottedText(node.field('function'));
      if (runsCoroutine(node.field('function'), name, locals)) return awaited(argumentsOf(node).positional[0], of);
      const first = name?.split('.')[0] ?? '';
      const isFree = !locals.has(first) || (locals.get(first) === 'Self' && name !== first) || (locals.get(first) === 'type[Self]');
      return name !== undefined && isFree ? `${name}()` : undefined;
    }
    case 'parenthesized_expression': {
      const inner = node.namedChildren.filter(({ type }) => type !== 'comment');
      return inner[0] && inner.length === 1 ? of(inner[0]) : undefined;
    }
    case 'list':
    case 'set':
    case 'tuple':
      return collection('list', node.namedChildren.filter(({ type }) => type !== 'comment').map(of));
    case 'dictionary':
      return collection('dict', node.namedChildren.filter(({ type }) => type !== 'comment').map((pair) => {
        const value = pair.type === 'pair' ? pair.field('value') : undefined;
        return value && of(value);
      }));
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension': {
      const isDictionary = node.type === 'dictionary_comprehension';
      const value = isDictionary ? node.field('body')?.field('value') : node.field('body');
      const inner = new Map(locals);
      for (const clause of node.children) for (const target of clause.fields('left')) for (const name of targetNames(target)) inner.set(name, '');
      return collection(isDictionary ? 'dict' : 'list', [value && typeOfExpression(value, inner, depth + 1)]);
    }
    case 'boolean_operator': {
      // `agent or Agent()`
      const left = node.field('left');
      const right = node.field('right');
      const type = left && of(left);
      return type !== undefined && right && of(right) === type ? type : undefined;
    }
    default:
      return undefined;
  }
}

/** What awaiting an expression gives: `await[make()]`, which no annotation says. */
function awaited(node: CodeNode | undefined, of: (one: CodeNode) => string | undefined): string | undefined {
  const type = node && of(node);
  return type === undefined ? undefined : `await[${type}]`;
}

/** Whether what is called gives what the coroutine that it gets gives (`wait_for` when it is awaited). */
function runsCoroutine(callee: CodeNode | undefined, name: string | undefined, locals: LocalTypes): boolean {
  if (callee?.type === 'attribute' && callee.field('attribute')?.text === 'run_until_complete') return true;
  return !locals.has('asyncio') && (name === 'asyncio.run' || name === 'asyncio.wait_for');
}

function collection(kind: 'list' | 'dict', types: readonly (string | undefined)[]): string | undefined {
  const [first] = types;
  if (first === undefined || types.some((type) => type !== first)) return undefined;
  return kind === 'list' ? `list[${first}]` : `dict[str, ${first}]`;
}
