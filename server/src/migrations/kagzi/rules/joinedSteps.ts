import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { plainText } from '../../../facts/rust/rustTree.ts';
import { isComment } from '../../../facts/rust/useTrees.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { hasCommentIn } from '../layout.ts';
import { workflowContext } from '../names.ts';

/** One `ctx.step("name", future)` among the tokens of a macro. */
export interface JoinedStep {
  readonly name: string;
  /** From the context to the bracket that opens the arguments. */
  readonly head: { readonly start: number; readonly end: number };
}

/** `join!` or `try_join!` of steps. */
export interface JoinedSteps {
  readonly macro: CodeNode;
  readonly kind: 'join' | 'try_join';
  /** The tokens with their brackets. */
  readonly tokens: CodeNode;
  /** The variable that holds the context. */
  readonly context: string;
  /** `undefined` when not everything that is joined is a step of that context with a literal name, free of comments in what goes. */
  readonly steps: readonly JoinedStep[] | undefined;
}

/** Takes any macro; gives it only when at least one step of a proven context is joined. */
export function joinedSteps(code: RustCode, macro: CodeNode): JoinedSteps | undefined {
  const kind = /^(?:tokio|futures)::(join|try_join)$/.exec(code.names.pathOf(macro.field('macro')) ?? '')?.[1];
  const tokens = macro.children.find(({ type }) => type === 'token_tree');
  if ((kind !== 'join' && kind !== 'try_join') || !tokens || macro.isBroken || !tokens.text.startsWith('(')) return undefined;
  const parts = partsOf(tokens);
  const contexts = parts.map((part) => contextOf(code, part, macro));
  const context = contexts.find((one) => one !== undefined);
  if (context === undefined) return undefined;
  const steps = parts.map((part, i) => (contexts[i] === context ? stepIn(part) : undefined)).filter((step) => step !== undefined).filter(({ head }) => !hasCommentIn(tokens, head.start, head.end));
  return { macro, kind, tokens, context, steps: steps.length === parts.length && steps.length > 1 ? steps : undefined };
}

/** Tokens between the commas. Generic arguments have commas of their own, but then no part looks like a step. */
function partsOf(tokens: CodeNode): readonly (readonly CodeNode[])[] {
  const parts: CodeNode[][] = [[]];
  for (const token of tokens.children.slice(1, -1)) {
    if (isComment(token.type)) continue;
    if (token.type === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** The variable of `variable.step(…)`, when it is a workflow's context. */
function contextOf(code: RustCode, [variable, dot, word, given]: readonly CodeNode[], macro: CodeNode): string | undefined {
  if (variable?.type !== 'identifier' || dot?.type !== '.' || word?.text !== 'step' || given?.type !== 'token_tree') return undefined;
  return code.types.typeOfVariable(variable.text, macro) === workflowContext ? variable.text : undefined;
}

function stepIn(part: readonly CodeNode[]): JoinedStep | undefined {
  const [variable, , , given] = part;
  if (!variable || !given || part.length !== 4) return undefined;
  const inner = given.children.filter(({ type }) => !isComment(type));
  const name = plainText(inner[1]);
  if (name === undefined || inner[2]?.type !== ',' || inner.length < 5 || !mayBeExpressions(given)) return undefined;
  return { name, head: { start: variable.start, end: given.start } };
}

const operands: ReadonlySet<string> = new Set(['identifier', 'string_literal', 'raw_string_literal', 'integer_literal', 'float_literal', 'char_literal', 'boolean_literal']);
const keywords: ReadonlySet<string> = new Set(['async', 'move', 'mut', 'ref', 'dyn', 'as', 'in', 'if', 'else', 'match', 'return', 'let', 'for', 'while', 'loop', 'unsafe', 'const', 'static', 'fn', 'impl', 'where', 'break']);

/** Signs that an expression can begin with. */
const beginnings: ReadonlySet<string> = new Set(['&', '&&', '*', '!', '-', '|', '||', '::', '<', '..', '#']);

/** A macro takes any tokens; what is no code there would be none outside of it: two values side by side, or a sign where a value has to begin. */
function mayBeExpressions(tree: CodeNode): boolean {
  const tokens = tree.children.filter(({ type }) => !isComment(type));
  const isList = tokens[0]?.type === '(';
  return tokens.every((token, i) => {
    const begins = isList && i > 0 && i < tokens.length - 1 && (i === 1 || tokens[i - 1]?.type === ',');
    if (begins && !/^\w/.test(token.text) && !/^["({[]/.test(token.text) && !beginnings.has(token.type)) return false;
    if (token.type === 'token_tree') return mayBeExpressions(token);
    const next = tokens[i + 1];
    return !next || !operands.has(token.type) || !operands.has(next.type) || keywords.has(token.text) || keywords.has(next.text);
  });
}
