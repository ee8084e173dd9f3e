import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';
import { argumentsOf, calleeOf } from '../code/typescript/syntax.ts';
import { membersNamed } from './memberTypes.ts';
import type { TypescriptCode } from './typescriptCode.ts';
import type { Type } from './typeValues.ts';

/** Where a file names a member of a class or type of a module. */
export interface MemberUse {
  /**
   * `name`: the name alone, to be changed where it stands. `shorthand`: `{ send }`, which is key and variable. `cast`: the key of an object that is only
   * said to be one. `spied`: a text that a test library looks the member up by. `definition`: a class or interface of the file that overrides it.
   */
  readonly form: 'name' | 'shorthand' | 'cast' | 'spied' | 'definition';
  readonly range: Range;
}

/** A use that may get another name. */
export interface RenamedUse extends MemberUse {
  /** A class, type or object of the file has something of its own by the other name. */
  readonly isTaken: boolean;
}

/** The uses of the member `name`, which is `to` now, of the class or type with the canonical name `on`, in order. Instances of unknown type are none. */
export function memberUses(code: TypescriptCode, on: string, name: string, to: string): readonly RenamedUse[] {
  return code.scopes.nodes(name).flatMap((leaf): readonly RenamedUse[] => {
    const use = useAt(code, on, name, leaf);
    return use ? [{ ...use, isTaken: !useAt(code, on, name, leaf, to) }] : [];
  });
}

/** Takes the name's place. `without`: a name that no class, type or object of the file on the way may have. */
function useAt(code: TypescriptCode, on: string, name: string, leaf: CodeNode, without?: string): MemberUse | undefined {
  const { types } = code;
  const text = leaf.type === 'string_fragment' ? leaf.parent : undefined;
  // `['send']` as a key.
  const node = text?.parent?.type === 'computed_property_name' ? text.parent : text ?? leaf;
  const { parent } = node;
  if (!parent) return undefined;
  const found = (form: MemberUse['form']): MemberUse => ({ form, range: leaf.range });
  const isOne = (type: Type | undefined): boolean => isInherited(code, type, on, without === undefined ? [name] : [name, without]);
  switch (parent.type) {
    case 'member_expression':
      return node.fieldName === 'property' && isOne(types.objectOf(parent)) ? found('name') : undefined;
    case 'subscript_expression':
      return node.fieldName === 'index' && isOne(types.objectOf(parent)) ? found('name') : undefined;
    case 'object_pattern':
      return node.type === 'shorthand_property_identifier_pattern' && isOne(types.typeOfPattern(parent)) ? found('shorthand') : undefined;
    case 'object_assignment_pattern': {
      const pattern = parent.parent;
      return node.fieldName === 'left' && pattern?.type === 'object_pattern' && isOne(types.typeOfPattern(pattern)) ? found('shorthand') : undefined;
    }
    case 'pair_pattern':
      return node.fieldName === 'key' && parent.parent && isOne(types.typeOfPattern(parent.parent)) ? found('name') : undefined;
    case 'method_definition':
    case 'public_field_definition':
    case 'abstract_method_signature':
    case 'method_signature':
    case 'property_signature':
      if (node.fieldName !== 'name') return undefined;
      return parent.parent?.type === 'object' ? literalUse(code, on, parent, leaf, without) : overrides(code, on, parent) ? found('definition') : undefined;
    case 'pair':
      return node.fieldName === 'key' ? literalUse(code, on, parent, leaf, without) : undefined;
    case 'object':
      return node.type === 'shorthand_property_identifier' ? literalUse(code, on, node, leaf, without) : undefined;
    case 'literal_type':
      return isOne(types.typeOfType(typeWithKey(code, parent))) ? found('name') : undefined;
    case 'binary_expression':
      return parent.field('operator')?.type === 'in' && node.fieldName === 'left' && isOne(types.typeOf(parent.field('right'))) ? found('name') : undefined;
    case 'arguments':
      return isSpied(code, node, parent, isOne) ? found('spied') : undefined;
    default:
      return undefined;
  }
}

/** Whether a type has the members from the class or type, and no class of the file says otherwise. */
function isInherited({ types }: TypescriptCode, type: Type | undefined, on: string, names: readonly string[]): boolean {
  const found = types.apiOf(type);
  return found?.name === on && found.through.every((node) => names.every((name) => membersNamed(node, name).length === 0));
}

/** Whether a member of a class or interface of the file takes the place of one that it gets from the class or type. */
function overrides({ types }: TypescriptCode, on: string, member: CodeNode): boolean {
  const owner = member.parent?.parent;
  const isStatic = member.children.some(({ type }) => type === 'static');
  if (!owner || isStatic || owner.type === 'object_type' || !member.parent.type.endsWith('_body')) return false;
  const implemented = owner.children.find(({ type }) => type === 'class_heritage')?.children.find(({ type }) => type === 'implements_clause');
  const described = implemented?.namedChildren.map((type) => types.typeOfType(type)) ?? [];
  return [{ kind: 'own', node: owner } as const, ...described].some((type) => types.apiOf(type)?.name === on);
}

/** A key of an object literal that is said to be one. Takes the member and its name. */
function literalUse({ types }: TypescriptCode, on: string, member: CodeNode, leaf: CodeNode, without: string | undefined): MemberUse | undefined {
  let around = member.parent;
  if (around && without !== undefined && membersNamed(around, without).length > 0) return undefined;
  let form: 'name' | 'cast' = 'name';
  const range = leaf.range;
  let lists = 0;
  const isOne = (annotation: CodeNode | undefined): boolean => {
    let type = types.typeOfType(annotation);
    for (let i = 0; i < lists; i++) type = type?.kind === 'list' ? type.of : undefined;
    return types.apiOf(type)?.name === on;
  };
  const use = (): MemberUse | undefined => (member.type === 'shorthand_property_identifier' ? form === 'name' ? { form: 'shorthand', range } : undefined : { form, range });
  for (; around?.parent; around = around.parent) {
    const { parent, fieldName } = around;
    switch (parent.type) {
      case 'parenthesized_expression':
        continue;
      case 'array':
        lists++;
        continue;
      case 'satisfies_expression':
        if (isOne(parent.namedChildren.at(-1))) return use();
        continue;
      case 'as_expression':
        form = 'cast';
        if (isOne(parent.namedChildren.at(-1))) return use();
        continue;
      case 'variable_declarator':
      case 'public_field_definition':
      case 'required_parameter':
      case 'optional_parameter':
        return fieldName === 'value' && form === 'name' && isOne(parent.field('type')) ? use() : undefined;
      case 'arrow_function':
        return fieldName === 'body' && form === 'name' && isOne(parent.field('return_type')) ? use() : undefined;
      case 'return_statement': {
        const definition = parent.enclosing('function_declaration', 'function_expression', 'arrow_function', 'method_definition', 'generator_function', 'generator_function_declaration');
        return form === 'name' && isOne(definition?.field('return_type')) ? use() : undefined;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/** `Client` of `Client['send']`, `Pick<Client, 'send'>` and `Omit<Client, 'send' | 'close'>`. Takes the literal type. */
function typeWithKey({ scopes }: TypescriptCode, literal: CodeNode): CodeNode | undefined {
  let key = literal;
  while (key.parent?.type === 'union_type') key = key.parent;
  const { parent } = key;
  const isOf = (list: CodeNode): CodeNode | undefined => {
    const [first, second] = list.namedChildren.filter(({ type }) => type !== 'comment');
    return second === key ? first : undefined;
  };
  if (parent?.type === 'lookup_type') return isOf(parent);
  const name = parent?.type === 'type_arguments' ? parent.parent?.field('name') : undefined;
  return parent && name && (name.text === 'Pick' || name.text === 'Omit') && !scopes.variableOf(name) ? isOf(parent) : undefined;
}

const spies: ReadonlySet<string> = new Set(['spyOn', 'stub', 'spy', 'replaceProperty']);

/** `send` of `jest.spyOn(client, 'send')`. */
function isSpied({ types }: TypescriptCode, text: CodeNode, list: CodeNode, isOne: (type: Type | undefined) => boolean): boolean {
  const call = list.parent;
  const callee = call?.type === 'call_expression' ? calleeOf(call) : undefined;
  const word = callee?.type === 'member_expression' ? callee.field('property')?.text : callee?.text;
  if (!call || text.type !== 'string' || word === undefined || !spies.has(word)) return false;
  const [object, name] = argumentsOf(call);
  return name === text && isOne(types.typeOf(object));
}
