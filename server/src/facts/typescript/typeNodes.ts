import type { CodeNode } from '../../syntax/codeTree.ts';
import { literalOf } from '../code/typescript/syntax.ts';
import type { TypeContext, Types } from './types.ts';
import { commonType, type Type } from './typeValues.ts';

/** Types of the language, and of test libraries, that are used as what they hold. Of a `Pick` nobody uses what it has not picked. */
const transparent: ReadonlySet<string> = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Required', 'NonNullable', 'Partial', 'Pick', 'Mocked', 'MockedObject', 'MockedObjectDeep', 'DeepMocked']);
const lists: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'IterableIterator', 'AsyncIterable', 'AsyncGenerator', 'Generator']);
/** Of a key and a value. */
const maps: ReadonlySet<string> = new Set(['Map', 'ReadonlyMap', 'WeakMap']);

/** Reads annotations. `types` is there when somebody asks; `once` remembers what was found at a node. */
export function typeNodeReader({ scopes, symbols, api }: TypeContext, types: () => Types, once: (node: CodeNode, find: () => Type | undefined) => Type | undefined): Pick<Types, 'typeOfType'> {
  const of = (node: CodeNode): Type | undefined => {
    const parts = node.namedChildren.filter(({ type }) => type !== 'comment');
    const [first] = parts;
    switch (node.type) {
      case 'type_annotation':
      case 'parenthesized_type':
      case 'readonly_type':
        return typeOfType(first);
      case 'type_identifier':
        return ofName(node);
      case 'nested_type_identifier':
      // `import('m').Client` reads as an expression.
      case 'member_expression':
        return ofSymbol(node);
      case 'generic_type':
        return ofGeneric(node);
      case 'array_type': {
        const element = typeOfType(first);
        return element && { kind: 'list', of: element };
      }
      case 'union_type': {
        const members = flat(node, 'union_type').filter((part) => !/^(?:null|undefined|void)$/.test(part.text));
        return commonType(members.map((part) => typeOfType(part)));
      }
      case 'intersection_type': {
        const found = flat(node, 'intersection_type').map((part) => typeOfType(part));
        const [type, ...more] = found.filter((one) => one?.kind === 'api');
        const beside = found.flatMap((one) => (one?.kind === 'own' ? [one.node] : []));
        return type && more.length === 0 && beside.length === found.length - 1 ? { ...type, beside } : undefined;
      }
      case 'type_query':
        return types().typeOf(first);
      case 'object_type':
        return { kind: 'own', node };
      case 'lookup_type': {
        const key = literalOf(parts[1]?.type === 'literal_type' ? parts[1].namedChildren[0] : undefined);
        return key && types().memberType(typeOfType(first), key.text);
      }
      default:
        return undefined;
    }
  };

  const ofSymbol = (node: CodeNode): Type | undefined => {
    const name = symbols.nameOf(node);
    return name === undefined ? undefined : { kind: 'api', name: api.canonical(name) };
  };

  const ofName = (node: CodeNode): Type | undefined => {
    const variable = scopes.variableOf(node);
    const [declaration, ...more] = variable?.declarations ?? [];
    if (!declaration || more.length > 0) return undefined;
    switch (declaration.kind) {
      case 'class':
        return { kind: 'own', node: declaration.owner };
      case 'type':
        return declaration.owner.type === 'interface_declaration' ? { kind: 'own', node: declaration.owner } : typeOfType(declaration.owner.field('value'));
      case 'typeParameter':
        return typeOfType(declaration.owner.field('constraint')?.namedChildren[0]);
      default:
        return ofSymbol(node);
    }
  };

  const ofGeneric = (node: CodeNode): Type | undefined => {
    const name = node.field('name');
    const given = node.field('type_arguments')?.namedChildren.filter(({ type }) => type !== 'comment') ?? [];
    const [first, second] = given;
    const isForeign = name?.type === 'nested_type_identifier';
    const word = (isForeign ? name.field('name') : name)?.text ?? '';
    // `Mocked` is imported or a member of `jest` or `vi`; the others are the language's.
    const isGlobal = /Mocked/.test(word) || (!isForeign && name !== undefined && !scopes.variableOf(name));
    if (!name || !isGlobal) return name && typeOfType(name);
    if (transparent.has(word)) return typeOfType(first);
    const listed = lists.has(word) ? first : maps.has(word) ? second : undefined;
    if (listed) {
      const element = typeOfType(listed);
      return element && { kind: 'list', of: element };
    }
    const queried = first?.type === 'type_query' ? first.namedChildren[0] : undefined;
    if (word === 'InstanceType') return types().instanceOf(queried);
    return word === 'ReturnType' && queried ? resultOfName(queried) : undefined;
  };

  /** `ReturnType<typeof connect>` */
  const resultOfName = (queried: CodeNode): Type | undefined => {
    const name = symbols.nameOf(queried);
    const returned = name === undefined ? undefined : api.returns.get(api.canonical(name));
    if (returned !== undefined) return { kind: 'api', name: returned };
    const [declaration, ...more] = scopes.variableOf(queried)?.declarations ?? [];
    return declaration?.kind === 'function' && more.length === 0 ? types().resultOf(declaration.owner) : undefined;
  };

  const typeOfType = (node: CodeNode | undefined): Type | undefined => node && once(node, () => of(node));
  return { typeOfType };
}

/** The members of nested unions: `A | B | C` is one of `A | B` and `C`. */
function flat(node: CodeNode, type: string): readonly CodeNode[] {
  const found: CodeNode[] = [];
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.type === type) stack.push(...next.namedChildren.filter((child) => child.type !== 'comment').reverse());
    else found.push(next);
  }
  return found;
}
