import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf, calleeOf, functions, keyOf } from '../code/typescript/syntax.ts';
import type { Types } from './types.ts';
import type { Type } from './typeValues.ts';

const listCallbacks: ReadonlySet<string> = new Set(['forEach', 'map', 'filter', 'some', 'every', 'find', 'findLast', 'findIndex', 'flatMap']);

/** Reads what patterns, parameters and loops take. `types` is there when somebody asks. */
export function patternReader(types: () => Types): Pick<Types, 'typeOfPattern'> {
  const typeOfPattern = (pattern: CodeNode): Type | undefined => {
    const { parent } = pattern;
    switch (parent?.type) {
      case 'object_pattern': {
        const key = pattern.type === 'shorthand_property_identifier_pattern' ? pattern.text
          : pattern.type === 'object_assignment_pattern' ? pattern.field('left')?.text : undefined;
        return key === undefined ? undefined : types().memberType(typeOfPattern(parent), key);
      }
      case 'pair_pattern': {
        const key = parent.field('key');
        const name = keyOf(key?.type === 'computed_property_name' ? key.namedChildren[0] : key)?.text;
        return name === undefined || !parent.parent ? undefined : types().memberType(typeOfPattern(parent.parent), name);
      }
      case 'array_pattern': {
        const list = typeOfPattern(parent);
        if (pattern.type === 'rest_pattern') return list;
        return list?.kind === 'list' ? list.of : undefined;
      }
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        return typeOfPattern(parent);
      case 'rest_pattern':
        // `...clients: Client[]`; what is left of an object has no name.
        return parent.parent?.type === 'required_parameter' || parent.parent?.type === 'array_pattern' ? typeOfPattern(parent) : undefined;
      case undefined:
        return undefined;
      case 'assignment_expression':
        return pattern.fieldName === 'left' ? types().typeOf(parent.field('right')) : undefined;
      default:
        return parent && ofOwner(parent);
    }
  };

  /** What the declarator, the parameter or the loop gives as a whole. */
  const ofOwner = (owner: CodeNode): Type | undefined => {
    switch (owner.type) {
      case 'variable_declarator':
        return owner.field('type') ? types().typeOfType(owner.field('type')) : types().typeOf(owner.field('value'));
      case 'required_parameter':
      case 'optional_parameter':
        if (owner.field('type')) return types().typeOfType(owner.field('type'));
        return owner.field('value') ? types().typeOf(owner.field('value')) : handedTo(owner);
      case 'arrow_function':
        return handedTo(owner);
      case 'for_in_statement': {
        const list = owner.field('operator')?.type === 'of' ? types().typeOf(owner.field('right')) : undefined;
        return list?.kind === 'list' ? list.of : undefined;
      }
      default:
        return undefined;
    }
  };

  /** What `.then(…)` and the methods of lists hand to the first parameter of a callback. Takes the parameter, or the arrow function that it is all of. */
  const handedTo = (parameter: CodeNode): Type | undefined => {
    const callback = parameter.type === 'arrow_function' ? parameter : parameter.enclosing(...functions);
    if (!callback || (parameter !== callback && callback.field('parameters')?.namedChildren[0] !== parameter)) return undefined;
    const call = callback.parent?.type === 'arguments' ? callback.parent.parent : undefined;
    if (!call || argumentsOf(call)[0] !== callback) return undefined;
    const method = calleeOf(call);
    if (method?.type !== 'member_expression') return undefined;
    const on = types().typeOf(method.field('object'));
    const name = method.field('property')?.text ?? '';
    if (on?.kind === 'list') return listCallbacks.has(name) ? on.of : undefined;
    return name === 'then' ? on : undefined;
  };

  return { typeOfPattern };
}
