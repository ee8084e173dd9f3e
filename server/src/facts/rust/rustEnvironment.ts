import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';
import type { EnvironmentFact } from '../facts.ts';
import { hasDefault } from './rustDefaults.ts';
import type { RustNames } from './rustNames.ts';
import { argumentsOf, chainRoot, constantOf, methodCall, plainValue, stringLiteral } from './rustTree.ts';

const reads: ReadonlySet<string> = new Set(['std::env::var', 'std::env::var_os', 'std::env::remove_var', 'dotenv::var', 'dotenvy::var', 'dotenv::dotenv::var']);
const setter = 'std::env::set_var';
/** Macros that look a variable up while the code is compiled. */
const macros: ReadonlySet<string> = new Set(['env', 'option_env', 'std::env', 'std::option_env', 'core::env', 'core::option_env', 'dotenv_codegen::dotenv', 'dotenvy_macro::dotenv']);
const commands: ReadonlySet<string> = new Set(['std::process::Command::new', 'tokio::process::Command::new']);
const variableName = /^[A-Za-z_]\w*$/;

/** The environment variables that Rust code reads or sets; names in constants of the file count too. */
export function rustEnvironment(nodes: (type: 'call_expression' | 'macro_invocation' | 'token_tree' | 'attribute') => readonly CodeNode[], names: RustNames): readonly EnvironmentFact[] {
  return [
    ...nodes('call_expression').flatMap((call) => called(call, names)),
    ...nodes('macro_invocation').flatMap((macro) => inMacro(macro, names)),
    ...nodes('token_tree').flatMap((tree) => inTokens(tree, names)),
    ...nodes('attribute').flatMap(inAttribute),
  ];
}

function called(call: CodeNode, names: RustNames): readonly EnvironmentFact[] {
  const method = methodCall(call);
  if (method) return setForCommand(call, method.receiver, method.name.text, names);
  const path = names.pathOf(call.field('function'));
  if (path === undefined) return [];
  const [first, second] = argumentsOf(call);
  const name = nameIn(first, names);
  if (!name) return [];
  if (path === setter) {
    const copied = variableOf(second, names);
    return [fact(name, { access: 'set', hasValue: stringOf(second) !== '', ...(copied === undefined ? {} : { copyOf: copied }) })];
  }
  if (!reads.has(path)) return [];
  const before = triedBefore(call, names);
  return [fact(name, { access: 'read', hasDefault: hasDefault(call), ...(before.length > 0 ? { fallbackOf: before } : {}) })];
}

/** `Command::new("x").env("NAME", value)`. */
function setForCommand(call: CodeNode, receiver: CodeNode, method: string, names: RustNames): readonly EnvironmentFact[] {
  if (method !== 'env' && method !== 'env_remove') return [];
  const [first, second] = argumentsOf(call);
  const name = stringLiteral(first);
  const root = chainRoot(receiver);
  if (!name || root.type !== 'call_expression' || !commands.has(names.pathOf(root.field('function')) ?? '')) return [];
  const passed = fact(name, method === 'env' ? { access: 'set', hasValue: stringOf(second) !== '' } : { access: 'read' });
  return [{ ...passed, renaming: 'unsafe', because: 'it is set for another program, which may know the old name alone' }];
}

interface Name {
  readonly text: string;
  readonly range: Range;
  /** The name is a constant that other code uses too. */
  readonly shared?: boolean;
}

function fact({ text, range, shared }: Name, more: Pick<EnvironmentFact, 'access' | 'hasValue' | 'hasDefault' | 'fallbackOf' | 'copyOf'>): EnvironmentFact {
  return { kind: 'environment', name: text, range, ...more, ...(shared === true ? { renaming: 'unsafe', because: 'the constant is used for something else too' } : {}) };
}

/** The name that an argument gives: a literal, or a constant of the file. */
function nameIn(argument: CodeNode | undefined, names: RustNames): Name | undefined {
  const node = plainValue(argument);
  const literal = stringLiteral(node);
  if (literal) return variableName.test(literal.text) ? literal : undefined;
  if (node?.type !== 'identifier') return undefined;
  const constant = constantOf(node);
  const value = stringLiteral(constant?.field('value'));
  if (!constant || !value || !variableName.test(value.text)) return undefined;
  return { ...value, shared: isSharedConstant(constant, node.text, names) };
}

/** Public constants and those that are passed elsewhere mean more than one look-up. */
function isSharedConstant(constant: CodeNode, name: string, names: RustNames): boolean {
  if (constant.children.some(({ type }) => type === 'visibility_modifier')) return true;
  for (const node of constant.parent?.descendants() ?? []) {
    if (node.type !== 'identifier' || node.text !== name || node.fieldName === 'name') continue;
    const call = node.enclosing('call_expression');
    const path = call && plainValue(argumentsOf(call)[0]) === node ? names.pathOf(call.field('function')) : undefined;
    if (path === undefined || (path !== setter && !reads.has(path))) return true;
  }
  return false;
}

function stringOf(node: CodeNode | undefined): string | undefined {
  if (node?.type === 'string_literal' && node.namedChildren.length === 0) return '';
  return stringLiteral(node)?.text;
}

/** The variable whose value an expression is: a read, with what takes it out of its result. */
function variableOf(expression: CodeNode | undefined, names: RustNames): string | undefined {
  let node = plainValue(expression);
  for (let method = methodCall(node); method; method = methodCall(node)) {
    if (!/^(?:unwrap|expect|clone|as_str|to_owned|to_string)$/.test(method.name.text)) return undefined;
    node = plainValue(method.receiver);
  }
  return node && readName(node, names);
}

/** The name that a node reads, when it is such a call itself. */
function readName(node: CodeNode, names: RustNames): string | undefined {
  if (node.type !== 'call_expression' || methodCall(node)) return undefined;
  const path = names.pathOf(node.field('function'));
  return path !== undefined && reads.has(path) ? nameIn(argumentsOf(node)[0], names)?.text : undefined;
}

/** A bridge that somebody wrote is shorter: further out and further in nothing is looked at. */
const mostSteps = 20;
const mostNodes = 300;

/** The variables that this read fills in for: before `or`, `or_else`, `unwrap_or…` around it, in what is matched, or the one that is set from it. */
function triedBefore(call: CodeNode, names: RustNames): readonly string[] {
  const found: string[] = [];
  for (let node = call, steps = 0; node.parent && steps < mostSteps; node = node.parent, steps++) {
    const { parent } = node;
    if (parent.type === 'function_item') break;
    if (parent.type === 'arguments' && parent.parent) {
      const method = methodCall(parent.parent);
      if (method && /^(?:unwrap_or(?:_else)?|or|or_else|map_or(?:_else)?)$/.test(method.name.text)) found.push(...namesIn(method.receiver, names));
      else if (!method && names.pathOf(parent.parent.field('function')) === setter) found.push(...[nameIn(argumentsOf(parent.parent)[0], names)?.text ?? []].flat());
    } else if (parent.type === 'match_expression' && node.fieldName === 'body') {
      found.push(...namesIn(parent.field('value'), names));
    } else if (parent.type === 'if_expression' && node.fieldName === 'alternative') {
      found.push(...namesIn(parent.field('condition'), names));
    }
  }
  return [...new Set(found)];
}

function namesIn(node: CodeNode | undefined, names: RustNames): readonly string[] {
  const found: string[] = [];
  let seen = 0;
  for (const one of node?.descendants() ?? []) {
    if (++seen > mostNodes) break;
    const name = readName(one, names);
    if (name !== undefined) found.push(name);
  }
  return found;
}

/** `env!("X")`, `option_env!("X")`. */
function inMacro(macro: CodeNode, names: RustNames): readonly EnvironmentFact[] {
  const path = names.pathOf(macro.field('macro'));
  if (path === undefined || !macros.has(path)) return [];
  const tokens = macro.children.find(({ type }) => type === 'token_tree')?.namedChildren ?? [];
  const name = stringLiteral(tokens[0]);
  return name && variableName.test(name.text) ? [fact(name, { access: 'read', hasDefault: hasDefault(macro) })] : [];
}

/** `env::var("X")` among the tokens of a macro (`println!("{}", env::var("X")?)`), which the grammar does not parse; and macros in macros. */
function inTokens(tree: CodeNode, names: RustNames): readonly EnvironmentFact[] {
  const { children } = tree;
  return children.flatMap((arguments_, i): readonly EnvironmentFact[] => {
    if (arguments_.type !== 'token_tree') return [];
    const isMacro = children[i - 1]?.type === '!';
    const words: string[] = [];
    let at = i - (isMacro ? 2 : 1);
    for (; children[at]?.type === 'identifier'; at -= 2) {
      words.unshift(children[at]?.text ?? '');
      if (children[at - 1]?.type !== '::') break;
    }
    if (children[at - 1]?.type === '.') return [];
    const path = words.length > 0 ? names.pathOfWords(words, tree) : undefined;
    const name = stringLiteral(arguments_.namedChildren[0]);
    if (path === undefined || !name || !variableName.test(name.text) || !(isMacro ? macros : reads).has(path)) return [];
    return [fact(name, { access: 'read', hasDefault: false })];
  });
}

/** clap's `#[arg(long, env = "X")]`: the variable that fills in for an option. */
function inAttribute(attribute: CodeNode): readonly EnvironmentFact[] {
  const [name] = attribute.namedChildren;
  const tokens = attribute.field('arguments')?.children ?? [];
  if (!name || !/^(?:arg|clap|structopt)$/.test(name.text)) return [];
  return tokens.flatMap((token, i): readonly EnvironmentFact[] => {
    if (token.type !== 'identifier' || token.text !== 'env' || !/^[(,]$/.test(tokens[i - 1]?.type ?? '')) return [];
    const [next, value] = [tokens[i + 1], tokens[i + 2]];
    const literal = stringLiteral(next?.type === '=' ? value : next?.type === 'token_tree' ? next.namedChildren[0] : undefined);
    return literal && variableName.test(literal.text) ? [fact(literal, { access: 'read', hasDefault: tokens.some(({ type, text }) => type === 'identifier' && /^default_value(?:_t|s_t|_os)?$/.test(text)) })] : [];
  });
}
