import type { CodeNode } from '../../syntax/codeTree.ts';
import { bindingOf } from './rustBindings.ts';
import { isOwnPath, type RustNames } from './rustNames.ts';
import { argumentsOf, constantOf, methodCall } from './rustTree.ts';
import { isComment } from './useTrees.ts';

/** What a system's crate gives out, as far as rules ask for it. Paths without the modules in between: `kagzi::Kagzi`. */
export interface RustModels {
  /** The type that a function's value is, errors and futures taken out: `kagzi::Kagzi::connect` → `kagzi::Kagzi`. */
  readonly functions: Readonly<Record<string, string>>;
  /** The same of methods: `kagzi::Kagzi.create_worker` → `kagzi::Worker`. */
  readonly methods: Readonly<Record<string, string>>;
  /** Functions of a type that give one of it (`new`), whatever the type is. */
  readonly constructors?: readonly string[];
  /** Whether modules count: two types of one name in different modules are two then. */
  readonly exact?: true;
}

/** The types of values in a Rust file, as far as annotations and known functions prove them. */
export interface RustTypes {
  /** The path of an expression's type without borrows and smart pointers, `kagzi::WorkflowContext`; `undefined` when nothing proves one. */
  typeOf(expression: CodeNode): string | undefined;
  /** The same for a variable named in the tokens of a macro, as seen from there. */
  typeOfVariable(name: string, place: CodeNode): string | undefined;
  /** Whether a variable is a reference already (`ctx: &WorkflowContext`), as seen from a place. */
  isReference(name: string, place: CodeNode): boolean;
}

/** Values of values end somewhere. */
const deepest = 40;

/** Types that are used as what they hold. */
const pointers: ReadonlySet<string> = new Set(['Arc', 'Box', 'Rc', 'std::sync::Arc', 'std::rc::Rc', 'std::boxed::Box', 'alloc::sync::Arc', 'Pin', 'std::pin::Pin']);
/** Methods that give what they are called on, or what is in it. */
const transparent: ReadonlySet<string> = new Set(['clone', 'unwrap', 'expect', 'as_ref', 'to_owned', 'borrow']);

/** Types that are the language's own, literals without a suffix among them. */
export const primitives: ReadonlySet<string> = new Set([
  'u8', 'u16', 'u32', 'u64', 'u128', 'usize', 'i8', 'i16', 'i32', 'i64', 'i128', 'isize', 'f32', 'f64', 'bool', 'char', 'str', '{integer}', '{float}',
]);
const literals: Readonly<Record<string, string>> = {
  integer_literal: '{integer}', float_literal: '{float}', string_literal: 'str', raw_string_literal: 'str', boolean_literal: 'bool', char_literal: 'char',
};

/** Takes the names of a file. */
export function rustTypes(names: RustNames, models: RustModels): RustTypes {
  const ofType = (type: CodeNode, depth = 0): string | undefined => {
    if (depth > deepest) return undefined;
    if (type.type === 'reference_type') {
      const inner = type.field('type');
      return inner && ofType(inner, depth + 1);
    }
    // A trait stands for whatever has it.
    const path = names.pathOf(type.type === 'dynamic_type' || type.type === 'abstract_type' ? type.field('trait') : type);
    if (type.type === 'generic_type' && path !== undefined && pointers.has(path)) {
      const inner = type.field('type_arguments')?.namedChildren.find((node) => !isComment(node.type) && node.type !== 'lifetime');
      return inner && ofType(inner, depth + 1);
    }
    return path === undefined ? undefined : known(models, path);
  };

  const ofExpression = (expression: CodeNode, depth = 0): string | undefined => {
    if (depth > deepest) return undefined;
    const next = (node: CodeNode | undefined): string | undefined => node && ofExpression(node, depth + 1);
    switch (expression.type) {
      case 'identifier':
        return ofVariable(expression.text, expression, depth + 1);
      case 'parenthesized_expression':
      case 'await_expression':
      case 'try_expression':
        return next(expression.namedChildren.find(({ type }) => !isComment(type)));
      case 'reference_expression':
        return next(expression.field('value'));
      case 'struct_expression':
        return pathOfType(expression.field('name'));
      case 'field_expression':
        return ofField(expression, depth);
      case 'call_expression':
        return ofCall(expression, depth);
      case 'self':
        return ofSelf(expression);
      case 'type_cast_expression': {
        const type = expression.field('type');
        return type && ofType(type);
      }
      case 'binary_expression': {
        const [left, right] = [next(expression.field('left')), next(expression.field('right'))];
        return left !== undefined && right !== undefined && primitives.has(left) && primitives.has(right) && /^[-+*/%]$/.test(expression.field('operator')?.text ?? '') ? left : undefined;
      }
      default:
        return literals[expression.type];
    }
  };

  const ofVariable = (name: string, place: CodeNode, depth: number): string | undefined => {
    const found = bindingOf(name, place);
    if (!found) {
      const type = place.type === 'identifier' ? constantOf(place)?.field('type') : undefined;
      return type && ofType(type);
    }
    return found.type ? ofType(found.type) : found.value && ofExpression(found.value, depth + 1);
  };

  const pathOfType = (node: CodeNode | undefined): string | undefined => {
    const path = names.pathOf(node);
    return path === undefined ? undefined : known(models, path);
  };

  const ofCall = (call: CodeNode, depth: number): string | undefined => {
    const method = methodCall(call);
    if (method) {
      const on = ofExpression(method.receiver, depth + 1);
      if (on === undefined) return undefined;
      return transparent.has(method.name.text) ? on : own(models.methods, `${on}.${method.name.text}`);
    }
    const path = names.pathOf(call.field('function'));
    if (path === undefined) return undefined;
    const [type, name] = [path.split('::').slice(0, -1).join('::'), path.split('::').at(-1)];
    const [first] = argumentsOf(call);
    if (pointers.has(type) && (name === 'new' || name === 'clone')) return first && ofExpression(first, depth + 1);
    return own(models.functions, known(models, path)) ?? (isType(type) && models.constructors?.includes(name ?? '') === true ? known(models, type) : undefined);
  };

  /** What a trait is implemented for, where that is somebody else's type. */
  const ofSelf = (self: CodeNode): string | undefined => {
    const type = self.enclosing('impl_item', 'trait_item', 'mod_item')?.field('type');
    return type && ofType(type);
  };

  /** `self.kagzi` and `state.kagzi`, where the file defines the struct. */
  const ofField = (access: CodeNode, depth: number): string | undefined => {
    const object = access.field('value');
    const name = access.field('field')?.text;
    if (!object || name === undefined) return undefined;
    const structName = object.type === 'self' ? ownTypeAt(object) : ownTypeOf(object, depth);
    const field = structName === undefined ? undefined : structAt(structName, access)?.field('body')?.namedChildren.find((child) => child.type === 'field_declaration' && child.field('name')?.text === name);
    const type = field?.field('type');
    return type && ofType(type);
  };

  /** The name of the project's own type that a variable is annotated with. */
  const ownTypeOf = (object: CodeNode, depth: number): string | undefined => {
    if (object.type !== 'identifier' || depth > deepest) return undefined;
    let type = bindingOf(object.text, object)?.type;
    while (type?.type === 'reference_type') type = type.field('type');
    return type?.type === 'type_identifier' && names.lookUp(type.text, type) === 'own' ? type.text : undefined;
  };

  return {
    typeOf: (expression) => ofExpression(expression),
    typeOfVariable: (name, place) => ofVariable(name, place, 0),
    isReference: (name, place) => {
      const found = bindingOf(name, place);
      return found?.type?.type === 'reference_type' || (found?.type === undefined && found?.value?.type === 'reference_expression');
    },
  };
}

/** The struct that a name means at a place: of the nearest block, else of the module; `undefined` where there are several. */
function structAt(name: string, place: CodeNode): CodeNode | undefined {
  for (let scope = place.parent; scope; scope = scope.parent) {
    if (scope.type !== 'block' && scope.type !== 'source_file' && scope.type !== 'declaration_list') continue;
    const found = scope.children.filter((child) => child.type === 'struct_item' && child.field('name')?.text === name);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    // A module sees nothing of the one around it.
    if (scope.parent?.type === 'mod_item') return undefined;
  }
  return undefined;
}

function ownTypeAt(node: CodeNode): string | undefined {
  const type = node.enclosing('impl_item')?.field('type');
  return (type?.type === 'generic_type' ? type.field('type') : type)?.text;
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function known({ exact }: RustModels, path: string): string {
  return exact === true ? path : withoutModules(path);
}

/** Whether a path ends in a type, by everybody's custom of writing. */
function isType(path: string): boolean {
  return /(?:^|::)[A-Z][^:]*$/.test(path);
}

/** Crates hand the same type on under several modules: only the crate and what begins with a capital counts. */
export function withoutModules(path: string): string {
  if (isOwnPath(path)) return path;
  const [crate = '', ...rest] = path.split('::');
  const first = rest.findIndex((word) => /^[A-Z]/.test(word));
  return first <= 0 ? path : [crate, ...rest.slice(first)].join('::');
}
