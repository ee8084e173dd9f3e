import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';
import type { Range } from '../../text/range.ts';
import { functions, inner, keyOf, literalOf, outer } from '../code/typescript/syntax.ts';
import { isModule, joined, loadedModule } from './symbols.ts';
import type { TypescriptCode } from './typescriptCode.ts';

/** Where an export of a module is taken, beside the statements that import it by name. */
export type SymbolPlace = MemberPlace | PatternPlace;

/** `acme.Client`, `acme['Client']`, `require('m').Client`. */
export interface MemberPlace {
  readonly form: 'member';
  /** All of it. */
  readonly node: CodeNode;
  /** Of the export's name alone. */
  readonly name: Range;
  /** Between the quotes of the module, where the module is loaded in this very expression. */
  readonly specifier: Range | undefined;
}

/** `Client` of `const { Client } = …`. */
export interface PatternPlace {
  readonly form: 'pattern';
  /** The member of the pattern, its default included. */
  readonly node: CodeNode;
  readonly pattern: CodeNode;
  /** Of the export's name alone. */
  readonly name: Range;
  /** The variable's name; `undefined` where a further pattern takes the export apart. */
  readonly local: CodeNode | undefined;
  /** `{ Client }`, with or without a default. */
  readonly shorthand: boolean;
  /** The declarator, where it loads the module itself. */
  readonly declarator: CodeNode | undefined;
  readonly specifier: Range | undefined;
}

/** The places that take the export `name` of exactly this module, in order. */
export function symbolPlaces(code: TypescriptCode, module: string, name: string): readonly SymbolPlace[] {
  return code.scopes.nodes(name).flatMap((node) => memberPlace(code, node, joined(module, name)) ?? patternPlace(code, node, module) ?? []);
}

function memberPlace(code: TypescriptCode, leaf: CodeNode, symbol: string): MemberPlace | undefined {
  const part = leaf.type === 'string_fragment' ? leaf.parent : leaf;
  const node = part?.parent;
  if (!part || !node) return undefined;
  const isPart = (part.fieldName === 'property' && (node.type === 'member_expression' || node.type === 'nested_identifier'))
    || (part.fieldName === 'name' && node.type === 'nested_type_identifier') || (part.fieldName === 'index' && node.type === 'subscript_expression');
  if (!isPart || code.symbols.nameOf(node) !== symbol) return undefined;
  return { form: 'member', node, name: leaf.range, specifier: loadedIn(code, node.field('object')) };
}

function patternPlace(code: TypescriptCode, leaf: CodeNode, module: string): PatternPlace | undefined {
  const found = leaf.type === 'shorthand_property_identifier_pattern' ? shorthandMember(leaf) : pairMember(leaf);
  const pattern = found?.node.parent;
  if (!found || pattern?.type !== 'object_pattern') return undefined;
  const owner = pattern.parent;
  if (owner?.type === 'variable_declarator' && pattern.fieldName === 'name') {
    const value = owner.field('value');
    if (code.symbols.nameOf(value) !== module) return undefined;
    const specifier = loadedIn(code, value);
    return { form: 'pattern', ...found, pattern, declarator: specifier && owner, specifier };
  }
  const parameter = owner?.type === 'required_parameter' ? owner : undefined;
  const promise = parameter && promiseOfModule(parameter);
  if (!promise || code.symbols.nameOf(promise) !== module) return undefined;
  return { form: 'pattern', ...found, pattern, declarator: undefined, specifier: pattern.namedChildren.length === 1 ? loadedIn(code, promise) : undefined };
}

type PatternMember = Pick<PatternPlace, 'node' | 'name' | 'local' | 'shorthand'>;

function shorthandMember(leaf: CodeNode): PatternMember {
  const node = leaf.parent?.type === 'object_assignment_pattern' ? leaf.parent : leaf;
  return { node, name: leaf.range, local: leaf, shorthand: true };
}

function pairMember(leaf: CodeNode): PatternMember | undefined {
  const key = leaf.type === 'string_fragment' ? leaf.parent : leaf;
  const node = key?.parent;
  const name = key?.fieldName === 'key' && node?.type === 'pair_pattern' ? keyOf(key) : undefined;
  if (!node || !name) return undefined;
  const value = node.field('value');
  const local = value?.type === 'assignment_pattern' ? value.field('left') : value;
  return { node, name: name.range, local: local?.type === 'identifier' ? local : undefined, shorthand: false };
}

/** Between the quotes of the module that an expression loads, `await` and brackets left out. */
function loadedIn(code: TypescriptCode, node: CodeNode | undefined): Range | undefined {
  let call = inner(node);
  if (call?.type === 'await_expression') call = inner(call.namedChildren.find(({ type }) => type !== 'comment'));
  return call?.type === 'call_expression' ? loadedModule(code.scopes, call)?.range : undefined;
}

/** `import('m')` of `import('m').then(({ … }) => …)`. Takes the parameter. */
function promiseOfModule(parameter: CodeNode): CodeNode | undefined {
  const callback = parameter.enclosing(...functions);
  const call = callback?.parent?.type === 'arguments' ? callback.parent.parent : undefined;
  const method = call?.type === 'call_expression' ? call.field('function') : undefined;
  const isFirst = callback?.field('parameters')?.namedChildren[0] === parameter;
  return isFirst && method?.type === 'member_expression' && method.field('property')?.text === 'then' ? method.field('object') : undefined;
}

const spokenOf = new Notes<Map<string, boolean>>();

/**
 * Whether the file says a module's name in a string that is no import: somebody mocks it, declares it or looks it up, and an import that comes from
 * elsewhere may then mean something else. Found out once for a file and a module.
 */
export function isSpokenOf(code: TypescriptCode, module: string): boolean {
  const byModule = spokenOf.get(code) ?? new Map<string, boolean>();
  spokenOf.set(code, byModule);
  let known = byModule.get(module);
  if (known === undefined) byModule.set(module, known = isModule(module) && code.scopes.nodes(module).some((leaf) => isMention(code, leaf)));
  return known;
}

/** Takes a place of the module's name. */
function isMention(code: TypescriptCode, leaf: CodeNode): boolean {
  const string = leaf.type === 'string_fragment' ? leaf.parent : undefined;
  if (!string || !literalOf(string) || string.fieldName === 'source') return false;
  const call = string.parent?.type === 'arguments' ? string.parent.parent : undefined;
  if (!call || !loadedModule(code.scopes, call)) return true;
  // `vi.mock(import('m'))`: who is handed the promise itself need not want the module.
  return call.field('function')?.type === 'import' && outer(call).parent?.type === 'arguments';
}
