import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Range } from '../../../text/range.ts';
import type { EnvironmentFact } from '../../facts.ts';
import { environmentMembers } from './environmentMembers.ts';
import { environmentObjects } from './environmentObjects.ts';
import { namesLookedUp } from './lookedUpNames.ts';
import type { TypescriptSource } from './source.ts';
import { argumentsOf, calleeOf, dottedName, inner, literalOf, outer, shellName } from './syntax.ts';

/** The environment variables that TypeScript or JavaScript reads, sets, destructures, declares or passes on. */
export function environmentFacts(source: TypescriptSource): readonly EnvironmentFact[] {
  const isEnvironment = environmentObjects(source);
  return [...accesses(source, isEnvironment), ...helperCalls(source, isEnvironment), ...environmentMembers(source, isEnvironment)];
}

type IsEnvironment = (node: CodeNode | undefined) => boolean;

/** `process.env.X`, `process.env["X"]`, and `process.env[name]` where the file shows the names. */
function* accesses(source: TypescriptSource, isEnvironment: IsEnvironment): Iterable<EnvironmentFact> {
  for (const type of ['member_expression', 'subscript_expression'] as const) {
    for (const node of source.nodes(type)) {
      if (!isEnvironment(node.field('object'))) continue;
      const name = accessedName(node);
      if (name) {
        yield { kind: 'environment', name: name.text, range: name.range, ...use(node, isEnvironment) };
      } else {
        for (const { text, range } of namesLookedUp(source, node.field('index'))) yield { kind: 'environment', name: text, range, access: 'read' };
      }
    }
  }
}

function accessedName(access: CodeNode): { readonly text: string; readonly range: Range } | undefined {
  const property = access.field('property');
  if (property?.type === 'property_identifier') return { text: property.text, range: property.range };
  const literal = literalOf(access.field('index'));
  return literal && literal.text !== '' ? literal : undefined;
}

type Use = Pick<EnvironmentFact, 'access' | 'hasValue' | 'hasDefault' | 'fallbackOf' | 'copyOf'>;

/** What happens to the variable at this place. */
function use(access: CodeNode, isEnvironment: IsEnvironment): Use {
  const whole = outer(access);
  const { parent } = whole;
  if ((parent?.type === 'assignment_expression' || parent?.type === 'augmented_assignment_expression') && whole.fieldName === 'left') {
    const right = inner(parent.field('right'));
    const copyOf = parent.type === 'assignment_expression' ? nameOf(right, isEnvironment) : undefined;
    return { access: 'set', hasValue: literalOf(right)?.text !== '', ...(copyOf === undefined ? {} : { copyOf }) };
  }
  const tried = triedBefore(whole, isEnvironment);
  const hasDefault = parent?.type === 'binary_expression' && whole.fieldName === 'left' && isFallback(parent);
  return { access: 'read', hasDefault, ...(tried.length > 0 ? { fallbackOf: tried } : {}) };
}

/** The variables that this one fills in for: on the left of `??` and `||`, in the condition of `?:`, or assigned from it. */
function triedBefore(node: CodeNode, isEnvironment: IsEnvironment): readonly string[] {
  const names: string[] = [];
  let steps = 0;
  for (let current = node; current.parent && steps < mostSteps; current = outer(current.parent), steps++) {
    const { parent, fieldName } = current;
    if (parent.type === 'binary_expression' && isFallback(parent)) {
      if (fieldName === 'right') names.push(...namesIn(parent.field('left'), isEnvironment));
    } else if (parent.type === 'ternary_expression') {
      if (fieldName === 'alternative') names.push(...namesIn(parent.field('condition'), isEnvironment));
    } else {
      const left = (parent.type === 'assignment_expression' || parent.type === 'augmented_assignment_expression') && fieldName === 'right' ? parent.field('left') : undefined;
      const assigned = nameOf(inner(left), isEnvironment);
      if (assigned !== undefined) names.push(assigned);
      break;
    }
  }
  return [...new Set(names)];
}

/** A bridge that somebody wrote is shorter: further out and further in nothing is looked at. */
const mostSteps = 20;
const mostNodes = 200;

function isFallback(binary: CodeNode): boolean {
  const operator = binary.field('operator')?.type;
  return operator === '??' || operator === '||';
}

function nameOf(node: CodeNode | undefined, isEnvironment: IsEnvironment): string | undefined {
  if (node?.type !== 'member_expression' && node?.type !== 'subscript_expression') return undefined;
  return isEnvironment(node.field('object')) ? accessedName(node)?.text : undefined;
}

function namesIn(node: CodeNode | undefined, isEnvironment: IsEnvironment): readonly string[] {
  const names: string[] = [];
  let seen = 0;
  for (const one of node?.descendants() ?? []) {
    if (++seen > mostNodes) break;
    const name = nameOf(one, isEnvironment);
    if (name !== undefined) names.push(name);
  }
  return names;
}

const denoCalls: Readonly<Record<string, EnvironmentFact['access']>> = {
  'Deno.env.get': 'read', 'Deno.env.has': 'read', 'Deno.env.delete': 'read', 'Deno.env.set': 'set', 'vi.stubEnv': 'set',
};

/** `Deno.env.get("X")` and its like, and functions such as `requireEnv("X")`. */
function* helperCalls(source: TypescriptSource, isEnvironment: IsEnvironment): Iterable<EnvironmentFact> {
  for (const call of source.nodes('call_expression')) {
    const callee = dottedName(calleeOf(call));
    if (callee === undefined) continue;
    const access = Object.hasOwn(denoCalls, callee) ? denoCalls[callee] : undefined;
    const isHelper = access === undefined && /^(?:this\.)?(?:get|read|require|must|optional|load|fetch)?_?env(?:ironment)?(?:var|variable|value|orthrow|ordefault|required|string)?$/i.test(callee);
    if (access === undefined && !isHelper) continue;
    const [first, second] = argumentsOf(call);
    const name = literalOf(first);
    if (!name || !shellName.test(name.text)) continue;
    if (access === 'set') {
      yield { kind: 'environment', name: name.text, range: name.range, access, hasValue: literalOf(second)?.text !== '' };
    } else {
      const sure = access === 'read' || looksUpItsParameter(source, callee, isEnvironment);
      yield {
        kind: 'environment', name: name.text, range: name.range, access: 'read', hasDefault: second !== undefined,
        ...(sure ? {} : { renaming: 'unsafe', because: `\`${callee}\` looks it up, and may do more with the name` }),
      };
    }
  }
}

/** Whether the file defines the function, and it indexes the environment with what it is given. */
function looksUpItsParameter(source: TypescriptSource, name: string, isEnvironment: IsEnvironment): boolean {
  return source.named(name).some((identifier) => {
    const { parent, fieldName } = identifier;
    const definition = fieldName !== 'name' ? undefined : parent?.type === 'function_declaration' ? parent : parent?.type === 'variable_declarator' ? inner(parent.field('value')) : undefined;
    const body = definition?.field('body');
    const parameter = definition?.field('parameter') ?? definition?.field('parameters')?.namedChildren[0];
    const parameterName = parameter?.field('pattern')?.text ?? parameter?.text;
    if (!body) return false;
    return [...body.descendants()].some((node) => node.type === 'subscript_expression' && isEnvironment(node.field('object')) && node.field('index')?.text === parameterName);
  });
}
